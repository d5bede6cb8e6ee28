"""`safechat content`: texts are judged, and texts of one's own begun."""

from __future__ import annotations

import os
import unicodedata
from argparse import Namespace
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from safechat_tui import files
from safechat_tui.clean import clean
from safechat_tui.commands.parser import Command, Parser
from safechat_tui.commands.problems import problem_lines
from safechat_tui.commands.values import filled
from safechat_tui.config import Config
from safechat_tui.errors import SafeChatError
from safechat_tui.guide.check import check, old_facts
from safechat_tui.guide.problems import Problem
from safechat_tui.guide.reference import Ages
from safechat_tui.i18n import LANGUAGES, Translator
from safechat_tui.plain.output import FAILED, GOOD, write
from safechat_tui.resources import CONTENT

WHOLE_MARK: Final = "code-words.txt"
"""A file that a whole content folder has in each language, and one laid over it never."""

USUAL_FOLDER: Final = "safechat-content"
"""Name of a shelter's own folder in the home folder, where nobody names another."""


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


def begin(asked: Namespace, config: Config, tr: Translator) -> int:
    """Copy the commented example in the language of the person, and say what to do next.

    Raises:
        SafeChatError: `file-exists` when one of its files is there already; then nothing is copied.
    """
    named = asked.folder or config.content_dir or config.home / USUAL_FOLDER
    folder = Path(named).absolute()
    example = CONTENT / "starter" / tr.lang
    paths = sorted(path.relative_to(example) for path in example.rglob("*") if path.is_file())
    for path in paths:
        if os.path.lexists(folder / path):
            raise SafeChatError("file-exists", name=str(folder / path))
    for path in paths:
        if not (folder / path).parent.is_dir():
            files.private_folder((folder / path).parent)
        files.create(folder / path, (example / path).read_bytes())
    shown = clean(str(folder))
    line = f'content_dir = "{shown}"'
    write(tr("content.new", folder=shown) + "\n" + tr("content.new-next", folder=shown, line=line) + "\n")
    return GOOD


def _takes_folder(parser: Parser, help: str) -> None:
    parser.add("folder", help=help, metavar="folder", type=filled, nargs="?")


COMMANDS = (
    Command("check", judge, partial(_takes_folder, help="help.content.check.folder")),
    Command("new", begin, partial(_takes_folder, help="help.content.new.folder")),
)
