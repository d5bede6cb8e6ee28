"""What is typed in the terminal and kept off the command line: passphrases, and words of a plan."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from safechat_tui.commands.parser import Asked
from safechat_tui.conversation.requests import FREE_TRIES
from safechat_tui.errors import SafeChatError, UsageError
from safechat_tui.i18n import Translator
from safechat_tui.plain import asking
from safechat_tui.plain.output import complain
from safechat_tui.store import keyring_of, store_of
from safechat_tui.store.codes import normalised

if TYPE_CHECKING:
    from safechat_tui.store import KeptPlan, KeySeal, Store


def take_input(asked: Asked) -> None:
    """Read a line of standard input for each value that is `-`, in the order the help tells them.

    Raises:
        UsageError: `nothing-typed` when a line is missing; ParseError when it is no such value.
    """
    for action in asked.on_input():
        line, read = _line(str(action.metavar), asked.tr), action.type
        try:
            setattr(asked, action.dest, read(line) if callable(read) and action.nargs != "+" else [line])
        except argparse.ArgumentTypeError as error:
            asked.parser.error(str(error))


def _line(what: str, tr: Translator) -> str:
    if sys.stdin is not None and sys.stdin.isatty():
        # The one way of asking: memory hidden, the quick exit obeyed, the words erased afterwards.
        line = asking.line(tr, tr("typed.ask", what=what)).strip()
    else:
        line = sys.stdin.readline().strip() if sys.stdin is not None else ""
    if not line:
        raise UsageError("nothing-typed", what=what)
    return line


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


def unlocked_seal(asked: Asked) -> KeySeal:
    """Return the seal of the kept plans, once its passphrase was given.

    Raises:
        SafeChatError: what `Keyring.unlock` raises.
    """
    keyring, tr = keyring_of(asked.config), asked.tr
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


def open_kept(store: Store, code: str, asked: Asked) -> KeptPlan:
    """Return a kept plan, asking for the passphrase if it is sealed, and say so if its file is an older one.

    Raises:
        SafeChatError: what `Store.open` and `unlocked_seal` raise.
    """
    tr = asked.tr
    try:
        kept = store.open(code)
    except SafeChatError as error:
        if error.code != "locked":
            raise
        wanted = normalised(code)
        lies_open = any(kept.code == wanted and not kept.sealed for kept in store.list())
        if lies_open and not keyring_of(asked.config).exists:
            # It is read and nothing is written: there is no seal yet that it could be closed with.
            kept = store.look_into(code)
            complain([tr(f"error.open-left{part}", code=kept.code) for part in ("", ".hint")])
            return kept
        store = store_of(asked.config, unlocked_seal(asked))
        if sealed := store.seal_plain():
            complain([tr.plural("kept.sealed-now", sealed)])
        kept = store.open(code)
    if kept.rolled_back or kept.unknown:
        complain([tr("plans.rolled-back" if kept.rolled_back else "kept.unknown", code=kept.code)])
    return kept
