"""Some three hundred keys and chords: only what stands in our own table ever happens."""

from __future__ import annotations

import string

import pytest
from tests.sampling import swept
from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from safechat_tui.tui.keys import KEYS
from safechat_tui.tui.widgets.field import Field

from .conftest import Start, Worker, settle
from .test_frame import WAYS

NAMED = ("tab", "enter", "escape", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown")
ARROWS = ("up", "down", "left", "right")
FUNCTIONS = tuple(f"f{number}" for number in range(1, 21))
SIGNS = ("space", "exclamation_mark", "question_mark", "at", "colon", "slash", "backslash", "grave_accent")
LEAVING = {"ctrl+x", "ctrl+c", "ctrl+q", "q"}
"""Keys that may end the program, which would end the sweep."""

CHORDS = tuple(
    key
    for key in (
        *string.ascii_letters, *string.digits, *NAMED, *ARROWS, *FUNCTIONS, *SIGNS,
        *(f"ctrl+{key}" for key in (*string.ascii_lowercase, *ARROWS, *NAMED, "at", "space")),
        *(f"alt+{key}" for key in (*string.ascii_lowercase, *ARROWS, "enter", "backspace")),
        *(f"shift+{key}" for key in (*ARROWS, *NAMED, *FUNCTIONS)),
        *(f"ctrl+shift+{key}" for key in (*string.ascii_lowercase, *ARROWS, "home", "end")),
        *(f"super+{key}" for key in string.ascii_lowercase),
        *(f"{modifier}+{key}" for modifier in ("ctrl", "alt", "super") for key in FUNCTIONS[:12]),
    )
    if key not in LEAVING
)  # fmt: skip
"""Keys that other programs take for the palette, pictures, copying, opening, suspending."""

KINDS = ("opening", "understand", "words", "card", "strategies", "plan", "place", "kept")
"""A way to each kind of screen and dialog; the sweep itself leads on to the others."""

BUILT_IN = {
    (owner, name)
    for owner in (App, Screen, Widget, DOMNode, Input)
    for name in vars(owner)
    if name.startswith("action_")
}
"""What Textual itself can do on a key: the palette, pictures, the clipboard, suspending, opening links…"""


@pytest.fixture
def happened(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names of Textual's own actions that were started; none of them does anything here."""
    names: set[str] = set()
    for owner, name in BUILT_IN:
        monkeypatch.setattr(owner, name, lambda *args, _name=name, **more: names.add(_name))
    return names


def test_the_sweep_watches_what_must_never_happen() -> None:
    watched = {name.removeprefix("action_") for _, name in BUILT_IN}
    telling = {"command_palette", "screenshot", "suspend_process", "copy_text", "copy", "cut", "paste"}
    assert watched > telling | {"maximize", "toggle_dark", "show_help_panel", "simulate_key"}


@swept("way", {way: way for way in KINDS}, sample=("understand", "words", "kept"))
async def test_no_key_starts_an_action_of_textual(start: Start, happened: set[str], way: str) -> None:
    async with start() as worker:
        await worker.press(*WAYS[way])
        for number, key in enumerate(CHORDS):
            worker.app.post_message(events.Key(key, key if len(key) == 1 else None))
            if number % 10 == 0:
                await settle(worker.app)
        await settle(worker.app)
        assert happened == set()


@pytest.mark.parametrize("way", KINDS)
async def test_every_key_that_is_bound_stands_in_the_table(worker: Worker, way: str) -> None:
    await worker.press(*WAYS[way])
    bound = {active.binding.action for active in worker.app.screen.active_bindings.values()}
    assert bound <= {key.action for key in KEYS}


async def test_a_field_binds_no_key_of_textual(worker: Worker) -> None:
    # What a key does to a line is decided in one place, in the order in which keys come.
    await worker.press(*WAYS["words"])
    bound = worker.app.screen.active_bindings.items()
    assert [key for key, node in bound if isinstance(node.node, Field)] == []


async def test_links_selection_and_the_palette_are_switched_off(worker: Worker) -> None:
    app = worker.app
    assert (app.ENABLE_COMMAND_PALETTE, app.ALLOW_SELECT, app.features) == (False, False, frozenset())
