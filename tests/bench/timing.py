"""What the benchmarks share: milliseconds, memory, and one table. Nothing is judged: machines drift."""

from __future__ import annotations

import os
import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

RUNS: Final = int(os.environ.get("BENCH_RUNS", "5"))
"""How often everything is measured."""

Figures = dict[str, list[float]]
"""What was measured, by name."""


def timed(what: Callable[[], object], runs: int = RUNS) -> list[float]:
    """Return the milliseconds of some runs."""
    taken: list[float] = []
    for _ in range(runs):
        began = time.perf_counter()
        what()
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def memory(pid: int) -> float:
    """Return a process's proportional share of memory, in MiB."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    found = re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def percentile(values: list[float]) -> float:
    """Return what 95 of 100 values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]


def table(title: str, figures: Figures) -> None:
    """Print figures, one a row."""
    print(f"\n{title}; Python {sys.version.split()[0]}\n{'':44}{'median':>10}{'95 %':>10}{'worst':>10}")
    for name, values in figures.items():
        row = (statistics.median(values), percentile(values), max(values))
        print(f"{name:44}" + "".join(f"{value:>10.1f}" for value in row), flush=True)
