"""Saves one plan over and over until it is killed, saying each revision once it is kept.

Usage: saver.py FOLDER CODE SIZE
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from safechat_tui.plan import Plan
from safechat_tui.store import Store


def plan_of(size: int, revision: int) -> Plan:
    """Return a plan whose file holds some `size` bytes, all of it telling of its revision."""
    codes = tuple(f"r{revision}.{number}" for number in range(50))
    questions = max(1, size // 1000)
    return Plan(answers={f"question.{number}": codes for number in range(questions)}, words=f"r{revision}")


def main() -> None:
    """Save until killed."""
    folder, code, size = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    store = Store(folder)
    kept = store.open(code)
    while True:
        kept = store.save(kept, plan_of(size, kept.revision + 1))
        os.write(1, b"%d\n" % kept.revision)


if __name__ == "__main__":
    main()
