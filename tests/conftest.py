"""What every test shares: a home of its own, repeatable random examples, the shipped guide."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

from safechat_tui.age import passphrase
from safechat_tui.guide.library import read_guide
from safechat_tui.guide.model import Guide

settings.register_profile("repeatable", deadline=None, database=None, derandomize=True)
settings.register_profile("few", settings.get_profile("repeatable"), max_examples=10)
settings.load_profile("repeatable")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--few", action="store_true", help="of a test, take its first and last case")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the cases between the first and the last of a test where few are asked for."""
    if config.getoption("few"):
        last = {item.nodeid.partition("[")[0]: item for item in items}
        first = {item.nodeid.partition("[")[0]: item for item in reversed(items)}
        few = {*first.values(), *last.values()}
        items[:] = [item for item in items if item in few]


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Names for home folders. `mktemp` would look through all that it made before, for each one."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def _own_home(_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test away from the plans and settings of the person who runs it."""
    home = next(_homes)
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / f".{name.lower()}"))
    monkeypatch.delenv("SAFECHAT_LANG", raising=False)


@pytest.fixture
def little_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a passphrase take no time: what is tested is not how long it takes to guess one."""
    monkeypatch.setattr(passphrase.seal_passphrase, "__kwdefaults__", {"work": 4})


@pytest.fixture(scope="session", params=["fr", "en"])
def guide(request: pytest.FixtureRequest) -> Guide:
    """The shipped guide, in each language in turn."""
    return read_guide(request.param)


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the working copy."""
    return Path(__file__).resolve().parent.parent
