"""Notices text that may point at a person, so that a quiet warning can be given."""

from __future__ import annotations

import re
from typing import Final

_SIGNS: Final = (
    ("email", re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]{2,}")),
    ("link", re.compile(r"(?:https?:|www\.)\S+|\b[\w-]+\.(?:com|ca|org|net|gg|me)\b(?:/\S*)?", re.I)),
    ("handle", re.compile(r"(?<!\w)@\w+")),
    ("phone", re.compile(r"(?:\+?\d[\s().-]{0,2}){7,}")),
)
"""What each kind looks like; an e-mail address comes before the handle it contains."""


def points_at_someone(text: str) -> str:
    """Return what the text seems to hold: `email`, `link`, `handle`, `phone` or nothing."""
    return next((kind for kind, sign in _SIGNS if sign.search(text)), "")
