"""Strikes saving with every fault and prints one table. `make faults`, or with `quick` a few trials of each.

Usage: python -m tests.faults [quick | power | database]

Needs strace, and root for the small disk. Ends with 1 when anything was corrupt, lost or otherwise wrong.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from tests.database.cluster import started
from tests.faults import calls, database, kills, limits, papers, power
from tests.faults.saver import SIZES
from tests.faults.tally import Tally, table

from safechat_tui import files
from safechat_tui.files import writing
from safechat_tui.store import Database, Keyring


def break_writer(how: str) -> None:
    """Make the writer worse: `unsynced`, `in place` or `no folder sync`."""
    match how:
        case "unsynced":
            writing.os.fsync = lambda _: None  # type: ignore[attr-defined]
        case "in place":
            files.replace = _in_place
        case "no folder sync":
            setattr(writing, "sync", lambda _: None)  # noqa: B010 - a name of another module's


def _in_place(path: Path, data: bytes, *, changed: datetime | None = None, lasting: bool = True) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.write(handle, data)
    os.fsync(handle)
    os.close(handle)


def tallies(folder: Path, *, quick: bool) -> Iterator[Tally]:
    """Yield what each fault did."""
    for size in SIZES:
        yield kills.random_kills(folder / f"kills {size}", size, 40 if quick else 600)
    yield from calls.at_every_call(folder / "calls", 4_000, every=12 if quick else 1)
    yield limits.file_size_limits(folder / "limits", 4_000, step=500 if quick else 20)
    if os.geteuid() == 0:
        yield limits.full_disk(folder / "disk", 4_000, trials=10 if quick else 200)
    yield from papers.at_every_call(folder / "papers", every=3 if quick else 1)
    yield from power_cuts(folder)


def power_cuts(folder: Path) -> Iterator[Tally]:
    """Yield what power cuts did, at every moment of everything that writes."""
    power.with_little_work()
    for size in SIZES:
        yield power.during_a_save(_made(folder / f"power {size}"), size)
    yield power.during_the_first_save(_made(folder / "power first"))
    yield power.while_sealing(_made(folder / "power seal"))
    yield power.while_the_passphrase_changes(_made(folder / "power key"))
    yield papers.power_cuts(_made(folder / "power papers"))


def databases(folder: Path) -> Iterator[Tally]:
    """Yield what the death of a database's server did."""
    power.with_little_work()
    folder.chmod(0o755)
    with started() as cluster:
        seal = Keyring(Database(cluster.connection(), 30)).create("words of these faults")
        yield database.kills(cluster, seal, 500)
        yield database.promotions(cluster, seal, folder, 5)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def main() -> int:
    """Print the table and how long it took."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        if "power" in sys.argv[1:]:
            break_writer(os.environ.get("SAFECHAT_BROKEN", ""))
            found = list(power_cuts(Path(folder)))
        elif "database" in sys.argv[1:]:
            found = list(databases(Path(folder)))
        else:
            found = list(tallies(Path(folder), quick="quick" in sys.argv[1:]))
    print(table(found))
    print(f"\n{sum(tally.trials for tally in found):,} trials in {time.monotonic() - began:.0f} s")
    return 1 if any(tally.found for tally in found) else 0


if __name__ == "__main__":
    sys.exit(main())
