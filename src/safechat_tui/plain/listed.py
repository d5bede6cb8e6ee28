"""The numbered lines beside a prompt, and what is typed to choose from them: numbers or words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from safechat_tui.text.fold import folded
from safechat_tui.text.near import alone_with

_FRENCH_SIGNS: Final = "&é\"'(-è_çà"
"""What the keys of the digits type on a French keyboard without Shift, from 1 to 0."""

_FRENCH_DIGITS: Final = str.maketrans(_FRENCH_SIGNS, "1234567890")

_SHORTEST: Final = 3
"""Letters that are enough to begin a name: “no” is not “Not now”."""

Names = Sequence[str]
"""All that one line of a list is called."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The numbered lines beside a prompt."""

    names: Sequence[Names] = ()
    """All that each is called; accents, capitals and signs do not matter."""
    first: int = 1
    """The number of the first."""
    are_titles: bool = False
    """Whether any word that one alone has is enough."""
    together: Names = ()
    """What is typed for all of them at once."""

    def chosen(self, line: str) -> tuple[int, ...]:
        """Return which of them a line means, from 0 on, by their numbers or by what they are called."""
        if numbers := numbers_in(line):
            at = tuple(number - self.first for number in numbers)
            return at if all(0 <= each < len(self.names) for each in at) else ()
        return self.named(line) or self._with_word(spelled(line))

    def named(self, line: str, *, begun: bool = True) -> tuple[int, ...]:
        """Return which of them a line names, with commas or “and” between; none where part of it is no name.

        The beginning of a name is enough if `begun` and no other begins so.
        """
        if spelled(line) in self.together:
            return tuple(range(len(self.names)))
        for between in ("[,;]", "[,;]|\\s(?:and|et)\\s"):
            parts = [words for words in re.split(between, line) if words.strip()]
            found = [at for words in parts for at in self._named(spelled(words), begun=begun)]
            if found and len(found) == len(parts):
                return tuple(dict.fromkeys(found))
        return ()

    def _named(self, asked: str, *, begun: bool) -> Sequence[int]:
        """Return the one that some words name, or none."""
        called = [[spelled(name) for name in names] for names in self.names]
        same = [at for at, names in enumerate(called) if asked in names]
        if begun and not same:
            same = [at for at, names in enumerate(called) if any(_begins(name, asked) for name in names)]
        return same if asked and len(same) == 1 else ()

    def _with_word(self, asked: str) -> tuple[int, ...]:
        if " " in asked or not self.are_titles:
            return ()
        titles = ((spelled(name), at) for at, names in enumerate(self.names) for name in names)
        at = alone_with(asked, titles)
        return () if at is None else (at,)

    def begun_by(self, typed: str) -> list[str]:
        """Return those that begin with a line, each with its number."""
        asked = spelled(typed)
        return [
            f"{number} {names[0]}"
            for number, names in enumerate(self.names, self.first)
            if any(_begins(spelled(name), asked) for name in names)
        ]


NOTHING_LISTED: Final = Listed()
"""Where nothing is numbered."""


def all_names(label: str, groups: Iterable[Names]) -> Names:
    """Return all that a listed line is called: Facebook is fb, too, and brackets may be left out.

    Args:
        label: its words.
        groups: words that a search takes for each other.
    """
    bare = spelled(label.partition(" (")[0])
    same = (group for group in groups if bare in map(spelled, group))
    return (label, bare, *(word for group in same for word in group))


def _begins(name: str, asked: str) -> bool:
    """Return whether a name begins with words: one or two letters must be a whole word of it."""
    return name.startswith(asked if len(asked) >= _SHORTEST else f"{asked} ")


def spelled(words: str) -> str:
    """Return words as they are compared: small letters and digits, one space between words."""
    return " ".join(re.findall(r"\w+", folded(words)))


def numbers_in(line: str) -> tuple[int, ...]:
    """Return the numbers of a line that holds nothing else, each once; nothing for any other line."""
    line = line.strip()
    if line and all(sign in f"{_FRENCH_SIGNS} ," for sign in line):
        line = line.translate(_FRENCH_DIGITS)
    # “1 and 3”, “1 et 3”, “2.”, “2)”
    line = re.sub(r"(?<=\d)(\s+(et|and)(?=\s)|[.)](?=\s|$))", " ", line).strip()
    if not re.fullmatch(r"[0-9]{1,3}([\s,;]+[0-9]{1,3})*", line):
        return ()
    return tuple(dict.fromkeys(int(number) for number in re.findall("[0-9]+", line)))
