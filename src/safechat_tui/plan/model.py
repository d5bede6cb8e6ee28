"""A plan: what was said and chosen in one conversation. Frozen; every change makes a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from safechat_tui.clean import clean
from safechat_tui.guide.model import GUIDES, YES, Guide, Question
from safechat_tui.options import FIRST_GUIDE, JOINT

MAX_WORDS: Final = 120
"""Characters of the one line in her own words."""

FORMER: Final[Mapping[tuple[str, str], Mapping[str, str]]] = {
    (guide, "wants.order"): {YES: "order.breached"} for guide in ("messages", "calls")
}
"""Answers that kept plans may hold, by guide and question, with the code that each has now."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Answers, her words, chosen strategies and where the paper will live. No names, ever."""

    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Codes chosen for each question id; a question without an answer is absent."""
    words: str = ""
    """What she wants, in her own words: one line of at most MAX_WORDS characters."""
    chosen: tuple[str, ...] = ()
    """Ids of the strategies she wants in her plan, in the order they were chosen."""
    place: str = ""
    """Code of the place where the paper or file will live, or nothing when it was not asked yet."""
    guide: str = FIRST_GUIDE
    """Id of the guide that the codes are of, joined where she lives with several things; nothing was said yet
    of which where it is empty."""
    region: str = ""
    """Whose helplines were chosen for the paper, one of REGIONS; nothing leaves it to the settings."""
    neutral: bool = False
    """Whether a title was chosen for the paper that says nothing of violence."""
    parts: tuple[str, ...] = ()
    """Parts chosen for the paper, names of PARTS in order; none leaves them to what the steps need."""

    def answer(self, question: str) -> tuple[str, ...]:
        """Return the codes chosen for a question; none when it was not answered."""
        if question == GUIDES:
            return tuple(f"guide.{id}" for id in self.guide.split(JOINT) if id)
        return self.answers.get(question, ())

    def with_answer(self, question: str, codes: tuple[str, ...]) -> Plan:
        """Return the plan with these codes for a question; no codes take the answer back."""
        if question == GUIDES:
            return replace(self, guide=JOINT.join(code.removeprefix("guide.") for code in codes))
        answers = {id: given for id, given in self.answers.items() if id != question}
        if codes:
            answers[question] = codes
        return replace(self, answers=answers)

    def with_words(self, words: str) -> Plan:
        """Return the plan with her words, cleaned and cut at MAX_WORDS characters."""
        return replace(self, words=clean(words)[:MAX_WORDS].rstrip(" "))

    def with_strategy(self, id: str, *, wanted: bool) -> Plan:
        """Return the plan with a strategy added or taken out."""
        others = tuple(chosen for chosen in self.chosen if chosen != id)
        return replace(self, chosen=(*others, id) if wanted else others)

    def with_place(self, place: str) -> Plan:
        """Return the plan with the place where the paper will live."""
        return replace(self, place=place)

    def with_paper(self, *, region: str, neutral: bool, parts: tuple[str, ...] = ()) -> Plan:
        """Return the plan with what was chosen of its paper and must not change by itself."""
        return replace(self, region=region, neutral=neutral, parts=parts)

    def goals(self, guide: Guide) -> tuple[str, ...]:
        """Return the codes of all goals that strategies are found for, in the order the guide asks them."""
        return tuple(q.goal for q in guide.questions if q.goal and self._sets(q))

    def wishes(self, guide: Guide) -> tuple[str, ...]:
        """Return the codes of what she asked for, in the order the guide asks it."""
        return tuple(q.goal for q in guide.questions if q.goal and not q.fact and self._sets(q))

    def facts(self, guide: Guide) -> tuple[str, ...]:
        """Return the codes of what holds without being a wish of hers, such as an order."""
        return tuple(q.goal for q in guide.questions if q.goal and q.fact and self._sets(q))

    def _sets(self, question: Question) -> bool:
        return bool(set(question.goal_on) & set(self.answer(question.id)))

    def with_goals(self, guide: Guide, goals: tuple[str, ...]) -> Plan:
        """Return the plan with the first answer that sets each of these goals, the others as they are."""
        plan = self
        for question in guide.questions:
            if question.goal in goals:
                plan = plan.with_answer(question.id, question.goal_on[:1])
        return plan

    def moved(self, before: Guide, after: Guide) -> Plan:
        """Return the plan for another guide, with what is the same there under the ids it has there.

        What is not asked there stays as it was said, for whoever comes back to it.
        """
        same = {**before.same, **after.same}
        known = [*(each.id for each in after.questions), *(each.id for each in after.strategies)]
        names = {same.get(id, id): id for id in known}

        def name(id: str) -> str:
            return id if id in known else names.get(same.get(id, id), id)

        answers = {name(id): codes for id, codes in self.answers.items()}
        return replace(self, answers=answers, chosen=tuple(dict.fromkeys(map(name, self.chosen))))

    def renewed(self) -> Plan:
        """Return the plan with the answers of an older one under the codes that they have now."""
        answers = {
            id: tuple(FORMER.get((self.guide, id), {}).get(code, code) for code in codes)
            for id, codes in self.answers.items()
        }
        return replace(self, answers=answers)

    def platforms(self) -> tuple[str, ...]:
        """Return the codes of the platforms named in step 1."""
        return tuple(
            code for codes in self.answers.values() for code in codes if code.startswith("platform.")
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said yet; how the paper looks says nothing."""
        return self.with_paper(region="", neutral=False) == Plan(guide=self.guide)
