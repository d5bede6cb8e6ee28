"""SafeChat: a conversation guide in the terminal for workers who support survivors of harassing messages."""

from __future__ import annotations

# typing takes some milliseconds to import, and the first of them are without our protection.
from typing import Final

__version__: Final = "0.1.0"
"""The version of the program, as `safechat --version` prints it."""
