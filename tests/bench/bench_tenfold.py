"""Measures the screens with ten guides beside the two that are shipped, in one interleaved run.

Run by hand: `python -m tests.bench.bench_tenfold`. Both are copies of the program in a folder of their own;
one of them has one guide eight times more under other names. Nothing is judged.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.bench_beside import Line, noting, table

HERE = Path(__file__).resolve().parents[2]
"""The working copy."""

ROUNDS = int(os.environ.get("BENCH_RUNS", "7"))
"""Rounds after the first, which warms the disk."""

SETTLED = 1.0
"""Seconds after which a start is over."""

COPIES = 8
"""How many more guides there are."""


def copy(folder: Path, more: int) -> Path:
    """Copy the program, with more guides than it has, parse their pages, and return where its modules are."""
    for name in ("content", "styles", "src/safechat_tui"):
        shutil.copytree(HERE / name, folder / name)
    content = folder / "content"
    for number in range(2, more + 2):
        shutil.copy(content / "facts" / "calls.toml", content / "facts" / f"calls{number}.toml")
        for lang in ("en", "fr"):
            shutil.copytree(content / lang / "calls", content / lang / f"calls{number}")
    modules = folder / "src"
    environ = {**os.environ, "PYTHONPATH": str(modules), "PYTHONDONTWRITEBYTECODE": ""}
    subprocess.run(
        [sys.executable, "-c", "from safechat_tui.guide.parsed import write; write()"],
        env=environ,
        check=True,
    )
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(modules)], check=True)
    return modules


def one_round(modules: Path, home: str, guide: list[str], note: Callable[[str, float], None]) -> None:
    """Start the program once, turn a page and change the step."""
    command = ["env", f"PYTHONPATH={modules}", sys.executable, "-m", "safechat_tui", *guide]
    line = Line(command, home)
    _, signed, _ = line.drawn(b"^X")
    note("readable, ms", (signed - line.began) * 1000)
    time.sleep(SETTLED)
    note("start, ms of processor", line.processor())
    if guide:
        note("page, ms", line.press(b"\x1b[6~")[1])
        note("step change, ms", line.press(b"4")[1])
    note("memory, MiB PSS", line.share())
    line.end()


def main() -> None:
    """Run the rounds and print the tables."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / ".local/share/safechat").mkdir(parents=True, mode=0o700)
        (folder / ".local/share/safechat/welcomed").touch(mode=0o600)
        both = {"SafeChat": copy(folder / "ten", COPIES), "two guides": copy(folder / "two", 0)}
        for title, guide in (("A named guide", ["--guide", "messages"]), ("Asked for", [])):
            figures: dict[tuple[str, str], list[float]] = {}
            for turn in range(ROUNDS + 1):
                for program, modules in both.items():
                    one_round(modules, name, guide, noting(figures, program, turn))
            table(f"{title}: ten guides (SafeChat) beside two, {ROUNDS} rounds", both, figures)


if __name__ == "__main__":
    main()
