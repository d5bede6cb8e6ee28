"""age files sealed to keys: the worker's own, an organisation's, a colleague's."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator

from safechat_tui.age.parts import AgeError, read_header


class NotForKeyError(ValueError):
    """The file is a whole age file, but sealed to other keys."""


@contextlib.contextmanager
def _no_panic() -> Iterator[None]:
    """Turn a panic of pyrage's, which is no Exception and would end the program, into an error."""
    try:
        yield
    except Exception:
        raise
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise OSError("panic") from None
        raise


def load_library() -> None:
    """Bring the library into memory, before it is needed."""
    from pyrage import x25519

    x25519.Identity.generate()


def new_identity() -> tuple[str, str]:
    """Return a new random key: its private half (`AGE-SECRET-KEY-1...`) and its public one (`age1...`)."""
    # pyrage takes 4 ms and 2.4 MB to import, so nothing but sealing waits for it.
    from pyrage import x25519

    identity = x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def public_of(identity: str) -> str:
    """Return the public half of a private key.

    Raises:
        AgeError: when it is none.
    """
    from pyrage import IdentityError, x25519

    try:
        return str(x25519.Identity.from_str(identity).to_public())
    except IdentityError:
        raise AgeError("key") from None


def is_recipient(text: str) -> bool:
    """Return whether this is the public half of a key, such as `age1...`, letter for letter."""
    from pyrage import RecipientError, x25519

    try:
        # What stands around it, and capitals, are read but not written so.
        return str(x25519.Recipient.from_str(text)) == text
    except RecipientError:
        return False


def seal_to(data: bytes, recipients: Iterable[str]) -> bytes:
    """Return an age file that each of the keys opens.

    Raises:
        AgeError: when a recipient is none; see `is_recipient`.
        OSError: when the system gives no random numbers.
    """
    from pyrage import EncryptError, RecipientError, encrypt, x25519

    try:
        with _no_panic():
            sealed: bytes = encrypt(data, [x25519.Recipient.from_str(recipient) for recipient in recipients])
    except (EncryptError, RecipientError):
        raise AgeError("recipient") from None
    return sealed


def open_with(sealed: bytes, identity: str) -> bytes:
    """Return what was sealed to a key.

    Args:
        sealed: the whole file, whose size the caller has limited.
        identity: the private half of the key.

    Raises:
        AgeError: when it is no age file, or was altered.
        NotForKeyError: when it was sealed to other keys only.
    """
    # Looking first refuses passphrases, whose work pyrage does not limit, and endless lists of keys.
    header = read_header(sealed)
    if any(stanza.kind == "scrypt" for stanza in header.stanzas):
        raise NotForKeyError
    from pyrage import DecryptError, decrypt, x25519

    try:
        with _no_panic():
            opened: bytes = decrypt(sealed, [x25519.Identity.from_str(identity)])
    except DecryptError as error:
        if "matching keys" in str(error):
            raise NotForKeyError from None
        raise AgeError("altered") from None
    return opened
