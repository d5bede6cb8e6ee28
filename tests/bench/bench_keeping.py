"""Measures keeping: a save with the seal, the passphrase, and what any file may cost.

Run by `make bench`. It prints medians and worst cases and judges nothing: figures drift with the machine.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.faults.saver import SIZES, WORDS, plan_of, store_in
from tests.unit.store.test_store_damage import HOSTILE, PRIVATE

from safechat_tui.plan import Plan
from safechat_tui.store import PLAIN, Keyring, Store
from safechat_tui.store.key_place import KeyFolder

SAVES = 200
"""Saves of each size."""


def timed(work: Callable[[], object], times: int) -> str:
    """Return the median and the worst of so many runs, in milliseconds."""
    found = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        found.append((time.perf_counter() - began) * 1000)
    return f"{statistics.median(found):7.2f} ms   worst {max(found):7.2f} ms"


def saves(folder: Path, size: int, *, sealed: bool) -> str:
    """Return what saving a plan of some size takes."""
    store = store_in(folder) if sealed else Store(folder, seal=PLAIN)
    kept = store.keep(Plan(), lang="fr", words=WORDS)

    def save() -> None:
        nonlocal kept
        kept = store.save(kept, plan_of(size, kept.revision + 1))

    save()
    return timed(save, SAVES)


def memory(code: str, *arguments: str) -> str:
    """Return the most memory that a process takes which runs this code, and its time without starting."""
    tail = (
        "\nimport re as _re; print((time.perf_counter() - began) * 1000, "
        "_re.search(r'VmHWM:\\s*(\\d+)', open('/proc/self/status').read())[1])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code + tail, *arguments], capture_output=True, text=True, check=True
    )
    milliseconds, kilobytes = re.split(r"\s+", done.stdout.strip())
    return f"{float(milliseconds):7.1f} ms   {int(kilobytes) / 1024:5.0f} MB in all"


OPEN = """
import sys, time
from pathlib import Path
from safechat_tui.errors import SafeChatError
from safechat_tui.store import Keyring, Store
from safechat_tui.store.keyring import KeySeal
import tinydb, pyrage
began = time.perf_counter()
try:
    Store(Path(sys.argv[1]), seal=KeySeal(sys.argv[2], None)).open("lamp-river-stone")
except SafeChatError:
    pass
"""

UNLOCK = """
import sys, time
from pathlib import Path
from safechat_tui.store import Keyring
from safechat_tui.store.key_place import KeyFolder
began = time.perf_counter()
Keyring(KeyFolder(Path(sys.argv[1]))).unlock("pass")
"""


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o700)
        for size in SIZES:
            for sealed in (True, False):
                kind = "sealed" if sealed else "plain"
                print(f"save {size:7,} B {kind:6}   {saves(folder / f'{kind} {size}', size, sealed=sealed)}")
        store = store_in(folder / "list")
        for _ in range(50):
            store.keep(
                plan_of(4000, 1), lang="fr", words=[f"{a}{b}{b}" for a in "abcdefgh" for b in "abcdefgh"]
            )
        print(f"list of 50 sealed plans    {timed(store.list, 50)}")
        keyring = Keyring(KeyFolder(folder / "key"))
        keyring.create("pass")
        print(f"unlock                     {timed(lambda: keyring.unlock('pass'), 10)}")
        print(f"unlock, fresh process      {memory(UNLOCK, str(folder / 'key'))}")
        for number, (kind, make) in enumerate(HOSTILE.items()):
            place = folder / f"hostile {number}"
            place.mkdir(0o700)
            (place / "lamp-river-stone.age").write_bytes(make())
            print(f"open {kind:32} {memory(OPEN, str(place), PRIVATE)}")


if __name__ == "__main__":
    main()
