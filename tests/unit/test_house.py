"""The ceilings of the house: how much there is of it, and what no file may do."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from io import BytesIO
from pathlib import Path
from typing import Final

import grimp
import pytest
from reportlab.pdfgen.canvas import Canvas
from textual.app import App
from textual.driver import Driver
from textual.screen import Screen
from textual.widgets import Input

from safechat_tui.config import RULES
from safechat_tui.handout.pdf import tags
from safechat_tui.tui import driver

PACKAGE: Final = Path(driver.__file__).parents[1]
"""The source."""

MOST_LINES: Final = 27_100
"""Lines of all the source; lowered with every clearing, never raised for one."""

MOST_TEST_LINES: Final = 27_100
"""Lines of all the tests; they are to be no more than those of the source."""

LONGEST: Final = 300
"""Lines of a module."""

HEAVY: Final = ("textual", "reportlab", "tinydb", "cryptography", "pyrage", "psycopg")
"""Libraries that may be imported inside a function, so that a start without them does not load them."""

LATER: Final = {
    "__main__.py": "safechat_tui",
    "cli.py": "safechat_tui",
    "commands/content.py": "safechat_tui.handout.pdf",
    "guide/parsed.py": "safechat_tui.guide.markdown",
    "handout/paper.py": "safechat_tui.handout",
    "hardening.py": "ctypes",
    "store/store.py": "safechat_tui.store.storage",
    "tui/running.py": "safechat_tui.tui.app",
}
"""What else is imported inside a function: the room of such a library, or what waits for the quick exit."""

OF_TEXTUAL: Final = {
    name
    for kind in (App, Screen, Driver, Input)
    for name in dir(kind)
    if name[:1] == "_" and name[:2] != "__"
}
"""Textual's private names that a class of ours could touch."""

OF_REPORTLAB: Final = {name for name in dir(Canvas(BytesIO())) if name[:1] == "_" and name[:2] != "__"}
"""The private names of reportlab's canvas."""

FILES: Final = sorted(PACKAGE.rglob("*.py"))


def place(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imported(node: ast.AST) -> Iterator[str]:
    """Yield the modules that are imported anywhere in a part of a file."""
    for part in ast.walk(node):
        if isinstance(part, ast.Import):
            yield from (name.name for name in part.names)
        elif isinstance(part, ast.ImportFrom):
            yield part.module or ""


def lines_of(folder: Path) -> int:
    return sum(len(path.read_text("utf-8").splitlines()) for path in folder.rglob("*.py"))


def test_the_source_is_no_longer_than_its_ceiling() -> None:
    assert lines_of(PACKAGE) <= MOST_LINES


def test_the_tests_are_no_longer_than_their_ceiling(root: Path) -> None:
    assert lines_of(root / "tests") <= MOST_TEST_LINES


def test_no_module_is_longer_than_its_ceiling() -> None:
    for path in FILES:
        assert len(path.read_text("utf-8").splitlines()) <= LONGEST, place(path)


def test_imports_inside_functions_spare_a_start_a_whole_library() -> None:
    for path in FILES:
        for part in ast.walk(tree(path)):
            if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef):
                allowed = (*HEAVY, *filter(None, [LATER.get(place(path))]))
                others = [name for name in imported(part) if not name.startswith(allowed)]
                assert not others, f"{place(path)}: {others}"


def test_only_the_driver_imports_private_modules() -> None:
    for path in FILES:
        private = [name for name in imported(tree(path)) if "._" in f".{name}" and name != "__future__"]
        assert not private or place(path) == "tui/driver.py", f"{place(path)}: {private}"


def touched(path: Path, private: set[str]) -> set[str]:
    """Return the private names of a library that a file reads, sets or overrides."""
    parts = list(ast.walk(tree(path)))
    read = {part.attr for part in parts if isinstance(part, ast.Attribute)}
    overridden = {part.name for part in parts if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)}
    return (read | overridden) & private


@pytest.mark.parametrize("path", [*(PACKAGE / "tui").rglob("*.py")], ids=place)
def test_textuals_private_names_are_touched_by_the_driver_alone(path: Path) -> None:
    assert not touched(path, OF_TEXTUAL) or place(path) == "tui/driver.py"


def test_the_driver_lists_every_private_name_that_it_touches() -> None:
    names = touched(PACKAGE / "tui/driver.py", OF_TEXTUAL)
    assert names
    assert [name for name in names if f"{name}`" not in (driver.__doc__ or "")] == []


def test_reportlabs_private_names_are_touched_and_listed_by_the_tags_alone() -> None:
    using = {place(path): touched(path, OF_REPORTLAB) for path in (PACKAGE / "handout/pdf").rglob("*.py")}
    names = using.pop("handout/pdf/tags.py")
    assert names
    assert [name for name in names if f"{name}`" not in (tags.__doc__ or "")] == []
    assert not any(using.values())


def test_no_modules_import_one_another_in_a_circle() -> None:
    graph = grimp.build_graph("safechat_tui", exclude_type_checking_imports=True, cache_dir=None)
    TopologicalSorter(
        {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    ).prepare()


@pytest.mark.parametrize("name", ["README.md", "README.fr.md"])
def test_a_readme_has_a_row_for_every_setting(name: str) -> None:
    words = (PACKAGE.parents[1] / name).read_text(encoding="utf-8")
    assert set(re.findall(r"^    (\w+) += ", words, re.MULTILINE)) == set(RULES)


def test_nothing_public_shares_its_name_save_functions_that_run_a_command() -> None:
    defined = re.compile(r"^(?:class|def|async def) ([A-Za-z]\w*)|^([A-Z]\w*)(?:: .*)? = ", re.MULTILINE)
    names = Counter(
        name
        for path in FILES
        for name in {"".join(found) for found in defined.findall(path.read_text("utf-8"))}
        if name[0].isupper() or path.parent.name != "commands"
    )
    assert {name for name, times in names.items() if times > 1} == {"COMMANDS", "main"}
