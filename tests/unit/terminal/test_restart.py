"""What a restarted program is told by the one before it."""

from __future__ import annotations

import pytest

from safechat_tui.terminal.restart import RESTART_VARIABLE, Restart, pending_restart


@pytest.mark.parametrize(
    "how",
    [
        *(Restart("fr", covered=True, typed=typed) for typed in ("", "saved", "lost")),
        Restart("en", covered=False),
        Restart("en", covered=False, new=True, code="amber-canoe-river"),
    ],
)
def test_it_is_told_as_it_was_meant_and_only_once(how: Restart) -> None:
    environ = {RESTART_VARIABLE: how.written()}
    assert (pending_restart(environ), pending_restart(environ)) == (how, None)
