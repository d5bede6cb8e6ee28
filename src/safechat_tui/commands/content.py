"""`safechat content`: texts are judged, begun and looked at."""

from __future__ import annotations

import unicodedata
from argparse import Namespace
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from safechat_tui.clean import clean
from safechat_tui.commands import content_new, content_preview
from safechat_tui.commands.content_languages import unwritten
from safechat_tui.commands.parser import Command, Parser
from safechat_tui.commands.problems import problem_lines
from safechat_tui.commands.values import filled
from safechat_tui.config import Config
from safechat_tui.guide.check import check, old_facts
from safechat_tui.guide.problems import Problem
from safechat_tui.guide.reference import Ages
from safechat_tui.i18n import LANGUAGES, Translator
from safechat_tui.plain.output import FAILED, GOOD, write
from safechat_tui.resources import CONTENT

WHOLE_MARK: Final = "code-words.txt"
"""A file that a whole content folder has in each language, and one laid over it never."""


def judge(asked: Namespace, config: Config, tr: Translator) -> int:
    """Tell every problem of the texts, then the old facts; the exit code speaks of the problems only.

    A folder that holds a whole guide is judged alone; any other one laid over the shipped content, as the
    settings lay theirs.
    """
    folder = Path(asked.folder).absolute() if asked.folder is not None else config.content_dir
    whole = folder is not None and any((folder / lang / WHOLE_MARK).exists() for lang in LANGUAGES)
    root, over = (folder, None) if folder is not None and whole else (CONTENT, folder)
    problems = check(root, over)
    lines = problem_lines(problems, tr) or (tr("content.good" if over is None else "content.good-own"),)
    old = problem_lines(old_facts(root, Ages.as_of_now(config.facts_days), over), tr)
    if missing := problem_lines(unprintable(over or root), tr):
        lines = (*lines, "", tr.plural("content.no-letters", len(missing)), *missing)
    if unsaid := tuple(unwritten(over, tr)) if root == CONTENT else ():
        lines = (*lines, "", *unsaid)
    if old:
        lines = (*lines, "", tr.plural("content.old", len(old), days=config.facts_days), *old)
    write("\n".join(lines) + "\n")
    return FAILED if problems else GOOD


def unprintable(folder: Path) -> Iterator[Problem]:
    """Yield the letters of a folder of texts that the fonts of a PDF lack, each once a line."""
    from safechat_tui.handout.pdf.missing import lacking

    for path in sorted([*folder.rglob("*.md"), *folder.rglob("*.toml")]):
        try:
            lines = path.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            # That it cannot be read was told already.
            continue
        for number, line in enumerate(lines, start=1):
            for letter in lacking(line):
                name = unicodedata.name(letter, f"U+{ord(letter):04X}")
                yield Problem(path, number, "no-letter", {"character": clean(letter), "name": name})


def _takes_folder(parser: Parser, help: str) -> None:
    parser.add("folder", help=help, metavar="folder", type=filled, nargs="?")


COMMANDS = (
    Command("check", judge, partial(_takes_folder, help="help.content.check.folder")),
    *content_new.COMMANDS,
    *content_preview.COMMANDS,
)
