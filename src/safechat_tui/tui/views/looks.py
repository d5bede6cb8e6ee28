"""The look of each kind of words, from styles/looks.txt: read once, not for every pane on every screen."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from safechat_tui.resources import STYLES


@cache
def looks() -> Mapping[str, str]:
    """Return for each role its look in words, such as `bold cyan`; nothing for plain text."""
    lines = (STYLES / "looks.txt").read_text("utf-8").splitlines()
    pairs = (line.partition(":") for line in lines if line and not line.startswith("#"))
    return {role.strip(): look.strip() for role, _, look in pairs}
