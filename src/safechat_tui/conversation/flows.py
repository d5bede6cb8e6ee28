"""What a conversation does after asking: keep, open, delete, write, choose a guide, begin anew, leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from safechat_tui.conversation import menus
from safechat_tui.conversation.blank_papers import write_blank
from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.menus import confirm
from safechat_tui.conversation.paper import (
    choose_region,
    known_region,
    possible_parts,
    printed,
    turn,
    turn_part,
    write_down,
)
from safechat_tui.conversation.requests import (
    ChangePassphrase,
    Choose,
    ChooseKept,
    ChoosePlace,
    DeletePlan,
    Flow,
    ForgetAll,
    Leave,
    ShowStep,
    Tell,
    Work,
)
from safechat_tui.conversation.unlocking import change_passphrase, unlocked
from safechat_tui.conversation.written import done, print_plan, purged
from safechat_tui.errors import SafeChatError
from safechat_tui.handout.paper import pages
from safechat_tui.store import Kept


def keep(talk: Conversation) -> Flow[None]:
    """Keep the plan from now on, under a code of neutral words; try again what could not be saved.

    Raises:
        SafeChatError: when it cannot be kept or saved.
    """
    keeping = talk.keeping
    if keeping.is_keeping:
        # Another session may have sealed it since.
        if (yield from unlocked(talk)):
            if not keeping.is_saved:
                talk.change(talk.plan)
            yield from Tell(talk.tr("kept.already", code=keeping.code), good=True)
        return
    keeping.may_keep()
    if (yield from confirm(talk, "keep", lambda: menus.consent(talk))) and (yield from unlocked(talk)):
        talk.keep()
        words = talk.tr.plural("kept.now", talk.config.keep_days, code=keeping.code)
        yield from Tell(f"{words} {_sealed_words(talk)}".strip(), good=True)


def _sealed_words(talk: Conversation) -> str:
    """Return how many plans that lay open were sealed on the way, or nothing."""
    count = talk.keeping.just_sealed()
    return talk.tr.plural("kept.sealed-now", count) if count else ""


def list_kept(talk: Conversation) -> Flow[bool]:
    """List the kept plans, open or delete some, and return whether one was opened.

    Raises:
        SafeChatError: when they cannot be listed, or one cannot be opened or deleted.
    """
    deleted = False
    while plans := talk.keeping.list():
        choice = yield from ChooseKept(partial(menus.kept_plans, talk, plans))
        match choice:
            case Kept():
                return (yield from _open(talk, choice))
            case DeletePlan(code):
                deleted |= yield from _delete(talk, code)
            case ChangePassphrase():
                yield from change_passphrase(talk)
                return False
            case None:
                return False
    if not deleted:
        yield from Tell(talk.tr("kept.none"))
    return False


def _open(talk: Conversation, plan: Kept) -> Flow[bool]:
    if talk.may_be_lost and not (yield from confirm(talk, "open")):
        return False
    if plan.sealed and not talk.keeping.keyring.exists:
        raise SafeChatError("key-missing")
    if not (yield from unlocked(talk)):
        return False
    kept = talk.open(plan.code)
    yield from ShowStep("plan")
    # An older file than one seen here may have been put back.
    kind = "older" if kept.rolled_back else "unknown" if kept.unknown else "opened"
    words = talk.tr(f"kept.{kind}", code=plan.code), _sealed_words(talk), talk.untold()
    yield from Tell(" ".join(filter(None, words)), good=True)
    return True


def _delete(talk: Conversation, code: str) -> Flow[bool]:
    if not (yield from confirm(talk, "delete", lambda: talk.tr("ask.delete", code=code))):
        return False
    talk.keeping.delete(code)
    yield from Tell(talk.tr("kept.deleted", code=code), good=True)
    return True


def purge(talk: Conversation) -> Flow[None]:
    """Remove what came to its end, at the start; tell of plans past their day that a jump of the clock keeps.

    Raises:
        SafeChatError: when the folder of the plans cannot be used.
    """
    if words := purged(talk.tr, *(yield from Work(talk.keeping.purge))):
        yield from Tell(words, good=True)
    if count := (yield from Work(talk.keeping.overdue)):
        tr = talk.tr
        yield from Tell(tr.plural("kept.overdue", count), said=tr.plural("plans.overdue", count))


def purge_now(talk: Conversation) -> Flow[None]:
    """Remove what came to its end because somebody asks for it.

    Raises:
        SafeChatError: when the folder of the plans cannot be used.
    """
    if (yield from confirm(talk, "purge")):
        counts = yield from Work(partial(talk.keeping.purge, sure=True))
        yield from Tell(purged(talk.tr, *counts) or talk.tr("kept.none-purged"), good=True)


# Beginning and ending ---------------------------------------------------------------------------


def new(talk: Conversation) -> Flow[None]:
    """Begin a new conversation; ask first when something would be lost."""
    if talk.may_be_lost and not (yield from confirm(talk, "new")):
        return
    code = talk.keeping.code
    talk.begin_anew()
    yield from ForgetAll(new=True, code=code)
    yield from ShowStep("opening")
    yield from Tell(new_words(talk, code), good=True)


def new_words(talk: Conversation, code: str) -> str:
    """Return that a new conversation has begun, and the code of the one before, if it was kept."""
    return talk.tr("frame.new-kept", code=code) if code else talk.tr("frame.new")


def lock_session(talk: Conversation) -> Flow[None]:
    """Close everything and forget it; ask first when something would be lost."""
    if not talk.may_be_lost or (yield from confirm(talk, "lock")):
        talk.begin_anew()
        talk.keeping.forget_key()
        yield from ForgetAll()
        yield from ShowStep("opening")
        yield from Tell(talk.tr("lock.done"), good=True)


def leave(talk: Conversation) -> Flow[None]:
    """Leave; ask first when something would be lost."""
    if not talk.may_be_lost or (yield from confirm(talk, "leave")):
        yield from Leave()


# Words ------------------------------------------------------------------------------------------


def switch_language(talk: Conversation) -> Flow[None]:
    """Speak the other language; say, once, what is wrong with the guide in it.

    Raises:
        SafeChatError: `no-such-guide` when the guide is not there in that language.
    """
    talk.switch_language()
    if trouble := talk.untold():
        yield from Tell(trouble)


# Paper ------------------------------------------------------------------------------------------


def write_plan(talk: Conversation) -> Flow[bool]:
    """Ask where she is, once, and where the paper will live; write it, and return whether it was written.

    Raises:
        SafeChatError: when it cannot be written, or a character cannot be printed.
    """
    if not (yield from known_region(talk)):
        return False
    places = talk.guide.places
    at = places.index(talk.plan.place) if talk.plan.place in places else 0
    place = yield from ChoosePlace(partial(menus.places, talk), at=at)
    if place is None:
        return False
    try:
        talk.change(talk.plan.with_place(place))
    except SafeChatError as error:
        yield from Tell(talk.explain(error))
    if talk.paper.format == "pdf":
        yield from Tell(talk.tr("plan.writing"))
    data = yield from Work(partial(printed, talk))
    if talk.paper.format == "pdf":
        yield from Tell(talk.tr.plural("plan.pages", pages(data)))
    paper = yield from Work(partial(write_down, talk, data, talk.paper, "plan"))
    yield from done(paper, talk)
    return True


def choose_parts(talk: Conversation) -> Flow[None]:
    """Put parts into the paper or leave them out, as often as wanted; then tell its pages."""
    at = 0
    while part := (yield from Choose(partial(menus.paper_parts, talk), at=at)):
        at = possible_parts(talk).index(part) - 1
        try:
            turn_part(talk, part)
        except SafeChatError as error:
            yield from Tell(talk.explain(error))
    data = yield from Work(partial(printed, talk, format="pdf"))
    yield from Tell(talk.tr.plural("plan.pages", pages(data)), good=True)


_OPTIONS: Final = ("language", "format", "neutral", "large", "size")
"""What of the paper a key turns to its next value."""

FLOWS: Final[Mapping[str, Callable[[Conversation], Flow[object]]]] = {
    "keep": keep,
    "kept": list_kept,
    "new": new,
    "lock": lock_session,
    "quit": leave,
    "language": switch_language,
    "papers": write_blank,
    "write": write_plan,
    "print": print_plan,
    "plan-parts": choose_parts,
    "plan-region": choose_region,
    **{f"plan-{name}": partial(turn, name=name) for name in _OPTIONS},
}
"""Every flow that a key or a choice begins; the options of the paper are `plan-<option>`."""
