"""Judges a whole content folder: every language, and the languages against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Final, NamedTuple

from safechat_tui.guide.drafts import to_fill
from safechat_tui.guide.facts import facts_named
from safechat_tui.guide.joining import join
from safechat_tui.guide.layers import Layers
from safechat_tui.guide.model import Guide
from safechat_tui.guide.overlay import Overlay, read_overlay
from safechat_tui.guide.problems import Problem, near
from safechat_tui.guide.reader import GuideReader
from safechat_tui.guide.reference import Ages
from safechat_tui.guide.translated import paper_languages, translated
from safechat_tui.i18n import LANGUAGES
from safechat_tui.options import JOINT

DATED: Final = ("platform", "action", "helpline", "strategy")
"""Tables of facts that carry the day their source was read."""


def check(root: Path, overlay: Path | None = None) -> tuple[Problem, ...]:
    """Return every problem of the content, sorted by place.

    Args:
        root: a whole content folder.
        overlay: a shelter's own folder laid over it.
    """
    own = read_overlay(overlay, unfinished=True)
    found: list[Problem] = [*own.problems, *to_fill(own)]
    laid = Layers(root, own)
    guides = laid.guides()
    used: set[Path] = set()
    pages: dict[str, set[Path]] = {lang: set() for lang in LANGUAGES}
    if not guides:
        found.append(Problem(root, 0, "no-guide"))
    if overlay is not None and not own.files and not own.problems:
        found.append(Problem(overlay, 0, "own-empty"))
    for guide in (*guides, *laid.together()):
        read: dict[str, Guide] = {}
        for lang in LANGUAGES:
            layers = Layers(root, own)
            parts = [GuideReader(root, id, lang, own, layers).read() for id in guide.split(JOINT)]
            read[lang] = join(layers, parts)
            found += layers.problems
            used |= layers.used
            pages[lang] |= {root / lang / guide, root / lang / guide / "strategies"}
        found += _compare(read)
        for language in paper_languages(own, root):
            layers = Layers(root, own)
            join(layers, [translated(part, language.code, layers) for part in parts])
            found += layers.problems
            used |= layers.used
    found += _strays(root, own, used, pages)
    return _once(found)


def old_facts(root: Path, ages: Ages, overlay: Path | None = None) -> tuple[Problem, ...]:
    """Return the facts that must be looked up again: nothing is wrong with them but their age.

    Args:
        root: a whole content folder.
        ages: tells which facts are old.
        overlay: a shelter's own folder laid over it.
    """
    layers = Layers(root, read_overlay(overlay, unfinished=True))
    found: list[Problem] = []
    for name in ("platforms", "helplines", *layers.guides()):
        facts = facts_named(name, layers)
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


def _strays(root: Path, own: Overlay, used: set[Path], folders: Mapping[str, set[Path]]) -> Iterator[Problem]:
    """Yield the files that nothing names, so that they would never be shown."""
    places = [folder for lang, more in folders.items() for folder in (root / lang, *more)]
    shipped = [path for folder in places for path in folder.glob("*.md")]
    ours = [path for name in own.files if (path := own.path(name))]
    for path in sorted({*shipped, *ours} - used):
        if path.name != "README.md":
            nearest = near(path.name, {other.name for other in used if other.suffix == path.suffix})
            yield Problem(path, 0, "stray-page", {"name": path.name, "near": nearest})


class _Said(NamedTuple):
    """Where something with an id stands, and which text it follows."""

    path: Path
    line: int
    rev: int = 1
    follows: int = 1


def _compare(read: Mapping[str, Guide]) -> Iterator[Problem]:
    """Yield what one language has and the other lacks, and texts that are behind."""
    said = {lang: _said(guide) for lang, guide in read.items()}
    for lang, other in permutations(read, 2):
        # Where a whole section is missing, what it holds is not told again.
        for place in (place for place in said[lang] if place in said[other]):
            theirs = said[other][place]
            for id, at in said[lang][place].items():
                twin = theirs.get(id)
                if twin is None:
                    params = {"id": id, "lang": other, "near": near(id, theirs)}
                    yield Problem(at.path, at.line, "only-here", params)
                elif at.follows < twin.rev:
                    yield Problem(at.path, at.line, "behind", {"id": id, "lang": other, "rev": str(twin.rev)})


def _said(guide: Guide) -> dict[tuple[str, ...], dict[str, _Said]]:
    """Return all that has an id or a key, by the page, or page and section, that holds it."""
    found: dict[tuple[str, ...], dict[str, _Said]] = {}
    for name, page in (*guide.pages.items(), *((each.id, each.page) for each in guide.strategies)):
        found[name, "keys"] = {key: _Said(value.path, value.line) for key, value in page.entries.items()}
        sections = [section for section in (page.head, *page.sections) if section.id]
        found[name,] = {s.id: _Said(s.path, s.line, s.rev, s.follows) for s in sections}
        for section in sections:
            items = {block.id: _Said(section.path, block.line) for block in section.blocks if block.id}
            found[name, "items", section.id] = items
    return found
