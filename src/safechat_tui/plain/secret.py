"""Passphrases outside the screens: asked in the terminal, never shown, never taken from the command line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from safechat_tui.config import Config
from safechat_tui.errors import SafeChatError, UsageError
from safechat_tui.i18n import Translator
from safechat_tui.plain.output import complain

if TYPE_CHECKING:
    from safechat_tui.store import KeptPlan, Seal, Store

TRIES: Final = 3
"""How often the passphrase of the kept plans is asked for before it is given up."""


def ask(tr: Translator, question: str) -> str:
    """Return what a person types at a question of the catalogues, which the terminal does not show.

    Raises:
        UsageError: `needs-terminal` where nobody can be asked.
    """
    if sys.stdin is None or not sys.stdin.isatty():
        raise UsageError("needs-terminal")
    from getpass import getpass

    try:
        return getpass(tr(question))
    except EOFError:
        raise UsageError("needs-terminal") from None


def ask_new(tr: Translator) -> str:
    """Return a new passphrase, typed twice alike.

    Raises:
        SafeChatError: `not-alike` when it was not, or nothing was typed.
    """
    first = ask(tr, "secret.new")
    if not first.strip() or ask(tr, "secret.again") != first:
        raise SafeChatError("not-alike")
    return first


def unlocked(config: Config, tr: Translator) -> Seal:
    """Return the seal of the kept plans, once its passphrase was given.

    Raises:
        SafeChatError: what `Keyring.unlock` raises.
    """
    from safechat_tui.store import keyring_of

    keyring = keyring_of(config)
    for _ in range(TRIES - 1):
        try:
            return keyring.unlock(ask(tr, "secret.ask"))
        except SafeChatError as error:
            if error.code != "wrong-passphrase":
                raise
            complain([tr("error.wrong-passphrase")])
    return keyring.unlock(ask(tr, "secret.ask"))


def open_kept(store: Store, config: Config, code: str, tr: Translator) -> KeptPlan:
    """Return a kept plan, asking for the passphrase if it is sealed, and say so if its file is an older one.

    Raises:
        SafeChatError: what `Store.open` and `unlocked` raise.
    """
    from safechat_tui.store import store_of

    try:
        kept = store.open(code)
    except SafeChatError as error:
        if error.code != "locked" or config.keep != "sealed":
            raise
        kept = store_of(config, unlocked(config, tr)).open(code)
    if kept.rolled_back:
        complain([tr("plans.rolled-back", code=kept.code)])
    return kept
