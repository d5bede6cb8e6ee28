"""What can be wrong with content, said by code so that it can be told in the editor's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

UNREAD: Final = frozenset(
    {
        "unread-key", "unread-field", "unread-table", "unread-section", "near-section", "no-header",
        "stray-page", "stray-folder", "frame-alone", "day-ahead", "only-here", "behind", "bullet",
    }
)  # fmt: skip
"""Problems that leave the rest of their file in use: what they name is wrong or reaches no call."""

DOUBTS: Final = frozenset(
    {
        "lost-said", "lost-items", "field-lost", "one-language", "unsaid", "merged", "quoted",
        "phone-length", "url-odd", "closed-to-others",
    }
)  # fmt: skip
"""What may be meant as it is, so that it is told and nothing more: words that a change silently loses."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One problem at one place. Its words are `problem.<code>` in the catalogues."""

    path: Path
    line: int
    """The line it stands on, from 1; 0 when the file as a whole is meant."""
    code: str
    params: dict[str, str] = field(default_factory=dict, compare=False)

    @property
    def refuses(self) -> bool:
        """Whether the file it stands in is not used."""
        return self.code not in UNREAD | DOUBTS

    @property
    def is_doubt(self) -> bool:
        """Whether it may be meant as it is."""
        return self.code in DOUBTS


class ContentError(Exception):
    """Content that cannot be used, with every problem found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, sorted by place."""
        self.problems = tuple(sorted(problems))
        super().__init__(f"{len(self.problems)} problems")
