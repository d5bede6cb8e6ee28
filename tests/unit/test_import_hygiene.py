"""What is really loaded by each room, and what stands in for a module meanwhile."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

HEAVY: Final = (
    *("textual", "rich", "tinydb", "reportlab", "babel", "markdown_it", "PIL", "asyncio"),
    *("pyrage", "cryptography"),
)
"""What costs the most to import, or belongs to one room."""

MAY_LOAD: Final = {
    "safechat_tui": set[str](),
    "safechat_tui.clean": set[str](),
    "safechat_tui.errors": set[str](),
    "safechat_tui.files": set[str](),
    "safechat_tui.config": set[str](),
    "safechat_tui.i18n": set[str](),
    "safechat_tui.cli": set[str](),
    "safechat_tui.terminal": set[str](),
    "safechat_tui.guide": set[str](),
    "safechat_tui.plan": set[str](),
    "safechat_tui.handout": set[str](),
    "safechat_tui.handout.text": set[str](),
    "safechat_tui.store": {"tinydb"},
    "safechat_tui.plain": set[str](),
}
"""For each module, which of the heavy ones its import may load."""

FIRST_FRAME: Final = """
import os
from safechat_tui.cli import main
from safechat_tui import config
from safechat_tui.tui.first import first_screen
assert first_screen(config.load({"HOME": os.devnull}), "fr", "", (80, 24))
"""
"""Everything that is needed until the first screen can be read."""

SLOW: Final = {
    *("textual", "rich", "asyncio", "tinydb", "reportlab", "babel", "cryptography", "pyrage"),
    *("dataclasses", "hashlib", "inspect", "random", "secrets", "tempfile"),
    *("safechat_tui.store", "safechat_tui.plain.asking"),
    *("safechat_tui.guide.model", "safechat_tui.handout.document", "safechat_tui.handout.build"),
    *("safechat_tui.conversation.conversation", "safechat_tui.commands.papers"),
}
"""What nobody may have to wait for before the first screen."""

OF_OTHERS: Final = ("textual", "rich", "reportlab", "tinydb", "PIL")
"""What the screens, the PDF writer and the store load, and text does not need."""

NETWORK: Final = ("ssl", "http.client", "urllib.request", "smtplib", "ftplib")

READ_BOTH: Final = """
from safechat_tui.guide.library import read_guide
from safechat_tui.plan import Plan, advise, plan_steps
for lang in ("fr", "en"):
    guide = read_guide(lang)
    plan = Plan().with_goals(guide, guide.goals)
    plan_steps(guide, plan.with_strategy(advise(guide, plan)[-1].id, wanted=True))
"""


def loaded(code: str) -> set[str]:
    """Return the modules that are loaded in a fresh Python after it ran this code."""
    report = f"{code}\nimport sys as _sys\nprint(*_sys.modules)"
    done = subprocess.run([sys.executable, "-c", report], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_the_first_screen_stands_before_textual_is_imported() -> None:
    assert not loaded(FIRST_FRAME) & SLOW


@pytest.mark.parametrize("module", MAY_LOAD)
def test_importing_a_room_loads_nothing_heavy_that_is_not_its_own(module: str) -> None:
    assert loaded(f"import {module}") & set(HEAVY) <= MAY_LOAD[module]


def test_reading_the_guide_and_advising_loads_nothing_heavy_and_nothing_that_talks_to_a_network() -> None:
    assert not loaded(READ_BOTH) & {*HEAVY, *NETWORK}


@pytest.mark.parametrize(
    ("line", "unloaded"),
    [
        ("--version", HEAVY),
        ("handout --help", HEAVY),
        ("guide", OF_OTHERS),
        ("handout --goals stop", OF_OTHERS),
        ("search plan", (*OF_OTHERS, "asyncio")),
    ],
)
def test_a_command_loads_only_what_it_needs(line: str, unloaded: tuple[str, ...]) -> None:
    code = f"from safechat_tui.cli import main\nmain({line.split()})"
    assert not loaded(code) & set(unloaded)


def test_the_directions_of_imports_are_kept(root: Path) -> None:
    code = "from importlinter.cli import lint_imports_command\nlint_imports_command()"
    command = [sys.executable, "-c", code, "--no-cache"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


# Modules that something stands in for -------------------------------------------------------------


PRELUDE: Final = """
import json, os, sys
from safechat_tui.tui.lean import _stand_ins, import_screens
names = list(_stand_ins())
{before}
import_screens()
from safechat_tui.tui.app import SafeChatApp
"""

ADDED: Final = """
from importlib.machinery import SourceFileLoader
from importlib.util import spec_from_file_location
class Newer(SourceFileLoader):
    def get_code(self, name):
        return compile(self.get_data(self.path) + b"\\n" + LINES, self.path, "exec")
class Finder:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name != "textual.app":
            return None
        place = path[0] + "/app.py"
        return spec_from_file_location(name, place, loader=Newer(name, place))
sys.meta_path.insert(0, Finder)
LINES = {lines!r}.encode()
"""
"""Makes the module of Textual's application end with some lines more, as that of a newer Textual may."""


def run(code: str, before: str = "") -> Any:
    """Run code after the import of the screens, in a fresh Python, and return what it printed."""
    code = PRELUDE.replace("{before}", before) + code
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_something_stands_in_for_at_most_four_modules() -> None:
    assert 0 < run("print(json.dumps(len(names)))") <= 4


def test_nothing_stands_in_for_a_module_after_the_import() -> None:
    code = "print(json.dumps([name for name in names if name in sys.modules]))"
    assert run(code) == []


def test_they_can_be_imported_afterwards() -> None:
    code = "from textual.command import CommandPalette\nprint(json.dumps(CommandPalette.__module__))"
    assert run(code) == "textual.command"


def test_what_is_loaded_already_is_left_alone() -> None:
    before = "import ssl, typing_extensions, platformdirs"
    code = "print(json.dumps([name for name in names if name in sys.modules]))"
    assert sorted(run(code, before)) == ["platformdirs", "ssl", "typing_extensions"]


@pytest.mark.parametrize(
    "lines",
    [
        "from textual.command import SearchIcon",
        "import textual.command as newer\nWIDTH = newer.SearchIcon",
        "import textual.command as c\nclass Wide(c.CommandPalette):\n    NAMES = c.CommandPalette.BINDINGS",
        "import platformdirs\nFOLDER = platformdirs.user_config_path('x')",
        "import ssl\nCONTEXT = ssl.SSLContext",
        "from typing_extensions import deprecated",
    ],
    ids=["a-name", "an-attribute", "a-base-class", "a-call", "a-module", "a-backport"],
)  # fmt: skip
def test_a_textual_that_needs_them_is_imported_without_them(lines: str) -> None:
    code = "print(json.dumps([sys.modules['textual.app'].MARK, 'textual.command' in sys.modules]))"
    assert run(code, ADDED.replace("{lines!r}", repr(f"{lines}\nMARK = 7"))) == [7, True]


def test_what_textual_reads_of_the_environment_is_not_left_there() -> None:
    assert run("print(json.dumps('TEXTUAL_FPS' in os.environ))") is False


def test_a_failure_that_has_nothing_to_do_with_them_is_raised(tmp_path: Path) -> None:
    (tmp_path / "textual").mkdir()
    (tmp_path / "textual" / "__init__.py").write_text("raise RuntimeError('broken')", "utf-8")
    code = "from safechat_tui.tui.lean import import_screens; import_screens()"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {code}"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "RuntimeError: broken" in done.stderr
