"""The guide: its model, the reader that builds it from content/, and the checker."""

from typing import TYPE_CHECKING

from safechat_tui.faces import lazy
from safechat_tui.guide.known import (
    ACTIONS,
    CAPTURE,
    CHECK,
    FACTS_DAYS,
    Action,
    Ages,
    Fact,
    FeatureName,
    Helpline,
    Platform,
)
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
    Kind,
    Page,
    Question,
    Section,
    Span,
    Stage,
    Strategy,
)
from safechat_tui.guide.prepared import guides, read_guide
from safechat_tui.guide.problems import ContentError, Problem

if TYPE_CHECKING:
    from safechat_tui.guide.check import check, old_facts
else:
    # Reader and checker need the Markdown library, which a prepared guide does without.
    __getattr__ = lazy(__name__, {"check": "check old_facts"})

__all__ = [
    "ACTIONS",
    "CAPTURE",
    "CARD",
    "CHECK",
    "EMERGENCY",
    "EXTRA",
    "FACTS_DAYS",
    "FIRST_GUIDE",
    "LANGUAGES",
    "STAGES",
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
    "check",
    "guides",
    "old_facts",
    "read_guide",
]
