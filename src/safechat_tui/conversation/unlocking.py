"""Passphrases: asked for once in a session, chosen, set aside when forgotten, and changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.menus import confirm, offer
from safechat_tui.conversation.requests import (
    OTHER_WORDS,
    OWN_PASSPHRASE,
    AskPassphrase,
    Flow,
    Made,
    OfferWords,
    Tell,
    Work,
)
from safechat_tui.errors import SafeChatError
from safechat_tui.store import KeySeal, passphrase


def unlocked(talk: Conversation) -> Flow[bool]:
    """Return whether plans can be kept and opened, asking for the passphrase where that is needed.

    Raises:
        SafeChatError: `no-memory`, or what sealing plans that lay open raises.
    """
    keeping = talk.keeping
    if not keeping.needs_passphrase:
        return True
    keyring = keeping.keyring
    keyring.load()
    seal: KeySeal | None
    if keyring.exists:
        kind = "unlock-or-new" if keeping.key_unused else "unlock"
        seal = yield from AskPassphrase(kind, keyring.unlock, keeping.attempts)
        # Where nothing is kept, a forgotten passphrase need not be asked for for ever.
        if seal is None and keeping.key_unused and (yield from confirm(talk, "forgotten")):
            seal = yield from _new_passphrase(talk, keeping.new_key)
    else:
        seal = yield from _new_passphrase(talk, keyring.create)
    if seal is None:
        return False
    yield from _agreed(talk, seal)
    keeping.take_key(seal)
    keeping.seal_plain()
    return True


def _agreed(talk: Conversation, seal: KeySeal) -> Flow[None]:
    """Ask about a recovery key that the settings name otherwise than she has agreed to."""
    if (change := seal.change) is None:
        return
    words, letters = f"ask.recovery.{change.kind}", change.letters
    agreed = yield from confirm(talk, "recovery", lambda: talk.tr(words, **letters))
    try:
        yield from Work(partial(seal.answer, agreed))
    except SafeChatError as error:
        yield from Tell(talk.explain(error))


def change_passphrase(talk: Conversation) -> Flow[None]:
    """Ask for the passphrase and for a new one, and say which of them holds.

    Raises:
        SafeChatError: `key-missing`, `no-memory`.
    """
    keyring = talk.keeping.keyring
    keyring.load()
    if not keyring.exists:
        raise SafeChatError("key-missing")

    def known(typed: str) -> str:
        keyring.unlock(typed)
        return typed

    old = yield from AskPassphrase("unlock", known, talk.keeping.attempts)
    if old is None:
        return
    outcome = yield from _new_passphrase(talk, partial(_changed, talk, old))
    if outcome is not None:
        yield from outcome


def _changed(talk: Conversation, old: str, new: str) -> Tell:
    """Change the passphrase and return what is to be said of it."""
    try:
        talk.keeping.keyring.change(old, new)
    except SafeChatError as error:
        if error.code not in {"passphrase-new", "passphrase-not-sure"}:
            raise
        # Trying again would ask for a passphrase that may hold no longer.
        return Tell(talk.explain(error))
    return Tell(talk.tr("secret.changed"), good=True)


def _new_passphrase(talk: Conversation, use: Callable[[str], Made]) -> Flow[Made | None]:
    """Return what the use makes of a new passphrase that was typed twice, or nothing.

    Whoever does not type it back is offered the same five words, which can be looked at again.
    """
    words = passphrase.generate(talk.tr.lang)
    while True:
        chosen = yield from OfferWords(partial(offer, talk, words))
        if chosen == OTHER_WORDS:
            words = passphrase.generate(talk.tr.lang)
            continue
        if chosen == OWN_PASSPHRASE:
            chosen = yield from AskPassphrase("choose", _not_empty)
            if chosen is None:
                continue
        if chosen is None:
            return None
        made = yield from AskPassphrase("repeat", partial(_repeated, chosen, use))
        if made is not None:
            return made


def _not_empty(typed: str) -> str:
    """Return a passphrase that somebody thought up; spaces and dashes alone are none."""
    if not passphrase.canonical(typed):
        raise SafeChatError("passphrase-empty")
    return typed


def _repeated(chosen: str, use: Callable[[str], Made], typed: str) -> Made:
    """Return what the use makes of a passphrase that was typed again alike."""
    if not passphrase.same(typed, chosen):
        raise SafeChatError("passphrase-differs")
    return use(chosen)


def refusal(talk: Conversation, asked: AskPassphrase[Made], error: SafeChatError) -> str:
    """Return what is said after a passphrase that was not taken."""
    # Where the next one has to wait, that matters; the hint was said with those before.
    return talk.tr(f"error.{error.code}") if asked.wait else talk.explain(error)
