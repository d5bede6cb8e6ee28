"""Strikes a server of PostgreSQL while a plan is saved, and looks what became of what was told to be kept."""

from __future__ import annotations

import threading
from pathlib import Path
from random import Random

from tests.database.cluster import WORKER, Cluster
from tests.faults.tally import Tally
from tests.unit.store.samples import PLAN, keep

from safechat_tui.errors import SafeChatError
from safechat_tui.store import Database, KeptPlan, Seal, Store
from safechat_tui.store.connection import Connection


class Saver(threading.Thread):
    """Saves one plan again and again until its server is gone."""

    def __init__(self, store: Store, kept: KeptPlan) -> None:
        super().__init__()
        self.store, self.kept = store, kept

    def run(self) -> None:
        try:
            while True:
                self.kept = self.store.save(self.kept, PLAN.with_words(f"line {self.kept.revision}"))
        except SafeChatError:
            pass


def store_at(connection: Connection, seal: Seal) -> Store:
    return Store(Database(connection, 30), seal=seal)


def kills(cluster: Cluster, seal: Seal, trials: int) -> Tally:
    """Kill the server at a random moment of a save, start it, and look; the same session goes on."""
    tally = Tally("PostgreSQL killed in a save")
    store = store_at(cluster.connection(), seal)
    kept = keep(store)
    draws = Random(7)  # noqa: S311 - moments, not secrets
    for _ in range(trials):
        saver = Saver(store, kept)
        saver.start()
        saver.join(draws.uniform(0.0, 0.05))
        cluster.kill()
        saver.join()
        cluster.start()
        kept = _judged(tally, store, saver.kept, store_at(cluster.connection(), seal))
    return tally


def promotions(cluster: Cluster, seal: Seal, folder: Path, trials: int) -> Tally:
    """Kill a primary in a save, promote its standby, and look; the session finds it by itself."""
    tally = Tally("primary killed, standby promoted")
    for trial in range(trials):
        kept = keep(store_at(cluster.connection(), seal))
        standby = cluster.standby(folder / str(trial))
        try:
            store = store_at(cluster.connection(WORKER, standby), seal)
            saver = Saver(store, kept)
            saver.start()
            saver.join(0.2)
            cluster.kill()
            saver.join()
            standby.promote()
            _judged(tally, store, saver.kept, store_at(standby.connection(), seal))
            for each in standby.opened:
                each.close()
        finally:
            standby.stop()
            (cluster.data / "postgresql.auto.conf").write_text("", "utf-8")
            cluster.start()
    return tally


def _judged(tally: Tally, store: Store, told: KeptPlan, other: Store) -> KeptPlan:
    """Count what became of a plan that was told to be kept, and save it once more as a worker would."""
    try:
        there = other.open(told.code)
    except SafeChatError:
        tally.count("corrupt")
        return told
    tally.count("good" if there.revision >= told.revision else "lost")
    try:
        return store.save(told, PLAN.with_words("again"))
    except SafeChatError as error:
        tally.check(fine=False, otherwise=error.code)
        return there
