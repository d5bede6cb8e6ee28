"""A real PostgreSQL of the tests' own, with the packaged tables, and a store of either kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.database.cluster import Cluster, started
from tests.unit.store.samples import PASS

from safechat_tui.store import Database, Folder, Keyring, Seal, Store

Stores = Callable[[], Store]


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A server with the packaged tables and two workers."""
    with started() as made:
        yield made


@pytest.fixture
def database(cluster: Cluster) -> Iterator[Cluster]:
    """The server, empty."""
    cluster.sql("truncate safechat.plans, safechat.keys, safechat.seen")
    yield cluster
    while cluster.opened:
        cluster.opened.pop().close()


@pytest.fixture
def seal(database: Cluster) -> Seal:
    """The seal of a worker whose key lies in the database."""
    return Keyring(Database(database.connection(), 30)).create(PASS)


@pytest.fixture(params=["files", "database"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Folder | Database:
    """Where a key lies: either kind."""
    if request.param == "files":
        return Folder(tmp_path / "data")
    cluster: Cluster = request.getfixturevalue("database")
    return Database(cluster.connection(), 30)


@pytest.fixture
def stores(place: Folder | Database, request: pytest.FixtureRequest, tmp_path: Path) -> Stores:
    """Return what opens the same store of sealed plans in another session: either kind."""
    key = Keyring(place).create(PASS)
    if isinstance(place, Folder):
        return lambda: Store(Folder(tmp_path / "data" / "plans"), keep_days=30, seal=key)
    cluster: Cluster = request.getfixturevalue("database")
    return lambda: Store(Database(cluster.connection(), 30), seal=key)
