"""Judges a whole content folder: every language, and the languages against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from safechat_tui.guide.layers import Layers
from safechat_tui.guide.model import Guide
from safechat_tui.guide.overlay import Overlay, read_overlay
from safechat_tui.guide.problems import Problem, near
from safechat_tui.guide.reader import GuideReader
from safechat_tui.guide.reference import Ages
from safechat_tui.guide.text import Page, Section
from safechat_tui.i18n import LANGUAGES

DATED: Final = ("platform", "action", "helpline", "strategy")
"""Tables of facts that carry the day their source was read."""


def check(root: Path, over: Path | None = None) -> tuple[Problem, ...]:
    """Return every problem of the content, sorted by place.

    Args:
        root: a whole content folder.
        over: a shelter's own folder laid over it.
    """
    overlay = read_overlay(over)
    found: list[Problem] = list(overlay.problems)
    guides = Layers(root, overlay).guides()
    used: set[Path] = set()
    pages: dict[str, set[Path]] = {lang: set() for lang in LANGUAGES}
    if not guides:
        found.append(Problem(root, 0, "no-guide"))
    if over is not None and not overlay.files and not overlay.problems:
        found.append(Problem(over, 0, "own-empty"))
    for guide in guides:
        read: dict[str, Guide] = {}
        for lang in LANGUAGES:
            reader = GuideReader(root, guide, lang, overlay)
            read[lang] = reader.read()
            found += reader.problems
            used |= reader.layers.used
            pages[lang] |= {root / lang / guide, root / lang / guide / "strategies"}
        found += _compare(read)
    found += _strays(root, overlay, used, pages)
    return _once(found)


def old_facts(root: Path, ages: Ages, over: Path | None = None) -> tuple[Problem, ...]:
    """Return the facts that must be looked up again: nothing is wrong with them but their age.

    Args:
        root: a whole content folder.
        ages: tells which facts are old.
        over: a shelter's own folder laid over it.
    """
    layers = Layers(root, read_overlay(over))
    found: list[Problem] = []
    for name in ("platforms", "helplines", *layers.guides()):
        facts = layers.facts(name)
        for row in (row for table in DATED for row in facts.rows(table)):
            proof = row.proof()
            day = min(proof["verified_on"], proof["source_dated"] or date.max)
            if day != date.min and ages.is_old(day):
                params = {"id": row.id, "date": day.isoformat(), "days": str(ages.days)}
                found.append(Problem(row.file.path, row.file.line_of(row.id), "fact-old", params))
    return _once(found)


def _once(found: list[Problem]) -> tuple[Problem, ...]:
    """Return the problems sorted by place, each told once though two guides share its page."""
    keyed = {(p.path, p.line, p.code, repr(sorted(p.params.items()))): p for p in sorted(found)}
    return tuple(keyed.values())


def _sections(guide: Guide) -> Iterator[tuple[str, Section]]:
    """Yield every section that has an id, with a key that is the same in every language."""
    for name, page in _pages(guide).items():
        for section in (page.head, *page.sections):
            if section.id:
                yield f"{name}/{section.id}", section


def _pages(guide: Guide) -> dict[str, Page]:
    """Return every page of a guide, those of its strategies under their ids."""
    return {**guide.pages, **{strategy.id: strategy.page for strategy in guide.strategies}}


def _strays(
    root: Path, overlay: Overlay, used: set[Path], folders: Mapping[str, set[Path]]
) -> Iterator[Problem]:
    """Yield the files that nothing names, so that they would never be shown."""
    places = [folder for lang, more in folders.items() for folder in (root / lang, *more)]
    shipped = [path for folder in places for path in folder.glob("*.md")]
    ours = [path for name in overlay.files if (path := overlay.path(name))]
    for path in sorted({*shipped, *ours} - used):
        if path.name != "README.md":
            nearest = near(path.name, {other.name for other in used if other.suffix == path.suffix})
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
                    entry.path,
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
