"""What is held, told on the command line; and a new passphrase for it."""

from __future__ import annotations

from argparse import Namespace

from safechat_tui.config import Config
from safechat_tui.errors import SafeChatError
from safechat_tui.i18n import Translator
from safechat_tui.plain.commands import GOOD
from safechat_tui.plain.output import write
from safechat_tui.plain.secret import ask, ask_new


def kept_report(parsed: Namespace, config: Config, tr: Translator) -> int:
    """Tell every file the program holds, and what is in a kept plan."""
    from safechat_tui.conversation.holding import held, report

    write("\n".join(report(config, held(config), tr)) + "\n")
    return GOOD


def kept_passphrase(parsed: Namespace, config: Config, tr: Translator) -> int:
    """Change the passphrase; five words are offered, and another one may be typed."""
    from safechat_tui.store import keyring_of, passphrase

    keyring = keyring_of(config)
    if not keyring.exists:
        raise SafeChatError("key-missing")
    old = ask(tr, "secret.ask")
    keyring.unlock(old)
    write(tr("secret.suggested", words=passphrase.generate(tr.lang)) + "\n")
    new = ask_new(tr)
    if not passphrase.canonical(new):
        raise SafeChatError("passphrase-empty")
    keyring.change(old, new)
    write(tr("secret.changed") + "\n")
    return GOOD
