"""The picture shown while Textual is imported is the very one that Textual draws then."""

from __future__ import annotations

import pytest

from safechat_tui import config
from safechat_tui.conversation.data_folder import DataFolder
from safechat_tui.terminal.grid import changes, filled
from safechat_tui.tui.app import SafeChatApp
from safechat_tui.tui.canvas import Canvas
from safechat_tui.tui.first import first_screen

from .test_canvas import Shown


async def drawn(app: SafeChatApp, size: tuple[int, int]) -> object:
    """Return the first screen as Textual composes it."""
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        canvas, shown = Canvas(), Shown()
        canvas.replace([[strip] for strip in app.screen._compositor.render_strips()], app.size)
        canvas.show(shown)
        return shown.picture


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (132, 50), (59, 16)], ids=str)
@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("guide", ["", "messages"], ids=["asked", "named"])
@pytest.mark.parametrize("started", [False, True], ids=["first-start", "later"])
async def test_the_first_picture_is_what_textual_draws(
    size: tuple[int, int], lang: str, guide: str, started: bool
) -> None:
    settings = config.load()
    if started:
        DataFolder(settings).started()
    first = first_screen(settings, lang, guide, size)
    assert first is not None
    assert first == await drawn(SafeChatApp(settings, lang, guide), size)


@pytest.mark.parametrize("lang", ["fr", "en"])
async def test_it_is_so_where_there_are_kept_plans(lang: str) -> None:
    settings = config.load()
    settings.plans_folder.mkdir(parents=True, mode=0o700)
    (settings.plans_folder / "melon-radis-passoire.age").touch(mode=0o600)
    DataFolder(settings).started()
    first = first_screen(settings, lang, "", (80, 24))
    assert first == await drawn(SafeChatApp(settings, lang), (80, 24))


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("guide", ["", "messages", "calls"])
@pytest.mark.parametrize("started", [False, True], ids=["first-start", "later"])
def test_it_is_shown_in_at_most_2000_bytes(lang: str, guide: str, started: bool) -> None:
    settings = config.load()
    if started:
        DataFolder(settings).started()
    first = first_screen(settings, lang, guide, (80, 24))
    assert first is not None
    assert 300 < len(changes(filled((80, 24)), first)) <= 2000
