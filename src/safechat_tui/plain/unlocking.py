"""Asking for the passphrase in a conversation in lines: once, when something is first kept or opened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from safechat_tui.errors import SafeChatError
from safechat_tui.plain.asking import TRIES
from safechat_tui.plain.talk import Question, Talk
from safechat_tui.store import passphrase
from safechat_tui.store.keyring import LETTERS

if TYPE_CHECKING:
    from safechat_tui.store import Keyring, KeySeal

OTHER: Final = "other"
"""Chosen where five other words are wanted."""

OWN: Final = "own"
"""Chosen where a passphrase of one's own is wanted."""


def unlocked(talk: Talk) -> bool:
    """Return whether plans can be kept and opened, asking for the passphrase where that is needed."""
    keeping = talk.conversation.keeping
    if not keeping.needs_passphrase:
        return True
    keyring = keeping.keyring
    if not talk.attempt(keyring.load):
        return False
    if keyring.exists:
        seal = _known(talk, keyring)
        # Where nothing is kept, a forgotten passphrase need not be asked for for ever.
        if seal is None and keeping.key_unused and talk.sure("forgotten"):
            seal = _new(talk, keeping.new_key)
    else:
        seal = _new(talk, keyring.create)
    if seal is None:
        return False
    _agreed(talk, seal)
    keeping.take_key(seal)
    return talk.attempt(keeping.seal_plain)


def _agreed(talk: Talk, seal: KeySeal) -> None:
    """Ask about a recovery key that the settings name otherwise than she has agreed to."""
    if (change := seal.change) is not None:
        words = f"ask.recovery.{change.kind}"
        agreed = talk.sure("recovery", lambda: talk.tr(words, **change.letters))
        talk.attempt(lambda: seal.answer(agreed))


def _known(talk: Talk, keyring: Keyring) -> KeySeal | None:
    """Return what the right passphrase opens, or nothing."""
    for _ in range(TRIES):
        typed = talk.ask_secret(talk.tr("talk.secret-ask"))
        if not typed:
            return None
        if seal := _made(talk, partial(keyring.unlock, typed)):
            return seal
    return None


def _made(talk: Talk, make: Callable[[], KeySeal]) -> KeySeal | None:
    """Return what is made, or nothing after it was said why not."""
    made: list[KeySeal] = []
    return made[0] if talk.attempt(lambda: made.append(make())) else None


def _new(talk: Talk, create: Callable[[str], KeySeal]) -> KeySeal | None:
    """Offer five words until some are taken and typed back; return what they open, or nothing."""
    words = passphrase.generate(talk.tr.lang)
    while True:
        chosen = talk.ask(lambda w=words: _offer(talk, w))  # type: ignore[misc]
        if chosen is None:
            return None
        if chosen == OTHER:
            words = passphrase.generate(talk.tr.lang)
            continue
        wanted = words
        if chosen == OWN:
            wanted = talk.ask_secret(talk.tr("talk.secret-own"))
            if not passphrase.canonical(wanted):
                talk.say(talk.conversation.explain(SafeChatError("passphrase-empty")))
                continue
            if weak := passphrase.weakness(wanted):
                talk.say(talk.tr(f"secret.caution.{weak}"))
        if not passphrase.same(talk.ask_secret(talk.tr("talk.secret-repeat")), wanted):
            talk.say(talk.tr("error.passphrase-differs"))
            continue
        return _made(talk, partial(create, wanted))


def _offer(talk: Talk, words: str) -> Question[str]:
    tr = talk.tr
    recovery = talk.conversation.config.recovery_key or ""
    without = "recovery" if recovery else "alone"
    return Question(
        (
            tr("secret.offer.title"),
            words,
            tr("secret.offer"),
            tr(f"secret.without.{without}", letters=recovery[-LETTERS:]),
        ),
        (
            (words, f"{tr('secret.offer.take')}. {tr('secret.offer.take.note')}"),
            (OTHER, tr("secret.offer.other")),
            (OWN, f"{tr('secret.offer.own')}. {tr('secret.offer.own.note')}"),
        ),
    )
