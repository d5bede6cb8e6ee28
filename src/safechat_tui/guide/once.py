"""Tells each problem once: what follows from another one is left out, so that the cause is what is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from safechat_tui.guide.problems import Problem

_SLIPS: Final = frozenset({"unread-key", "unread-field", "unread-section", "near-section"})
"""What is probably written for something else, its `near`, which then is missing."""

_LACKS: Final = frozenset(
    {
        "fact-missing", "key-missing", "id-missing", "label-missing", "own-words", "own-label",
        "card-line-missing",
    }
)  # fmt: skip
"""What is missing, by its `key` or `id`."""

_GONE: Final = frozenset(
    {
        "toml", "toml-line", "toml-day", "toml-twice", "not-utf8", "utf-16", "word-file", "closed",
        "file-missing", "own-loose-file", "unread-table", "no-header", "fact-id", "id-other",
    }
)  # fmt: skip
"""Files and folders of which nothing is read: that what they hold is missing elsewhere is not told."""

_STRAYS: Final = frozenset({"stray-page", "stray-folder"})
"""What nothing reads under the name it has."""

_APART: Final = frozenset({"unread-section", "only-here", "one-language"})
"""What can follow from a folder, or a file of facts, not being read."""

_BESIDE: Final = frozenset({"only-here", "lost-said", "lost-items", "one-language"})
"""What is not told of a page that has a problem itself, in either language."""


def told_once(found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems sorted by place, without those that another one explains."""
    problems = _paired(unrepeated(found))
    why = _Causes(problems)
    return unrepeated(_folder(problem) for problem in problems if not why.explain(problem))


class _Causes:
    """What explains other problems."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        slips = [problem for problem in problems if problem.code in _SLIPS]
        self.meant = {problem.params.get("near") for problem in slips}
        # An entry without words in one language has words in the other one alone.
        self.wordless = {problem.params["id"] for problem in problems if problem.code == "own-words"}
        self.slips = {(problem.path, problem.line) for problem in slips}
        self.refused = {(p.path, p.line) for p in problems if p.refuses and p.line and p.code not in _LACKS}
        self.gone = {problem.path for problem in problems if problem.code in _GONE}
        # A file or folder with a slip in its name is missing under the name that was meant.
        strays = [problem for problem in problems if problem.code in _STRAYS and problem.params["near"]]
        self.gone |= {Path(problem.params["near"]) for problem in strays}
        self.facts = any(path.suffix == ".toml" for path in self.gone)
        closed = any(problem.code == "closed" and problem.path.is_dir() for problem in problems)
        self.folders = closed or any(problem.code == "stray-folder" for problem in strays)
        self.cards = tuple(problem.params["file"] for problem in problems if problem.code == "own-page")
        run_together = {"bullet", "merged"}
        self.spoilt = {p.path.name for p in problems if p.refuses or p.code in run_together}
        self.spoilt |= {path.name for path in self.gone}

    def explain(self, problem: Problem) -> bool:
        """Return whether another problem is the cause of this one."""
        path, code, here = problem.path, problem.code, (problem.path, problem.line)
        named = bool({problem.params.get("key"), problem.params.get("id")} & self.meant)
        if code in _LACKS:
            return named or here in self.refused or path in self.gone or self._lies_in(problem)
        if code == "file-missing":
            return path.as_posix().endswith(self.cards)
        if code == "point-unsaid":
            return named or bool(self.gone)
        if code in _APART and (self.folders or self.facts):
            return True
        if code in _BESIDE and (path.name in self.spoilt or here in self.slips):
            return True
        if code == "only-here" and (named or problem.params["id"] in self.wordless):
            return True
        return problem.is_doubt and here in self.refused

    def _lies_in(self, problem: Problem) -> bool:
        """Return whether the file that lacks it is there and is not read."""
        file = problem.params.get("file", "")
        return bool(file) and (self.folders or any(f"/{path}".endswith(f"/{file}") for path in self.gone))


def _paired(problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems; one entry without words and words of its kind without entry belong together."""
    lacking = {problem.params["id"] for problem in problems if problem.code == "own-words"}
    if len(lacking) != 1:
        return list(problems)
    (id,) = lacking
    kind = id.partition(".")[0]
    return [
        replace(problem, params={**problem.params, "near": id})
        if problem.code == "unread-section" and problem.params["id"].partition(".")[0] == kind
        else problem
        for problem in problems
    ]


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
