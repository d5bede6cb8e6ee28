"""Compiles the interface's catalogues before every build, and when run as a program; packs the guide."""

from __future__ import annotations

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


class CompileCatalogues(BuildHookInterface[Any]):
    """Runs before a wheel, an sdist or an editable install is made."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every catalogue, however fresh the old ones look, and put the data into a wheel.

        An editable install gets no copy of the data: it would hide what is being edited.
        """
        compile_catalogues(Path(self.root))
        if self.target_name == "wheel" and version != "editable":
            build_data["force_include"] |= {name: f"safechat_tui/{name}" for name in DATA}


if __name__ == "__main__":
    compile_catalogues(Path(__file__).resolve().parent)
