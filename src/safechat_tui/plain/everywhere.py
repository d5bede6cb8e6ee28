"""What can be chosen anywhere in a conversation in lines: urgent help, reading, keeping, leaving."""

from __future__ import annotations

from typing import Final

from safechat_tui.conversation import flows
from safechat_tui.conversation.requests import Menu, MenuItem
from safechat_tui.handout import pages, passages
from safechat_tui.i18n import Translator
from safechat_tui.options import STEPS
from safechat_tui.plain.choices import CHOICES, NUMBERS, Choice, choices_of
from safechat_tui.plain.finding import platforms, search
from safechat_tui.plain.follow import follow
from safechat_tui.plain.lines import LineWriter
from safechat_tui.plain.listed import Listed
from safechat_tui.plain.planning import ask_region
from safechat_tui.plain.positions import position_before, position_of
from safechat_tui.plain.talk import Handler, Position, Talk


def back(talk: Talk, rest: str) -> Position | None:
    """Go back to the question or step before."""
    before = position_before(talk.position, talk)
    if before is None:
        talk.say(talk.tr("talk.at-the-beginning"))
    return before


def urgent(talk: Talk, rest: str) -> None:
    """Read out the urgent card, and whom to call where she is."""
    guide, now = talk.guide, talk.conversation
    region = now.paper.region
    talk.read_page(pages.urgent(guide, talk.tr, region, now.ages, guide.helplines_listed(region)))


def documenting(talk: Talk, rest: str) -> None:
    """Read out how to document."""
    talk.read_page(pages.documenting(talk.guide))


def helplines(talk: Talk, rest: str) -> None:
    """Ask where she is, then read out whom to call there."""
    region = ask_region(talk)
    if region:
        talk.read_page(pages.helplines_of(talk.guide, talk.tr, region, talk.conversation.ages))


def language(talk: Talk, rest: str) -> Position | None:
    """Speak the other language; nothing else changes."""
    before = talk.tr.lang
    follow(talk, flows.switch_language)
    return None if talk.tr.lang == before else talk.position


def step(talk: Talk, rest: str) -> Position | None:
    """Go to the step of a number, asked for where none was typed."""

    def menu() -> Menu[str]:
        return Menu("", (), tuple(MenuItem(name, talk.tr(f"step.{name}.name")) for name in STEPS))

    if not rest:
        name = talk.ask(menu, first=0)
        return position_of(name, talk) if name else None
    if at := Listed([(item.label,) for item in menu().items], first=0).chosen(rest):
        return position_of(STEPS[at[0]], talk)
    talk.slip(rest)
    return None


def plan(talk: Talk, rest: str) -> Position:
    """Go to the plan."""
    return position_of("plan", talk)


def tell(talk: Talk, rest: str) -> None:
    """Say what can be typed here, then everywhere, then what to know before a first call.

    Over a list or a field only these are explained, not the position beneath.
    """
    lines = talk.lines()
    if here := choices_of(talk.within or talk.position.scope):
        lines.say(talk.tr("help.here"))
        _say_choices(lines, talk.tr, here)
        lines.blank()
    lines.say(talk.tr("talk.anywhere"))
    lines.say(talk.tr("talk.help-exit"), lead="- ")
    _say_choices(lines, talk.tr, talk.anywhere())
    if talk.read_out(lines) and not talk.within:
        welcome(talk)


def _say_choices(lines: LineWriter, tr: Translator, choices: tuple[Choice, ...]) -> None:
    for choice in choices:
        key = tr("talk.number") if choice.keys == NUMBERS else choice.keys[:1] or tr("label.enter")
        # Most screen readers pass over a sign.
        sign = f"choice.{choice.id}.sign"
        key = tr(sign, sign=key) if tr.has(sign) else key
        lines.say(tr("talk.explained", key=key, words=choice.help(tr)), lead="- ")


def welcome(talk: Talk) -> None:
    """Say what to know before a first call."""
    lines = talk.lines()
    page = talk.guide.pages["welcome"]
    lines.page(page.head.title)
    lines.read(passages.reading(page.head.blocks), level=0)
    # The tour is one of the screens and their keys: what can be typed here, help says.
    lines.read(
        passages.sections(section for section in page.sections if section.id != "welcome.tour"), level=0
    )
    talk.read_out(lines)


def cover(talk: Talk, rest: str) -> None:
    """Take the lines back and show ordinary notes."""
    talk.cover()


def _following(name: str) -> Handler:
    """Return the action that follows a flow of the conversation."""
    return lambda talk, rest: follow(talk, flows.FLOWS[name])


HANDLERS: Final[dict[str, Handler]] = {
    **{each.id: _following(each.id) for each in CHOICES if each.scope == "always" and each.id in flows.FLOWS},
    "back": back,
    "urgent": urgent,
    "search": search,
    "platforms": platforms,
    "help": tell,
    "step": step,
    "plan": plan,
    "documenting": documenting,
    "helplines": helplines,
    "language": language,
    "cover": cover,
}
"""What each choice that holds everywhere does."""


def begin(talk: Talk, *, clears: bool = True) -> None:
    """Say what there is to know before the first question, and forget the plans whose time is over.

    Args:
        talk: the conversation.
        clears: whether what has scrolled out of sight will be erased too.
    """
    now = talk.conversation
    known = "talk.first-stays" if not talk.erases else "talk.first" if clears else "talk.first-scrolled"
    talk.say(f"{talk.tr(known)} {talk.tr('talk.first-choices')}")
    if trouble := now.untold():
        talk.say(trouble)
    if now.keeping.first_start():
        welcome(talk)
        now.keeping.started()
    if now.keeping.has_kept:
        talk.say(talk.tr("talk.first-kept"))
    follow(talk, flows.purge)
