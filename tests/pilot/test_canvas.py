"""The canvas holds what Textual would show, whichever parts of it were composed last."""

from __future__ import annotations

from typing import Any

import pytest

from safechat_tui import config
from safechat_tui.terminal.grid import Grid
from safechat_tui.terminal.painter import Painter
from safechat_tui.tui.app import SafeChatApp
from safechat_tui.tui.canvas import Canvas
from safechat_tui.tui.driver import compose

KEYS = """1 down down space right pagedown 2 space a é enter 3 down pagedown enter down end escape space
4 f g pagedown l question_mark escape k down escape exclamation_mark end l escape q escape 0"""


class Shown(Painter):
    """Keeps the picture instead of painting it."""

    def __init__(self) -> None:
        self.picture: Grid | None = None

    def show(self, picture: Grid) -> None:
        self.picture = picture


class WatchedApp(SafeChatApp):
    """Puts everything that is composed onto a canvas too."""

    canvas = Canvas()

    def _display(self, screen: Any, renderable: Any) -> None:
        compose(self.canvas, renderable)
        super()._display(screen, renderable)


def pictured(canvas: Canvas) -> list[str]:
    shown = Shown()
    canvas.show(shown)
    assert shown.picture is not None
    return ["".join(f"{cell.text}{cell.look}" for cell in row) for row in shown.picture.rows]


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=str)
async def test_the_canvas_is_what_a_whole_composition_gives(size: tuple[int, int]) -> None:
    app = WatchedApp(config.load(), "fr")
    async with app.run_test(size=size) as pilot:
        for key in ("escape", *KEYS.split()):
            await pilot.press(key)
            await pilot.pause()
            # A worker asks for dialogs, and their first picture comes a turn later.
            await pilot.pause()
            whole = Canvas()
            whole.replace([[strip] for strip in app.screen._compositor.render_strips()], app.size)
            assert pictured(app.canvas) == pictured(whole)
