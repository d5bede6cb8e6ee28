"""What stands in for modules while the screens are imported is gone afterwards, and never gets in the way."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

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
