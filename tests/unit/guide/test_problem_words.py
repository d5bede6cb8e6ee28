"""Every problem that the guide's room can tell has its words in both languages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from safechat_tui import guide
from safechat_tui.i18n import LANGUAGES, Translator


def codes() -> Iterator[str]:
    """Yield the code of every problem that the room's source makes: the first text of such a call."""
    for path in sorted(Path(guide.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in {"Problem", "problem"}:
                texts = [each.value for each in node.args if isinstance(each, ast.Constant)]
                yield from [text for text in texts if isinstance(text, str)][:1]


def test_there_are_problems_to_tell() -> None:
    assert {"unreadable", "fact-unknown", "own-loose", "front-matter-line"} <= set(codes())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_problem_has_words(lang: str) -> None:
    has = Translator(lang).has
    assert [code for code in set(codes()) if not has(f"problem.{code}")] == []
