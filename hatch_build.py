"""Compiles the catalogues and parses the pages before every build and when run; packs the content."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DATA = ("content", "styles")
"""Folders at the top of the tree that a wheel carries inside the package."""


def compile_catalogues(root: Path) -> None:
    """Write a .mo beside every .po under src/safechat_tui/locale; a broken catalogue raises PoFileError."""
    for source in sorted((root / "src/safechat_tui/locale").glob("*/*/*.po")):
        with source.open("rb") as stream:
            catalogue = read_po(stream, abort_invalid=True)
        with source.with_suffix(".mo").open("wb") as stream:
            write_mo(stream, catalogue)


def write_manual(root: Path) -> dict[str, str]:
    """Write the manual pages and the completion of shells; return where each file goes in a wheel."""
    folder = root / "build" / "share"
    command = [sys.executable, "-m", "safechat_tui.commands.share", str(folder)]
    environ = {**os.environ, "PYTHONPATH": str(root / "src")}
    subprocess.run(command, env=environ, check=True)  # noqa: S603
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): f"share/{path.relative_to(folder).as_posix()}" for path in files}


def parse_pages(root: Path) -> None:
    """Write the pages of the content as they are parsed; see `safechat_tui.guide.parsed`."""
    command = [sys.executable, "-c", "from safechat_tui.guide.parsed import write_parsed; write_parsed()"]
    environ = {**os.environ, "PYTHONPATH": str(root / "src")}
    subprocess.run(command, env=environ, check=True)  # noqa: S603


class CompileCatalogues(BuildHookInterface[Any]):
    """Runs before a wheel, an sdist or an editable install is made."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile and parse everything, however fresh the old files look, and put the data into a wheel.

        An editable install gets no copy of the data: it would hide what is being edited.
        """
        compile_catalogues(Path(self.root))
        parse_pages(Path(self.root))
        if self.target_name == "wheel" and version != "editable":
            build_data["shared_data"] |= write_manual(Path(self.root))
            build_data["force_include"] |= {name: f"safechat_tui/{name}" for name in DATA}


if __name__ == "__main__":
    compile_catalogues(Path(__file__).resolve().parent)
    parse_pages(Path(__file__).resolve().parent)
