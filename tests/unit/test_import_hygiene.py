"""What is really loaded by each room: imports inside functions escape a static graph, not this."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

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
    *("hashlib", "random", "secrets", "tempfile", "safechat_tui.store", "safechat_tui.plain.asking"),
    *("safechat_tui.guide.model", "safechat_tui.handout.document", "safechat_tui.handout.build"),
    *("safechat_tui.conversation.conversation", "safechat_tui.commands.papers"),
}
"""What nobody may have to wait for before the first screen."""

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


def test_reading_the_shipped_guide_and_advising_loads_nothing_heavy() -> None:
    assert not loaded(READ_BOTH) & set(HEAVY)


def test_reading_the_guide_and_advising_loads_nothing_that_talks_to_a_network() -> None:
    assert not loaded(READ_BOTH) & set(NETWORK)


def test_saying_the_version_loads_nothing_heavy() -> None:
    code = "from safechat_tui.cli import main\nmain(['--version'])"
    assert not loaded(code) & set(HEAVY)


def test_a_plan_as_text_loads_neither_the_screens_nor_the_pdf_writer() -> None:
    arguments = ["handout", "--goals", "stop", "--format", "text", "-o", "-"]
    code = f"from safechat_tui.cli import main\nmain({arguments})"
    assert not loaded(code) & {"textual", "rich", "reportlab", "tinydb", "PIL"}


def test_the_guide_as_lines_loads_neither_the_screens_nor_the_pdf_writer() -> None:
    code = "from safechat_tui.cli import main\nmain(['guide'])"
    assert not loaded(code) & {"textual", "rich", "reportlab", "tinydb", "PIL"}


def test_the_directions_of_imports_are_kept(root: Path) -> None:
    code = "from importlinter.cli import lint_imports_command\nlint_imports_command()"
    command = [sys.executable, "-c", code, "--no-cache"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
