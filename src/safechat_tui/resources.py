"""Finds the folders that travel with the program: content/ and styles/."""

from __future__ import annotations

from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).resolve().parent
"""The folder of the program."""


def _folder(name: str) -> Path:
    """Return a shipped folder: inside the package of a wheel, beside src/ in a working copy."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parents[1] / name


CONTENT: Final = _folder("content")
"""The guide's words and facts."""

STYLES: Final = _folder("styles")
"""The style sheets of the screens."""
