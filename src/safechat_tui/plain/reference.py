"""Platform cards and helplines as ordinary lines."""

from __future__ import annotations

from safechat_tui.clean import clean
from safechat_tui.errors import UsageError
from safechat_tui.guide import Ages, Guide, Helpline, Kind, Platform
from safechat_tui.guide.problems import near
from safechat_tui.handout.cards import COLON, entries, proof_words
from safechat_tui.i18n import Translator
from safechat_tui.plain.lines import WIDTH, Lines
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


def platform_text(guide: Guide, platform: Platform, tr: Translator, ages: Ages, *, width: int = WIDTH) -> str:
    """Return one card as lines."""
    lines = Lines(tr, width)
    add_card(lines, guide, platform, ages, level=0)
    lines.blank()
    lines.blocks(guide.pages["platforms"].head.blocks, level=0)
    return lines.text()


def platforms_text(guide: Guide, tr: Translator, *, width: int = WIDTH) -> str:
    """Return the platforms that have a card: what is typed for each, its name, whether a screenshot warns."""
    lines = Lines(tr, width)
    page = guide.pages["platforms"]
    lines.page(page.head.title)
    for platform in guide.platforms:
        words = page.value(f"capture.{platform.capture_alert}")
        asked = f"{page.value('action.capture')}{COLON[guide.lang]}"
        lines.say(f"{platform.code} ({platform.name}). {asked} {words}", lead="- ")
    lines.blank()
    lines.say(tr("plain.platform-known"))
    return lines.text()


def add_card(lines: Lines, guide: Guide, platform: Platform, ages: Ages, *, level: int = 1) -> None:
    """Add one card: whether a screenshot warns and what to do then, then every action."""
    lines.heading(platform.text.title, level=level)
    for entry in entries(guide, platform, ages):
        lines.heading(entry.label, level=level + 1)
        for words in (entry.state, entry.name, entry.first, entry.words, entry.notice):
            if words:
                lines.say(words, level=level + 2)
        if entry.code == "capture":
            lines.blocks(platform.text.of(Kind.PARAGRAPH), level=level + 2)
        if entry.proof:
            lines.say(entry.proof, level=level + 2)


def helplines_text(guide: Guide, tr: Translator, region: str, ages: Ages, *, width: int = WIDTH) -> str:
    """Return whom one can reach from a region, then what to mind before a call."""
    lines = Lines(tr, width)
    lines.page(tr("helplines.region", region=guide.labels.get(f"region.{region}", region)))
    if missing := guide.no_line(region):
        lines.section(missing, level=1)
    for line in guide.helplines_listed(region):
        add_helpline(lines, guide, line, tr, ages)
    for section in (guide.pages["helplines"].head, *guide.help_for_some):
        lines.section(section, level=0)
    return lines.text()


def urgent_lines(guide: Guide, tr: Translator, region: str, ages: Ages, *, width: int = WIDTH) -> str:
    """Return whom to call in danger: the emergency of a region and its own lines, the shelter finder."""
    lines = Lines(tr, width)
    lines.page(guide.pages["handout"].value("urgent"))
    for line in guide.helplines_for(region):
        if line.urgent or line.own or not line.everywhere:
            add_helpline(lines, guide, line, tr, ages)
    return lines.text()


def add_helpline(lines: Lines, guide: Guide, line: Helpline, tr: Translator, ages: Ages) -> None:
    """Add one helpline: where it is for, how to reach it, and whether to check it first."""
    places = ", ".join(guide.where(line))
    lines.heading(tr("plain.helpline", name=line.name, places=places), level=2)
    words = guide.pages["handout"]
    for way, value in (("phone", line.phone), ("text_message", line.text_to), ("web", line.url)):
        if value:
            lines.say(tr("plain.way", way=words.value(way), value=value), level=3)
    if line.note:
        lines.say(line.note, level=3)
    if ages.old(line):
        lines.say(proof_words(guide, line, ages), level=3)
    elif line.has_way and ages.check_first(line):
        lines.say(tr("help-line.check"), level=3)
