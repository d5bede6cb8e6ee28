"""Measures kept plans in PostgreSQL: a worker's twenty plans alone, and among those of 10,000 other workers.

It takes some minutes and 2 GB of disk.
"""

from __future__ import annotations

import os
import statistics
import time

from tests.bench.timing import timed
from tests.database.cluster import Cluster, started
from tests.faults.database import store_at
from tests.unit.store.samples import PASS, PLAN

from safechat_tui.guide.library import read_guide
from safechat_tui.store import Database, Keyring

WORKERS = int(os.environ.get("BENCH_WORKERS", "10000"))
"""Other workers."""

PLANS = 20
"""Plans of each worker."""

TIMES = 100
"""How often each thing is measured."""

FILL = f"""
    do $$ begin
        for number in 1..{WORKERS} loop
            execute format('create role filler_%s in role safechat_workers', number);
        end loop;
    end $$;
    insert into safechat.plans (owner, code, content, changed, last_day)
    select 'filler_' || number, 'lamp-river-' || translate(plan::text, '0123456789', 'abcdefghij') || 'xyz',
        convert_to(rpad('age-encryption.org/v1' || number, 1400, 'x'), 'utf8'), now(), current_date + 30
    from generate_series(1, {WORKERS}) number, generate_series(1, {PLANS}) plan;
    insert into safechat.seen (owner, content)
    select 'filler_' || number, convert_to(repeat('x', 900), 'utf8')
    from generate_series(1, {WORKERS}) number;
    analyze;
"""  # noqa: S608 - numbers of ours


def figures(cluster: Cluster) -> dict[str, float]:
    """Measure as a worker who keeps twenty plans."""
    cluster.sql("delete from safechat.plans where owner = 'worker_a'")
    cluster.sql("delete from safechat.keys; delete from safechat.seen where owner = 'worker_a'")
    seal = Keyring(Database(cluster.connection(), 30)).create(PASS)
    store = store_at(cluster.connection(), seal)
    words = read_guide("en").code_words
    kept = [store.keep(PLAN, lang="fr", words=words) for _ in range(PLANS)][-1]

    def save() -> None:
        nonlocal kept
        kept = store.save(kept, PLAN)

    return {
        "list": statistics.median(timed(store.list, TIMES)),
        "open": statistics.median(timed(lambda: store.open(kept.code), TIMES)),
        "save": statistics.median(timed(save, TIMES)),
        "purge": statistics.median(timed(store.purge, TIMES)),
    }


def main() -> None:
    """Print one table."""
    with started() as cluster:
        empty = figures(cluster)
        began = time.monotonic()
        cluster.sql(FILL)
        print(f"{WORKERS * PLANS:,} plans of {WORKERS:,} workers in {time.monotonic() - began:.0f} s\n")
        full = figures(cluster)
    print("| | alone, ms | among all, ms | ratio |\n|---|---:|---:|---:|")
    for name, before in empty.items():
        print(f"| {name} | {before:.2f} | {full[name]:.2f} | {full[name] / before:.2f} |")


if __name__ == "__main__":
    main()
