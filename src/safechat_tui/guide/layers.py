"""Where the files of a guide are found: the shipped content, and a shelter's own laid over it.

One rule holds everywhere. Of a page, the sections and keys that the later file has take the place of those
of the same id, and new ones are added; all the rest stays. The files of a page, the first the undermost:

    shipped  LANGUAGE/PAGE.md            words that all guides share
    own      LANGUAGE/PAGE.md
    shipped  LANGUAGE/GUIDE/PAGE.md      words of one guide
    own      LANGUAGE/GUIDE/PAGE.md

A folder such as `LANGUAGE/messages.calls/` is no guide: it holds words for guides that are followed at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from safechat_tui.guide.fact_file import FactFile
from safechat_tui.guide.facts import Facts
from safechat_tui.guide.front_matter import front_matter, lines_of
from safechat_tui.guide.overlay import NO_OVERLAY, Overlay, read_overlay
from safechat_tui.guide.parsed import page_of, parse, parsed_pages
from safechat_tui.guide.problems import Problem
from safechat_tui.guide.slips import read_content
from safechat_tui.guide.text import Page, Section
from safechat_tui.i18n import LANGUAGES
from safechat_tui.options import FIRST_GUIDE, JOINT
from safechat_tui.resources import CONTENT

COMMON_PAGES: Final = (
    "welcome", "place", "platforms", "helplines", "handout", "papers", "urgent", "labels",
)  # fmt: skip
"""Pages whose words all guides share; a guide may have its own words for some of them."""

GUARDED: Final = ("urgent.call", "urgent.now")
"""Sections of the urgent card that keep their numbers and half of their words: a slip there costs most."""

_NUMBER: Final = re.compile(r"\d(?:[-\u2011 ]?\d){2,}")


class GuideName(NamedTuple):
    """What a guide is called in one language."""

    id: str
    name: str
    """Short enough for the top of a screen."""
    about: str
    """When to take it, in one sentence."""


class Layers:
    """The shipped folder and what may be used of a shelter's own, with every problem found in them."""

    def __init__(self, root: Path, overlay: Overlay = NO_OVERLAY) -> None:
        """Begin with nothing read of the shipped content and of what may be used of a shelter's own."""
        self.root = root
        self.overlay = overlay
        self.used: set[Path] = set()
        """The files that something of a guide was read from."""
        self.problems: list[Problem] = []
        self.facts: dict[str, Facts] = {}
        """The facts that were read, by the name of their files."""
        self._parsed: dict[str, Mapping[str, Any]] = {}

    def problem(self, path: Path, line: int, code: str, /, **params: str) -> None:
        """Note a problem at a line of a file, or at 0 for the file as a whole."""
        self.problems.append(Problem(path, line, code, params))

    def files(self, *names: str) -> Iterator[Path]:
        """Yield the files of these names that exist, the undermost first."""
        for name in names:
            if (self.root / name).is_file():
                yield self.root / name
            if path := self.overlay.path(name):
                yield path

    def is_own(self, path: Path) -> bool:
        """Return whether a file is the shelter's."""
        return self.overlay.name(path) in self.overlay.files

    def text(self, path: Path) -> str | None:
        """Return the text of a file; nothing, with a problem noted, when it cannot be read."""
        self.used.add(path)
        own = self.overlay.files.get(self.overlay.name(path))
        text = read_content(path) if own is None else own
        if isinstance(text, Problem):
            self.problems.append(text)
            return None
        return text

    def facts_named(self, name: str) -> Facts:
        """Return the facts of `facts/NAME.toml`, a shelter's own after the shipped ones."""
        if name not in self.facts:
            file = f"facts/{name}.toml"
            texts = {path: self.text(path) or "" for path in (*self.files(file),) or (self.root / file,)}
            self.facts[name] = Facts(
                [FactFile(path, text, self.problems, own=self.is_own(path)) for path, text in texts.items()]
            )
        return self.facts[name]

    def guides(self) -> tuple[str, ...]:
        """Return the ids of the guides, the first one first: each has a folder of its own in a language."""
        guides = (name for name in self._folders() if JOINT not in name)
        return tuple(sorted(guides, key=lambda id: (id != FIRST_GUIDE, id)))

    def together(self) -> tuple[str, ...]:
        """Return the ids of joined guides that have words of their own, each of guides there are."""
        guides, names = self.guides(), sorted(name for name in self._folders() if JOINT in name)
        return tuple(
            name for name in names if name.split(JOINT) == [id for id in guides if id in name.split(JOINT)]
        )

    def _folders(self) -> set[str]:
        found = {folder.name for lang in LANGUAGES for folder in (self.root / lang).glob("*/")}
        parts = [Path(name).parts for name in self.overlay.files]
        away = frozenset() if self.overlay.unfinished else self.overlay.drafts
        # A mistyped folder is no further guide: that has a frame of its own, or joins guides that have one.
        framed = {
            part[1]
            for part in parts
            if part[0] in LANGUAGES
            and len(part) > 2
            and (JOINT in part[1] or f"facts/{part[1]}.toml" in self.overlay.files)
        }
        return found | framed - away

    def values(self, name: str) -> dict[str, str]:
        """Return the keys at the top of a page with their values; nothing more of it is read."""
        values: dict[str, str] = {}
        for path in self.files(name):
            if text := self.text(path):
                entries, _ = front_matter(path, lines_of(text), self.problems)
                values |= {key: entry.text for key, entry in entries.items()}
        return values

    def names(self, lang: str) -> tuple[GuideName, ...]:
        """Return the guides that have an opening in a language, with what they are called there."""
        openings = {id: f"{lang}/{id}/opening.md" for id in self.guides()}
        there = {id: self.values(name) for id, name in openings.items() if any(self.files(name))}
        return tuple(
            GuideName(id, values.get("name", id), values.get("about", "")) for id, values in there.items()
        )

    def page_of(self, lang: str, guide: str, name: str, *, own_guide: bool = False) -> Page:
        """Return a page of a guide, or of a shelter's own: words that all guides share, then its own."""
        names = [f"{lang}/{name}.md", f"{lang}/{guide}/{name}.md"]
        if name in COMMON_PAGES and not any(self.files(names[0])):
            # The place of a shared page that is missing is where all guides find it.
            names.reverse()
        return self.page(*names, own_guide=own_guide)

    def page(self, *names: str, own_guide: bool = False) -> Page:
        """Return one page of all the files it is in; one that is in none is empty and a problem.

        Args:
            names: of the files, in the order in which they are laid over one another.
            own_guide: whether the page is only a shelter's, so that a missing file is missing there.
        """
        page: Page | None = None
        for path in self.files(*names):
            read = self.read(path)
            if page and read and self.is_own(path):
                self.problems += _emptied(page, read)
                told = any(
                    problem.path == path and problem.line == read.head.line for problem in self.problems
                )
                if read.head.id and read.head.id != page.head.id and not told:
                    params = {"id": read.head.id, "expected": page.head.id}
                    self.problem(path, read.head.line, "id-other", **params)
            page = laid_over(page, read) if page and read else page or read
        if page is None:
            folder = self.overlay.folder if own_guide else None
            path = (folder or self.root) / names[-1]
            if not any(problem.path == path for problem in self.problems):
                self.problem(path, 0, "file-missing")
            page = parse(path, "# \n", [])
        return page

    def read(self, path: Path) -> Page | None:
        """Return the page of one file; nothing, with a problem noted, when it cannot be read."""
        text = self.text(path)
        if text is None:
            return None
        if not text.strip():
            self.problem(path, 0, "no-title")
        lang = (self.overlay.name(path) or path.relative_to(self.root).as_posix()).partition("/")[0]
        if lang not in self._parsed:
            self._parsed[lang] = parsed_pages(lang)
        return page_of(path, text, self._parsed[lang], self.problems)


def guides(
    lang: str, *, root: Path = CONTENT, overlay: Path | None = None, unfinished: bool = False
) -> tuple[GuideName, ...]:
    """Return the guides there are in a language, the first one first; little is read of them.

    Those of a shelter's own folder are among them; those still to be filled in only where `unfinished`.
    """
    return Layers(root, read_overlay(overlay, unfinished=unfinished)).names(lang)


def laid_over(under: Page, over: Page) -> Page:
    """Return a page with the sections and keys of another one in the place of its own."""
    kept = {section.id: section for section in under.sections}
    for section in over.sections:
        kept[section.id] = _revised(section, kept.get(section.id))
    head = over.head
    if head.id != under.head.id:
        head = under.head
    elif not head.blocks:
        head = head._replace(blocks=under.head.blocks)
    return Page(
        under.path, {**under.entries, **over.entries}, _revised(head, under.head), tuple(kept.values())
    )


def _revised(section: Section, old: Section | None) -> Section:
    """Return a text with the revisions of that in whose place it comes, which it need not know."""
    if old is None:
        return section
    return section._replace(rev=max(section.rev, old.rev), follows=max(section.follows, old.follows))


def _emptied(under: Page, over: Page) -> Iterator[Problem]:
    """Yield the guarded sections that lose a number, or more than half of their words, by what lies over."""
    old = {section.id: section for section in under.sections if section.id in GUARDED}
    for section in (section for section in over.sections if section.id in old):
        before, after = _words(old[section.id]), _words(section)
        kept = {_digits(number) for number in _NUMBER.findall(after)}
        for number in dict.fromkeys(_NUMBER.findall(before)):
            if _digits(number) not in kept:
                params = {"id": section.id, "number": number}
                yield Problem(section.path, section.line, "number-lost", params)
        if len(after.split()) * 2 < len(before.split()):
            params = {"id": section.id, "shipped": before, "own": after}
            yield Problem(section.path, section.line, "emptied", params)


def _words(section: Section) -> str:
    return "\n".join(block.text for block in section.blocks)


def _digits(number: str) -> str:
    return "".join(letter for letter in number if letter.isdigit())
