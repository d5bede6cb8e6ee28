"""Savers that faults strike: each is a forked child that saves a sealed plan and tells what it was told."""

from __future__ import annotations

import ctypes
import os
import select
import signal
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from safechat_tui.age import keys
from safechat_tui.errors import SafeChatError
from safechat_tui.plan import Plan
from safechat_tui.store import Folder, KeptPlan, Store
from safechat_tui.store.keyring import KeySeal

_SET_PTRACER: Final = 0x59616D61
_ANYONE: Final = ctypes.c_ulong(-1)
WORDS: Final = ("lamp", "river", "stone", "maple", "cloud")
SIZES: Final = (500, 4_000, 100_000)
"""Bytes of a plan: a first word, a full one, and far more than any conversation gives."""

IDENTITY, _PUBLIC = keys.new_identity()


def store_in(folder: Path) -> Store:
    """Return a store that seals to the one key of this run."""
    return Store(Folder(folder), seal=KeySeal(IDENTITY, None))


def kept_in(folder: Path, size: int) -> tuple[Store, KeptPlan]:
    """Return a store and a plan of a size that is kept in it: the first save brings all code into memory."""
    store = store_in(folder)
    return store, store.save(store.keep(Plan(), lang="fr", words=WORDS), plan_of(size, 2))


def plan_of(size: int, revision: int) -> Plan:
    """Return a plan whose content takes some `size` bytes, all of it telling of its revision."""
    codes = tuple(f"r{revision}.{number}" for number in range(50))
    questions = size // 750
    return Plan(answers={f"question.{number}": codes for number in range(questions)}, words=f"r{revision}")


def judge(folder: Path, kept: KeptPlan, size: int, told: int) -> str:
    """Return `good`, `corrupt` or `lost` for a plan after a fault, by the last revision told as kept."""
    try:
        found = store_in(folder).open(kept.code)
    except SafeChatError:
        return "corrupt"
    # What was killed after its last step is there although nobody was told.
    if not told <= found.revision <= told + 1:
        return "lost"
    # A retry after a save that had landed all the same has one revision more than its content tells.
    whole = [Plan()] if found.revision == 1 else [plan_of(size, found.revision - less) for less in (0, 1)]
    return "good" if found.plan in whole else "corrupt"


@dataclass
class Child:
    """A forked saver."""

    pid: int
    told: int
    """The end of a pipe where it writes a line for each thing it was told."""

    def ended(self) -> tuple[int, list[str]]:
        """Wait for its end; return its exit code (below zero: the signal) and all whole lines."""
        with os.fdopen(self.told, "rb") as pipe:
            lines = pipe.read().decode().split("\n")[:-1]
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1]), lines


def forked(work: Callable[[Callable[[str], None]], None]) -> Child:
    """Start a child that does this work; it is handed the function that tells its parent."""
    told, tell = os.pipe()
    pid = os.fork()
    if pid:
        os.close(tell)
        return Child(pid, told)
    # Nothing of the parent's may run here, whatever happens: no clean-up, no test runner.
    try:
        os.close(told)
        # Where only parents may watch a program, strace is allowed to.
        ctypes.CDLL(None).prctl(_SET_PTRACER, _ANYONE)
        # A library that panics when the system fails says so at length.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        work(lambda line: _tell(tell, line))
    except BaseException as error:
        try:
            _tell(tell, f"crash {type(error).__name__}")
        finally:
            os._exit(70)
    os._exit(0)


def _tell(pipe: int, line: str) -> None:
    # A call that no writer makes, so that a fault at every write does not strike what is told.
    os.writev(pipe, [f"{line}\n".encode()])


def attempt(store: Store, kept: KeptPlan, plan: Plan) -> tuple[str, KeptPlan]:
    """Save once; return `kept`, or `failed` with the error's code, and the plan as it is now known."""
    try:
        return "kept", store.save(kept, plan)
    except SafeChatError as error:
        return f"failed {error.code}", kept


@contextmanager
def killed_for_sure(child: Child) -> Iterator[None]:
    """End the child with the block, whatever happens in it."""
    try:
        yield
    except BaseException:
        os.kill(child.pid, signal.SIGKILL)
        raise


def watched(
    prepare: Callable[[], Callable[[Callable[[str], None]], None]],
    strace: Sequence[str] | None,
    log: str = os.devnull,
) -> tuple[int, list[str]]:
    """Let a child do some work, under strace or without; return its end and all it told.

    Args:
        prepare: makes ready what is not to be watched, and returns the work. It is handed what tells the
            parent, and calls `os.getppid` when what matters is done; the same call stands before it.
        strace: the options of strace; nothing to do without.
        log: where strace writes.
    """
    begin, go = os.pipe()

    def wait_and_work(tell: Callable[[str], None]) -> None:
        work = prepare()
        tell("")
        # A call that no writer makes: whether it is counted depends on when the watching begins.
        select.select([begin], [], [])
        os.getppid()
        work(tell)

    child = forked(wait_and_work)
    with killed_for_sure(child):
        # Watching begins when the child waits, so that every run counts its calls alike.
        os.read(child.told, 1)
        if strace is None:
            os.write(go, b"x")
            ended = child.ended()
        else:
            command = ["strace", "-p", str(child.pid), "-o", log, *strace]
            with subprocess.Popen(command, stderr=subprocess.PIPE) as tracer:
                assert tracer.stderr is not None
                tracer.stderr.readline()
                os.write(go, b"x")
                ended = child.ended()
                tracer.stderr.read()
    os.close(begin)
    os.close(go)
    return ended


def injected(fault: str | None) -> list[str]:
    """Return the options of strace that strike a call with a fault, such as `write:error=EIO:when=2`."""
    return ["-s", "0", *(["-e", f"inject={fault}", "-e", f"trace={fault.split(':')[0]}"] if fault else [])]
