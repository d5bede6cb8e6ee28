"""What the tests of the store share: a plan, its words, a clock, and short ways to say what goes wrong."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from safechat_tui import clock
from safechat_tui.age import keys
from safechat_tui.errors import SafeChatError
from safechat_tui.files import locks
from safechat_tui.plan import Plan
from safechat_tui.store import Folder, KeptPlan, Keyring, Store

WORDS = ("lamp", "river", "stone", "maple", "cloud")
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
PLAN = Plan(
    answers={"wants.stop": ("answer.yes",), "understand.platforms": ("platform.sms", "platform.x")},
    words="Qu’il arrête, sans bruit",
    chosen=("legal.log", "stop.block"),
    place="place.with-me",
)
OTHER = PLAN.with_words("Autre chose")

PASS, NEW = "lampe rivière érable nuage étoile", "other words of these tests alone"
PRIVATE, RECOVERY = keys.new_identity()
OTHER_PRIVATE, OTHER_RECOVERY = keys.new_identity()
needs_age = pytest.mark.skipif(shutil.which("age") is None, reason="needs the stock program")


def ring(data: Path, recovery: str | None = None) -> Keyring:
    return Keyring(Folder(data), recovery=recovery)


class Clock:
    """A clock that tests set; locks are not waited for while it rules."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = NOON
        monkeypatch.setattr(clock, "now", lambda: self.now)
        monkeypatch.setattr(clock, "today", lambda: self.now.astimezone().date())
        monkeypatch.setattr(locks, "LOCK_WAIT", 0.05)


def plans_of(store: Store) -> Path:
    """Return the folder of the plans of a store of files."""
    assert isinstance(store.backend, Folder)
    return store.backend.path


def sealed_in(data: Path) -> Store:
    """Return a store of plans that are sealed with a new key."""
    return Store(Folder(data / "plans"), seal=ring(data).create(PASS))


def keep(store: Store) -> KeptPlan:
    return store.keep(PLAN, lang="fr", words=WORDS)


def file_of(store: Store, kept: KeptPlan, suffix: str = ".json") -> Path:
    return plans_of(store) / f"{kept.code}{suffix}"


def caught(call: Callable[[], object]) -> SafeChatError:
    with pytest.raises(SafeChatError) as raised:
        call()
    return raised.value


def code_of(call: Callable[[], object]) -> str:
    return caught(call).code


def fail(number: int) -> Callable[..., int]:
    def failing(*_: object, **__: object) -> int:
        raise OSError(number, os.strerror(number))

    return failing
