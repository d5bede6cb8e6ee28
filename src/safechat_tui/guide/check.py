"""Judges a whole content folder: every language, and the languages against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from safechat_tui.guide.model import LANGUAGES, Guide, Page, Section
from safechat_tui.guide.problems import Problem, near
from safechat_tui.guide.reader import GuideReader


def guides_in(root: Path) -> tuple[str, ...]:
    """Return the ids of the guides in a content folder: each has a folder of its own in a language."""
    names = {folder.name for lang in LANGUAGES for folder in (root / lang).glob("*") if folder.is_dir()}
    return tuple(sorted(names))


def check(root: Path) -> tuple[Problem, ...]:
    """Return every problem of the content under a folder, sorted by place."""
    problems: set[tuple[Path, int, str]] = set()
    found: list[Problem] = []
    guides = guides_in(root)
    if not guides:
        found.append(Problem(root, 0, "no-guide"))
    for guide in guides:
        read: dict[str, Guide] = {}
        for lang in LANGUAGES:
            reader = GuideReader(root, guide, lang)
            read[lang] = reader.read()
            found += reader.problems
        found += _compare(read)
        found += _strays(root, guide, read)
    unique: list[Problem] = []
    for problem in sorted(found):
        key = (problem.path, problem.line, problem.code + repr(sorted(problem.params.items())))
        if key not in problems:
            problems.add(key)
            unique.append(problem)
    return tuple(unique)


def _sections(guide: Guide) -> Iterator[tuple[str, Section]]:
    """Yield every section that has an id, with a key that is the same in every language."""
    for name, page in _pages(guide).items():
        for section in (page.head, *page.sections):
            if section.id:
                yield f"{name}/{section.id}", section


def _pages(guide: Guide) -> dict[str, Page]:
    """Return every page of a guide, those of its strategies under their ids."""
    return {**guide.pages, **{strategy.id: strategy.page for strategy in guide.strategies}}


def _strays(root: Path, guide: str, read: dict[str, Guide]) -> Iterator[Problem]:
    """Yield the pages in a language's folder that nothing names, so that they would never be shown."""
    for lang, words in read.items():
        known = {page.path for page in _pages(words).values()}
        folders = (root / lang, root / lang / guide, root / lang / guide / "strategies")
        for path in (path for folder in folders for path in sorted(folder.glob("*.md"))):
            if path not in known and path.name != "README.md":
                nearest = near(path.name, [page.name for page in known])
                yield Problem(path, 0, "stray-page", {"name": path.name, "near": nearest})


def _compare(read: dict[str, Guide]) -> Iterator[Problem]:
    """Yield what one language has and the other lacks, and texts that are behind."""
    for lang in read:
        for other in read:
            if lang == other:
                continue
            mine, theirs = dict(_sections(read[lang])), dict(_sections(read[other]))
            for key, section in mine.items():
                twin = theirs.get(key)
                if twin is None:
                    yield Problem(
                        section.path,
                        section.line,
                        "only-here",
                        {"id": section.id, "lang": other, "near": near(key, theirs).rpartition("/")[2]},
                    )
                elif section.follows < twin.rev:
                    yield Problem(
                        section.path,
                        section.line,
                        "behind",
                        {"id": section.id, "lang": other, "rev": str(twin.rev)},
                    )
            yield from _compare_entries(read[lang], read[other])
            yield from _compare_items(mine, theirs, other)


def _compare_entries(mine: Guide, theirs: Guide) -> Iterator[Problem]:
    """Yield the front-matter keys that only one language has."""
    others = _pages(theirs)
    for name, page in _pages(mine).items():
        twin = others[name]
        for key, entry in page.entries.items():
            if key not in twin.entries:
                yield Problem(
                    page.path,
                    entry.line,
                    "only-here",
                    {"id": key, "lang": theirs.lang, "near": near(key, twin.entries)},
                )


def _compare_items(
    mine: Mapping[str, Section], theirs: Mapping[str, Section], lang: str
) -> Iterator[Problem]:
    """Yield the ids of items and paragraphs that only one language has."""
    for key, section in mine.items():
        if key not in theirs:
            continue
        known = {block.id for block in theirs[key].blocks if block.id}
        for block in section.blocks:
            if block.id and block.id not in known:
                yield Problem(
                    section.path,
                    block.line,
                    "only-here",
                    {"id": block.id, "lang": lang, "near": near(block.id, known)},
                )
