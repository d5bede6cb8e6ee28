"""Cuts shipped texts out to be changed: a whole page, or the part, the card or the entry of one id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path

from safechat_tui.guide.fact_file import FactFile
from safechat_tui.guide.layers import COMMON_PAGES, Layers
from safechat_tui.guide.model import LINE
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


def shipped(root: Path, guides: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return all that can be copied, by the name of a page or by an id: files of one's own that hold only it.

    A page goes by its name alone (`urgent.md`, in every language) and with its language (`en/urgent.md`). The
    part of a page comes under the title of the page; the card of a strategy is a whole file; a helpline has
    its entry of the facts, too.

    Args:
        root: the shipped content.
        guides: ids of guides; the first that has an id is meant, where no shared page does.
    """
    found: dict[str, dict[str, str]] = {}
    for guide in ("", *guides):
        here: dict[str, dict[str, str]] = {}
        for lang in LANGUAGES:
            for name, page in pages(root, lang).items():
                if name.rpartition("/")[0].partition("/")[0] == guide:
                    text, file = page.path.read_text("utf-8"), f"{lang}/{name}"
                    for key in (name, file, page.head.id):
                        here.setdefault(key, {})[file] = text
                    for id, part in _parts(page, text.split("\n")):
                        here.setdefault(id, {})[file] = part
        for key, texts in here.items():
            found.setdefault(key, texts)
    for id in (id for id in found if id.startswith(LINE)):
        if entry := _entry(root / "facts" / "helplines.toml", id):
            found[id]["facts/helplines.toml"] = entry
    return found


def _parts(page: Page, lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the id of each section of a page, with its lines under the title of the page."""
    ends = [section.line - 1 for section in page.sections[1:]]
    for section, end in zip_longest(page.sections, ends):
        cut = lines[section.line - 1 : end]
        yield section.id, "\n".join([lines[page.head.line - 1], "", *cut]).rstrip() + "\n"


def _entry(path: Path, id: str) -> str:
    """Return the entry of an id in a file of facts, or nothing."""
    file = FactFile.load(path)
    _, first, end = file.places(id)[0]
    lines = file.lines[first - 1 : end] if first else []
    # What stands after the entry's last line belongs to the next one.
    while lines and (not lines[-1].strip() or lines[-1].startswith("#")):
        lines.pop()
    return "".join(f"{line}\n" for line in lines)
