"""Saves one plan over and over until it is killed, saying each revision once it is kept.

Usage: saver.py FOLDER CODE SIZE [STEP]

With STEP it saves once and kills itself just before that system call of the save, counted from 1.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from safechat_tui.plan import Plan
from safechat_tui.store import Store


def plan_of(size: int, revision: int) -> Plan:
    """Return a plan whose file holds some `size` bytes, all of it telling of its revision."""
    codes = tuple(f"r{revision}.{number}" for number in range(50))
    questions = max(1, size // 1000)
    return Plan(answers={f"question.{number}": codes for number in range(questions)}, words=f"r{revision}")


def die_at(step: int) -> None:
    """Kill the program just before this system call on files, counted from now."""
    made = 0

    def dying(call: Callable[..., object]) -> Callable[..., object]:
        def counted(*args: object, **named: object) -> object:
            nonlocal made
            made += 1
            if made == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*args, **named)

        return counted

    for name in ("open", "write", "fsync", "replace", "unlink", "close"):
        setattr(os, name, dying(getattr(os, name)))


def main() -> None:
    """Save until killed, or once."""
    folder, code, size = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    store = Store(folder)
    kept = store.open(code)
    if sys.argv[4:]:
        die_at(int(sys.argv[4]))
        store.save(kept, plan_of(size, kept.revision + 1))
        return
    while True:
        kept = store.save(kept, plan_of(size, kept.revision + 1))
        os.write(1, b"%d\n" % kept.revision)


if __name__ == "__main__":
    main()
