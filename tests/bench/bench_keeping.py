"""Measures keeping: a save with the seal and without, a list, and the passphrase."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.bench.timing import Figures, table, timed
from tests.faults.saver import SIZES, WORDS, plan_of, store_in

from safechat_tui.plan import Plan
from safechat_tui.store import PLAIN, Folder, Keyring, Store

SAVES = 200
"""Saves of each size."""


def saves(folder: Path, size: int, *, sealed: bool) -> list[float]:
    """Return what saving a plan of some size takes."""
    store = store_in(folder) if sealed else Store(Folder(folder), seal=PLAIN)
    kept = store.keep(Plan(), lang="fr", words=WORDS)

    def save() -> None:
        nonlocal kept
        kept = store.save(kept, plan_of(size, kept.revision + 1))

    save()
    return timed(save, SAVES)


def main() -> None:
    """Print the figures."""
    figures: Figures = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in SIZES:
            for sealed in (True, False):
                kind = "sealed" if sealed else "plain"
                figures[f"save {size:7,} B {kind}"] = saves(folder / f"{kind} {size}", size, sealed=sealed)
        store = store_in(folder / "list")
        words = [f"{a}{b}{b}" for a in "abcdefgh" for b in "abcdefgh"]
        for _ in range(50):
            store.keep(plan_of(4000, 1), lang="fr", words=words)
        figures["list of 50 sealed plans"] = timed(store.list, 50)
        keyring = Keyring(Folder(folder / "key"))
        keyring.create("pass")
        figures["unlock"] = timed(lambda: keyring.unlock("pass"), 10)
    table("Keeping, ms", figures)


if __name__ == "__main__":
    main()
