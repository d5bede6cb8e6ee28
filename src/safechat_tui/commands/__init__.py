"""The commands of the shell, one small module each.

To add one: write a module that holds COMMANDS, name it in MODULES, give it `help.<name>` in the catalogues.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MODULES: Final[Mapping[str, str]] = {
    "guide": "guide",
    "search": "search",
    "handout": "handout",
    "platform": "platform",
    "urgent": "urgent",
    "helplines": "helplines",
    "helplines-card": "helplines_card",
    "log": "log",
    "capture-card": "capture_card",
    "kept": "kept",
    "exports": "exports",
    "paper": "paper",
    "doctor": "doctor",
    "settings": "settings",
    "content": "content",
    "man": "man",
    "completion": "completion",
}
"""The module of each word that may follow the program's name, in the order of the help."""
