"""Writes the printed plan as PDF. The only room that knows reportlab; imported when a PDF is asked for."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

# reportlab runs ~/.reportlab_settings as a program unless a module of this name is there already.
_settings = sys.modules.setdefault("reportlab_settings", ModuleType("reportlab_settings"))
# Its pages need not be made of letters alone; that takes a fifth more room, and time.
_settings.useA85 = 0  # type: ignore[attr-defined]


_STAND_INS = {
    "PIL": ("Image",),
    "reportlab.lib.rl_safe_eval": (
        "rl_extended_literal_eval", "rl_safe_eval", "rl_safe_exec", "safer_globals",
    ),
    "reportlab.lib.rltempfile": ("get_rl_tempdir", "get_rl_tempfile"),
}  # fmt: skip
"""What reportlab imports for pictures, programs and files of its own, none of which a plan has.

Nothing else imports these, so another thread that imports meanwhile finds what it asks for.
"""


@contextmanager
def _lean() -> Iterator[None]:
    """Import in this block with no more than the names of what is never used: 1.6 MiB less."""
    absent = {name: gives for name, gives in _STAND_INS.items() if name not in sys.modules}
    for name, gives in absent.items():
        sys.modules[name] = stand_in = ModuleType(name)
        vars(stand_in).update({each: type(each, (), {}) for each in gives})
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


with _lean():
    from safechat_tui.handout.pdf.style import PAPERS
    from safechat_tui.handout.pdf.writer import render

__all__ = ["PAPERS", "render"]
