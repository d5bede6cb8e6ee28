"""The file of looks."""

from __future__ import annotations

import pytest
from rich.style import Style

from safechat_tui.tui.views.looks import looks
from safechat_tui.tui.views.rows import ROLES


def test_every_role_has_a_look_and_no_other_has() -> None:
    assert set(looks()) == set(ROLES)


@pytest.mark.parametrize("role", ROLES)
def test_a_look_uses_none_but_the_eight_colours_of_the_terminal(role: str) -> None:
    color = Style.parse(looks()[role]).color
    assert color is None or (color.number or 0) < 8
