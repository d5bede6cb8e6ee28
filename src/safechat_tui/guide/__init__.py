"""The guide: its model, and how it is read. The checker and the search are modules of their own."""

from safechat_tui.guide.library import guides, read_guide
from safechat_tui.guide.model import (
    CARD,
    EXTRA,
    STAGES,
    WARNINGS,
    YES,
    Guide,
    GuideName,
    Question,
    Stage,
    Strategy,
)
from safechat_tui.guide.problems import ContentError, Problem
from safechat_tui.guide.reference import (
    ACTIONS,
    CAPTURE,
    CHECK,
    FACTS_DAYS,
    NOTICES,
    Action,
    Ages,
    Fact,
    FeatureName,
    Helpline,
    Platform,
)
from safechat_tui.guide.text import Block, Kind, Page, Section, Span
from safechat_tui.options import FIRST_GUIDE

__all__ = [
    "ACTIONS",
    "CAPTURE",
    "CARD",
    "CHECK",
    "EXTRA",
    "FACTS_DAYS",
    "FIRST_GUIDE",
    "NOTICES",
    "STAGES",
    "WARNINGS",
    "YES",
    "Action",
    "Ages",
    "Block",
    "ContentError",
    "Fact",
    "FeatureName",
    "Guide",
    "GuideName",
    "Helpline",
    "Kind",
    "Page",
    "Platform",
    "Problem",
    "Question",
    "Section",
    "Span",
    "Stage",
    "Strategy",
    "guides",
    "read_guide",
]
