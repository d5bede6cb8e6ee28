"""How a command puts something on paper: in which form, sealed or not, to the output or into a new file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from safechat_tui.age.keys import is_recipient, seal_to
from safechat_tui.age.passphrase import seal_passphrase
from safechat_tui.clean import clean
from safechat_tui.commands.naming import named
from safechat_tui.commands.parser import Asked
from safechat_tui.commands.secret import ask_new
from safechat_tui.conversation.written import told, until
from safechat_tui.errors import UsageError
from safechat_tui.files import create
from safechat_tui.guide.model import Guide
from safechat_tui.handout.paper import FORMAT_SUFFIXES, PaperOptions, pages
from safechat_tui.handout.parts import NEUTRAL_PARTS, in_paper_order
from safechat_tui.i18n import Translator
from safechat_tui.options import EVERYWHERE, PARTS
from safechat_tui.plain.output import can_draw, complain, write
from safechat_tui.store.papers import NEUTRAL, SEALED, Papers, create_numbered, stem


def chosen_paper(asked: Asked) -> PaperOptions:
    """Return how something is put on paper, in the language of the program.

    Raises:
        UsageError: `name-and-format` for a file whose name is of another format; `only-with` for an option
            that the format does not know; `pdf-needs-file` when a PDF would go to nowhere in particular.
    """
    target, config = asked.output or "-", asked.config
    ending = Path(target.removesuffix(SEALED)).suffix.lower()
    by_name = {".pdf": "pdf", ".txt": "text"}.get(ending)
    format = asked.format or by_name or "text"
    # A text under the name of a PDF would open nowhere.
    if by_name and FORMAT_SUFFIXES[format] != ending:
        raise UsageError("name-and-format", ending=ending, format=format)
    for option, given, its_format in (
        ("--ascii", asked.ascii, "text"),
        ("--paper", asked.paper is not None, "pdf"),
        ("--large-print", asked.large, "pdf"),
    ):
        if given and format != its_format:
            raise UsageError("only-with", option=option, format=its_format)
    if format == "pdf" and target == "-" and asked.output is None:
        raise UsageError("pdf-needs-file")
    return PaperOptions(
        asked.tr.lang,
        format=format,
        ascii=asked.ascii or (format != "pdf" and target == "-" and not can_draw()),
        size=asked.paper or config.paper,
        large=asked.large,
        neutral=asked.neutral,
        region=asked.region or config.region or EVERYWHERE,
        facts_days=config.facts_days,
    )


def chosen_parts(words: Iterable[str], guide: Guide, tr: Translator, *, neutral: bool) -> tuple[str, ...]:
    """Return the parts of the paper that words name, the plan itself first; none where no word is given.

    Raises:
        UsageError: `unknown-paper-part`, with the nearest known one; `part-not-neutral` for one that a
            neutral paper cannot have.
    """
    names = {part: tr(f"parts.name.{part}") for part in PARTS}
    chosen = [named(word, names, guide, "unknown-paper-part") for word in words]
    for part in chosen if guide.parts else ():
        if part not in guide.parts:
            known = ", ".join(names[each] for each in guide.parts)
            raise UsageError("part-not-in-language", part=names[part], known=known)
    for part in chosen if neutral else ():
        if part not in NEUTRAL_PARTS:
            raise UsageError("part-not-neutral", part=names[part])
    return in_paper_order(chosen) if chosen else ()


def hand_over(data: bytes, paper: PaperOptions, kind: str, asked: Asked) -> None:
    """Write a paper to the output or into a new file, sealed if asked; say where, and until when.

    Args:
        data: the finished paper.
        paper: how it was put on paper.
        kind: one of the kinds of written papers.
        asked: the line, whose `output` is a file, a folder to make one in, or `-`.
    """
    target, tr = asked.output or "-", asked.tr
    if target == "-" and (asked.seal or asked.seal_to):
        raise UsageError("sealed-needs-file")
    counted = f" {tr.plural('plan.pages', pages(data))}" if paper.format == "pdf" else ""
    data, ending = sealed(data, asked)
    if target != "-":
        write(f"{_put(data, Path(target), paper, kind, ending, asked)}{counted}\n")
    elif paper.format in {"text", "short"}:
        write(data.decode())
    elif sys.stdout is not None and sys.stdout.isatty():
        raise UsageError("pdf-needs-file")
    else:
        write(data)


def sealed(data: bytes, asked: Asked) -> tuple[bytes, str]:
    """Return a finished plan as the command line wishes it, sealed or not, and what its name ends with.

    Raises:
        UsageError: `bad-recipient`, `needs-terminal`.
        SafeChatError: `not-alike`.
    """
    if not asked.seal_to and not asked.seal:
        return data, ""
    if asked.seal_to and not is_recipient(asked.seal_to):
        raise UsageError("bad-recipient", value=clean(asked.seal_to)[:70])
    if asked.seal_to:
        return seal_to(data, [asked.seal_to]), SEALED
    return seal_passphrase(data, ask_new(asked.tr)), SEALED


def put(data: bytes, target: Path, name: str, ending: str) -> Path:
    """Write a new file and return its path.

    Args:
        data: what it holds.
        target: the file, or a folder to make one in.
        name: what it is called in a folder, before what its name ends with.
        ending: `.pdf` or `.txt`, and what the name of a sealed paper ends with.

    Raises:
        SafeChatError: `file-exists` or `not-saved`.
    """
    if os.path.isdir(target):
        return create_numbered(data, target, name, ending)
    if ending.endswith(SEALED) and not target.name.endswith(SEALED):
        target = target.with_name(target.name + SEALED)
    create(target, data)
    return target


def _put(data: bytes, target: Path, paper: PaperOptions, kind: str, ending: str, asked: Asked) -> str:
    """Write a new file and say where; only in the folder of the settings it is listed, and expires."""
    tr, papers = asked.tr, Papers(asked.config)
    kind, ending = NEUTRAL if paper.neutral else kind, paper.suffix + ending
    name = stem(kind, tr if paper.language == tr.lang else Translator(paper.language))
    if not os.path.isdir(target) or not os.path.isdir(papers.folder) or not target.samefile(papers.folder):
        return tr("handout.written", file=clean(str(put(data, target, name, ending))))
    if readers := papers.readers:
        complain([tr("written.shared", group=readers)])
    made = papers.write(data, kind, name, ending)
    private = f"{tr('handout.written', file=clean(str(made.path)))} {until(made, tr)}"
    return told(made, tr) if readers else private
