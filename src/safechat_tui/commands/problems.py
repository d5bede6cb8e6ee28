"""The problems of the guide's texts as lines that an editor can follow: `path:line: words`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from safechat_tui.clean import clean
from safechat_tui.guide.problems import Problem
from safechat_tui.i18n import Translator

_LINE_OF_TOML: Final = re.compile(r"\bline (\d+)")
"""Where tomllib says that a file is wrong; its words are English only and are left out."""


def problem_lines(problems: Iterable[Problem], tr: Translator) -> tuple[str, ...]:
    """Return one line for each problem, paths relative to the current folder where they are inside it."""
    return tuple(problem_line(problem, tr) for problem in problems)


def problem_line(problem: Problem, tr: Translator) -> str:
    """Return `path:line: what is wrong; what to write instead`; a problem of a whole file has no line."""
    params = dict(problem.params)
    if "lang" in params:
        params["language"] = tr(f"language.{params['lang']}")
    if "what" in params and tr.has(f"markdown.{params['what']}"):
        params["what"] = tr(f"markdown.{params['what']}")
    words = tr(f"problem.{problem.code}", **params)
    if params.get("near"):
        words = f"{words} ({tr('content.near', near=params['near'])})"
    return tr("content.line", place=_place(problem), words=words)


def _place(problem: Problem) -> str:
    line = problem.line
    if problem.code == "toml" and (found := _LINE_OF_TOML.search(problem.params.get("detail", ""))):
        line = int(found[1])
    path = problem.path
    here = Path.cwd()
    if path.is_absolute() and path.is_relative_to(here):
        path = path.relative_to(here)
    shown = clean(str(path))
    return f"{shown}:{line}" if line else shown
