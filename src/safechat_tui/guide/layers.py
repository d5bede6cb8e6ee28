"""Where the files of a guide are found: the shipped content, and a shelter's own laid over it.

One rule holds everywhere. Of a page, the sections and keys that the later file has take the place of those
of the same id, and new ones are added; all the rest stays. The files of a page, the first the undermost:

    shipped  LANGUAGE/PAGE.md            words that all guides share
    own      LANGUAGE/PAGE.md
    shipped  LANGUAGE/GUIDE/PAGE.md      words of one guide
    own      LANGUAGE/GUIDE/PAGE.md
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from safechat_tui.guide import own
from safechat_tui.guide.facts import FactFile, Facts
from safechat_tui.guide.markdown import PageReader, front_matter
from safechat_tui.guide.model import GuideName
from safechat_tui.guide.problems import Problem
from safechat_tui.guide.text import Page, Section
from safechat_tui.i18n import LANGUAGES
from safechat_tui.options import FIRST_GUIDE


@dataclass(slots=True)
class Layers:
    """The shipped folder and what may be used of a shelter's own."""

    root: Path
    over: own.Own = own.NONE
    used: set[Path] = field(default_factory=set)
    """The files that something of a guide was read from."""

    def files(self, *names: str) -> Iterator[Path]:
        """Yield the files of these names that exist, the undermost first."""
        for name in names:
            if (self.root / name).is_file():
                yield self.root / name
            if path := self.over.path(name):
                yield path

    def is_own(self, path: Path) -> bool:
        """Return whether a file is the shelter's."""
        return self.over.name(path) in self.over.files

    def place(self, name: str, *, own_guide: bool = False) -> Path:
        """Return where a file that is missing should be."""
        return self.over.folder / name if own_guide and self.over.folder else self.root / name

    def text(self, path: Path) -> str:
        """Return the text of a file.

        Raises:
            OSError, UnicodeDecodeError: when it cannot be read.
        """
        self.used.add(path)
        # Some editors put an unseen mark at the beginning of a file.
        own = self.over.files.get(self.over.name(path))
        return path.read_text(encoding="utf-8-sig") if own is None else own

    def guides(self) -> tuple[str, ...]:
        """Return the ids of the guides, the first one first: each has a folder of its own in a language."""
        found = {folder.name for lang in LANGUAGES for folder in (self.root / lang).glob("*/")}
        parts = [Path(name).parts for name in self.over.files]
        found |= {part[1] for part in parts if part[0] in LANGUAGES and len(part) > 2}
        return tuple(sorted(found, key=lambda id: (id != FIRST_GUIDE, id)))

    def names(self, lang: str) -> tuple[GuideName, ...]:
        """Return the guides that have an opening in a language, with what they are called there."""
        found: list[GuideName] = []
        for id in self.guides():
            values: dict[str, str] = {}
            paths = tuple(self.files(f"{lang}/{id}/opening.md"))
            for path in paths:
                try:
                    values |= front_matter(self.text(path))
                except (OSError, UnicodeDecodeError):
                    continue
            if paths:
                found.append(GuideName(id, values.get("name", id), values.get("about", "")))
        return tuple(found)

    def facts(self, name: str, problems: list[Problem]) -> Facts:
        """Return the facts of `facts/NAME.toml`, a shelter's own after the shipped ones."""
        paths = tuple(self.files(f"facts/{name}.toml")) or (self.root / "facts" / f"{name}.toml",)
        return Facts([FactFile.load(path, problems, read=self.text, own=self.is_own(path)) for path in paths])

    def page(self, *names: str, problems: list[Problem], own_guide: bool = False) -> Page:
        """Return one page of all the files it is in; one that is in none is empty and a problem."""
        page: Page | None = None
        for path in self.files(*names):
            read = self._read(path, problems)
            page = read if page is None or read is None else laid_over(page, read)
            page = page or read
        if page is None:
            path = self.place(names[-1], own_guide=own_guide)
            if not any(problem.path == path for problem in problems):
                problems.append(Problem(path, 0, "unreadable"))
            page = PageReader(path, "# \n").read()
        return page

    def _read(self, path: Path, problems: list[Problem]) -> Page | None:
        try:
            text = self.text(path)
        except (OSError, UnicodeDecodeError):
            problems.append(Problem(path, 0, "unreadable"))
            return None
        if not text.strip():
            problems.append(Problem(path, 0, "no-title"))
        reader = PageReader(path, text)
        page = reader.read()
        problems += reader.problems
        return page


def laid_over(under: Page, over: Page) -> Page:
    """Return a page with the sections and keys of another one in the place of its own."""
    kept = {section.id: section for section in under.sections}
    for section in over.sections:
        old = kept.get(section.id)
        kept[section.id] = replace(section, rev=_rev(section, old), follows=_follows(section, old))
    head = over.head
    if head.id != under.head.id:
        head = under.head
    elif not head.blocks:
        head = replace(head, blocks=under.head.blocks)
    head = replace(head, rev=_rev(head, under.head), follows=_follows(head, under.head))
    return Page(under.path, {**under.entries, **over.entries}, head, tuple(kept.values()))


# A text that takes the place of another need not know which revision the other had reached.
def _rev(section: Section, old: Section | None) -> int:
    return max(section.rev, old.rev) if old else section.rev


def _follows(section: Section, old: Section | None) -> int:
    return max(section.follows, old.follows) if old else section.follows
