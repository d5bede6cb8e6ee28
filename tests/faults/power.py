"""Power cuts: what a disk may hold when the power goes after any file operation of a traced save.

The model is stricter than real file systems: data that was not synced may be missing, or torn in the middle;
changes of the folder that were not synced may be missing from any one on, in their order.
"""

from __future__ import annotations

import itertools
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.faults.saver import WORDS, judge, kept_in, plan_of, store_in, watched
from tests.faults.tally import Tally

from safechat_tui.age import passphrase
from safechat_tui.errors import SafeChatError
from safechat_tui.plan import Plan
from safechat_tui.store import Folder, Keyring, Store

_LINE: Final = re.compile(r"^(\w+)\((.*)\) += (-?\d+)")
_TEXT: Final = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_TRACED: Final = "trace=openat,write,fsync,fdatasync,close,getppid,/^(rename|link|unlink)"
OLD, NEW = "old passphrase", "new passphrase"


@dataclass
class Disk:
    """A folder's files, what of them is surely on the disk, and what is on its way there."""

    durable: dict[str, int]
    """The names that are surely there, and the number of the file that each is of."""
    pending: list[tuple[str, ...]] = field(default_factory=list)
    """Changes of the folder since it was last synced."""
    data: dict[int, bytes] = field(default_factory=dict)
    """What each file holds when all goes well."""
    synced: dict[int, bytes] = field(default_factory=dict)
    """What of it is surely on the disk."""
    now: dict[str, int] = field(default_factory=dict)
    """The names as programs see them."""

    def states(self) -> Iterator[dict[str, bytes]]:
        """Yield every folder that a cut at this moment may leave."""
        for length in range(len(self.pending) + 1):
            names = dict(self.durable)
            for change in self.pending[:length]:
                _change(names, change)
            loose = sorted({file for file in names.values() if self.data[file] != self.synced[file]})
            for choice in itertools.product(range(4), repeat=len(loose)):
                kept = dict(self.data)
                for file, kind in zip(loose, choice, strict=True):
                    whole, half = self.data[file], len(self.data[file]) // 2
                    kept[file] = (whole, self.synced[file], whole[:half], whole[:half] + bytes(half))[kind]
                yield {name: kept[file] for name, file in names.items()}


def _change(names: dict[str, int], change: tuple[str, ...]) -> None:
    kind, name, *more = change
    match kind:
        case "make":
            names[name] = int(more[0])
        case "remove":
            names.pop(name, None)
        case "link":
            names[more[0]] = names[name]
        case _:
            names[more[0]] = names.pop(name)


def cuts(folder: Path, work: Callable[[], str]) -> Iterator[tuple[dict[str, bytes], str]]:
    """Yield every state of the folder after every operation of this work, with what was told by then."""
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    disk = Disk({name: number for number, name in enumerate(files)})
    disk.data = dict(enumerate(files.values()))
    disk.synced, disk.now = dict(disk.data), dict(disk.durable)
    lines, told = _traced(work)
    handles: dict[int, int | None] = {}
    for call, arguments, result in lines:
        if _apply(disk, handles, call, arguments, result):
            yield from ((state, "") for state in disk.states())
    yield from ((state, told) for state in disk.states())


def _apply(disk: Disk, handles: dict[int, int | None], call: str, arguments: str, result: int) -> bool:
    """Do what a system call did; return whether it may have changed anything. A folder has no file."""
    if result < 0:
        return False
    texts = [bytes.fromhex(text.replace("\\x", "")) for text in _TEXT.findall(arguments)]
    names = [Path(os.fsdecode(text)).name for text in texts]
    match call:
        case "openat":
            if "O_TMPFILE" in arguments:
                number = len(disk.data)
                disk.data[number] = disk.synced[number] = b""
                handles[result] = number
                return True
            handles[result] = disk.now.get(names[0])
            if "O_TRUNC" in arguments and (old := handles[result]) is not None:
                disk.data[old] = b""
            if "O_CREAT" in arguments and names[0] not in disk.now:
                number = len(disk.data)
                disk.data[number] = disk.synced[number] = b""
                disk.pending.append(("make", names[0], str(number)))
                disk.now[names[0]] = handles[result] = number
        case "write":
            file = handles.get(int(arguments.split(",")[0]))
            if file is None:
                return False
            assert len(texts[0]) == result, "strace cut the data short"
            disk.data[file] += texts[0]
        case "fsync" | "fdatasync":
            file = handles.get(int(arguments))
            if file is None:
                disk.durable, disk.pending = dict(disk.now), []
            else:
                disk.synced[file] = disk.data[file]
        case "close" | "getppid":
            handles.pop(int(arguments or -1), None)
            return False
        case _:
            if texts and texts[0].startswith(b"/proc/self/fd/"):
                # A file without a name gets one.
                disk.pending.append(("make", names[1], str(handles[int(names[0])])))
                _change(disk.now, disk.pending[-1])
                return True
            kind = "remove" if call.startswith("unlink") else "link" if call.startswith("link") else "rename"
            disk.pending.append((kind, *names))
            _change(disk.now, disk.pending[-1])
    return True


def _traced(work: Callable[[], str]) -> tuple[list[tuple[str, str, int]], str]:
    """Let a child do the work under strace; return its calls, in order, and what it was told."""

    def watched_work(tell: Callable[[str], None]) -> None:
        told = work()
        os.getppid()
        tell(told)

    with tempfile.NamedTemporaryFile("r") as log:
        code, told = watched(lambda: watched_work, ["-xx", "-s", "4000000", "-e", _TRACED], log.name)
        assert code == 0, told
        calls = [(found[1], found[2], int(found[3])) for line in log if (found := _LINE.match(line))]
    first, last = (number for number, call in enumerate(calls) if call[0] == "getppid")
    return calls[first + 1 : last], told[0]


def restored(state: dict[str, bytes], folder: Path) -> Path:
    """Make a folder as a cut left it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(0o700)
    for name, content in state.items():
        (folder / name).write_bytes(content)
        (folder / name).chmod(0o600)
    return folder


def during_a_save(folder: Path, size: int) -> Tally:
    """Cut the power at every moment of a save."""
    tally = Tally(f"power cuts in a save, {size:,} B")
    store, kept = kept_in(folder / "plans", size)

    def work() -> str:
        return str(store.save(kept, plan_of(size, kept.revision + 1)).revision)

    for state, told in cuts(folder / "plans", work):
        after = restored(state, folder / "after")
        tally.count(judge(after, kept, size, int(told or kept.revision)))
    return tally


def during_the_first_save(folder: Path) -> Tally:
    """Cut the power at every moment of keeping a plan for the first time, beside another one."""
    tally = Tally("power cuts when a plan is first kept")
    store, other = kept_in(folder / "plans", 500)
    for state, told in cuts(folder / "plans", lambda: store.keep(Plan(), lang="fr", words=WORDS).code):
        after = store_in(restored(state, folder / "after"))
        listed = {kept.code: kept.damaged for kept in after.list()}
        tally.count("lost" if (told and told not in listed) or other.code not in listed else "good")
        tally.check(not any(map(_damaged(after), listed)), "corrupt")
    return tally


def while_sealing(folder: Path) -> Tally:
    """Cut the power at every moment of sealing a plan that was kept plain."""
    tally = Tally("power cuts while a plain plan is sealed")
    plain = Store(Folder(folder / "plans")).keep(plan_of(500, 1), lang="fr", words=WORDS)
    store = store_in(folder / "plans")
    for state, told in cuts(folder / "plans", lambda: str(store.seal_plain())):
        restored(state, folder / "after")
        store_in(folder / "after").seal_plain()
        try:
            good = store_in(folder / "after").open(plain.code).plan == plain.plan
        except SafeChatError:
            good = False
        tally.count("good" if good else "lost")
        tally.check(not told or f"{plain.code}.json" not in state, "plain left")
    return tally


def while_the_passphrase_changes(folder: Path) -> Tally:
    """Cut the power at every moment of a change of the passphrase."""
    tally = Tally("power cuts while the passphrase changes")
    keyring = Keyring(Folder(folder / "key"))
    keyring.create(OLD)

    def work() -> str:
        keyring.change(OLD, NEW)
        return "changed"

    for state, told in cuts(folder / "key", work):
        after = Keyring(Folder(restored(state, folder / "after")))
        good = [NEW] if told else [OLD, NEW]
        tally.count("good" if any(_unlocks(after, words) for words in good) else "lost")
    return tally


def _damaged(store: Store) -> Callable[[str], bool]:
    def damaged(code: str) -> bool:
        try:
            store.open(code)
        except SafeChatError:
            return True
        return False

    return damaged


def _unlocks(keyring: Keyring, words: str) -> bool:
    try:
        keyring.unlock(words)
    except SafeChatError:
        return False
    return True


def with_little_work() -> None:
    """Let guesses of a passphrase cost little: hundreds of them would take minutes and show no more."""
    passphrase.seal_passphrase.__kwdefaults__ = {"work": 4}
