"""What stands in for modules while Textual is imported is out of the way afterwards, and never gets in it."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

IMPORTED = """
import json, sys
from safechat_tui.tui.lean import LATER, NEVER, _Name, lean_imports
with lean_imports():
    import safechat_tui.tui.app
"""
"""The start of a session, as far as it imports."""

TAKEN = """
from importlib import import_module
taken = {
    value._place: f"{type(getattr(import_module(value._place[0]), value._place[1])).__name__}"
    for module in list(sys.modules.values())
    for value in list(vars(module).values())
    if isinstance(value, _Name)
}
print(json.dumps(sorted((*place, kind) for place, kind in taken.items())))
"""
"""What was taken from modules that are loaded later, and what kind of thing each is."""


def run(code: str) -> Any:
    """Run code after the imports, in a fresh Python, and return what it printed."""
    done = subprocess.run([sys.executable, "-c", IMPORTED + code], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_nothing_stands_in_for_a_module_after_the_imports() -> None:
    code = (
        "here = [name for name in (*LATER, *NEVER, 'ssl') if name in sys.modules]\n"
        "print(json.dumps([name for name in here if sys.modules[name].__spec__ is None]))"
    )
    assert run(code) == []


def test_only_functions_and_classes_are_taken_from_modules_that_are_loaded_later() -> None:
    taken = run(TAKEN)
    kinds = {kind for _, _, kind in taken}
    assert taken
    assert kinds <= {"function", "type", "ABCMeta", "builtin_function_or_method", "method"}


@pytest.mark.parametrize(
    "code",
    [
        "import rich.style; print(json.dumps(rich.style.loads(rich.style.dumps([7])) == [7]))",
        "import textual.app; print(json.dumps(textual.app.uuid.UUID(int=7).int == 7))",
        "import rich.console; print(json.dumps(str(rich.console.render_markup('[b]x[/b]')) == 'x'))",
        "import uuid, pickle, random; print(json.dumps(random.choice([1]) == 1 == uuid.UUID(int=1).int))",
    ],
    ids=["a-function", "a-class", "through-another-module", "imported-afterwards"],
)
def test_what_is_loaded_later_is_the_real_thing(code: str) -> None:
    assert run(code) is True


def test_what_textual_reads_of_the_environment_is_not_left_there() -> None:
    assert run("import os; print(json.dumps('TEXTUAL_FPS' in os.environ))") is False
