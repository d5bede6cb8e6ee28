"""The worker's key: random, kept in an age file of its own that her passphrase opens."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

from safechat_tui import files
from safechat_tui.age import keys
from safechat_tui.age.parts import AgeError
from safechat_tui.age.passphrase import WrongPassphraseError, open_passphrase, seal_passphrase
from safechat_tui.errors import SafeChatError
from safechat_tui.store.passphrase import canonical
from safechat_tui.store.seal import SEALED_SUFFIX, Seal

NAME: Final = "key.age"
"""The name of the key file. `age -d -i key.age plan.age` opens a plan and asks for the passphrase itself."""

MAX_BYTES: Final = 4096
"""The largest key file that is read; ours takes some 350 bytes."""

_PRIVATE: Final = re.compile(rb"^AGE-SECRET-KEY-1[0-9A-Z]{58}$", re.MULTILINE)


class KeySeal:
    """Seals plans to the worker's key, and to the organisation's recovery key if there is one."""

    suffix = SEALED_SUFFIX

    def __init__(self, identity: str, recovery: str | None) -> None:
        """Take the private half of the worker's key and the public half of the other one."""
        self._identity = identity
        self._recipients = [keys.public_of(identity), *([recovery] if recovery else [])]

    def seal(self, data: bytes) -> bytes:
        """Return an age file that either key opens."""
        return keys.seal_to(data, self._recipients)

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

    def __init__(self, folder: Path, *, recovery: str | None = None) -> None:
        """Say where the key file is; nothing is looked at or made yet.

        Args:
            folder: the folder of the key file, `Config.data_folder`; made when the key is.
            recovery: the public half of the organisation's key, `Config.recovery_key`.
        """
        self._folder = folder
        self._path = folder / NAME
        self._recovery = recovery

    @property
    def exists(self) -> bool:
        """Whether there is a key file, or anything else of its name."""
        return os.path.lexists(self._path)

    def create(self, passphrase: str) -> Seal:
        """Make a new random key under a passphrase and return its seal.

        Raises:
            SafeChatError: `key-exists`; `not-saved`, `folder-unsafe` or `folder-unfit`; `no-memory`.
            ValueError: when the passphrase is empty.
        """
        private, public = keys.new_identity()
        sealed = seal_passphrase(f"# public key: {public}\n{private}\n".encode(), canonical(passphrase))
        files.private_folder(self._folder)
        files.can_keep(self._folder)
        try:
            files.create(self._path, sealed)
        except SafeChatError as error:
            if error.code == "file-exists":
                raise SafeChatError("key-exists") from error
            raise
        return KeySeal(private, self._recovery)

    def unlock(self, passphrase: str) -> Seal:
        """Return the seal of the key.

        Raises:
            SafeChatError: `key-missing`; `wrong-passphrase`; `key-damaged`; `folder-unsafe`; `no-memory`.
        """
        return KeySeal(_private_in(self._open(passphrase)), self._recovery)

    def change(self, old: str, new: str) -> None:
        """Put the same key under another passphrase; only the small key file is written.

        Raises:
            SafeChatError: what `unlock` raises, or `not-saved`; then the old passphrase goes on.
            ValueError: when the new passphrase is empty.
        """
        content = self._open(old)
        _private_in(content)
        files.replace(self._path, seal_passphrase(content, canonical(new)))

    def _open(self, passphrase: str) -> bytes:
        """Return the content of the key file."""
        if not self.exists:
            raise SafeChatError("key-missing")
        files.private_folder(self._folder)
        try:
            sealed = files.read(self._path, MAX_BYTES)
        except SafeChatError as error:
            kind = "key-missing" if error.code == "file-missing" else "key-damaged"
            raise SafeChatError(kind, name=NAME) from error
        try:
            return open_passphrase(sealed, canonical(passphrase))
        except WrongPassphraseError:
            raise SafeChatError("wrong-passphrase") from None
        except AgeError as error:
            raise SafeChatError("key-damaged", name=NAME) from error


def _private_in(content: bytes) -> str:
    """Return the private half in the content of a key file, which no error may quote."""
    found = _PRIVATE.findall(content)
    try:
        if len(found) == 1:
            keys.public_of(found[0].decode())
            return str(found[0].decode())
    except AgeError:
        pass
    raise SafeChatError("key-damaged", name=NAME)
