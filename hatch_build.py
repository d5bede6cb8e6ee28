"""Compiles the interface's catalogues before a wheel, an sdist or an editable install is made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface[Any]):
    """Writes a .mo beside every .po under src/safechat_tui/locale."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every catalogue; a broken one stops the build."""
        for source in sorted(Path(self.root, "src/safechat_tui/locale").glob("*/*/*.po")):
            with source.open("rb") as stream:
                catalogue = read_po(stream, abort_invalid=True)
            with source.with_suffix(".mo").open("wb") as stream:
                write_mo(stream, catalogue)
