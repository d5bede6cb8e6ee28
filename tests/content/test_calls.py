"""The guide on calls and texts: whole, in safe order, and stating nothing of phones that varies."""

from __future__ import annotations

import re
from typing import Final

from tests.content.shipped import CALLS, all_texts, each_language

from safechat_tui.guide.model import CARD, EXTRA, Guide
from safechat_tui.guide.text import Kind

FRENCH: Final = CALLS["fr"]
STRATEGIES: Final = [strategy.id for strategy in FRENCH.strategies]

POINTS: Final = (
    "intro.looks-like.silent", "intro.looks-like.hidden", "understand.kinds", "understand.apps",
    "understand.unsafe",
    "understand.no-answer", "understand.account", "wants.principle", "wants.reachable",
    "strategies.principle", "strategies.urgent", "legal.order", "keep.capture-alert",
    "keep.history", "keep.voicemail", "keep.log",
    "less.let-ring", "less.silence",
    "less.second-number", "change.account", "change.block", "change.block.caution", "change.number",
    "change.number.caution", "tell.carrier", "tell.police", "closing.agency", "closing.credit",
)  # fmt: skip
"""What must not leave the guide unnoticed."""

CERTAIN: Final = {
    "fr": r"(?<![Pp]as )toujours|jamais (?:reçu|averti)|ne (?:sera|seront) pas averti",
    "en": r"(?<![Nn]ot )\balways\b|will (?:never|not) (?:know|notice|be told)",
}
"""What nobody can promise of a phone or a carrier."""


def texts(guide: Guide) -> list[str]:
    """Return every value and block of the strategies."""
    found: list[str] = []
    for strategy in guide.strategies:
        found += [strategy.card(line) for line in (*CARD, *EXTRA)]
        for section in strategy.page.parts:
            found += [block.text for block in section.blocks]
    return found


def test_the_frame_asks_for_these_points() -> None:
    assert set(POINTS) <= set(FRENCH.points)


@each_language
def test_nothing_is_promised_that_varies_from_phone_to_phone(lang: str) -> None:
    assert [text for text in texts(CALLS[lang]) if re.search(CERTAIN[lang], text)] == []


def test_what_varies_is_to_be_checked() -> None:
    varying = {"keep.voicemail", "less.silence", "change.block", "change.number", "tell.carrier"}
    assert varying <= {strategy.id for strategy in FRENCH.strategies if strategy.card("check")}


@each_language
def test_no_star_code_is_named(lang: str) -> None:
    assert [text for text in all_texts(CALLS[lang]) if re.search(r"[*#]\s?\d\d", text)] == []


def test_silencing_and_asking_the_carrier_come_before_a_block_and_a_block_before_a_new_number() -> None:
    order = [STRATEGIES.index(id) for id in ("less.silence", "tell.carrier", "change.block", "change.number")]
    assert order == sorted(order)


@each_language
def test_the_credit_says_that_the_source_body_did_not_review_it(lang: str) -> None:
    credit = " ".join(CALLS[lang].pages["closing"].section("closing.credit").texts(Kind.PARAGRAPH))
    assert ("10.3" in credit, bool(re.search(r"not reviewed|pas relus", credit))) == (True, True)
