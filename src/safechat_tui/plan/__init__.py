"""The plan: what was decided, and advice from goals to strategies in safe order. Pure."""

from safechat_tui.plan.advice import PlanStep, advise, card_line, is_urgent, on_offer, plan_steps
from safechat_tui.plan.caution import points_at_someone
from safechat_tui.plan.model import MAX_WORDS, Plan

__all__ = [
    "MAX_WORDS",
    "Plan",
    "PlanStep",
    "advise",
    "card_line",
    "is_urgent",
    "on_offer",
    "plan_steps",
    "points_at_someone",
]
