"""Text as it is compared, however it is typed."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """Return a text in small letters without accents, compatible forms as one.

    The keys of sealed plans are made from this form, so it must never change.
    """
    # Some letters have small ones only once they are taken apart.
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))
