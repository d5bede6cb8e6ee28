"""The commands of the shell, those of one kind in a module.

To add one: put it in COMMANDS of a module, name that in MODULES, give it `help.<name>` in the catalogues.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

MODULES: Final[Mapping[str, str]] = {
    "guide": "reading",
    "search": "search",
    "handout": "handout",
    "platform": "reading",
    "urgent": "reading",
    "helplines": "reading",
    "helplines-card": "blanks",
    "log": "blanks",
    "capture-card": "blanks",
    "kept": "kept",
    "exports": "exports",
    "paper": "exports",
    "doctor": "doctor",
    "settings": "settings",
    "content": "content",
    "man": "man",
    "completion": "completion",
}
"""The module of each word that may follow the program's name, in the order of the help."""
