"""Platforms by what is typed for them, and what can be looked up as ordinary lines."""

from __future__ import annotations

from safechat_tui.clean import clean
from safechat_tui.errors import UsageError
from safechat_tui.guide import Guide, Platform
from safechat_tui.guide.problems import near
from safechat_tui.handout.cards import COLON
from safechat_tui.handout.reading import Blocks
from safechat_tui.i18n import Translator
from safechat_tui.plain.lines import WIDTH, LineWriter
from safechat_tui.text.fold import folded

_LONGEST = 60


def find_platform(guide: Guide, word: str) -> Platform:
    """Return the platform that a word means: its code, or its name, however it is typed.

    Raises:
        UsageError: `unknown-platform`, with the nearest known one.
    """
    asked = folded(word.strip())
    spelled = {folded(platform.code): platform for platform in guide.platforms}
    by_name = {folded(platform.name).partition(" (")[0]: platform for platform in guide.platforms}
    known = {**by_name, **spelled}
    found = known.get(asked.removeprefix("platform."))
    if found is not None:
        return found
    meant = known.get(near(asked, known))
    raise UsageError(
        "unknown-platform",
        value=clean(word)[:_LONGEST],
        meant=meant.code if meant else "",
        known=", ".join(platform.code for platform in guide.platforms),
    )


def platforms_text(guide: Guide, tr: Translator, *, width: int = WIDTH) -> str:
    """Return the platforms that have a card: what is typed for each, its name, whether a screenshot warns."""
    lines = LineWriter(tr, width)
    page = guide.pages["platforms"]
    lines.page(page.head.title)
    for platform in guide.platforms:
        words = page.value(f"capture.{platform.capture_alert}")
        asked = f"{page.value('action.capture')}{COLON[guide.lang]}"
        lines.say(f"{platform.code} ({platform.name}). {asked} {words}", lead="- ")
    lines.blank()
    lines.say(tr("plain.platform-known"))
    return lines.text()


def read_text(page: Blocks, tr: Translator, *, width: int = WIDTH) -> str:
    """Return what is read as lines."""
    lines = LineWriter(tr, width)
    lines.read(page)
    return lines.text()
