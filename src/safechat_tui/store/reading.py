"""Reads one kept plan. Without TinyDB, so that listing and purging at the start stay light."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from safechat_tui.errors import SafeChatError
from safechat_tui.store.backend import Contents
from safechat_tui.store.row import KeptPlan, decode, from_row
from safechat_tui.store.seal import Seal

TOLD: Final = {"file-failed": "unreadable", "file-too-large": "damaged", "file-unreadable": "damaged"}
"""What is told of a plan instead of an error of its file."""


@contextlib.contextmanager
def told_of(code: str) -> Iterator[None]:
    """Tell whatever goes wrong while a plan is read as an error of this plan.

    Raises:
        SafeChatError: `damaged` when the seal or the form is broken, for a link, a FIFO, a file too large;
            `unreadable` when the disk or the rights of this account do not let it be read; `file-missing`;
            `locked`; `other-key`.
    """
    try:
        yield
    except ValueError as error:
        raise SafeChatError("damaged", code=code) from error
    except OSError as error:
        raise SafeChatError("unreadable", code=code) from error
    except SafeChatError as error:
        raise SafeChatError(TOLD.get(error.code, error.code), code=code) from error


def read_plan(contents: Contents, name: str, seal: Seal, keep_days: int) -> KeptPlan:
    """Return a plan; raises what `told_of` does."""
    code = Path(name).stem
    with told_of(code):
        return from_row(decode(seal.open(contents.read(name))), code, keep_days=keep_days)
