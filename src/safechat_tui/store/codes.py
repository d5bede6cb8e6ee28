"""Codes of kept plans: three neutral words, such as `lamp-river-stone`; never a name, never a path."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Sequence
from typing import Final

from safechat_tui.clean import clean
from safechat_tui.errors import SafeChatError
from safechat_tui.text.fold import folded
from safechat_tui.text.near import near

WORDS_IN_CODE: Final = 3
"""Words that a code is made of."""

MAX_SHOWN: Final = 40
"""Characters of an unknown code that an error repeats."""

_WORD: Final = re.compile(r"[a-z]{3,9}")
_CODE: Final = re.compile(r"[a-z]{3,9}(?:-[a-z]{3,9}){2}")
_BETWEEN: Final = re.compile(r"[\W_]+")


def new_code(words: Sequence[str]) -> str:
    """Return a random code of three different words.

    Args:
        words: the words to draw from; those that are not 3 to 9 letters a-z are left out.

    Raises:
        ValueError: when fewer than three words are fit for a code.
    """
    fit = sorted({word for word in words if _WORD.fullmatch(word)})
    if len(fit) < WORDS_IN_CODE:
        raise ValueError("too few words for a code")
    return "-".join(secrets.SystemRandom().sample(fit, WORDS_IN_CODE))


def is_code(text: str) -> bool:
    """Return whether this is a code, letter for letter; nothing else may become a file name."""
    return _CODE.fullmatch(text) is not None


def normalised(text: str) -> str:
    """Return what a person typed in the form of a code: case, accents and what stands between words folded.

    The result need not be a code; ask `is_code`.
    """
    return _BETWEEN.sub("-", folded(text[: 4 * MAX_SHOWN])).strip("-")


def no_such_plan(typed: str, known: Iterable[str]) -> SafeChatError:
    """Return the error that repeats what was typed as far as that is fit, with the nearest code there is."""
    shown = clean(typed[: 4 * MAX_SHOWN])[:MAX_SHOWN]
    return SafeChatError("no-such-plan", code=shown, meant=near(normalised(typed), known))
