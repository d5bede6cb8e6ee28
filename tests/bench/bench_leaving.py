"""Measures the quick exit in every state, on the real program in a real pseudo-terminal.

Arguments name the states wanted. The figures are milliseconds from the key to the last byte of the blank
screen, and to the end of the process.
"""

from __future__ import annotations

import os
import select
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench.timing import RUNS
from tests.terminal.harness import CTRL_X, DOWN, ENTER, PROGRAM, Session, past_first_start
from tests.terminal.states import (
    BLOCKED,
    DIALOGS,
    PASTE,
    SLOW_SAVE,
    STATES,
    fill,
    open_field,
    patched,
    write_pdf,
)

KITTY = b"\x1b[120;5u"
"""Ctrl+X as terminals with the kitty protocol send it."""


@dataclass
class State:
    """How a state is reached and left."""

    reach: Callable[[Session], None] = lambda session: None
    keys: bytes = CTRL_X
    size: tuple[int, int] = (80, 24)
    lines: tuple[str, ...] = ()
    started: float | None = None
    """Seconds after the start when the key is pressed; nothing: when the first screen stands."""
    read: bool = True
    """Whether somebody reads the screen."""


def _save(session: Session) -> None:
    session.press("3", " ", "k", DOWN)
    session.send(ENTER)
    time.sleep(0.1)


def _block(session: Session) -> None:
    session.send("!")
    time.sleep(0.1)


def _flood(session: Session) -> None:
    open_field(session)
    session.send(b"calm evenings " * 145_000)


def _paste(session: Session) -> None:
    open_field(session)
    session.send(PASTE + b"abc " * 1000)


def _split(session: Session) -> None:
    session.send(KITTY[:3])
    time.sleep(0.02)


STATES_LEFT: dict[str, State] = {
    **{name: State(reach) for name, reach in (STATES | DIALOGS).items()},
    "a paste that never ends": State(_paste),
    "a pdf being written": State(write_pdf),
    "a plan being saved": State(_save, lines=SLOW_SAVE),
    "a handler blocked for 5 s": State(_block, lines=BLOCKED),
    "after 2 MB of text": State(_flood),
    "a kitty key in two reads": State(_split, keys=KITTY[3:]),
    "1x1": State(size=(1, 1)),
    "300x100": State(lambda session: session.press("4"), size=(300, 100)),
    "nobody reads the screen": State(fill, read=False),
    **{
        f"{milliseconds} ms after the start": State(started=milliseconds / 1000)
        for milliseconds in (0, 50, 150, 300)
    },
}
"""Every state, by name."""


def measure(state: State) -> tuple[float, float]:
    """Return milliseconds until the screen was blank and until the process was gone."""
    with tempfile.TemporaryDirectory() as folder:
        home = past_first_start(Path(folder))
        program = patched(home, *state.lines) if state.lines else PROGRAM
        with Session(home, size=state.size, program=program) as session:
            if state.started is None:
                session.wait_for()
                state.reach(session)
            else:
                time.sleep(state.started)
            if state.read:
                session.read()
            return _leave(session, state)


def _leave(session: Session, state: State) -> tuple[float, float]:
    process = os.pidfd_open(session.process.pid)
    watched = [process, session.master] if state.read else [process]
    pressed = time.perf_counter()
    os.write(session.master, state.keys)
    blank = gone = 0.0
    while not gone:
        ready, _, _ = select.select(watched, [], [], 30)
        if session.master in ready and os.read(session.master, 65536):
            blank = time.perf_counter()
        elif process in ready:
            gone = time.perf_counter()
    os.close(process)
    assert session.process.wait() == 0
    if not state.read:
        blank = gone
    return (blank - pressed) * 1000, (gone - pressed) * 1000


def main() -> None:
    """Measure the states and print one table."""
    wanted = sys.argv[1:] or list(STATES_LEFT)
    print(f"{RUNS} runs, Python {sys.version.split()[0]}; milliseconds, median / worst")
    print(f"{'':28}{'screen blank':>18}{'process gone':>18}", flush=True)
    for name in wanted:
        blanks, gones = zip(*(measure(STATES_LEFT[name]) for _ in range(RUNS)), strict=True)
        cells = (f"{statistics.median(values):.1f} / {max(values):.1f}" for values in (blanks, gones))
        print(f"{name:28}" + "".join(f"{cell:>18}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
