"""The seam where the bytes of a kept plan are closed to other eyes."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Protocol

from safechat_tui import files
from safechat_tui.errors import SafeChatError

PLAIN_SUFFIX: Final = ".json"
"""What the name of a plan's file ends with when anyone who may read it can."""

SEALED_SUFFIX: Final = ".age"
"""What it ends with when it is sealed."""

PLAN_SUFFIXES: Final = (SEALED_SUFFIX, PLAIN_SUFFIX)
"""Both; where a plan has two files, the sealed one counts."""

_SEALED_START: Final = b"age-encryption.org/v1\n-> "


def looks_sealed(data: bytes) -> bool:
    """Return whether this begins as a sealed plan does; only the seal can tell more."""
    return data.startswith(_SEALED_START)


class Seal(Protocol):
    """Closes what is written and opens what is read."""

    @property
    def suffix(self) -> str:
        """What the names of its files end with, one of PLAN_SUFFIXES."""
        ...

    def seal(self, data: bytes) -> bytes:
        """Return the data as it may lie on a disk.

        Raises:
            SafeChatError: when it cannot be sealed; then nothing is written.
        """
        ...

    def open(self, data: bytes) -> bytes:
        """Return what `seal` was given.

        Raises:
            ValueError: when this is not, or no longer, what `seal` returned: the file is damaged.
            SafeChatError: when the worker must do something first.
        """
        ...


class PlainSeal:
    """No seal: the folder's permissions are the only protection."""

    suffix = PLAIN_SUFFIX

    def __init__(self, key: Path | None = None) -> None:
        """Name the key file that ends this: where there is one, plans are sealed."""
        self._key = key

    def seal(self, data: bytes) -> bytes:
        """Return the data as it is, or refuse with `sealed-elsewhere` when there is a key by now."""
        if self._key is not None and files.exists(self._key):
            raise SafeChatError("sealed-elsewhere")
        return data

    def open(self, data: bytes) -> bytes:
        """Return the data as it is."""
        return data


class LockedSeal:
    """The seal before the passphrase was given: lists, deletes and purges, but keeps and opens nothing."""

    suffix = SEALED_SUFFIX

    def seal(self, data: bytes) -> bytes:
        """Refuse with `locked`."""
        raise SafeChatError("locked")

    def open(self, data: bytes) -> bytes:
        """Refuse with `locked`."""
        raise SafeChatError("locked")


PLAIN: Final[Seal] = PlainSeal()
"""The seal that seals nothing."""

LOCKED: Final[Seal] = LockedSeal()
"""The seal whose passphrase nobody gave yet."""
