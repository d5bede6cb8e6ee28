"""Several guides as one: what they share is asked once, and all of it keeps its safe order.

The rules this module keeps:

- Two entries are the same where their ids are, or where one says `same_as` of the other. The first guide's
  stays, with the goals, answers and cautions of both.
- Each guide's own order stays. What only a later one has comes after what it follows there.
- Nothing that is said is lost: a section that both have holds the words of both. Where a folder named after
  the guides (`LANGUAGE/messages.calls/`) says it for both at once, its words take their place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from typing import Final, Protocol, TypeVar

from safechat_tui.guide.layers import Layers, laid_over
from safechat_tui.guide.model import STAGES, Guide, Question, Stage, Strategy
from safechat_tui.guide.problems import near
from safechat_tui.guide.text import Block, Page, Section
from safechat_tui.options import JOINT

_LOUDEST: Final = ("likely", "may", "check", "quiet")
"""Signs of a step that both have: that of the guide in which it is noticed more."""


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_Entry = TypeVar("_Entry", bound=_Named)

Names = Callable[[str], str]
"""Gives the id that an entry of a later guide has among those before it."""


def join(layers: Layers, guides: Sequence[Guide]) -> Guide:
    """Return guides in one language as one; a guide by itself stays as it is.

    Args:
        layers: where the words for several guides at once are found.
        guides: the guides, at least one.
    """
    return reduce(lambda first, more: _joined(layers, first, more), guides)


def joined_pages(layers: Layers, lang: str, ids: Sequence[str], names: Iterable[str]) -> dict[str, Page]:
    """Return some pages as they are in the joined guide; no more is read than these."""

    def page(name: str) -> Page:
        first, *others = ids
        made, joined = layers.page_of(lang, first, name), first
        for id in others:
            joined += JOINT + id
            made = _words(layers, f"{lang}/{joined}/{name}.md", _page(made, layers.page_of(lang, id, name)))
        return made

    return {name: page(name) for name in names}


def _joined(layers: Layers, first: Guide, more: Guide) -> Guide:
    id = JOINT.join((first.id, more.id))
    folder = f"{first.lang}/{id}"
    known = {first.same.get(each, each): each for each in _ids(first)}

    def name(id: str) -> str:
        return known.get(more.same.get(id, id), id)

    pages = {
        page: _words(layers, f"{folder}/{page}.md", _page(first.pages[page], more.pages[page], name))
        for page in first.pages
    }
    texts = {each.id: each for page in pages.values() for each in page.sections}
    questions = _merged(first.questions, [_asked_as(each, name) for each in more.questions], _question)
    stages = {each.id: each.stage for each in first.strategies}
    further = [_done_as(each, name) for each in more.strategies]
    strategies: list[Strategy] = []
    for stage in STAGES:
        here = [each for each in first.strategies if each.stage is stage]
        there = [each for each in further if stages.get(each.id, each.stage) is stage]
        strategies += _merged(here, there, _strategy)
    return replace(
        first,
        id=id,
        points=tuple(dict.fromkeys((*first.points, *map(name, more.points)))),
        pages=pages,
        questions=tuple(replace(each, text=texts.get(each.id, each.text)) for each in questions),
        goals=tuple(dict.fromkeys(each.goal for each in questions if each.goal)),
        strategies=tuple(
            replace(each, page=_words(layers, f"{folder}/strategies/{each.id}.md", each.page))
            for each in _in_safe_order(strategies)
        ),
        labels={**more.labels, **first.labels, **{k: v.text for k, v in pages["labels"].entries.items()}},
        same={**more.same, **first.same},
    )


def _ids(guide: Guide) -> Iterable[str]:
    return (*(each.id for each in guide.questions), *(each.id for each in guide.strategies))


# Entries ----------------------------------------------------------------------------------------


def _merged(
    first: Sequence[_Entry], more: Sequence[_Entry], both: Callable[[_Entry, _Entry], _Entry]
) -> list[_Entry]:
    """Return the entries of both, each in its own order; what both have is made of both.

    What only the second has comes after what it follows there; at its beginning, before the first that both
    have.
    """
    found = list(first)
    shared = {each.id for each in more}
    at = next((index for index, each in enumerate(found) if each.id in shared), len(found))
    for each in more:
        twin = next((index for index, other in enumerate(found) if other.id == each.id), None)
        if twin is None:
            found.insert(at, each)
            at += 1
        else:
            found[twin] = both(found[twin], each)
            at = twin + 1
    return found


def _all(*parts: Sequence[str]) -> tuple[str, ...]:
    """Return what some lists hold, each once."""
    return tuple(dict.fromkeys(each for part in parts for each in part))


def _asked_as(question: Question, name: Names) -> Question:
    """Return a question under the ids that it and others have among the guides before."""
    return replace(question, id=name(question.id), under=question.under and name(question.under))


def _question(first: Question, more: Question) -> Question:
    """Return a question that two guides ask, asked once."""
    given, apart = (
        [each for each in first.choices if each.startswith("answer.") is way] for way in (False, True)
    )
    given += [each for each in more.choices if each not in first.choices and not each.startswith("answer.")]
    apart += [each for each in more.choices if each not in first.choices and each.startswith("answer.")]
    return replace(
        first,
        choices=(*given, *apart),
        goal=first.goal or more.goal,
        goal_on=_all(first.goal_on, more.goal_on),
        urgent_on=_all(first.urgent_on, more.urgent_on),
    )


def _done_as(strategy: Strategy, name: Names) -> Strategy:
    """Return a strategy under the ids that it and others have among the guides before."""
    covered = strategy.covered_by and name(strategy.covered_by)
    brings = tuple(map(name, strategy.brings))
    return replace(strategy, id=name(strategy.id), brings=brings, covered_by=covered)


def _strategy(first: Strategy, more: Strategy) -> Strategy:
    """Return a strategy that two guides have: all that either knows of it, and the first one's card.

    It keeps its stage: evidence is only kept where that comes first, and nothing there loses any.
    """
    keeps = first.stage is Stage.KEEP
    return replace(
        first,
        goals=_all(first.goals, more.goals),
        offered_on=_all(first.offered_on, more.offered_on),
        keep_first=first.keep_first or (keeps and more.keep_first),
        may_lose=first.may_lose if keeps else _all(first.may_lose, more.may_lose),
        saves=_all(first.saves, more.saves) if keeps else first.saves,
        brings=_all(first.brings, more.brings),
        notice=min(first.notice, more.notice, key=_LOUDEST.index),
        actions=_all(first.actions, more.actions),
        log=first.log or more.log,
        verified_on=min(first.verified_on, more.verified_on),
    )


def _in_safe_order(strategies: Sequence[Strategy]) -> list[Strategy]:
    """Return the strategies by stage, each after what it brings, also where the guides' orders differ."""
    ids = {each.id: each for each in strategies}
    placed: dict[str, Strategy] = {}

    def place(strategy: Strategy, above: tuple[str, ...] = ()) -> None:
        for id in strategy.brings:
            if id in ids and id not in placed and id not in above:
                place(ids[id], (*above, strategy.id))
        placed.setdefault(strategy.id, strategy)

    for strategy in strategies:
        place(strategy)
    return sorted(placed.values(), key=lambda each: STAGES.index(each.stage))


# Words ------------------------------------------------------------------------------------------


def _page(first: Page, more: Page, name: Names = str) -> Page:
    """Return a page with all that two guides say on it."""
    sections = [replace(each, id=name(each.id)) for each in more.sections]
    return Page(
        first.path,
        {**more.entries, **first.entries},
        _section(first.head, more.head),
        tuple(_merged(first.sections, sections, _section)),
    )


def _section(first: Section, more: Section) -> Section:
    """Return a section with what is said in two guides, the same words once."""
    said = {_mark(block) for block in first.blocks}
    return replace(first, blocks=(*first.blocks, *(each for each in more.blocks if _mark(each) not in said)))


def _mark(block: Block) -> tuple[str, ...]:
    return (block.id,) if block.id else (block.kind, block.text)


def _words(layers: Layers, name: str, page: Page) -> Page:
    """Return a page with words for several guides at once in the place of theirs.

    A section of these that holds no words changes the title alone.
    """
    for path in layers.files(name):
        if over := layers.read(path):
            _note_strays(layers, page, over)
            blocks: Mapping[str, tuple[Block, ...]] = {each.id: each.blocks for each in page.sections}
            sections = (
                replace(each, blocks=each.blocks or blocks.get(each.id, ())) for each in over.sections
            )
            page = laid_over(page, replace(over, sections=tuple(sections)))
    return page


def _note_strays(layers: Layers, page: Page, over: Page) -> None:
    """Note what stands in words for several guides and on none of their pages: it would never be shown."""
    known = {each.id for each in (page.head, *page.sections)}
    found = {each.id: each.line for each in (over.head, *over.sections) if each.id not in known}
    found |= {key: entry.line for key, entry in over.entries.items() if key not in page.entries}
    for id, line in found.items():
        layers.problem(over.path, line, "stray-words", id=id, near=near(id, {*known, *page.entries}))
