"""The bytes that take a terminal over, and that leave it blank and as it was.

The rules this module keeps:

- Every row is erased by itself before the alternate screen is left: that alone leaves no line of the
  guide on the screen or in the scrollback, also where there is no alternate screen.
- Every mode that was switched on is switched off, whoever switched it on.
"""

from __future__ import annotations

import os
from typing import Final

PRINTER_ON: Final = b"\x1b[5i"
"""Media copy: whatever follows goes to the printer of the terminal, and none of it is shown."""

PRINTER_OFF: Final = b"\x1b[4i"
"""Ends that; harmless where nothing goes to a printer."""

MODES_OFF: Final = (
    "\x1b\\"  # ends a sequence that was cut in the middle
    "\x1b[?2026l"  # synchronised output
    "\x1b[0m"  # colours and bold
    "\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l"  # mouse
    "\x1b[?2004l"  # bracketed paste
    "\x1b[?1004l"  # focus reports
    "\x1b[?2048l"  # reports of the window's size
    "\x1b[<u"  # kitty keyboard
    "\x1b[r"  # scrolling region
    "\x1b[?7h"  # line wrap
)
"""Switches off every mode a full-screen program may have switched on."""

KEYS_AS_EVER: Final = "\x1b[=0u\x1b[>4;0m\x1b[0m"
"""Lets keys come as they always did: no kitty protocol, no modifyOtherKeys, whoever switched them on."""

SERIES: Final = ("vt1", "vt2", "vt3", "vt4")
"""How the names of DEC's first four series begin, from the VT100 on."""

_OLD: Final = ("linux", *SERIES)
"""How names of terminals begin that have no such modes, and misread what switches them off."""

POOR_TERMINALS: Final = frozenset({"", "dumb", "unknown", "adm3a", "vt52", "wy50", "wy60", "wyse60"})
"""Values of TERM without any of the sequences that are used here: no screen, no way to erase a line."""

NO_SCROLLBACK: Final = "\x1b[3J"
"""Clears the rows above the screen, in terminals that can."""

MAX_ROWS: Final = 1000
"""Rows erased at the most, whatever the terminal says of itself."""


def _erase_rows(rows: int) -> str:
    """Return what erases a screen of 1 to MAX_ROWS rows, one by one, and puts the cursor at the top."""
    rows = max(1, min(rows, MAX_ROWS))
    return "".join([f"\x1b[{row};1H\x1b[2K" for row in range(1, rows + 1)]) + "\x1b[H"


def modes_on() -> str:
    """Return what takes the screen over, cleared after all that an odd terminal may show of it."""
    # Alternate screen; cleared, no cursor, bracketed paste, no line wrap.
    return f"\x1b[?1049h{_keys_as_ever()}\x1b[2J\x1b[H\x1b[?25l\x1b[?2004h\x1b[?7l"


def _keys_as_ever() -> str:
    """Return what lets keys come as ever; nothing for terminals that cannot send them otherwise."""
    return "" if os.environ.get("TERM", "").startswith(_OLD) else KEYS_AS_EVER


def farewell(rows: int, *, clears_scrollback: bool) -> bytes:
    """Return the bytes that leave a terminal of so many rows blank and as it was."""
    blank = _erase_rows(rows)
    # The shell's own rows come back with its screen, so they can be cleared only then.
    shell = blank + NO_SCROLLBACK if clears_scrollback else ""
    return (_keys_as_ever() + MODES_OFF + blank + "\x1b[?1049l" + shell + "\x1b[?25h").encode("ascii")
