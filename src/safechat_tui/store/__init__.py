"""Keeping plans: TinyDB over the project's own Storage, one small private file a plan, only on request."""

from safechat_tui.config import MAX_KEEP_DAYS
from safechat_tui.store.keeping import CLOCK_FLOOR, KEEP_DAYS, Kept, Store
from safechat_tui.store.records import KeptPlan
from safechat_tui.store.seal import PLAIN, PlainSeal, Seal

__all__ = [
    "CLOCK_FLOOR",
    "KEEP_DAYS",
    "MAX_KEEP_DAYS",
    "PLAIN",
    "Kept",
    "KeptPlan",
    "PlainSeal",
    "Seal",
    "Store",
]
