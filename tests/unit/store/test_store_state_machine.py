"""Any order of settings, plans, starts and sessions: what is sealed stays so, and nothing is lost."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from string import ascii_lowercase

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from safechat_tui.age import passphrase
from safechat_tui.config import Config
from safechat_tui.conversation.keeping import Keeping
from safechat_tui.errors import SafeChatError
from safechat_tui.plan import Plan

PASS = "five plain words for this"  # noqa: S105
SESSIONS = st.integers(0, 1)
WORDS = tuple(map("".join, product(ascii_lowercase, repeat=3)))
"""So many that no code is drawn twice: a run is to be alike when it is tried again."""
COUNTS = {"steps": 0, "kept": 0, "saved": 0, "opened": 0, "sealed": 0, "refused": 0}


@dataclass
class Session:
    """One running program: the settings as they were when it started."""

    keeping: Keeping
    plan: Plan = field(default_factory=Plan)


class Plans(RuleBasedStateMachine):
    """Two sessions of one account, and somebody who edits the settings between their starts."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp())
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(passphrase.seal_passphrase, "__kwdefaults__", {"work": 2})
        self.keep = "plain"
        self.plans: dict[str, set[str]] = {}
        """What each plan may hold: her line as it was last said to be kept, or as a failed save left it.

        In the order they were kept in, for codes are random and runs are to be alike."""
        self.allowed: dict[str, bytes] = {}
        """The open files that were there when plans began to be sealed."""
        self.number = 0

    def teardown(self) -> None:
        """Leave nothing behind."""
        self.patch.undo()
        shutil.rmtree(self.home)

    @initialize()
    def begin(self) -> None:
        self.sessions = [self._started(), self._started()]

    def _started(self) -> Session:
        return Session(Keeping(Config(keep=self.keep, data_folder=self.home / "data")))

    @property
    def folder(self) -> Path:
        return self.home / "data" / "plans"

    @property
    def open_files(self) -> dict[str, bytes]:
        return {path.stem: path.read_bytes() for path in self.folder.glob("*-*-*.json")}

    @property
    def is_sealed(self) -> bool:
        """Whether there is a key, and so a real seal in force."""
        return (self.home / "data" / "key.age").exists()

    def _do(self, what: Callable[[], object]) -> bool:
        """Do something that may be refused in one sentence."""
        COUNTS["steps"] += 1
        before = self.is_sealed
        if not before:
            self.allowed = {}
        try:
            what()
        except SafeChatError:
            COUNTS["refused"] += 1
            return False
        finally:
            if self.is_sealed and not before:
                self.allowed = self.open_files
        return True

    def _unlocked(self, session: Session) -> bool:
        """Give the passphrase where it is asked for, as screens and lines do."""
        keeping = session.keeping
        if not keeping.needs_passphrase:
            return True
        keyring = keeping.keyring
        keeping.take_key(keyring.unlock(PASS) if keyring.exists else keyring.create(PASS))
        count = keeping.seal_plain()
        COUNTS["sealed"] += count
        return True

    def _line(self) -> str:
        self.number += 1
        return f"line {self.number}"

    @rule(which=SESSIONS)
    def keep_a_plan(self, which: int) -> None:
        session = self.sessions[which]
        if session.keeping.is_keeping:
            return
        plan = session.plan.with_words(self._line())

        def keep() -> None:
            session.keeping.may_keep()
            self._unlocked(session)
            session.keeping.keep(plan, "fr", WORDS)

        if self._do(keep):
            COUNTS["kept"] += 1
            session.plan = plan
            self.plans[session.keeping.code] = {plan.words}

    @rule(which=SESSIONS)
    def change_the_plan(self, which: int) -> None:
        session = self.sessions[which]
        if not session.keeping.is_keeping:
            return
        plan = session.plan.with_words(self._line())
        if self._do(lambda: session.keeping.save(plan)):
            COUNTS["saved"] += 1
            session.plan = plan
            self.plans[session.keeping.code] = {plan.words}

    @precondition(lambda self: self.plans)
    @rule(which=SESSIONS, data=st.data())
    def open_a_plan(self, which: int, data: st.DataObject) -> None:
        session = self.sessions[which]
        code = data.draw(st.sampled_from(tuple(self.plans)))

        def open_it() -> None:
            session.keeping.may_keep()
            self._unlocked(session)
            session.plan = session.keeping.open(code).plan
            assert session.plan.words in self.plans[code]

        if self._do(open_it):
            COUNTS["opened"] += 1

    @precondition(lambda self: self.plans)
    @rule(which=SESSIONS, data=st.data())
    def delete_a_plan(self, which: int, data: st.DataObject) -> None:
        code = data.draw(st.sampled_from(tuple(self.plans)))
        if self._do(lambda: self.sessions[which].keeping.delete(code)):
            del self.plans[code]

    @rule(keep=st.sampled_from(["plain", "sealed", "off"]))
    def edit_the_settings(self, keep: str) -> None:
        self.keep = keep

    @rule(which=SESSIONS)
    def seal_from_now_on(self, which: int) -> None:
        self.keep = "sealed"
        self.restart(which)

    @rule(which=SESSIONS)
    def restart(self, which: int) -> None:
        session = self.sessions[which] = self._started()
        with contextlib.suppress(SafeChatError):
            session.keeping.purge()

    @rule(which=SESSIONS)
    def lock(self, which: int) -> None:
        session = self.sessions[which]
        session.keeping.forget_key()
        session.keeping.let_go()

    @rule(which=SESSIONS)
    def begin_anew(self, which: int) -> None:
        self.sessions[which].keeping.let_go()
        self.sessions[which].plan = Plan()

    @invariant()
    def nothing_is_written_in_clear_once_there_is_a_seal(self) -> None:
        if self.is_sealed:
            assert self.open_files.items() <= self.allowed.items()

    @invariant()
    def every_plan_is_there_once(self) -> None:
        found = {path.stem for path in self.folder.glob("*-*-*.*")}
        assert found == set(self.plans)
        assert not list(self.folder.glob(".safechat-*"))


def test_in_any_order_nothing_is_written_in_clear_under_a_seal_and_nothing_is_lost() -> None:
    run_state_machine_as_test(
        Plans, settings=settings(max_examples=150, stateful_step_count=50, derandomize=True, database=None)
    )
    assert min(COUNTS.values()) > 4, COUNTS
