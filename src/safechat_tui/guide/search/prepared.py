"""The indexes that were built when the program was, used only while they say what content and program say."""

from __future__ import annotations

from safechat_tui.early import state
from safechat_tui.guide.search.index import Index


def name_of(lang: str, first: str) -> str:
    """Return the name under which the index over all shipped guides is prepared.

    Args:
        lang: `fr` or `en`.
        first: id of the guide that comes first: its words win where several guides share them.
    """
    return f"search.{lang}.{first}.txt"


def prepared_index(lang: str, first: str) -> Index | None:
    """Return the prepared index over all shipped guides and the keys; nothing where it holds no more."""
    text = state.prepared(name_of(lang, first), lang, state.EVERY)
    try:
        return Index(text) if text is not None else None
    except ValueError:
        return None
