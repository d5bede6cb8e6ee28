"""Tells whether something is the public half of a key, before anything is sealed to it."""

from __future__ import annotations


def is_recipient(text: str) -> bool:
    """Return whether this is the public half of a key, such as `age1...`, letter for letter."""
    from pyrage import RecipientError, x25519

    try:
        # What stands around it, and capitals, are read but not written so.
        return str(x25519.Recipient.from_str(text)) == text
    except RecipientError:
        return False
