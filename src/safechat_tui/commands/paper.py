"""`safechat paper`: a written plan handed to the output, which over ssh is the worker's own machine."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from typing import Final

from safechat_tui import files
from safechat_tui.commands import exports
from safechat_tui.commands.parser import Command, Parser
from safechat_tui.commands.values import filled
from safechat_tui.config import Config
from safechat_tui.errors import SafeChatError, UsageError
from safechat_tui.handout.export import find_export, remove_export
from safechat_tui.i18n import Translator
from safechat_tui.plain.output import GOOD, write

LARGEST: Final = 1 << 25
"""The largest file that is handed over, in bytes; a plan has a hundredth of it."""


def hand_over(asked: Namespace, config: Config, tr: Translator) -> int:
    """List the written plans, write one to the output as it is, or delete one."""
    if asked.delete:
        found = find_export(config.export_folder, asked.delete)
        remove_export(found)
        write(tr("exports.deleted", name=found.path.name) + "\n")
        return GOOD
    if not asked.name:
        return exports.list_all(asked, config, tr)
    found = find_export(config.export_folder, asked.name)
    if found.path.suffix != ".txt" and sys.stdout is not None and sys.stdout.isatty():
        raise UsageError("paper-to-terminal")

    def judge(status: os.stat_result) -> None:
        if status.st_uid != os.geteuid():
            raise SafeChatError("no-such-export", name=found.path.name)

    write(files.read(found.path, LARGEST, judge))
    return GOOD


def takes_name(parser: Parser) -> None:
    """Add the name of the file, or of the one to delete."""
    one = parser.add_mutually_exclusive_group()
    parser.add("name", help="help.exports.name", metavar="file", type=filled, nargs="?", group=one)
    parser.add("--delete", help="help.paper.delete", metavar="file", type=filled, group=one)


COMMANDS = (Command("paper", hand_over, takes_name),)
