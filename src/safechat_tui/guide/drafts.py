"""What of a shelter's own texts is still to be written; the example of a guide marks it: `[[what]]`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from safechat_tui.clean import clean
from safechat_tui.guide.overlay import Overlay
from safechat_tui.guide.problems import Problem

_MARK: Final = re.compile(r"\[\[([^\s\]].*?)\]\]")


def to_fill(overlay: Overlay) -> Iterator[Problem]:
    """Yield every place that is still to be written."""
    for name, text in _pages(overlay.files):
        for number, line in enumerate(text.split("\n"), start=1):
            for words in _MARK.findall(line):
                yield Problem((overlay.folder or Path()) / name, number, "to-fill", {"text": clean(words)})


def drafts(files: Mapping[str, str]) -> frozenset[str]:
    """Return the ids of the guides some of whose pages are still to be written."""
    parts = (name.split("/") for name, text in _pages(files) if _MARK.search(text))
    return frozenset(part[1] for part in parts if len(part) > 2)


def _pages(files: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the pages; in facts, double brackets begin an entry."""
    return ((name, text) for name, text in files.items() if name.endswith(".md"))
