"""SafeChat: a conversation guide in the terminal for workers who support survivors of harassing messages."""

from typing import Final

__version__: Final = "0.1.0"
"""The version of the program, as `safechat --version` prints it."""
