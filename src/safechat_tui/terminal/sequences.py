"""Keys out of what a terminal sends: letters, keys with a name, pastes; every other sequence is nothing.

The rules this module keeps:

- A sequence is read whole, whatever it says. What terminals answer when they are asked, what another program
  asked them for, and keys that have no name here are dropped whole; no part of them is ever a key.
- Keys are known in each of the ways of sending them: those of xterm and its likes, PuTTY, the Linux console
  and rxvt, modifyOtherKeys, and the kitty protocol with its locks and its kinds of events.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple, TypeVar

_Sign = TypeVar("_Sign")

SEQUENCE: Final = re.compile(
    r"\x1b\[M[\s\S]{3}"  # a mouse, as X10 told it
    r"|\x1b\[\[[A-E]"  # the Linux console's first function keys
    r"|\x1b\[(?![M\[])[0-?]*[ -/]*[@-~]"  # CSI
    r"|\x1bO[ -~]"  # SS3
    r"|\x1b[\]PX^_][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)"  # OSC, DCS, SOS, PM, APC
    r"|\x1b[^\x1b\[O\]PX^_]"  # Alt with a letter
)
"""A whole sequence."""

BEGUN: Final = re.compile(r"\x1b(?:\[(?:M[\s\S]{0,2}|\[|[0-?]*[ -/]*)?|O|[\]PX^_][^\x07\x1b\x9c]*\x1b?)?\Z")
"""The beginning of one, up to the end of what there is."""

BROKEN: Final = re.compile(r"[\]PX^_][^\x07\x1b\x9c]*|\[[0-?]*[ -/]*|O")
"""What there is of a sequence, without Esc, where it breaks off."""

ESCAPE: Final = "\x1b"
"""What the Esc key sends where nothing follows."""

_LONGEST: Final = 4096
"""Characters of a sequence that are waited for; what is longer is dropped as it comes."""

PASTE: Final = "\x1b[200~"
"""What comes before a paste."""

PASTED: Final = "\x1b[201~"
"""What comes after it."""

ONE_CHARACTER: Final = {
    code: f"\x1b{chr(code - 0x40)}" for code in (0x8F, 0x90, 0x98, 0x9B, 0x9D, 0x9E, 0x9F)
}
"""What begins a sequence as one character of C1, and as two."""


def _named_as(signs: Iterable[_Sign], names: str) -> dict[_Sign, str]:
    return dict(zip(signs, names.split(), strict=True))


_LETTERS: Final = {
    **_named_as("ABCDFH", "up down right left end home"),
    **_named_as("PQRS", "f1 f2 f3 f4"),
    "Z": "shift+tab",
    # PuTTY as an SCO console, as far as nobody else means something else by it.
    **_named_as("GNTUV", "pagedown f2 f8 f9 f10"),
}
"""Keys of CSI sequences that end in a letter."""

_APPLICATION: Final = {
    **{letter: _LETTERS[letter] for letter in "ABCDFHPQRS"},
    # PuTTY as a VT100 with more function keys.
    **_named_as("TUVWXYZ[", "f5 f6 f7 f8 f9 f10 f11 f12"),
    "M": "enter",
}
"""Keys of SS3 sequences."""

_KEYPAD: Final = dict(zip("jklmnopqrstuvwxy", "*+,-./0123456789", strict=True))
"""Letters of the keypad in SS3 sequences."""

_NUMBERS: Final = {
    **_named_as(range(1, 9), "home insert delete end pageup pagedown home end"),
    **_named_as((*range(11, 16), *range(17, 22), 23, 24), "f1 f2 f3 f4 f5 f6 f7 f8 f9 f10 f11 f12"),
}
"""Keys of CSI sequences that end in ~."""

_CONSOLE: Final = _named_as("ABCDE", "f1 f2 f3 f4 f5")
"""Keys of the Linux console."""

_CODES: Final = {
    **_named_as((8, 9, 13, 27, 32, 127), "backspace tab enter escape space backspace"),
    **_named_as(range(57364, 57376), "f1 f2 f3 f4 f5 f6 f7 f8 f9 f10 f11 f12"),
    **_named_as(range(57399, 57414), "0 1 2 3 4 5 6 7 8 9 . / * - +"),
    **_named_as(range(57414, 57427), "enter = , left right up down pageup pagedown home end insert delete"),
}
"""Keys that the kitty protocol knows by a number of their own."""

_PRIVATE: Final = range(57344, 63744)
"""Numbers of that protocol that are no letters."""

_CONTROLS: Final = {
    **{chr(code): f"ctrl+{chr(code + 96)}" for code in range(1, 27)},
    **_named_as("\r\t\b\x7f\x1b", "enter tab backspace backspace escape"),
}
"""Keys that are one control character."""

SHIFT: Final = 1
ALT: Final = 2
CTRL: Final = 4
CAPS_LOCK: Final = 64
"""Bits of what is held down with a key. That of Num Lock, and those of other keys, make no difference."""

RELEASED: Final = "3"
"""The kind of event that is no press."""


class Press(NamedTuple):
    """A key that was pressed."""

    key: str
    """Its name; of a letter, the letter itself."""
    letter: str | None = None
    """What it types, if anything."""


class Pasted(NamedTuple):
    """Something that was pasted."""

    text: str


def parted(text: str) -> tuple[list[str], str]:
    """Return what came as letters and whole sequences, and the beginning of a sequence at its end."""
    parts: list[str] = []
    at = 0
    while at < len(text):
        escape = text.find(ESCAPE, at)
        if escape < 0:
            parts.append(text[at:])
            break
        if escape > at:
            parts.append(text[at:escape])
        if found := SEQUENCE.match(text, escape):
            parts.append(found.group())
            at = found.end()
        elif BEGUN.match(text, escape):
            rest = text[escape:]
            return parts, rest if len(rest) <= _LONGEST else rest[:2]
        else:
            # Broken off by another key, or Esc itself where another one follows.
            at = escape + 1
            if text[at : at + 1] == ESCAPE:
                parts.append(ESCAPE)
            elif broken := BROKEN.match(text, at):
                at = broken.end()
    return parts, ""


def press_of(part: str) -> Press | None:
    """Return the key that a whole sequence is, or nothing."""
    if part == ESCAPE:
        return Press("escape")
    kind, rest = part[1:2], part[2:]
    if kind == "O":
        if rest in _KEYPAD:
            return Press(_KEYPAD[rest], _KEYPAD[rest])
        return Press(_APPLICATION[rest]) if rest in _APPLICATION else None
    if kind != "[":
        return None if kind in "]PX^_" else Press(f"alt+{_CONTROLS.get(kind, kind)}")
    if rest[:1] == "[":
        return Press(_CONSOLE[rest[1]])
    end, numbers = rest[-1:], rest[:-1].split(";")
    if any(mark in rest for mark in "<=>?") or not re.fullmatch(r"[\d;:]*", rest[:-1]):
        return None
    if end == "u":
        return _coded(*numbers[:3])
    if end == "~":
        if numbers[0] == "27" and len(numbers) == 3:
            # modifyOtherKeys
            return _coded(numbers[2], numbers[1])
        return _named(_NUMBERS.get(_number(numbers[0])), *numbers[1:2])
    if end == "R" and rest != "R":
        # Where the cursor is.
        return None
    if end in _LETTERS and numbers[0] in {"", "1"} and len(numbers) <= 2:
        return _named(_LETTERS[end], *numbers[1:2])
    return None


def presses_of(letters: str) -> Iterator[Press]:
    """Return the keys of letters and control characters."""
    for letter in letters:
        if letter in _CONTROLS:
            yield Press(_CONTROLS[letter])
        elif letter == " ":
            yield Press("space", " ")
        elif letter.isprintable():
            yield Press(letter, letter)


def _held(mask: str) -> int | None:
    """Return the bits of what is held down; nothing where a key was let go."""
    bits, _, event = mask.partition(":")
    if event == RELEASED:
        return None
    return max(0, _number(bits, 1) - 1)


def _named(name: str | None, mask: str = "") -> Press | None:
    """Return a key with a name; Shift and the locks make no difference to it."""
    held = _held(mask)
    return Press(_prefix(held) + name) if name and held is not None else None


def _coded(code: str, mask: str = "", typed: str = "") -> Press | None:
    """Return a key that is told by the number of its letter.

    Args:
        code: the number, and after colons those with Shift and on a Latin keyboard.
        mask: what is held down with it.
        typed: the number of what it types, where the terminal tells.
    """
    held = _held(mask)
    numbers = [_number(number) for number in code.split(":")]
    if held is None or not max(numbers) < 0x110000:
        return None
    # With Ctrl alone a key types nothing, whatever a terminal says; with Alt too it may be AltGr.
    if held & (CTRL | ALT) != CTRL and typed.isdecimal():
        letter = chr(min(_number(typed), 0x10FFFF))
        if letter.isprintable() and letter != " ":
            return Press(letter, letter)
    shifted, base = (*numbers, 0, 0)[1:3]
    if numbers[0] in _CODES:
        name = _CODES[numbers[0]]
        if name == "tab" and held & SHIFT:
            return Press("shift+tab")
        types = len(name) == 1 or name == "space"
        if held & (CTRL | ALT) or not types:
            return Press(_prefix(held) + name)
        return Press(name, " " if name == "space" else name)
    letter = chr(numbers[0])
    if letter in _CONTROLS:
        # The number of what it would have sent itself.
        return Press(_CONTROLS[letter])
    if numbers[0] in _PRIVATE or numbers[0] < 32:
        return None
    if held & (CTRL | ALT):
        # On a keyboard of other letters, what is written on the same key of a Latin one counts.
        known = chr(base) if 32 < base < 127 else letter
        return Press(_prefix(held) + known.lower())
    if held & SHIFT:
        letter = chr(shifted) if shifted else letter.upper()
    elif held & CAPS_LOCK:
        letter = letter.upper()
    return Press(letter, letter) if letter.isprintable() and len(letter) == 1 else None


def _prefix(held: int | None) -> str:
    held = held or 0
    return "alt+" * bool(held & ALT) + "ctrl+" * bool(held & CTRL)


def _number(text: str, default: int = 0) -> int:
    return int(text) if text.isdecimal() and len(text) < 8 else default
