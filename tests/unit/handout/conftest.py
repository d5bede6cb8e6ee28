"""A conversation to print: made-up answers on the shipped guide."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import pytest

from safechat_tui.guide import library
from safechat_tui.guide.model import Guide
from safechat_tui.handout.build import build
from safechat_tui.handout.document import Document
from safechat_tui.options import PARTS
from safechat_tui.plan import Plan

TODAY = date(2026, 11, 22)

CHOSEN = (
    "stop.block", "removal.report", "contact.mute", "legal.screenshots", "access.passwords",
    "legal.identity", "legal.capture-alert",
)  # fmt: skip
"""Steps in an order that would be unsafe."""

Printed = Callable[..., Document]

GUIDES = [(lang, id) for lang in ("fr", "en") for id in ("messages", "calls", "messages.calls")]


@cache
def guide_of(lang: str, id: str) -> Guide:
    return library.read_guide(lang, guide=id)


@pytest.fixture(params=GUIDES, ids="-".join)
def any_guide(request: pytest.FixtureRequest) -> Guide:
    """Each guide in each language."""
    return guide_of(*request.param)


def every_step(guide: Guide) -> Plan:
    """Return a plan with every step of a guide."""
    plan = Plan(guide=guide.id)
    for strategy in guide.strategies:
        plan = plan.with_strategy(strategy.id, wanted=True)
    return plan


@pytest.fixture
def plan(guide: Guide) -> Plan:
    """A plan with goals, platforms, a place and steps."""
    plan = (
        Plan()
        .with_goals(guide, ("stop", "record"))
        .with_answer("understand.platforms", ("platform.snapchat", "platform.whatsapp"))
        .with_place("place.home")
    )
    for id in CHOSEN:
        plan = plan.with_strategy(id, wanted=True)
    return plan


@pytest.fixture
def printed(guide: Guide, plan: Plan) -> Printed:
    """Build the document of the plan with every part, or another one."""

    def make(other: Plan | None = None, **options: Any) -> Document:
        chosen = plan if other is None else other
        return build(guide, chosen, TODAY, **{"parts": PARTS, **options})

    return make
