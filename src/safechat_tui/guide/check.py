"""Judges a whole content folder: every language, and the languages against each other."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Final

from safechat_tui import files
from safechat_tui.errors import SafeChatError
from safechat_tui.guide.joining import join
from safechat_tui.guide.layers import Layers
from safechat_tui.guide.library import read_guide
from safechat_tui.guide.losses import (
    Change,
    changes,
    losses,
    lost_fields,
    one_language,
    other_language,
    questions_unsaid,
)
from safechat_tui.guide.model import HELPLINE_PREFIX, Guide
from safechat_tui.guide.overlay import NO_OVERLAY, Overlay, read_overlay
from safechat_tui.guide.problems import ContentError, Problem, told_once, unrepeated
from safechat_tui.guide.reader import GuideReader
from safechat_tui.guide.reference import Ages, Fact
from safechat_tui.guide.text import Section
from safechat_tui.guide.translated import differences, paper_languages, translated
from safechat_tui.guide.unread import strays, unread_words
from safechat_tui.i18n import LANGUAGES
from safechat_tui.options import JOINT

DATED: Final = ("platform", "action", "helpline", "strategy")
"""Tables of facts that carry the day their source was read."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found in a folder of texts."""

    problems: tuple[Problem, ...]
    """All that is wrong or may be meant otherwise, sorted by place."""
    changes: tuple[Change, ...] = ()
    """Words of one's own in the place of shipped ones."""
    visible: int = 0
    """How many visible files there are in the folder."""
    files: tuple[str, ...] = ()
    """Names of the files of one's own that a call uses."""
    aside: tuple[str, ...] = ()
    """Names of those that are set aside because of a problem."""
    helplines: tuple[str, ...] = ()
    """Ids of the helplines of one's own that a call gives, in whatever language."""
    guides: tuple[str, ...] = ()
    """Ids of the guides of one's own that a call offers."""
    added: tuple[str, ...] = ()
    """Ids of strategies and sections that the shipped guides have not."""

    @property
    def wrong(self) -> tuple[Problem, ...]:
        """The problems that are more than a doubt."""
        return tuple(problem for problem in self.problems if not problem.is_doubt)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A guide, or several joined, in one language, as the folders say it."""

    layers: Layers
    guide: Guide
    parts: tuple[Guide, ...]
    """The guides that are joined; itself where it is one."""

    @property
    def problems(self) -> Iterator[Problem]:
        """What is wrong in this language alone."""
        yield from self.layers.problems
        for facts in self.layers.facts.values():
            yield from facts.unread()
            yield from lost_fields(facts)
        yield from questions_unsaid(self.guide)


def _read(root: Path, own: Overlay, id: str, lang: str) -> _Reading:
    layers = Layers(root, own)
    parts = tuple(GuideReader(layers, part, lang).read() for part in id.split(JOINT))
    return _Reading(layers, join(layers, parts), parts)


def check_content(root: Path, overlay: Path | None = None) -> CheckReport:
    """Return what is found in a whole content folder, with a shelter's own laid over it."""
    own = read_overlay(overlay, unfinished=True)
    found: list[Problem] = [*own.problems, *own.to_fill()]
    laid, as_shipped = Layers(root, own), Layers(root)
    ids, used, changed = (*laid.guides(), *laid.together()), set[Path](), set[Change]()
    if not ids:
        found.append(Problem(root, 0, "no-guide"))
    if overlay is not None and not (own.files or own.problems or own.others):
        found.append(Problem(overlay, 0, "own-empty"))
    shipped: dict[str, dict[str, Guide]] = {}
    for id in (*as_shipped.guides(), *as_shipped.together()) if own.files else ():
        shipped[id] = {lang: _read(root, NO_OVERLAY, id, lang).guide for lang in LANGUAGES}
    read = {id: {lang: _read(root, own, id, lang) for lang in LANGUAGES} for id in ids}
    languages = paper_languages(laid)
    for id, readings in read.items():
        for reading in readings.values():
            found += reading.problems
            used |= reading.layers.used
        here = {lang: reading.guide for lang, reading in readings.items()}
        found += [*_compare(here), *other_language(here, own)]
        for language in languages:
            layers = Layers(root, own)
            join(layers, [translated(part, language.code, layers) for part in readings[LANGUAGES[-1]].parts])
            found += layers.problems
            used |= layers.used
        if id in shipped:
            new = {lang: tuple(changes(shipped[id][lang], here[lang])) for lang in LANGUAGES}
            for lang in LANGUAGES:
                found += losses(new[lang], here[lang])
                changed.update(new[lang])
            found += one_language(new, shipped[id])
    for lang in LANGUAGES:
        found += unread_words((readings[lang].guide for readings in read.values()), own)
    wanted = {problem.params["file"] for problem in found if problem.code == "own-page"}
    found += strays(root, own, used, read, wanted)
    if os.geteuid() == 0 and own.files:
        found += closed_to_others(own)
    report = _in_use(root, own, read, shipped, {own.name(path) for path in used})
    return replace(report, problems=told_once(found), changes=tuple(sorted(changed)))


def _in_use(
    root: Path,
    own: Overlay,
    read: Mapping[str, Mapping[str, _Reading]],
    shipped: Mapping[str, Mapping[str, Guide]],
    names: set[str],
) -> CheckReport:
    """Return what of a folder of one's own a call uses, as it would be read for one."""
    refused, away, helplines, guides, added = (set[str]() for _ in range(5))
    alone = Layers(root).guides()
    for id, readings in read.items() if own.files else ():
        for lang, reading in readings.items():
            try:
                guide = _usable(reading, id, lang, own)
            except (SafeChatError, ContentError):
                # A guide of one's own that cannot be used; its folders are told, not each file in them.
                there = {name for name in own.files if id in Path(name).parts or name == f"facts/{id}.toml"}
                refused |= there
                away |= {f"{name.partition(f'/{id}/')[0]}/{id}/" for name in there if f"/{id}/" in name}
                continue
            aside = {own.name(problem.path) for problem in guide.set_aside}
            refused |= aside & own.files.keys() if aside != {""} else own.files.keys()
            helplines |= {line.id for line in guide.helplines if line.own}
            if not set(id.split(JOINT)) <= {*alone}:
                guides |= set() if JOINT in id else {id}
                continue
            before = shipped[id][lang] if id in shipped else _read(root, NO_OVERLAY, id, lang).guide
            known = {each.id for each in _sections(before)} | {line.id for line in guide.helplines}
            added |= {
                each.id
                for each in _sections(guide)
                if own.name(each.path) and not each.id.startswith(HELPLINE_PREFIX) and each.id not in known
            }
    # A name that is too long, or out of reach, is an error to Path.is_file.
    faulty = {own.name(problem.path) for problem in own.problems if os.path.isfile(problem.path)} - {"."}
    return CheckReport(
        (),
        visible=len({*own.files, *own.others, *faulty}),
        files=tuple(name for name in own.files if name in names and name not in refused),
        aside=tuple(sorted(away | {name for name in refused | faulty if not name.startswith(tuple(away))})),
        helplines=tuple(sorted(helplines)),
        guides=tuple(sorted(guides)),
        added=tuple(sorted(added)),
    )


def _usable(reading: _Reading, id: str, lang: str, own: Overlay) -> Guide:
    """Return a guide as a call reads it: with problems, another time without what has them."""
    layers = reading.layers
    if own.drafts or any(problem.refuses for problem in (*own.problems, *layers.problems)):
        return read_guide(lang, guide=id, root=layers.root, overlay=own.folder)
    return reading.guide


def closed_to_others(own: Overlay) -> Iterator[Problem]:
    """Yield the folder where root judges texts that no other account could read."""
    folder = own.folder or Path()
    names = {".", *own.files, *(parent.as_posix() for name in own.files for parent in Path(name).parents)}
    for name in names:
        status = files.status(folder / name)
        if status is None:
            # It went away since it was read.
            continue
        need = stat.S_IROTH | stat.S_IXOTH if stat.S_ISDIR(status.st_mode) else stat.S_IROTH
        if status.st_mode & need != need:
            yield Problem(folder, 0, "closed-to-others", {"folder": str(folder)})
            return


def old_facts(root: Path, ages: Ages, overlay: Path | None = None) -> tuple[Problem, ...]:
    """Return the facts that must be looked up again: nothing is wrong with them but their age."""
    layers = Layers(root, read_overlay(overlay, unfinished=True))
    found: list[Problem] = []
    for name in ("platforms", "helplines", *layers.guides()):
        for row in (row for table in DATED for row in layers.facts_named(name).rows(table)):
            fact = Fact(**row.proof())
            # That it bears no day is another problem.
            if fact.dated != date.min and ages.old(fact):
                params = {"id": row.id, "date": fact.dated.isoformat(), "days": str(ages.days)}
                found.append(Problem(row.file.path, row.file.line_of(row.id), "fact-old", params))
    return unrepeated(found)


def _compare(read: Mapping[str, Guide]) -> Iterator[Problem]:
    """Yield what one language has and the other lacks, and texts that are behind."""
    pages = {lang: guide.every_page for lang, guide in read.items()}
    for lang, other in permutations(pages, 2):
        for name in pages[lang].keys() & pages[other].keys():
            yield from differences(pages[lang][name], pages[other][name], other)


def _sections(guide: Guide) -> Iterator[Section]:
    for page in guide.every_page.values():
        yield from page.sections
    yield from (strategy.page.head for strategy in guide.strategies)
