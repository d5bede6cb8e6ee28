"""Cuts shipped texts out to be changed: a whole page, or the part, the card or the entry of one id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path

from safechat_tui.guide.fact_file import FactFile
from safechat_tui.guide.layers import COMMON_PAGES, Layers
from safechat_tui.guide.parsed import parse
from safechat_tui.guide.text import Page
from safechat_tui.i18n import LANGUAGES


def pages(root: Path, lang: str) -> dict[str, Page]:
    """Return the pages of a language, shared ones first, by their names under its folder."""
    folder, layers = root / lang, Layers(root)
    found = [
        *(folder / f"{name}.md" for name in COMMON_PAGES),
        *(
            path
            for guide in (*layers.guides(), *layers.together())
            for path in sorted((folder / guide).rglob("*.md"))
        ),
    ]
    return {path.relative_to(folder).as_posix(): parse(path, path.read_text("utf-8"), []) for path in found}


def whole(root: Path, name: str) -> dict[str, str]:
    """Return a page as it is shipped, by its name under the content: of one language or of each.

    Args:
        root: the shipped content.
        name: `en/urgent.md`, or `urgent.md` for every language.
    """
    lang, slash, rest = name.partition("/")
    langs, page = ((lang,), rest) if slash and lang in LANGUAGES else (LANGUAGES, name)
    names = [f"{each}/{page}" for each in langs if page in pages(root, each)]
    return {each: (root / each).read_text("utf-8") for each in names}


def part(root: Path, id: str, guides: Iterable[str]) -> dict[str, str]:
    """Return what is shipped under an id, ready for files of one's own that hold only this.

    The part of a page comes under the title of the page; the card of a strategy is a whole file; a helpline
    has its entry of the facts, too.

    Args:
        root: the shipped content.
        id: of a part of a page, a strategy or a helpline.
        guides: ids of guides; the first that has it is meant, where no shared page does.
    """
    for under in ("", *guides):
        found = dict(_parts(root, id, under))
        if found:
            return found
    return {}


def ids(root: Path, lang: str) -> list[str]:
    """Return every id that can be copied."""
    return [section.id for page in pages(root, lang).values() for section in (page.head, *page.sections)]


def _parts(root: Path, id: str, guide: str) -> Iterator[tuple[str, str]]:
    """Yield what a guide, or with no guide the shared pages, has under an id."""
    for lang in LANGUAGES:
        for name, page in pages(root, lang).items():
            if (name.partition("/")[0] if "/" in name else "") != guide:
                continue
            lines = page.path.read_text("utf-8").split("\n")
            if page.head.id == id:
                yield f"{lang}/{name}", "\n".join(lines)
            ends = [section.line - 1 for section in page.sections[1:]]
            for section, end in zip_longest(page.sections, ends):
                if section.id == id:
                    cut = lines[section.line - 1 : end]
                    yield f"{lang}/{name}", "\n".join([lines[page.head.line - 1], "", *cut]).rstrip() + "\n"
    if not guide and (entry := _entry(root / "facts" / "helplines.toml", id)):
        yield "facts/helplines.toml", entry


def _entry(path: Path, id: str) -> str:
    """Return the entry of an id in a file of facts, or nothing."""
    file = FactFile.load(path)
    _, first, end = file.places(id)[0]
    lines = file.lines[first - 1 : end] if first else []
    # What stands after the entry's last line belongs to the next one.
    while lines and (not lines[-1].strip() or lines[-1].startswith("#")):
        lines.pop()
    return "".join(f"{line}\n" for line in lines)
