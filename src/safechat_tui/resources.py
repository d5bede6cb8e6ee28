"""Finds the folders that travel with the program: content/ and styles/."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """Return the shipped folder of that name.

    An installed wheel carries it inside the package; a working copy has it two levels up, beside src/.
    """
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent.parent / name


CONTENT: Final = folder("content")
"""The guide's words and facts."""

STYLES: Final = folder("styles")
"""The style sheets of the screens."""
