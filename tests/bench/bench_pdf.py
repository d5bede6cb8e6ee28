"""Measures a PDF written from the screens: from the key to the file, what it costs, what stays afterwards.

Run by `make bench`; BENCH_RUNS says how often. It prints one table and judges nothing: figures drift with
the machine. A plan of five pages is written from a session in a pseudo-terminal: by somebody who waits for
it, by somebody who reads on meanwhile, by somebody who chose the format a moment before, and within 400,000
kB of address space, as `ulimit -v 400000` gives them.
"""

from __future__ import annotations

import os
import re
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from pypdf import PdfReader
from tests.terminal.harness import (
    CTRL_X,
    ENTER,
    PATIENCE,
    Session,
    past_first_start,
)

RUNS = int(os.environ.get("BENCH_RUNS", "5"))
"""How often a PDF is written in each way."""

LIMIT = 400_000 * 1024
"""Bytes of address space, as `ulimit -v 400000` gives them."""

PAGE_UP, PAGE_DOWN = b"\x1b[5~", b"\x1b[6~"


def memory(session: Session) -> float:
    """Return the session's proportional share of memory, in MiB."""
    rollup = Path(f"/proc/{session.process.pid}/smaps_rollup").read_text("utf-8")
    found = re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def status(session: Session, name: str) -> int:
    """Return what the system says of the process under a name, in kB."""
    lines = Path(f"/proc/{session.process.pid}/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


def processor(session: Session) -> float:
    """Return the processor time that the session used so far, in milliseconds."""
    fields = Path(f"/proc/{session.process.pid}/stat").read_text("utf-8")
    user, system = fields.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) * 1000 / os.sysconf("SC_CLK_TCK")


def written(home: Path) -> Path | None:
    """Return the finished file, if it is there."""
    return next(home.glob("plan-*.pdf"), None)


def limit() -> None:
    """Give the process no more address space than LIMIT."""
    resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT))


def measure(*, hurried: bool = False, reads: bool = False, limited: bool = False) -> dict[str, float]:
    """Write one PDF, and return what it took.

    Args:
        hurried: whether the format is chosen just before, so that its library is still being loaded.
        reads: whether somebody presses keys meanwhile.
        limited: whether there is little address space.
    """
    with tempfile.TemporaryDirectory() as folder:
        home = past_first_start(Path(folder))
        with Session(home, before=limit if limited else lambda: None) as session:
            session.wait_for()
            session.press("3", " ", "4", "r", ENTER)
            figures = {"memory before, MiB PSS": memory(session)}
            spent = processor(session)
            if hurried:
                session.send("f", "e")
                # The dialog must have opened, but the library need not be there.
                time.sleep(0.05)
            else:
                session.press("f")
                figures["memory with the format chosen, MiB PSS"] = memory(session)
                figures["processor time until then, ms"] = processor(session) - spent
                session.press("e")
                spent = processor(session)
            began = time.perf_counter()
            session.send(ENTER)
            waits = list(_waits(session, home)) if reads else []
            while (path := written(home)) is None:
                assert time.perf_counter() - began < PATIENCE, "no PDF was written"
                session.read(0.001)
            figures["key to file, ms"] = (time.perf_counter() - began) * 1000
            if reads:
                figures["longest wait for the screen, ms"] = max(waits, default=0)
            session.settle()
            if not reads:
                figures["processor time, ms"] = processor(session) - spent
                figures["memory after, MiB PSS"] = memory(session)
                figures["pages"] = len(PdfReader(path).pages)
                figures["file, kB"] = path.stat().st_size / 1000
            if limited:
                figures["address space at most, MB"] = status(session, "VmPeak") / 1000
            session.send(CTRL_X)
            session.status()
    return figures


def _waits(session: Session, home: Path) -> Iterator[float]:
    """Turn pages until the file is there, and yield how many milliseconds each took to be shown."""
    turned = PAGE_DOWN
    while written(home) is None:
        pressed = time.perf_counter()
        session.send(turned)
        turned = PAGE_UP if turned is PAGE_DOWN else PAGE_DOWN
        while not session.read(0.002) and written(home) is None:
            assert time.perf_counter() - pressed < PATIENCE, "no PDF was written"
        yield (time.perf_counter() - pressed) * 1000


def main() -> None:
    """Write the PDFs and print one table."""
    print(f"{RUNS} runs, 80x24, Python {sys.version.split()[0]}; least / median / worst")
    ways = {
        "somebody waits for it": {},
        "somebody reads on meanwhile": {"reads": True},
        "the format was chosen a moment before": {"hurried": True},
        "with little address space": {"limited": True},
    }
    for name, way in ways.items():
        runs = [measure(**way) for _ in range(RUNS)]
        print(f"\n{name}", flush=True)
        for figure in runs[0]:
            values = [run[figure] for run in runs]
            cells = (min(values), statistics.median(values), max(values))
            print(f"  {figure:42}" + "".join(f"{cell:>9.1f}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
