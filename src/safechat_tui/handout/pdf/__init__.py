"""Writes the printed plan as PDF. The only room that knows reportlab; imported when a PDF is asked for."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

# reportlab runs ~/.reportlab_settings as a program unless a module of this name is there already.
_settings = sys.modules.setdefault("reportlab_settings", ModuleType("reportlab_settings"))
# Its pages need not be made of letters alone; that takes a fifth more room, and time.
_settings.useA85 = 0  # type: ignore[attr-defined]


def _nothing(*names: str) -> dict[str, Any]:
    return {name: type(name, (), {}) for name in names}


def _stand_ins() -> dict[str, dict[str, Any]]:
    """Return what reportlab imports for pictures, programs and files of its own, none of which a plan has."""
    found = {
        "PIL": _nothing("Image"),
        "reportlab.lib.rl_safe_eval": _nothing(
            "rl_extended_literal_eval", "rl_safe_eval", "rl_safe_exec", "safer_globals"
        ),
        "reportlab.lib.rltempfile": _nothing("get_rl_tempdir", "get_rl_tempfile"),
    }
    try:
        # It numbers the file by this alone; the other sums come with a library of 1 MiB.
        from _md5 import md5  # type: ignore[import-not-found]
    except ImportError:
        return found
    return found | {"hashlib": {"md5": md5}}


@contextmanager
def _lean() -> Iterator[None]:
    """Import in this block with no more than the names of what is never used: 2.6 MiB less."""
    absent = {name: gives for name, gives in _stand_ins().items() if name not in sys.modules}
    for name, gives in absent.items():
        sys.modules[name] = stand_in = ModuleType(name)
        vars(stand_in).update(gives)
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


with _lean():
    from safechat_tui.handout.pdf.style import PAPERS
    from safechat_tui.handout.pdf.writer import render

__all__ = ["PAPERS", "render"]
