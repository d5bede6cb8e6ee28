"""Follows a flow of the conversation in lines: says what it asks, and sends it the answers."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import Any

from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.requests import (
    AskPassphrase,
    AttachedPrinter,
    ChangePassphrase,
    Choose,
    ChooseKept,
    ChoosePlace,
    Confirm,
    DeletePlan,
    Flow,
    KeptChoice,
    Leave,
    Made,
    Menu,
    MenuItem,
    OfferWords,
    Paragraph,
    PrintAttached,
    Request,
    ShowStep,
    Tell,
    Work,
)
from safechat_tui.conversation.unlocking import refusal
from safechat_tui.errors import SafeChatError
from safechat_tui.plain.speech import LeaveError
from safechat_tui.plain.talk import Position, Talk
from safechat_tui.store import Kept, passphrase
from safechat_tui.terminal.capabilities import may_print


def follow(talk: Talk, begin: Callable[[Conversation], Flow[object]]) -> Position | None:
    """Follow a flow to its end, and return the position it led to, or nothing to stay.

    Raises:
        LeaveError: where the flow ends the program.
    """
    flow = begin(talk.conversation)
    position: Position | None = None
    answer: object = None
    failed: SafeChatError | None = None
    while True:
        try:
            request = flow.throw(failed) if failed else flow.send(answer)
            failed = None
        except StopIteration:
            return position
        except SafeChatError as error:
            talk.say(talk.conversation.explain(error))
            return position
        if isinstance(request, ShowStep):
            position, answer = talk.position_of(request.step, talk), None
            continue
        try:
            answer = _answer(talk, request)
        except SafeChatError as error:
            failed = error


def _answer(talk: Talk, request: Request[Any]) -> object:
    """Return the answer to a request."""
    match request:
        case Tell():
            talk.say(request.said or request.words)
        case Work():
            return request.call()
        case AttachedPrinter():
            return may_print(os.environ, talk.terminal.write_fd)
        case PrintAttached():
            talk.terminal.print_out(request.data)
        case Leave():
            raise LeaveError
        case AskPassphrase():
            return _passphrase(talk, request)
        case Confirm():
            return talk.ask(request.menu, titled=False)
        case OfferWords():
            with talk.asking_secret():
                return talk.ask(request.menu)
        case ChooseKept():
            return _kept(talk, request)
        case ChoosePlace():
            return _place(talk, request)
        case Choose():
            return talk.ask(request.menu)
    return None


def _passphrase(talk: Talk, asked: AskPassphrase[Made]) -> Made | None:
    """Ask for a passphrase until it is right, is left, or has to wait; return what is made of it."""
    prompt = {"choose": "talk.secret-own", "repeat": "talk.secret-repeat"}.get(asked.kind, "talk.secret-ask")
    while not asked.wait:
        typed = talk.ask_secret(talk.tr(prompt))
        if not typed:
            return None
        try:
            made = asked.check(typed)
        except SafeChatError as error:
            if error.code == "passphrase-differs":
                # The hint of the screens names a key of theirs; the prompt says how to go back.
                talk.say(talk.tr(f"error.{error.code}"))
                continue
            talk.say(refusal(talk.conversation, asked, error))
            if asked.kind == "repeat":
                return None
        else:
            if asked.kind == "choose":
                talk.say(talk.tr(f"secret.caution.{passphrase.weakness(typed)}"))
            return made
    talk.say(talk.tr.plural("secret.wait", asked.wait))
    return None


def _kept(talk: Talk, request: ChooseKept) -> KeptChoice | None:
    """Ask for a kept plan, then what is to be done with it."""
    chosen = talk.ask(request.menu)
    if not isinstance(chosen, Kept):
        return chosen
    plan = chosen

    def what() -> Menu[KeptChoice]:
        items: tuple[MenuItem[KeptChoice], ...] = (
            MenuItem(plan, talk.tr("talk.open")),
            MenuItem(DeletePlan(plan.code), talk.tr("talk.delete")),
            MenuItem(ChangePassphrase(), talk.tr("talk.change-passphrase")),
        )
        # Where nothing is sealed, there is no passphrase.
        return Menu(plan.code, (), items if talk.conversation.keeping.is_sealed else items[:2])

    return talk.ask(what)


def _place(talk: Talk, request: ChoosePlace) -> str | None:
    """Ask where a paper will live, and say what to mind there before it is written."""

    def titles() -> Menu[str]:
        menu = request.menu()
        return menu._replace(items=tuple(item._replace(note="") for item in menu.items))

    def mind(place: str) -> Menu[bool]:
        item = next(item for item in request.menu().items if item.value == place)
        answers = MenuItem(True, talk.tr("talk.write-now")), MenuItem(False, talk.tr("talk.other-place"))
        return Menu(item.label, (Paragraph(item.note),), answers)

    while (place := talk.ask(titles)) is not None:
        match talk.ask(partial(mind, place)):
            case True:
                return place
            case None:
                break
    talk.say(talk.tr("talk.nothing-written"))
    return None
