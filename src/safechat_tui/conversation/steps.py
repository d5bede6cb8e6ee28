"""The steps of a conversation, for screens and lines alike."""

from __future__ import annotations

from typing import Final

STEPS: Final = ("opening", "understand", "wants", "strategies", "plan")
"""The steps in order; the place is the number that leads there."""
