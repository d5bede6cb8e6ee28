"""Tells each problem once: what follows from another one is left out, so that the cause is what is read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from safechat_tui.guide.problems import Problem

_FOLLOWS: Final = (
    frozenset({"file-missing"}),
    frozenset({"unread-section"}),
    frozenset({
        "fact-missing", "key-missing", "id-missing", "label-missing", "own-words", "own-label",
        "card-line-missing", "point-unsaid",
    }),
    frozenset({"only-here"}),
    frozenset({"lost-said", "lost-items", "one-language"}),
)  # fmt: skip
"""What can follow from all that is wrong before it, each of these after those above."""

_GONE: Final = frozenset(
    {
        "toml", "toml-line", "toml-day", "toml-twice", "not-utf8", "utf-16", "word-file", "closed",
        "file-missing", "own-loose-file", "unread-table", "no-header", "fact-id", "stray-page",
        "stray-folder",
    }
)  # fmt: skip
"""Files and folders of which something is not read: facts and whole folders are missed on any page."""


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
    if cause.code in _GONE and (cause.path.suffix == ".toml" or cause.path.is_dir()):
        return True
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
    keyed = {(p.path, p.line, p.code, repr(sorted(p.params.items()))): p for p in sorted(found)}
    return tuple(keyed.values())


def _folder(problem: Problem) -> Problem:
    """Return the problem of a missing folder in the place of those of all the files in it."""
    missing: Path | None = None
    for folder in problem.path.parents if problem.code == "file-missing" else ():
        if folder.is_dir():
            break
        missing = folder
    return Problem(missing, 0, "folder-missing") if missing else problem
