"""What can be looked up, as ordinary lines."""

from __future__ import annotations

from safechat_tui.guide import Guide
from safechat_tui.handout.cards import COLON
from safechat_tui.handout.reading import Blocks
from safechat_tui.i18n import Translator
from safechat_tui.plain.lines import WIDTH, LineWriter


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
