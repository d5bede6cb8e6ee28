"""Passphrases outside the screens: asked in the terminal, never shown, never taken from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safechat_tui.config import Config
from safechat_tui.conversation.requests import FREE_TRIES
from safechat_tui.errors import SafeChatError
from safechat_tui.i18n import Translator
from safechat_tui.plain import asking
from safechat_tui.plain.output import complain
from safechat_tui.store import keyring_of, store_of
from safechat_tui.store.codes import normalised

if TYPE_CHECKING:
    from safechat_tui.store import DatabaseStore, KeptPlan, KeySeal, Store


def ask(tr: Translator, question: str, *before: str) -> str:
    """Return what a person types at a question of the catalogues, which the terminal does not show.

    Args:
        tr: the language.
        question: the question's id.
        before: what is said first, and erased afterwards with the question.

    Raises:
        UsageError: `needs-terminal` where nobody can be asked.
    """
    return asking.line(tr, tr(question), before=before, seen=False)


def ask_new(tr: Translator, *before: str) -> str:
    """Return a new passphrase, typed twice alike.

    Args:
        tr: the language.
        before: what is said first, and erased afterwards.

    Raises:
        SafeChatError: `not-alike` when it was not, or nothing was typed.
    """
    first = ask(tr, "secret.new", *before)
    if not first.strip() or ask(tr, "secret.again") != first:
        raise SafeChatError("not-alike")
    return first


def unlocked(config: Config, tr: Translator) -> KeySeal:
    """Return the seal of the kept plans, once its passphrase was given.

    Raises:
        SafeChatError: what `Keyring.unlock` raises.
    """
    keyring = keyring_of(config)
    if not keyring.exists:
        raise SafeChatError("key-missing")
    keyring.load()
    for _ in range(FREE_TRIES - 1):
        try:
            return agreed(keyring.unlock(ask(tr, "secret.ask")), tr)
        except SafeChatError as error:
            if error.code != "wrong-passphrase":
                raise
            complain([tr("error.wrong-passphrase")])
    return agreed(keyring.unlock(ask(tr, "secret.ask")), tr)


def agreed(seal: KeySeal, tr: Translator) -> KeySeal:
    """Return the seal, once a person was asked about a recovery key that the settings name otherwise."""
    if (change := seal.change) is not None:
        asked = tr(f"ask.recovery.{change.kind}", **change.letters).split("\n")
        answer = asking.line(tr, tr("plans.agree"), before=asked)
        seal.answer(answer.strip().lower() in tr("plans.yes-words").split())
    return seal


def open_kept(store: Store | DatabaseStore, config: Config, code: str, tr: Translator) -> KeptPlan:
    """Return a kept plan, asking for the passphrase if it is sealed, and say so if its file is an older one.

    Raises:
        SafeChatError: what `Store.open` and `unlocked` raise.
    """
    try:
        kept = store.open(code)
    except SafeChatError as error:
        if error.code != "locked":
            raise
        wanted = normalised(code)
        lies_open = any(kept.code == wanted and not kept.sealed for kept in store.list())
        if lies_open and not keyring_of(config).exists:
            # It is read and nothing is written: there is no seal yet that it could be closed with.
            kept = store.look_into(code)
            complain([tr(f"error.open-left{part}", code=kept.code) for part in ("", ".hint")])
            return kept
        store = store_of(config, unlocked(config, tr))
        if sealed := store.seal_plain():
            complain([tr.plural("kept.sealed-now", sealed)])
        kept = store.open(code)
    if kept.rolled_back or kept.unknown:
        complain([tr("plans.rolled-back" if kept.rolled_back else "kept.unknown", code=kept.code)])
    return kept
