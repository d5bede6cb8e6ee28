"""`safechat exports`: plans that were written, listed and deleted."""

from __future__ import annotations

from argparse import Namespace

from safechat_tui import clock, files
from safechat_tui.clean import clean
from safechat_tui.commands import arguments
from safechat_tui.commands.parser import Command, Parser
from safechat_tui.config import Config
from safechat_tui.handout.export import exports_in, find_export, remove_export
from safechat_tui.i18n import Translator
from safechat_tui.plain.asking import confirmed
from safechat_tui.plain.output import FAILED, GOOD, write


def list_all(asked: Namespace, config: Config, tr: Translator) -> int:
    """List the written plans of the export folder, one a line."""
    files.sweep(config.export_folder)
    lines = [
        tr(
            "exports.line-sealed" if each.sealed else "exports.line",
            name=each.path.name,
            made=tr.date(clock.day_of(each.changed)),
            size=-(-each.size // 1024),
        )
        for each in exports_in(config.export_folder)
    ]
    where = clean(str(config.export_folder))
    first = tr("exports.folder" if lines else "exports.none", folder=where)
    write("\n".join([first, *lines]) + "\n")
    return GOOD


def delete(asked: Namespace, config: Config, tr: Translator) -> int:
    """Delete a written plan, after a question unless `--yes` was given."""
    found = find_export(config.export_folder, asked.name)
    if not asked.yes and not confirmed(tr("exports.sure", name=found.path.name), tr):
        return FAILED
    remove_export(found)
    write(tr("exports.deleted", name=found.path.name) + "\n")
    return GOOD


def takes_name(parser: Parser) -> None:
    """Add the name of the file, and `--yes`."""
    parser.add("name", help="help.exports.name", metavar="file", typed=True)
    arguments.yes(parser)


COMMANDS = (Command("list", list_all), Command("delete", delete, takes_name))
