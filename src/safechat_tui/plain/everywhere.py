"""What can be chosen anywhere in a conversation in lines: urgent help, reading, keeping, leaving."""

from __future__ import annotations

from typing import Final

from safechat_tui.conversation.steps import STEPS
from safechat_tui.errors import SafeChatError
from safechat_tui.handout import pages
from safechat_tui.i18n import Translator
from safechat_tui.plain.choices import NUMBERS, Choice, choices_of
from safechat_tui.plain.finding import platforms, search
from safechat_tui.plain.guide import guide_text
from safechat_tui.plain.lines import Lines
from safechat_tui.plain.paper import ask_region
from safechat_tui.plain.places import place_before, place_of
from safechat_tui.plain.plans import kept_line
from safechat_tui.plain.speech import LeaveError
from safechat_tui.plain.talk import Action, Place, Question, Talk
from safechat_tui.plain.unlocking import unlocked
from safechat_tui.store import Kept
from safechat_tui.text.letters import can_write


def back(talk: Talk, rest: str) -> Place | None:
    """Go back to the question or step before."""
    before = place_before(talk.place, talk)
    if before is None:
        talk.say(talk.tr("talk.at-the-beginning"))
    return before


def urgent(talk: Talk, rest: str) -> None:
    """Read out the urgent card, and whom to call where she is."""
    now = talk.conversation
    text = guide_text(
        talk.guide, talk.tr, part="urgent", width=talk.width, region=now.paper.region, ages=now.ages
    )
    talk.read_out(text)


def documenting(talk: Talk, rest: str) -> None:
    """Read out how to document."""
    plain = not can_write("☐┌", talk.encoding)
    talk.read_out(guide_text(talk.guide, talk.tr, part="documenting", width=talk.width, ascii=plain))


def helplines(talk: Talk, rest: str) -> None:
    """Ask where she is, then read out whom to call there."""
    region = ask_region(talk)
    if region:
        talk.read_page(pages.helplines_of(talk.guide, talk.tr, region, talk.conversation.ages))


def language(talk: Talk, rest: str) -> Place | None:
    """Speak the other language; nothing else changes."""
    return talk.place if talk.attempt(talk.conversation.switch_language) else None


def step(talk: Talk, rest: str) -> Place | None:
    """Go to the step of a number, asked for where none was typed."""
    if rest in (str(number) for number in range(len(STEPS))):
        return place_of(STEPS[int(rest)], talk)

    def question() -> Question[str]:
        return Question((), tuple((name, talk.tr(f"step.{name}.name")) for name in STEPS))

    name = talk.ask(question)
    return place_of(name, talk) if name else None


def plan(talk: Talk, rest: str) -> Place:
    """Go to the plan."""
    return place_of("plan", talk)


def tell(talk: Talk, rest: str) -> None:
    """Say what can be typed here, then everywhere, then what to know before a first call."""
    lines = talk.lines()
    lines.say(talk.tr("help.here"))
    _say_choices(lines, talk.tr, choices_of(talk.place.scope))
    lines.blank()
    lines.say(talk.tr("talk.anywhere"))
    lines.say(talk.tr("talk.help-exit"), lead="- ")
    _say_choices(lines, talk.tr, choices_of("always"))
    if talk.read_out(lines):
        welcome(talk)


def _say_choices(lines: Lines, tr: Translator, choices: tuple[Choice, ...]) -> None:
    for choice in choices:
        key = tr("talk.number") if choice.keys == NUMBERS else choice.keys[:1] or tr("label.enter")
        lines.say(tr("talk.named", key=key, words=tr(f"choice.{choice.id}.help")), lead="- ")


def welcome(talk: Talk) -> None:
    """Say what to know before a first call."""
    lines = talk.lines()
    lines.page(talk.guide.pages["welcome"].head.title)
    lines.read(pages.welcome(talk.guide), level=0)
    talk.read_out(lines)


# Keeping ----------------------------------------------------------------------------------------


def keep(talk: Talk, rest: str) -> None:
    """Keep the plan from now on, under a code of neutral words."""
    now = talk.conversation
    if now.keeping.is_keeping:
        # Another session may have sealed it since.
        if not now.keeping.needs_passphrase or unlocked(talk):
            talk.attempt(lambda: talk.say(now.kept_words))
    elif (
        talk.attempt(now.keeping.may_keep)
        and talk.sure("keep", lambda: now.consent)
        and unlocked(talk)
        and talk.attempt(now.keep)
    ):
        talk.say(now.now_kept_words)


def kept(talk: Talk, rest: str) -> Place | None:
    """List the kept plans; open or delete one."""
    while (found := _kept(talk)) and (code := _choose_kept(talk, found)):
        wish = talk.ask(lambda c=code: _what(talk, c))  # type: ignore[misc]
        if wish == "open":
            sealed = any(plan.sealed for plan in found if plan.code == code)
            return _open(talk, code, sealed=sealed)
        if wish == "delete":
            _delete(talk, code)
    return None


def _kept(talk: Talk) -> list[Kept]:
    """Return the kept plans; say so when there is none."""
    found: list[Kept] = []
    if talk.attempt(lambda: found.extend(talk.conversation.keeping.list())) and not found:
        talk.say(talk.tr("kept.none"))
    return found


def _choose_kept(talk: Talk, found: list[Kept]) -> str | None:
    def question() -> Question[str]:
        answers = tuple((plan.code, kept_line(plan, talk.tr)) for plan in found)
        return Question((talk.tr("kept.title"),), answers)

    return talk.ask(question)


def _what(talk: Talk, code: str) -> Question[str]:
    return Question((code,), (("open", talk.tr("talk.open")), ("delete", talk.tr("talk.delete"))))


def _delete(talk: Talk, code: str) -> None:
    if not talk.sure("delete", lambda: talk.tr("ask.delete", code=code)):
        return
    if talk.attempt(lambda: talk.conversation.keeping.delete(code)):
        talk.say(talk.tr("kept.deleted", code=code))


def _open(talk: Talk, code: str, *, sealed: bool) -> Place | None:
    now = talk.conversation
    if now.may_be_lost and not talk.sure("open"):
        return None
    if sealed and not now.keeping.keyring.exists:
        talk.say(now.explain(SafeChatError("key-missing")))
        return None
    if not unlocked(talk):
        return None
    if not talk.attempt(lambda: now.open(code)):
        return None
    talk.say(now.opened_words)
    return place_of("plan", talk)


def new(talk: Talk, rest: str) -> Place | None:
    """Begin a new conversation; ask first when something would be lost."""
    now = talk.conversation
    if now.may_be_lost and not talk.sure("new"):
        return None
    words = talk.tr("frame.new-kept", code=now.keeping.code) if now.keeping.is_keeping else ""
    now.begin_anew()
    talk.say(words or talk.tr("frame.new"))
    return talk.beginning


def cover(talk: Talk, rest: str) -> None:
    """Take the lines back and show ordinary notes."""
    talk.cover()


def leave(talk: Talk, rest: str) -> None:
    """Leave; ask first when something would be lost."""
    if not talk.conversation.may_be_lost or talk.sure("leave"):
        raise LeaveError


EVERYWHERE: Final[dict[str, Action]] = {
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
    "keep": keep,
    "kept": kept,
    "new": new,
    "cover": cover,
    "quit": leave,
}
"""What each choice that holds everywhere does."""


def begin(talk: Talk) -> None:
    """Say what there is to know before the first question, and forget the plans whose time is over."""
    now = talk.conversation
    talk.say(talk.tr("talk.first" if talk.erases else "talk.first-stays"))
    if now.keeping.first_start():
        welcome(talk)
        now.keeping.started()
    if trouble := now.untold():
        talk.say(trouble)
    if now.keeping.has_kept:
        talk.say(talk.tr("talk.first-kept"))
    purged: list[int] = []
    if talk.attempt(lambda: purged.append(now.keeping.purge())) and purged[0]:
        talk.say(talk.tr.plural("kept.purged", purged[0]))
    overdue: list[int] = []
    if talk.attempt(lambda: overdue.append(now.keeping.overdue())) and overdue[0]:
        talk.say(talk.tr.plural("plans.overdue", overdue[0]))
