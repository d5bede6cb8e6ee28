"""Asking for the passphrase: once in a session, when something is first kept or opened."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar

from safechat_tui.conversation.conversation import Conversation
from safechat_tui.errors import SafeChatError
from safechat_tui.store import passphrase
from safechat_tui.tui import screens
from safechat_tui.tui.shell import Shell
from safechat_tui.tui.tries import Tries

if TYPE_CHECKING:
    from safechat_tui.store import KeySeal

Given = TypeVar("Given")
Made = TypeVar("Made")

RECOVERY_LETTERS: Final = 8
"""Last letters of a recovery key that are shown."""


class Unlocking(Shell, inherit_bindings=False):
    """What stands before the kept plans where they are sealed."""

    def __init__(self, conversation: Conversation) -> None:
        """Take the conversation; nobody was asked for anything yet."""
        super().__init__(conversation)
        self._tries = Tries()

    async def unlocked(self) -> bool:
        """Return whether plans can be kept and opened, asking for the passphrase where that is needed."""
        keeping = self.conversation.keeping
        if not keeping.needs_passphrase:
            return True
        keyring = keeping.keyring
        if not self.frame.attempt(keyring.load):
            return False
        seal: KeySeal | None
        if keyring.exists:
            seal = await self._asked_for(keyring.unlock, "unlock-or-new" if keeping.key_unused else "unlock")
            # Where nothing is kept, a forgotten passphrase need not be asked for for ever.
            if seal is None and keeping.key_unused and await self.asked("forgotten"):
                seal = await self._new_passphrase(keeping.new_key)
        else:
            seal = await self._new_passphrase(keyring.create)
        if seal is None:
            return False
        await self._agreed(seal)
        keeping.take_key(seal)
        return self.frame.attempt(keeping.seal_plain)

    async def _agreed(self, seal: KeySeal) -> None:
        """Ask about a recovery key that the settings name otherwise than she has agreed to."""
        change = seal.change
        if change is None:
            return
        words = f"ask.recovery.{change.kind}"
        agreed = await self.asked("recovery", lambda: self.tr(words, **change.letters))
        try:
            await _beside(seal.answer, agreed)
        except SafeChatError as error:
            self.frame.notice(self.conversation.explain(error))

    async def changed_passphrase(self) -> bool:
        """Ask for the passphrase and for a new one, and say which holds; return whether it was changed."""
        keyring = self.conversation.keeping.keyring
        if not self.frame.attempt(keyring.load):
            return False
        if not keyring.exists:
            self.frame.notice(self.conversation.explain(SafeChatError("key-missing")))
            return False

        def known(typed: str) -> str:
            keyring.unlock(typed)
            return typed

        old = await self._asked_for(known)
        if old is None:
            return False

        def change(new: str) -> str:
            try:
                keyring.change(old, new)
            except SafeChatError as error:
                if error.code not in {"passphrase-new", "passphrase-not-sure"}:
                    raise
                # Trying again would ask for a passphrase that may be no longer the right one.
                return self.conversation.explain(error)
            return ""

        trouble = await self._new_passphrase(change)
        if trouble is None:
            return False
        if trouble:
            self.frame.notice(trouble)
        else:
            self.say(self.tr("secret.changed"))
        return not trouble

    async def _asked_for(self, use: Callable[[str], Made], what: str = "unlock") -> Made | None:
        """Return what the use makes of the right passphrase, or nothing; it runs beside the screen."""
        dialog: screens.SecretDialog[Made] = screens.SecretDialog(
            what, lambda typed: _beside(use, typed), self._tries
        )
        return await self.push_screen_wait(dialog)

    async def _new_passphrase(self, use: Callable[[str], Made]) -> Made | None:
        """Return what the use makes of a new passphrase that was typed twice, or nothing.

        Esc leads back to the same five words, which can be looked at again.
        """
        words = self._words()
        while True:
            recovery = self.conversation.config.recovery_key or ""
            chosen = await self.push_screen_wait(
                screens.Offer(words, self._words, recovery=recovery[-RECOVERY_LETTERS:])
            )
            if chosen is None:
                return None
            if chosen != screens.OWN:
                words = chosen
            elif (chosen := await self.push_screen_wait(screens.SecretDialog("choose", _own))) is None:
                continue
            made = await self._typed_back(chosen, use)
            if made is not None:
                return made

    async def _typed_back(self, chosen: str, use: Callable[[str], Made]) -> Made | None:
        """Return what the use makes of a passphrase once it was typed again, or nothing."""

        async def check(typed: str) -> Made:
            if not passphrase.same(typed, chosen):
                raise SafeChatError("passphrase-differs")
            return await _beside(use, chosen)

        dialog: screens.SecretDialog[Made] = screens.SecretDialog("repeat", check)
        return await self.push_screen_wait(dialog)

    def _words(self) -> str:
        return passphrase.generate(self.tr.lang)


async def _beside(use: Callable[[Given], Made], given: Given) -> Made:
    """Return what the use makes of something, beside the screen.

    Raises:
        SafeChatError: what the use raises; `no-memory` when there is not enough for it.
    """
    try:
        return await asyncio.to_thread(use, given)
    except (MemoryError, RuntimeError) as error:
        # A thread that cannot be started is told as a RuntimeError.
        raise SafeChatError("no-memory") from error


async def _own(typed: str) -> str:
    """Return a passphrase that somebody thought up; spaces and dashes alone are none."""
    if not passphrase.canonical(typed):
        raise SafeChatError("passphrase-empty")
    return typed
