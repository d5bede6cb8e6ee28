"""A conversation to print: made-up answers on the shipped guide; and what a PDF of it holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any, TypeVar

import pytest
from pypdf import PdfReader

from safechat_tui.guide import library
from safechat_tui.guide.model import Guide
from safechat_tui.handout.build import build
from safechat_tui.handout.document import Block, Document
from safechat_tui.handout.pdf import render_pdf
from safechat_tui.options import PARTS
from safechat_tui.plan import Plan

TODAY = date(2026, 11, 22)

CHOSEN = (
    "stop.block", "removal.report", "contact.mute", "legal.screenshots", "access.passwords",
    "legal.identity", "legal.capture-alert",
)  # fmt: skip
"""Steps in an order that would be unsafe."""

Printed = Callable[..., Document]

T = TypeVar("T")

GUIDES = [(lang, id) for lang in ("fr", "en") for id in ("messages", "calls", "messages.calls")]


@cache
def guide_of(lang: str, id: str) -> Guide:
    return library.read_guide(lang, guide=id)


@pytest.fixture(params=GUIDES, ids="-".join)
def any_guide(request: pytest.FixtureRequest) -> Guide:
    """Each guide in each language."""
    return guide_of(*request.param)


def a_document(*blocks: Block, lang: str = "en") -> Document:
    """Return a document of these blocks alone."""
    return Document(lang, "Title", "", "", blocks)


def read(data: bytes) -> Any:
    """Return a PDF as a strict program reads it."""
    return PdfReader(BytesIO(data), strict=True)


def pages_of(document: Document, **options: Any) -> list[str]:
    """Return the words of each page, without white space: where lines break is not their business."""
    return ["".join(page.extract_text().split()) for page in read(render_pdf(document, **options)).pages]


def of_kind(document: Document, kind: type[T]) -> list[T]:
    """Return the blocks of one kind, in order."""
    return [block for block in document.blocks if isinstance(block, kind)]


def with_steps(*ids: str) -> Plan:
    return Plan(chosen=ids)


def every_step(guide: Guide) -> Plan:
    """Return a plan with every step of a guide."""
    return Plan(guide=guide.id, chosen=tuple(strategy.id for strategy in guide.strategies))


@pytest.fixture
def plan(guide: Guide) -> Plan:
    """A plan with goals, platforms, a place and steps."""
    plan = Plan(chosen=CHOSEN).with_goals(guide, ("stop", "record")).with_place("place.home")
    return plan.with_answer("understand.platforms", ("platform.snapchat", "platform.whatsapp"))


@pytest.fixture
def printed(guide: Guide, plan: Plan) -> Printed:
    """Build the document of the plan with every part, or another one."""

    def make(other: Plan | None = None, **options: Any) -> Document:
        chosen = plan if other is None else other
        return build(guide, chosen, TODAY, **{"parts": PARTS, **options})

    return make
