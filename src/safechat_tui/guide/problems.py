"""What can be wrong with content, said by code so that it can be told in the editor's language.

What follows from another problem is left out, so that the cause is what is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

UNREAD: Final = frozenset(
    {
        "unread-key", "unread-field", "unread-table", "unread-section", "near-section", "no-header",
        "stray-page", "stray-folder", "frame-alone", "day-ahead", "only-here", "behind", "bullet",
        "not-said", "card-alone", "guide-alone",
    }
)  # fmt: skip
"""Problems that leave the rest of their file in use: what they name is wrong or reaches no call."""

DOUBTS: Final = frozenset(
    {
        "lost-said", "lost-items", "field-lost", "one-language", "unsaid", "merged", "quoted",
        "phone-length", "phone-letters", "url-odd", "closed-to-others", "item-cut", "other-language",
    }
)  # fmt: skip
"""What may be meant as it is, so that it is told and nothing more: words that a change silently loses."""

_FOLLOWS: Final = (
    frozenset({"own-page"}),
    frozenset({"file-missing"}),
    frozenset({"card-alone", "guide-alone"}),
    frozenset({"unread-section", "unread-key"}),
    frozenset({
        "fact-missing", "key-missing", "id-missing", "label-missing", "own-words", "own-label",
        "card-line-missing", "point-unsaid",
    }),
    frozenset({"only-here"}),
    frozenset({"lost-said", "lost-items", "one-language", "unsaid"}),
)  # fmt: skip
"""What can follow from all that is wrong before it, each of these after those above."""

_SPOKEN: Final = frozenset({"near", "write"})
"""What differs where the same is found in two languages."""

_GONE: Final = frozenset(
    {
        "toml", "toml-line", "toml-day", "toml-twice", "not-utf8", "utf-16", "word-file", "closed",
        "file-missing", "own-loose-file", "own-odd-file", "unread-table", "no-header", "fact-id",
        "stray-page", "stray-folder",
    }
)  # fmt: skip
"""Files and folders of which something is not read: facts and whole folders are missed on any page."""


class Problem(NamedTuple):
    """One problem at one place. Its words are `problem.<code>` in the catalogues."""

    path: Path
    line: int
    """The line it stands on, from 1; 0 when the file as a whole is meant."""
    code: str
    params: Mapping[str, str] = {}

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
        self.problems = _by_place(problems)
        super().__init__(f"{len(self.problems)} problems")


def _by_place(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.path, problem.line, problem.code)))


def told_once(found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems sorted by place, without those that another one explains."""
    problems = unrepeated(found)
    told = [problem for problem in problems if not any(problem.code in codes for codes in _FOLLOWS)]
    for codes in _FOLLOWS:
        told += [
            problem
            for problem in problems
            if problem.code in codes and not any(_explains(cause, problem) for cause in told)
        ]
    return unrepeated(map(_folder, told))


def _explains(cause: Problem, problem: Problem) -> bool:
    """Return whether one problem can be why there is the other; a doubt explains doubts alone."""
    if cause.code == "to-fill" or (cause.is_doubt and not problem.is_doubt):
        return False
    if cause.code == "file-missing" and not cause.path.parent.exists():
        return True
    if cause.code in _GONE and (cause.path.suffix == ".toml" or cause.path.is_dir()):
        return True
    if problem.code == "unread-key":
        return False
    # What the guide must say may stand on any page.
    return problem.code == "point-unsaid" or not _names(cause).isdisjoint(_names(problem))


def _names(problem: Problem) -> set[str]:
    """Return the names of the page, the facts or the card that a problem is about, alike in all languages."""
    files = [problem.path, Path(problem.params.get("file", ""))]
    if problem.code == "stray-page":
        # It is missing under the name that was meant.
        files.append(Path(problem.params["near"]))
    return {file.stem for file in files} - {""}


def unrepeated(found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems sorted by place, each told once though two guides share its page."""
    keyed: dict[tuple[Path, int, str, str], Problem] = {}
    for p in _by_place(found):
        key = (p.path, p.line, p.code, repr(sorted((k, v) for k, v in p.params.items() if k not in _SPOKEN)))
        # One language may know the name that was meant, and another not.
        if not (key in keyed and keyed[key].params.get("near")):
            keyed[key] = p
    return tuple(keyed.values())


def _folder(problem: Problem) -> Problem:
    """Return the problem of a missing folder in the place of those of all the files in it."""
    missing: Path | None = None
    for folder in problem.path.parents if problem.code == "file-missing" else ():
        if folder.is_dir():
            break
        missing = folder
    return Problem(missing, 0, "folder-missing") if missing else problem
