"""SIGKILL at random moments of endless saving."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

from tests.faults.saver import Child, forked, judge, kept_in, plan_of
from tests.faults.tally import Tally

from safechat_tui.store import KeptPlan, Store


def random_kills(folder: Path, size: int, trials: int) -> Tally:
    """Kill a saver at a random moment, judge the plan, and go on with it; so many times."""
    dice = random.Random(size)  # noqa: S311 - moments of killing, not secrets
    tally = Tally(f"kill -9 at random, plan of {size:,} B")
    store, kept = kept_in(folder, size)
    for _ in range(trials):
        child = _saving(store, kept, size)
        # A line says that the first save is under way.
        os.read(child.told, 1)
        time.sleep(dice.uniform(0, 0.012))
        os.kill(child.pid, signal.SIGKILL)
        lines = child.ended()[1]
        told = int(lines[-1]) if lines else kept.revision
        tally.count(judge(folder, kept, size, told))
        store.purge()
        tally.check(not list(folder.glob(".safechat-*.tmp")), "left over")
        kept = store.open(kept.code)
    return tally


def _saving(store: Store, first: KeptPlan, size: int) -> Child:
    def save_on(tell: Callable[[str], None]) -> None:
        kept = first
        tell("")
        while True:
            kept = store.save(kept, plan_of(size, kept.revision + 1))
            tell(str(kept.revision))

    return forked(save_on)
