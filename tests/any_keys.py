"""What random keys are tried with: bytes of every kind, and eyes on what a conversation has on the disk."""

from __future__ import annotations

import copy
import os
import tempfile
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from safechat_tui.age import passphrase as age
from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.requests import Attempts
from safechat_tui.plan import Plan
from safechat_tui.store import keyring_of, store_of
from safechat_tui.terminal.exitkeys import ExitKeys

STEPS: Final = int(os.environ.get("SOAK_STEPS", "2000"))
"""Steps in screens and lines together; `make soak` takes 50,000."""

LENGTH: Final = 40
"""Steps of one conversation."""

PASSPHRASE: Final = "forêt écume lampe rivage sentier"  # noqa: S105

BYTES: Final = (
    b"\x1b[?62;22c",
    b"\x1b]11;rgb:ffff/ffff/ffff\x07",
    b"\x1bP1+r\x1b\\",
    b"\x1b[5;9R",
    b"\x1b[1;5D",
    b"\x1b[97;69u",
    b"\x1b[<0;3;4M",
    b"\x1b[",
    b"\x1b]52;c;",
    "é".encode(),
    b"\xff\xfe",
    b"\x00",
    b"text that was pasted n q k e ! 1 2 3",
    b"\x1b[200~two\rlines\x1b[201~",
    b"\x1b[200~a paste \x1b[A\x1b",
    b"\x1b[201~",
)
"""Answers of a terminal, keys, what is neither, and pastes."""

EXITS: Final = (b"\x18", b"\x1b[120;5u", b"\x1b[120:88;69:1u", b"\x1b[27;5;120~", b"\x1b[27;133;120~")
"""Ways to send Ctrl+X."""

SIZES: Final = ((80, 24), (40, 12), (132, 43), (20, 5))


def conversations(
    draw: Callable[[Random], object], share: float
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return what calls a test with the steps of one conversation after the other.

    Args:
        share: its part of all steps, from 0 to 1.
        draw: draws one step. Strategies would rather repeat themselves, and that leads nowhere.
    """
    steps = st.randoms(use_true_random=True).map(lambda random: [draw(random) for _ in range(LENGTH)])
    chosen = settings(
        max_examples=max(1, round(STEPS * share / LENGTH)),
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        derandomize="SOAK_STEPS" not in os.environ,
    )
    return lambda test: pytest.mark.drawn(chosen(given(steps=steps)(test)))


def fresh(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """Give a conversation a home of its own, in which a guess at a passphrase costs little."""
    home = Path(tempfile.mkdtemp(dir=folder))
    patch.setenv("HOME", str(home))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        patch.setenv(f"XDG_{name}_HOME", str(home / name))
    patch.setattr(age.seal_passphrase, "__kwdefaults__", {"work": 4})


class Disk:
    """All that one conversation has written, looked at after each step."""

    def __init__(self, talk: Conversation) -> None:
        """Make a key, and give it to the conversation as its passphrase would."""
        self._talk = talk
        minutes = cycle(range(0, 60 * 60 * 24, 60))
        talk.keeping.attempts = Attempts(lambda: next(minutes))
        talk.keeping.started()
        self._seal = keyring_of(talk.config).create(PASSPHRASE)
        talk.keeping.take_key(self._seal)
        self._plans: dict[str, Plan] = {}
        self._code = ""
        self._before = talk.plan
        self._files = self._names()
        self._exits: Iterator[bytes] = cycle(EXITS)
        self._heard = ExitKeys()
        self._now = 0.0

    def hear(self, data: bytes) -> None:
        """Take note of bytes that came from the terminal; none of them leaves."""
        self._now += 3
        assert not self._heard.seen(data, self._now)

    def check(self, *, writes: bool, deletes: bool, forgets: bool) -> None:
        """Look at what a step has done.

        Args:
            writes: whether something new may be on the disk.
            deletes: whether a kept plan may be gone.
            forgets: whether a plan that is not kept may be gone.
        """
        keeping, plan = self._talk.keeping, self._talk.plan
        self._seal = self._talk.keeping._seal or self._seal
        names = self._names()
        assert writes or names <= self._files, names - self._files
        codes = {path.split("/")[-1].partition(".")[0] for path in names if "/plans/" in path}
        assert deletes or self._plans.keys() <= codes
        self._plans = {code: kept for code, kept in self._plans.items() if code in codes}
        if self._code != keeping.code and self._code in self._plans:
            # What was being typed is saved with a plan that is closed.
            left = self._on_disk(self._code)
            assert len(_held(self._plans[self._code]) - _held(left)) <= 1
            self._plans[self._code] = left
        self._code = keeping.code
        if keeping.is_keeping:
            assert keeping.is_saved
            if self._plans.get(keeping.code) is not plan:
                assert self._on_disk(keeping.code) == plan
                self._plans[keeping.code] = plan
        elif not forgets:
            assert self._before.is_empty or len(_held(self._before) - _held(plan)) <= 1
        self._before, self._files = Plan(guide=plan.guide) if keeping.is_keeping else plan, names
        assert copy.deepcopy(self._heard).seen(next(self._exits), self._now + 3)

    def end(self) -> None:
        """Find every plan that was kept as it was left."""
        assert {code: self._on_disk(code) for code in self._plans} == self._plans

    def _on_disk(self, code: str) -> Plan:
        return store_of(self._talk.config, self._seal).open(code).plan

    def _names(self) -> set[str]:
        return {str(path) for path in self._talk.config.home.rglob("*") if path.is_file()}


def _held(plan: Plan) -> set[Any]:
    """Return all that was said and chosen."""
    return {*plan.answers, plan.words, *plan.chosen}
