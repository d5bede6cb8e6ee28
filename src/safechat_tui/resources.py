"""Finds the folders that travel with the program: content/ and styles/."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from safechat_tui.early.state import folder

CONTENT: Final = Path(folder("content"))
"""The guide's words and facts."""

STYLES: Final = Path(folder("styles"))
"""The style sheets of the screens."""
