"""Several guides as one: what they share is asked once, and all of it keeps its safe order.

The rules this module keeps:

- Two entries are the same where their ids are, or where one says `same_as` of the other. The first guide's
  stays, with the goals, answers and cautions of both.
- Each guide's own order stays. What only a later one has comes after what it follows there.
- Nothing that is said is lost: a section that both have holds the words of both. Where a folder named after
  the guides (`LANGUAGE/messages.calls/`) says it for both at once, its words take their place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce
from typing import Final

from safechat_tui.guide.joint_pages import IdAmongEarlier, joined_page, merged, with_words
from safechat_tui.guide.layers import GuideName, Layers
from safechat_tui.guide.model import GUIDES, STAGES, Guide, Question, Stage, Strategy
from safechat_tui.options import JOINT

_LOUDEST: Final = ("likely", "may", "check", "quiet")
"""Signs of a step that both have: that of the guide in which it is noticed more."""


def join(layers: Layers, guides: Sequence[Guide]) -> Guide:
    """Return guides in one language as one, with the words of the layers for several at once.

    A guide by itself stays as it is; there must be one.
    """
    return reduce(lambda first, more: _joined(layers, first, more), guides)


def asking_which(guide: Guide, names: Sequence[GuideName]) -> Guide:
    """Return a guide that asks first which of the guides there are to follow."""
    choices = {f"guide.{name.id}": name.name for name in names}
    which = Question(
        id=GUIDES,
        step="understand",
        kind="many",
        choices=tuple(choices),
        goal=None,
        goal_on=(),
        fact=False,
        urgent_on=(),
        under=None,
        text=guide.pages["labels"].section(GUIDES),
    )
    return guide._replace(questions=(which, *guide.questions), labels={**guide.labels, **choices})


def _joined(layers: Layers, first: Guide, more: Guide) -> Guide:
    id = JOINT.join((first.id, more.id))
    folder = f"{first.lang}/{id}"
    known = {first.same.get(each, each): each for each in _ids(first)}

    def name(id: str) -> str:
        return known.get(more.same.get(id, id), id)

    pages = {
        page: with_words(
            layers, f"{folder}/{page}.md", joined_page(first.pages[page], more.pages[page], name)
        )
        for page in first.pages
    }
    texts = {each.id: each for page in pages.values() for each in page.sections}
    questions = merged(first.questions, [_asked_as(each, name) for each in more.questions], _question)
    stages = {each.id: each.stage for each in first.strategies}
    further = [_done_as(each, name) for each in more.strategies]
    strategies: list[Strategy] = []
    for stage in STAGES:
        here = [each for each in first.strategies if each.stage is stage]
        there = [each for each in further if stages.get(each.id, each.stage) is stage]
        strategies += merged(here, there, _strategy)
    return first._replace(
        id=id,
        points=tuple(dict.fromkeys((*first.points, *map(name, more.points)))),
        pages=pages,
        questions=tuple(each._replace(text=texts.get(each.id, each.text)) for each in questions),
        goals=tuple(dict.fromkeys(each.goal for each in questions if each.goal)),
        strategies=tuple(
            replace(each, page=with_words(layers, f"{folder}/strategies/{each.id}.md", each.page))
            for each in _in_safe_order(strategies)
        ),
        labels={**more.labels, **first.labels, **{k: v.text for k, v in pages["labels"].entries.items()}},
        same={**more.same, **first.same},
    )


def _ids(guide: Guide) -> Iterable[str]:
    return (*(each.id for each in guide.questions), *(each.id for each in guide.strategies))


# Entries ----------------------------------------------------------------------------------------


def _all(*parts: Sequence[str]) -> tuple[str, ...]:
    """Return what some lists hold, each once."""
    return tuple(dict.fromkeys(each for part in parts for each in part))


def _asked_as(question: Question, name: IdAmongEarlier) -> Question:
    """Return a question under the ids that it and others have among the guides before."""
    return question._replace(id=name(question.id), under=question.under and name(question.under))


def _question(first: Question, more: Question) -> Question:
    """Return a question that two guides ask, asked once."""
    new = [each for each in more.choices if each not in first.choices]
    # What leaves a question open stays last, "not now" at the very end.
    parts = (
        [each for each in some if each.startswith("answer.") is apart]
        for apart, lists in ((False, (first.choices, new)), (True, (new, first.choices)))
        for some in lists
    )
    return first._replace(
        choices=tuple(each for part in parts for each in part),
        goal=first.goal or more.goal,
        goal_on=_all(first.goal_on, more.goal_on),
        urgent_on=_all(first.urgent_on, more.urgent_on),
    )


def _done_as(strategy: Strategy, name: IdAmongEarlier) -> Strategy:
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
