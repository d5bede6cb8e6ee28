"""The public half of a key, as it is written. Imports nothing: the settings may name one at any start."""

from __future__ import annotations

from typing import Final

_BEGINNING: Final = "age1"
_LENGTH: Final = 62
_LETTERS: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def is_recipient(text: str) -> bool:
    """Return whether this is the public half of a key, such as `age1...`, letter for letter.

    Looks at the check sum (BIP 173) alone, so that reading the settings needs no library.
    """
    letters = text.removeprefix(_BEGINNING)
    if letters == text or len(text) != _LENGTH or not set(letters) <= set(_LETTERS):
        return False
    values = [ord(letter) >> 5 for letter in "age"] + [0] + [ord(letter) & 31 for letter in "age"]
    values += [_LETTERS.index(letter) for letter in letters]
    check = 1
    for value in values:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_GENERATOR):
            check ^= generator if top >> bit & 1 else 0
    # 52 letters hold 260 bits: the last 4 must be empty.
    return check == 1 and not _LETTERS.index(text[55]) & 0b1111
