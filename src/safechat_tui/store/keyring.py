"""The worker's key: random, kept in an age file of its own that her passphrase opens."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from itertools import count
from typing import Final, NamedTuple

from safechat_tui.age import keys
from safechat_tui.age.parts import AgeError
from safechat_tui.age.passphrase import WrongPassphraseError, load_cipher, open_passphrase, seal_passphrase
from safechat_tui.errors import SafeChatError
from safechat_tui.store.backend import Backend, Contents
from safechat_tui.store.names import KEY
from safechat_tui.store.passphrase import canonical
from safechat_tui.store.seal import SEALED_SUFFIX

_NO_ANSWER: Final = frozenset({"file-failed", "folder-unsafe", "database-away", "database-refuses"})
"""Errors after which nobody can tell what the key file is."""

_PRIVATE: Final = re.compile(rb"^AGE-SECRET-KEY-1[0-9A-Z]{58}$", re.MULTILINE)
_RECOVERY: Final = re.compile(rb"^# recovery key: (age1[0-9a-z]{58})\n", re.MULTILINE)

LETTERS: Final = 8
"""Last letters of a recovery key that are shown: enough to compare with the paper in the safe."""


class RecoveryChange(NamedTuple):
    """The settings name another recovery key than the worker has agreed to."""

    old: str | None
    """The key she has agreed to, which goes on opening what is saved; or nothing."""
    new: str | None
    """The key that the settings name; or nothing."""

    @property
    def kind(self) -> str:
        """`added`, `changed` or `removed`."""
        return "removed" if self.new is None else "changed" if self.old else "added"

    @property
    def letters(self) -> dict[str, str]:
        """The last letters of both keys, as `old` and `new`."""
        return {"old": (self.old or "")[-LETTERS:], "new": (self.new or "")[-LETTERS:]}


class KeySeal:
    """Seals plans to the worker's key, and to the organisation's recovery key if she has agreed to one."""

    suffix = SEALED_SUFFIX

    def __init__(
        self,
        identity: str,
        recovery: str | None,
        change: RecoveryChange | None = None,
        remember: Callable[[str | None], None] = lambda recovery: None,
    ) -> None:
        """Take both keys.

        Args:
            identity: the private half of the worker's key.
            recovery: the public half of the recovery key that she has agreed to, or nothing.
            change: what the settings wish otherwise.
            remember: writes another recovery key into the key file.
        """
        self._identity = identity
        self.recovery = recovery
        self.change = change
        """What is to be asked, until it was answered."""
        self._remember = remember

    def answer(self, agreed: bool) -> None:
        """Take the answer to `change`: whoever may read from now on is written into the key file.

        Raises:
            SafeChatError: `not-saved`, `key-changed` or another; then who may read stays as it was.
        """
        change, self.change = self.change, None
        if change is not None and agreed:
            self._remember(change.new)
            self.recovery = change.new

    def seal(self, data: bytes) -> bytes:
        """Return an age file that either key opens."""
        recipients = [keys.public_of(self._identity), *([self.recovery] if self.recovery else [])]
        return keys.seal_to(data, recipients)

    def open(self, data: bytes) -> bytes:
        """Return what was sealed to the worker's key.

        Raises:
            ValueError: when it was altered, or is no age file.
            SafeChatError: `other-key` when this key does not open it.
        """
        try:
            return keys.open_with(data, self._identity)
        except keys.NotForKeyError as error:
            raise SafeChatError("other-key") from error


class Keyring:
    """The one key file of a worker. Reading it takes some 0.1 s and 32 MB, on purpose."""

    def __init__(self, backend: Backend, *, recovery: str | None = None, asks: bool = True) -> None:
        """Say where the key file is; nothing is looked at or made yet.

        Args:
            backend: where the sealed key lies.
            recovery: the public half of the organisation's key.
            asks: whether the settings can be trusted to name that key, so that another one is asked about.
        """
        self._asks = asks
        self._backend = backend
        self._recovery = recovery

    @property
    def exists(self) -> bool:
        """Whether there is a key file, or anything else of its name, or nobody can tell."""
        try:
            return self._backend.exists(KEY)
        except SafeChatError:
            return True

    def load(self) -> None:
        """Bring into memory what sealing and opening need, before a person is asked for anything.

        Raises:
            SafeChatError: `no-memory`.
        """
        with _enough_memory():
            keys.load_library()
            load_cipher()

    def create(self, passphrase: str, *, unused: Callable[[], bool] = lambda: False) -> KeySeal:
        """Make a new random key under a passphrase and return its seal.

        The recovery key that was shown with the passphrase is agreed to by it.

        Args:
            passphrase: what will open the key.
            unused: whether a key file that is there seals nothing any more, so that it is set aside.

        Raises:
            SafeChatError: `key-exists`; `not-saved`, `folder-unsafe` or `folder-unfit`; `no-memory`.
            ValueError: when the passphrase is empty.
        """
        with _enough_memory():
            private, public = keys.new_identity()
            content = _content(f"# public key: {public}\n{private}\n".encode(), self._recovery)
            sealed = seal_passphrase(content, canonical(passphrase))
        self._backend.prepare()
        try:
            with self._backend.opened() as contents:
                contents.create(KEY, sealed)
        except SafeChatError as error:
            if error.code != "file-exists":
                raise
            if not unused():
                raise SafeChatError("key-exists") from error
            with self._backend.opened() as contents:
                # A backup, or another session, may still need the one that is there.
                contents.create(_aside(contents), contents.read(KEY))
                contents.replace(KEY, sealed)
        return KeySeal(private, self._recovery)

    def unlock(self, passphrase: str) -> KeySeal:
        """Return the seal of the key; its `change` is to be asked about before anything is saved.

        Raises:
            SafeChatError: `key-missing`; `wrong-passphrase`; `key-damaged`; `file-failed`; `folder-unsafe`;
                `no-memory`.
        """
        content, file = self._open(passphrase)
        found = _RECOVERY.search(content)
        agreed = found[1].decode() if found else None
        differs = self._asks and agreed != self._recovery
        return KeySeal(
            _private_in(content),
            agreed,
            RecoveryChange(agreed, self._recovery) if differs else None,
            lambda recovery: self._write(_content(content, recovery), passphrase, file),
        )

    def change(self, old: str, new: str) -> None:
        """Put the same key under another passphrase; only the small key file is written.

        Raises:
            SafeChatError: what `unlock` raises, or `not-saved`; then the old passphrase goes on.
                `key-changed`, when another window wrote the key file meanwhile; then that one stays.
                `passphrase-new`, when the disk failed and the new one opens all the same;
                `passphrase-not-sure`, when nobody can tell which of them does.
            ValueError: when the new passphrase is empty.
        """
        content, file = self._open(old)
        _private_in(content)
        self._write(content, new, file)

    def _write(self, content: bytes, passphrase: str, before: bytes) -> None:
        """Write the key file anew if it is still as before, and tell after a failure which one is there."""
        with _enough_memory():
            sealed = seal_passphrase(content, canonical(passphrase))
        # Another window may have put the key under a new passphrase while this one waited for an answer.
        try:
            with self._backend.opened() as contents:
                if contents.read(KEY) != before:
                    raise SafeChatError("key-changed")
                contents.replace(KEY, sealed)
        except SafeChatError as error:
            if error.code not in {"not-sure", "database-not-sure"}:
                raise
            try:
                found = self._read()
            except SafeChatError:
                raise SafeChatError("passphrase-not-sure") from error
            raise SafeChatError("passphrase-new" if found == sealed else "passphrase-not-sure") from error

    def _read(self) -> bytes:
        with self._backend.opened() as contents:
            return contents.read(KEY)

    def _open(self, passphrase: str) -> tuple[bytes, bytes]:
        """Return the content of the key file, and the file as it lies there."""
        try:
            sealed = self._read()
        except SafeChatError as error:
            if error.code in _NO_ANSWER:
                raise
            kind = "key-missing" if error.code == "file-missing" else "key-damaged"
            raise SafeChatError(kind, name=KEY) from error
        try:
            with _enough_memory():
                return open_passphrase(sealed, canonical(passphrase)), sealed
        except WrongPassphraseError:
            raise SafeChatError("wrong-passphrase") from None
        except AgeError as error:
            raise SafeChatError("key-damaged", name=KEY) from error


def _aside(contents: Contents) -> str:
    """Return the first free name for a key that is set aside."""
    names = contents.names()
    return next(name for number in count(1) if (name := f"key-{number}.age") not in names)


def _content(content: bytes, recovery: str | None) -> bytes:
    """Return the content of a key file with this recovery key agreed to, as a remark that age passes over."""
    line = f"# recovery key: {recovery}\n".encode() if recovery else b""
    return line + _RECOVERY.sub(b"", content)


@contextlib.contextmanager
def _enough_memory() -> Iterator[None]:
    """Tell too little memory as an error of ours; a library that cannot be loaded is one kind of it."""
    try:
        yield
    except (MemoryError, ImportError) as error:
        raise SafeChatError("no-memory") from error


def _private_in(content: bytes) -> str:
    """Return the private half in the content of a key file, which no error may quote."""
    found = _PRIVATE.findall(content)
    try:
        if len(found) == 1:
            keys.public_of(found[0].decode())
            return str(found[0].decode())
    except AgeError:
        pass
    raise SafeChatError("key-damaged", name=KEY)
