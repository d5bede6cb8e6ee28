"""Measures a PDF written from the screens: from the key to the file, and how long a page waits meanwhile."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.timing import RUNS, Figures, memory, table
from tests.terminal.harness import CTRL_X, ENTER, PAGE_DOWN, PATIENCE, Session, past_first_start

PAGE_UP = b"\x1b[5~"


def written(home: Path) -> bool:
    """Return whether the finished file is there."""
    return any(home.glob("plan-*.pdf"))


def measure(figures: Figures, *, reads: bool) -> None:
    """Write one PDF and note what it took, somebody waiting for it or turning pages meanwhile."""

    def note(name: str, value: float) -> None:
        figures.setdefault(f"{name}, {'somebody reads on' if reads else 'somebody waits'}", []).append(value)

    with tempfile.TemporaryDirectory() as folder:
        home = past_first_start(Path(folder))
        with Session(home) as session:
            session.wait_for()
            session.press("3", " ", "4", "r", ENTER, "f", "e")
            began = time.perf_counter()
            session.send(ENTER)
            waits = list(turned(session, home)) if reads else []
            while not written(home):
                assert time.perf_counter() - began < PATIENCE, "no PDF was written"
                session.read(0.001)
            note("key to file, ms", (time.perf_counter() - began) * 1000)
            if reads:
                note("longest wait for a page, ms", max(waits, default=0))
            session.settle()
            note("memory after, MiB PSS", memory(session.process.pid))
            session.send(CTRL_X)
            session.status()


def turned(session: Session, home: Path) -> Iterator[float]:
    """Turn pages until the file is there, and yield how many milliseconds each took to be shown."""
    key = PAGE_DOWN
    while not written(home):
        pressed = time.perf_counter()
        session.send(key)
        key = PAGE_UP if key is PAGE_DOWN else PAGE_DOWN
        while not session.read(0.002) and not written(home):
            assert time.perf_counter() - pressed < PATIENCE, "no PDF was written"
        yield (time.perf_counter() - pressed) * 1000


def main() -> None:
    """Write the PDFs and print one table."""
    figures: Figures = {}
    for _ in range(RUNS):
        for reads in (False, True):
            measure(figures, reads=reads)
    table(f"A PDF, {RUNS} runs", figures)


if __name__ == "__main__":
    main()
