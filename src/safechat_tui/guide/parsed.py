"""Pages parsed when the program was built: it spares a start the Markdown parser (50 ms) and parsing (35 ms).

A parsed page is found by a checksum of its text and of the modules that parse it. A page that says something
else than at build time is not found and is parsed anew, so that a parsed page is never stale.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final
from zlib import crc32

from safechat_tui.guide.problems import Problem
from safechat_tui.guide.text import Kind, Page, PageValue, Section, Span, TextBlock
from safechat_tui.resources import CONTENT, PACKAGE

_FOLDER: Final = PACKAGE / "parsed"
"""Where the parsed pages are, one file a language: JSON, so that loading it can do nothing but give data."""

_PARSERS: Final = ("markdown.py", "front_matter.py", "slips.py", "text.py", "parsed.py")
"""The modules that decide what a page becomes, and how it is written."""


def parsed_pages(lang: str, folder: Path = _FOLDER) -> Mapping[str, Any]:
    """Return the parsed pages of a language by checksum; none where the file is missing or damaged."""
    try:
        pages = json.loads((folder / f"{lang}.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return pages if isinstance(pages, dict) else {}


def page_of(path: Path, text: str, pages: Mapping[str, Any], problems: list[Problem]) -> Page:
    """Return a page from the parsed ones, which had no problem, or parsed now."""
    found = pages.get(_sum(text)) if pages else None
    return _page(path, found) if found else parse(path, text, problems)


def parse(path: Path, text: str, problems: list[Problem]) -> Page:
    """Return a page as its text says, with what is wrong in it added to `problems`."""
    # Spares a start the Markdown parser where every page was parsed when the program was built.
    from safechat_tui.guide.markdown import PageReader

    reader = PageReader(path, text)
    page = reader.read()
    problems += reader.problems
    return page


def write_parsed(root: Path = CONTENT, folder: Path = _FOLDER) -> None:
    """Parse every page of the content and write the pages without a problem, one file a language."""
    folder.mkdir(exist_ok=True)
    # Every language has these words, whatever else it says.
    for lang in sorted(path.parent.name for path in root.glob("*/handout.md")):
        pages: dict[str, Page] = {}
        for path in sorted((root / lang).rglob("*.md")):
            problems: list[Problem] = []
            text = path.read_text("utf-8")
            page = parse(path, text, problems)
            if not problems:
                pages[_sum(text)] = page
        # Where the file stood is known to whoever reads it again.
        rows = json.dumps(pages, ensure_ascii=False, separators=(",", ":"), default=lambda _path: None)
        (folder / f"{lang}.json").write_text(rows, "utf-8")


@cache
def _parsers() -> bytes:
    """Return a checksum of the modules that parse: another release may find other things in a page."""
    return crc32(b"".join(Path(__file__).with_name(name).read_bytes() for name in _PARSERS)).to_bytes(4)


def _sum(text: str) -> str:
    # A checksum and the length tell an edited page well enough; hashlib takes 3 ms to import.
    data = text.encode("utf-8", "surrogatepass")
    return f"{crc32(_parsers() + data):08x} {len(data)}"


def _page(path: Path, row: list[Any]) -> Page:
    """Return the page that was written as a row."""
    _, entries, head, sections = row
    values = {key: PageValue(text, line, path) for key, (text, line, _) in entries.items()}
    return Page(path, values, _section(path, head), tuple(_section(path, each) for each in sections))


def _section(path: Path, row: list[Any]) -> Section:
    id, title, blocks, _, line, rev, follows = row
    read = tuple(
        TextBlock(Kind(kind), tuple(Span(*span) for span in spans), at, mark)
        for kind, spans, at, mark in blocks
    )
    return Section(id, title, read, path, line, rev, follows)
