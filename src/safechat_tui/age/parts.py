"""The parts of an age v1 file (age-encryption.org/v1): its header's stanzas, and where the payload begins.

Read before anything is computed, so that no file can ask for much memory or time.
"""

from __future__ import annotations

import binascii
import re
from typing import Final, NamedTuple

VERSION: Final = b"age-encryption.org/v1\n"
"""The first line of every age file."""

MAX_STANZAS: Final = 32
"""Stanzas that a header may hold; ours hold one for each recipient and one that means nothing."""

MAX_HEADER: Final = 16_384
"""Bytes that a header may take."""

MAC_BYTES: Final = 32
"""Bytes of the code that authenticates a header."""

_STANZA: Final = re.compile(rb"-> ([!-~]+(?: [!-~]+)*)\n((?:[^\n]{64}\n)*[^\n]{0,63}\n)")
"""Words, and a body whose one line shorter than 64 characters, if need be empty, is the last."""

_END: Final = re.compile(rb"--- ([^\n]*)\n")


class AgeError(ValueError):
    """These bytes are no whole age file that this program would read. Quotes nothing of them."""


class Stanza(NamedTuple):
    """One way to the key of a file."""

    kind: str
    """`X25519`, `scrypt`, or whatever another program wrote."""
    arguments: tuple[str, ...]
    body: bytes


class Header(NamedTuple):
    """What stands before the payload of an age file."""

    stanzas: tuple[Stanza, ...]
    authenticated: bytes
    """The bytes that the code covers: from the first one to the three dashes."""
    mac: bytes
    payload: int
    """Where the payload begins."""


def read_header(data: bytes) -> Header:
    """Return the header of an age file.

    Raises:
        AgeError: when it is none, or larger than any that this program writes.
    """
    if not data.startswith(VERSION):
        raise AgeError("version")
    stanzas: list[Stanza] = []
    at = len(VERSION)
    while found := _STANZA.match(data, at, MAX_HEADER):
        kind, *arguments = found[1].decode("ascii").split(" ")
        stanzas.append(Stanza(kind, tuple(arguments), unpadded(found[2].replace(b"\n", b""))))
        at = found.end()
        if len(stanzas) > MAX_STANZAS:
            raise AgeError("too many stanzas")
    end = _END.match(data, at, MAX_HEADER)
    if end is None or not stanzas:
        raise AgeError("header")
    mac = unpadded(end[1])
    if len(mac) != MAC_BYTES:
        raise AgeError("end of header")
    return Header(tuple(stanzas), data[: at + 3], mac, end.end())


def padless(data: bytes) -> bytes:
    """Return the bytes in base64 without padding, as headers hold them."""
    return binascii.b2a_base64(data, newline=False).rstrip(b"=")


def unpadded(text: bytes) -> bytes:
    """Return the bytes of base64 without padding.

    Raises:
        AgeError: when it is not written in the one right way.
    """
    try:
        data = binascii.a2b_base64(text + b"=" * (-len(text) % 4))
    except binascii.Error:
        raise AgeError("base64") from None
    if padless(data) != text:
        raise AgeError("base64")
    return data
