"""What a terminal lacks, as far as the name of its kind (TERM) and NO_COLOR tell.

The rules this module keeps:

- The name is believed only where it says that something is missing; otherwise a terminal has everything.
- Nothing is looked up in the system's own descriptions: they are not everywhere, and often wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

_OLD: Final = re.compile(r"vt[1-4]\d\d\b")
"""Terminals of DEC's first four series, and what says it is one."""

_MONOCHROME: Final = re.compile(r"ansi-m\b|.*-(?:m|mono)$")
"""Names that tell that there are no colours."""


class Kind(NamedTuple):
    """What a kind of terminal has."""

    colours: bool = True
    """Whether it has colours, and the person wants them."""
    signs: bool = True
    """Whether its font is sure to have more than the letters of Western Europe, light rules and arrows."""
    moves: bool = True
    """Whether it moves whole rows, and goes down and to the left in one sequence."""


FULL: Final = Kind()
"""A terminal of today."""


def kind_of(environ: Mapping[str, str]) -> Kind:
    """Return what the terminal has.

    Args:
        environ: where TERM and NO_COLOR (https://no-color.org) are looked up.
    """
    name = environ.get("TERM", "")
    old = bool(_OLD.match(name))
    return Kind(
        colours=not (environ.get("NO_COLOR") or old or _MONOCHROME.match(name)),
        # The fonts of the Linux console hold 256 or 512 signs, and which ones is up to each machine.
        signs=not re.match(r"linux\b", name),
        moves=not old,
    )
