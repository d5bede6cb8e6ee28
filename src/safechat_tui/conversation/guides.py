"""The question which guide to take. The first screen asks it, and waits for no store."""

from __future__ import annotations

from collections.abc import Sequence

from safechat_tui.conversation.menu import Menu, MenuItem, Paragraph
from safechat_tui.guide.layers import GuideName
from safechat_tui.i18n import Translator


def which_guide(tr: Translator, names: Sequence[GuideName], *, kept: bool) -> Menu[str]:
    """Return the question which guide to take.

    Args:
        tr: the language.
        names: the guides.
        kept: whether there are kept plans, each of which brings its guide.
    """
    items = tuple(MenuItem(name.id, name.name, name.about) for name in names)
    words = f"{tr('guides.words')} {tr('guides.kept')}" if kept else tr("guides.words")
    return Menu(tr("guides.title"), (Paragraph(words, "keys"),), items)
