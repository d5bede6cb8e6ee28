"""An age file sealed to a passphrase (a stanza of the kind `scrypt`), within a small and certain memory."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import unicodedata
from typing import Final

from safechat_tui.age.parts import VERSION, AgeError, padless, read_header, unpadded
from safechat_tui.errors import SafeChatError

WORK: Final = 15
"""Binary logarithm of the work that a guess of a passphrase costs: 32 MB and some 0.1 s."""

MAX_WORK: Final = 17
"""The most work that is done for a file: 128 MB and 0.4 s. More is refused before any memory is taken."""

_MAX_BYTES: Final = 2 << 20
"""The largest content; a handout takes less than 0.2 MB."""

TAG_BYTES: Final = 16
"""Bytes that a sealed text is longer than the open one."""

_LABEL: Final = b"age-encryption.org/v1/scrypt"
_CHUNK: Final = 65536
_BLOCK: Final = 8
_NUMBER: Final = re.compile(r"[1-9][0-9]?")


class WrongPassphraseError(ValueError):
    """The passphrase does not open the file, or the few bytes that say so were altered."""


def load_cipher() -> None:
    """Bring the cipher into memory, before it is needed."""
    _seal(bytes(32), bytes(12), b"")


def seal_passphrase(data: bytes, passphrase: str, *, work: int = WORK) -> bytes:
    """Return an age file that `age -d` opens with the passphrase.

    Args:
        data: at most _MAX_BYTES.
        passphrase: as a person typed it; see `_composed`.
        work: binary logarithm of the work of a guess, up to MAX_WORK.

    Raises:
        ValueError: when the data is too large or the passphrase empty.
        SafeChatError: `no-memory` when the system gives too little.
    """
    if len(data) > _MAX_BYTES or not _composed(passphrase):
        raise ValueError("size")
    salt, key, nonce = secrets.token_bytes(16), secrets.token_bytes(16), secrets.token_bytes(16)
    body = _seal(_wrapping_key(passphrase, salt, work), bytes(12), key)
    stanza = b"-> scrypt %s %d\n%s\n" % (padless(salt), work, padless(body))
    authenticated = VERSION + stanza + b"---"
    header = b"%s %s\n" % (authenticated, padless(_mac(key, authenticated)))
    return header + nonce + _stream(key, nonce, data)


def open_passphrase(sealed: bytes, passphrase: str) -> bytes:
    """Return what was sealed to a passphrase, by this program or another one.

    Raises:
        AgeError: when it is no such file, was altered, or asks for more work than MAX_WORK.
        WrongPassphraseError: when the passphrase does not open it.
        SafeChatError: `no-memory` when the system gives too little.
    """
    header = read_header(sealed)
    if len(sealed) > _MAX_BYTES + _CHUNK or len(header.stanzas) != 1 or header.stanzas[0].kind != "scrypt":
        raise AgeError("no passphrase")
    stanza = header.stanzas[0]
    if len(stanza.arguments) != 2 or len(stanza.body) != 16 + TAG_BYTES:
        raise AgeError("stanza")
    salt, work = unpadded(stanza.arguments[0].encode()), stanza.arguments[1]
    if len(salt) != 16 or not _NUMBER.fullmatch(work) or int(work) > MAX_WORK:
        raise AgeError("work")
    wrapping_key = _wrapping_key(passphrase, salt, int(work))
    try:
        key = _open(wrapping_key, bytes(12), stanza.body)
    except ValueError:
        raise WrongPassphraseError from None
    if not hmac.compare_digest(_mac(key, header.authenticated), header.mac):
        raise AgeError("altered header")
    nonce, payload = sealed[header.payload : header.payload + 16], sealed[header.payload + 16 :]
    if len(nonce) != 16:
        raise AgeError("cut short")
    return _unstream(key, nonce, payload)


def _composed(passphrase: str) -> str:
    """Return a passphrase in the one form that is used: composed letters, no space around it."""
    return unicodedata.normalize("NFC", passphrase.strip())


def _wrapping_key(passphrase: str, salt: bytes, work: int) -> bytes:
    # Half a character, pasted, must be a wrong passphrase and no crash.
    secret = _composed(passphrase).encode("utf-8", "surrogatepass")
    n = 1 << work
    most = 128 * n * _BLOCK + (1 << 20)
    try:
        return hashlib.scrypt(secret, salt=_LABEL + salt, n=n, r=_BLOCK, p=1, maxmem=most, dklen=32)
    except (MemoryError, ValueError) as error:
        # The numbers are good ones, so this is what OpenSSL says when there is no memory.
        raise SafeChatError("no-memory") from error


def _derived(key: bytes, salt: bytes, purpose: bytes) -> bytes:
    """Return 32 bytes by HKDF-SHA-256 (RFC 5869)."""
    extracted = hmac.digest(salt or bytes(32), key, "sha256")
    return hmac.digest(extracted, purpose + b"\x01", "sha256")


def _mac(key: bytes, authenticated: bytes) -> bytes:
    return hmac.digest(_derived(key, b"", b"header"), authenticated, "sha256")


def _stream(key: bytes, nonce: bytes, data: bytes) -> bytes:
    """Return the payload: chunks, each under a number of its own, the last one marked."""
    inner = _derived(key, nonce, b"payload")
    starts = range(0, max(len(data), 1), _CHUNK)
    return b"".join(
        _seal(inner, _chunk_nonce(number, at == starts[-1]), data[at : at + _CHUNK])
        for number, at in enumerate(starts)
    )


def _unstream(key: bytes, nonce: bytes, payload: bytes) -> bytes:
    inner = _derived(key, nonce, b"payload")
    starts = range(0, max(len(payload), 1), _CHUNK + TAG_BYTES)
    try:
        chunks = [
            _open(inner, _chunk_nonce(number, at == starts[-1]), payload[at : at + _CHUNK + TAG_BYTES])
            for number, at in enumerate(starts)
        ]
    except ValueError:
        raise AgeError("altered") from None
    if len(chunks) > 1 and not chunks[-1]:
        raise AgeError("empty end")
    return b"".join(chunks)


def _chunk_nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _seal(key: bytes, nonce: bytes, text: bytes) -> bytes:
    """Return a text and its tag by ChaCha20-Poly1305 (RFC 8439)."""
    # Some 40 ms and 12 MB to import, so only where a passphrase is at hand.
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    return ChaCha20Poly1305(key).encrypt(nonce, text, None)


def _open(key: bytes, nonce: bytes, sealed: bytes) -> bytes:
    """Return the text of what `_seal` made; ValueError when the key is another or the text was altered."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    try:
        return ChaCha20Poly1305(key).decrypt(nonce, sealed, None)
    except InvalidTag:
        raise ValueError("tag") from None
