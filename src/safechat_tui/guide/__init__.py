"""The guide: its model, the reader that builds it from content/, and the checker."""

from safechat_tui.config import FIRST_GUIDE
from safechat_tui.faces import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from safechat_tui.guide.check import check, old_facts
    from safechat_tui.guide.known import (
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
    from safechat_tui.guide.model import (
        CARD,
        EXTRA,
        LANGUAGES,
        STAGES,
        WARNINGS,
        YES,
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
else:
    # A prepared guide does without the reader and its Markdown library, a search without the model too.
    __getattr__ = lazy(
        __name__,
        {
            "check": "check old_facts",
            "known": "ACTIONS CAPTURE CHECK FACTS_DAYS NOTICES Action Ages Fact FeatureName Helpline "
            "Platform",
            "model": "CARD EXTRA LANGUAGES STAGES WARNINGS YES Block Guide GuideName Kind Page "
            "Question Section Span Stage Strategy",
            "prepared": "guides read_guide",
            "problems": "ContentError Problem",
        },
    )

__all__ = [
    "ACTIONS",
    "CAPTURE",
    "CARD",
    "CHECK",
    "EXTRA",
    "FACTS_DAYS",
    "FIRST_GUIDE",
    "LANGUAGES",
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
    "check",
    "guides",
    "old_facts",
    "read_guide",
]
