"""A disk or an account without room, at every size of a file: what was written before it is short."""

from __future__ import annotations

import resource
import signal
from collections.abc import Callable
from pathlib import Path

from tests.faults.saver import attempt, forked, judge, plan_of, store_in
from tests.faults.tally import Tally

from safechat_tui.plan import Plan


def file_size_limits(folder: Path, size: int, step: int) -> Tally:
    """Save under every limit on the size of a file (every `step` bytes), then without one."""
    tally = Tally("RLIMIT_FSIZE at every size of the file")
    store = store_in(folder)
    kept = store.save(store.keep(Plan(), lang="fr", words=("lamp", "river", "stone")), plan_of(size, 2))
    most = (folder / f"{kept.code}.age").stat().st_size + step

    def saving(limit: int) -> Callable[[Callable[[str], None]], None]:
        def save(tell: Callable[[str], None]) -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
            mine = store_in(folder)
            told, now = attempt(mine, kept, plan_of(size, kept.revision + 1))
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
            if told != "kept":
                told, now = attempt(mine, kept, plan_of(size, kept.revision + 1))
            tell(f"{told.split()[0]} {now.revision}")

        return save

    for limit in range(0, most, step):
        code, lines = forked(saving(limit)).ended()
        tally.count(judge(folder, kept, size, int(lines[0].split()[1])))
        tally.check(code == 0 and lines[0].startswith("kept"), "not kept")
        kept = store.open(kept.code)
    return tally
