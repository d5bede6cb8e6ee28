"""The guide: its model, the reader that builds it from content/, and the checker."""

from safechat_tui.guide.check import check
from safechat_tui.guide.model import (
    CARD,
    EMERGENCY,
    EXTRA,
    FIRST_GUIDE,
    LANGUAGES,
    STAGES,
    Block,
    Guide,
    GuideName,
    Helpline,
    Kind,
    Page,
    Platform,
    Question,
    Section,
    Span,
    Stage,
    Strategy,
)
from safechat_tui.guide.problems import ContentError, Problem
from safechat_tui.guide.reader import REGIONS, guides, read_guide

__all__ = [
    "CARD",
    "EMERGENCY",
    "EXTRA",
    "FIRST_GUIDE",
    "LANGUAGES",
    "REGIONS",
    "STAGES",
    "Block",
    "ContentError",
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
    "check",
    "guides",
    "read_guide",
]
