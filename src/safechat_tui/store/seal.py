"""The seam where the bytes of a kept plan are closed to other eyes."""

from __future__ import annotations

from typing import Final, Protocol


class Seal(Protocol):
    """Closes what is written and opens what is read."""

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

    def seal(self, data: bytes) -> bytes:
        """Return the data as it is."""
        return data

    def open(self, data: bytes) -> bytes:
        """Return the data as it is."""
        return data


PLAIN: Final[Seal] = PlainSeal()
"""The seal that seals nothing."""
