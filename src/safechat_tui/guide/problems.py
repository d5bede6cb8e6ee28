"""What can be wrong with content, said by code so that it can be told in the editor's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One problem at one place. Its words are `problem.<code>` in the catalogues."""

    path: Path
    line: int
    """The line it stands on, from 1; 0 when the file as a whole is meant."""
    code: str
    params: dict[str, str] = field(default_factory=dict, compare=False)


class ContentError(Exception):
    """Content that cannot be used, with every problem found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, sorted by place."""
        self.problems = tuple(sorted(problems))
        super().__init__(f"{len(self.problems)} problems")


def near(word: str, known: Iterable[str]) -> str:
    """Return the known word nearest to this one, or an empty text."""
    found = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return found[0] if found else ""
