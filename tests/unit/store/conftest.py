"""A store, a plan kept in it, and a clock that tests set."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.store.samples import Clock, keep

from safechat_tui.store import Folder, KeptPlan, Store


@pytest.fixture(autouse=True)
def at() -> Iterator[Clock]:
    # Last days are local ones, so every machine must agree on what is local.
    with pytest.MonkeyPatch.context() as zone:
        zone.setenv("TZ", "UTC")
        time.tzset()
        yield Clock(zone)
    time.tzset()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(Folder(tmp_path / "plans"))


@pytest.fixture
def kept(store: Store) -> KeptPlan:
    return keep(store)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"
