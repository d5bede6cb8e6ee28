"""Every problem that the guide's room can tell has its words in both languages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from safechat_tui import guide
from safechat_tui.i18n import LANGUAGES, Translator

CODE_ARGUMENT: Final = {"Problem": 2, "problem": 1}
"""Which argument of each call is the code of the problem."""


def codes() -> Iterator[str]:
    """Yield the code of every problem that the room's source makes."""
    for path in sorted(Path(guide.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = (
                    node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                )
                index = CODE_ARGUMENT.get(name, 99)
                if len(node.args) > index and isinstance(code := node.args[index], ast.Constant):
                    yield str(code.value)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", sorted(set(codes())))
def test_a_problem_has_words(code: str, lang: str) -> None:
    assert Translator(lang).has(f"problem.{code}")


def test_the_room_makes_many_kinds_of_problem() -> None:
    assert len(set(codes())) > 25
