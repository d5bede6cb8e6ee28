"""The problems of the guide's texts as lines that an editor can follow: `path:line: words`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from safechat_tui.clean import clean
from safechat_tui.guide.problems import Problem
from safechat_tui.i18n import Translator

_TEXTS: Final = ("shipped", "own")
"""What of a problem is told in lines of its own."""


def problem_lines(problems: Iterable[Problem], tr: Translator) -> tuple[str, ...]:
    """Return one line for each problem, paths relative to the current folder where they are inside it."""
    return tuple(problem_line(problem, tr) for problem in problems)


def problem_line(problem: Problem, tr: Translator) -> str:
    """Return `path:line: what is wrong; what to write instead`; a problem of a whole file has no line."""
    # The name of a file may hold anything.
    params = {key: clean(said, multiline=key in _TEXTS) for key, said in problem.params.items()}
    if "lang" in params:
        params["language"] = tr(f"language.{params['lang']}")
    if "what" in params and tr.has(f"markdown.{params['what']}"):
        params["what"] = tr(f"markdown.{params['what']}")
    words = tr(f"problem.{problem.code}", **params)
    if params.get("near") and problem.code != "near-section":
        words = f"{words} ({tr('content.near', near=params['near'])})"
    if params.get("write"):
        words = f"{words}; {tr('content.write', write=params['write'])}"
    line = tr("content.line", place=place(problem.path, problem.line), words=words)
    return "\n".join([line, *both_texts(params.get("shipped", ""), params.get("own", ""), tr)])


def both_texts(shipped: str, own: str, tr: Translator) -> Iterator[str]:
    """Yield the shipped words, then a shelter's own, each under its name; nothing for what there is not."""
    for name, said in (("content.shipped", shipped), ("content.own", own)):
        if said:
            yield f"    {tr(name)}"
            yield from (f"        {line}" for line in said.split("\n"))


def place(path: Path, line: int) -> str:
    """Return `path:line` as it is told, relative to the current folder where it is inside it."""
    here = Path.cwd()
    if path.is_absolute() and path.is_relative_to(here):
        path = path.relative_to(here)
    shown = clean(str(path))
    return f"{shown}:{line}" if line else shown
