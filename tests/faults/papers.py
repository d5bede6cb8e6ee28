"""Papers that are being written: a kill, a quick exit and errors of the system at every call, power cuts.

A paper is judged by what a reader of the folder finds afterwards: nothing, or the whole paper under a name
that the program lists. Half of it under its own name is allowed only where the file system knows no files
without a name; under any other name, never.
"""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from tests.faults.calls import MEMORY, numbered
from tests.faults.power import cuts, restored
from tests.faults.saver import injected, watched
from tests.faults.tally import Tally

from safechat_tui.config import Config
from safechat_tui.errors import SafeChatError
from safechat_tui.files import TEMP_NAME, writing
from safechat_tui.store import Papers
from safechat_tui.store.papers import LIST_FILE, LOCK

ERRORS: Final = ("ENOSPC", "EIO", "EDQUOT", "EACCES")
PAPERS: Final = {".txt": b"her plan, line by line\n" * 200, ".pdf": b"%PDF-1.4 her plan\n" * 5_000}
"""A text and a PDF by their sizes; what is in them does not matter to who writes them."""

STEM: Final = "plan-2026-11-22"


def at_every_call(folder: Path, every: int = 1) -> Iterator[Tally]:
    """Write papers, and strike each of their system calls (or every so many) in every way."""
    for named in (False, True):
        where = "where every file has a name" if named else "as usual"
        kills, exits = (
            Tally(f"kill at every call of a paper, {where}"),
            Tally(f"quick exit in a paper, {where}"),
        )
        once = Tally(f"{', '.join(ERRORS)} at every call of a paper, {where}")
        ever = Tally(f"the same from there on for ever, {where}")
        for suffix, data in PAPERS.items():
            room = folder / f"{named}{suffix}"
            room.mkdir(parents=True, mode=0o700)
            for call, number in tuple(_calls(room, suffix, data, named))[::every]:
                _struck(room, suffix, data, named, f"{call}:signal=KILL:when={number}")
                kills.count(_judged(room, data, "", named))
                for error in ERRORS if call not in MEMORY else ():
                    for tally, when in ((once, f"{number}"), (ever, f"{number}+")):
                        told = _struck(room, suffix, data, named, f"{call}:error={error}:when={when}")
                        tally.count(_judged(room, data, told, named))
            for moment in range(0, 40, every):
                _struck(room, suffix, data, named, None, leave_after=moment / 20_000)
                exits.count(_judged(room, data, "", named))
        yield from (kills, exits, once, ever)


def power_cuts(folder: Path) -> Tally:
    """Cut the power at every moment of writing a paper."""
    tally = Tally("power cuts while a paper is written")
    room = folder / "papers"
    room.mkdir()
    data = PAPERS[".txt"]
    for state, told in cuts(room, lambda: _written(room, ".txt", data)):
        after = restored(state, folder / "after")
        tally.count(_judged(after, data, told, named=False, cut=True))
    return tally


def _papers(room: Path) -> Papers:
    """Return the papers of a folder that is the home and the folder of the program in one."""
    return Papers(Config(home=room, data_folder=room))


def _judged(room: Path, data: bytes, told: str, named: bool, *, cut: bool = False) -> str:
    """Return `good`, or what is wrong with what lies in the folder after a fault; then empty it.

    Args:
        room: the folder.
        data: the whole paper.
        told: `whole NAME`, `alone NAME` for a paper that could not be remembered, the code of an error, or
            nothing where nobody was told.
        named: whether files without a name were not to be had.
        cut: whether the power was cut, which is tried without the dates of files.
    """
    papers = _papers(room)
    found = {path.name: path.read_bytes() for path in room.iterdir() if path.name not in {LIST_FILE, LOCK}}
    # Half of what is remembered of papers holds no word of one.
    found = {name: held for name, held in found.items() if not TEMP_NAME.fullmatch(name) or data[:9] in held}
    listed = {each.path.name for each in (papers._read() if cut else papers.list())}
    for path in room.iterdir():
        path.unlink()
    if told.startswith("crash"):
        return "crash"
    if told.startswith("alone"):
        return "good" if found == {told.split()[1]: data} else "lost"
    if found.keys() - listed or any(name.startswith(".") for name in found):
        return "hidden"
    if not named and any(content != data for content in found.values()):
        return "half"
    if told.startswith("whole"):
        return "good" if found == {told.split()[1]: data} else "lost"
    return "good" if not found or told in {"", "not-sure"} else "said to be nowhere"


def _written(room: Path, suffix: str, data: bytes) -> str:
    try:
        paper = _papers(room).write(data, "plan", STEM, suffix)
        return f"{'whole' if paper.expires else 'alone'} {paper.path.name}"
    except SafeChatError as error:
        return error.code


def _calls(room: Path, suffix: str, data: bytes, named: bool) -> Iterator[tuple[str, int]]:
    """Yield each system call of the writing with its number among its like."""
    with tempfile.NamedTemporaryFile("r") as log:
        _struck(room, suffix, data, named, None, log=log.name)
        _judged(room, data, "", named)
        yield from numbered(log)


def _struck(
    room: Path,
    suffix: str,
    data: bytes,
    named: bool,
    fault: str | None,
    *,
    leave_after: float | None = None,
    log: str = os.devnull,
) -> str:
    """Let a child write a paper under strace; return what it was told, or nothing."""

    def prepare() -> Callable[[Callable[[str], None]], None]:
        if named:
            writing._UNNAMED = 0  # type: ignore[misc]  # a file system that knows no files without a name

        def write(tell: Callable[[str], None]) -> None:
            if leave_after is not None:
                # The quick exit comes from another thread and waits for nothing.
                threading.Timer(leave_after, os._exit, (0,)).start()
            told = _written(room, suffix, data)
            os.getppid()
            tell(told)

        return write

    lines = watched(prepare, injected(fault) if leave_after is None else None, log)[1]
    return lines[0] if lines else ""
