"""Dialogs on small screens: what Enter takes is in sight, and every word can be read."""

from __future__ import annotations

import pytest
from tests.sampling import swept

from safechat_tui.tui.screens.lists import ListDialog

from .conftest import KEEP, Start, Worker

DIALOGS = {
    "quit": ("1", "space", "q"),
    "new": ("1", "space", "n"),
    "lock": ("1", "space", "f8"),
    "consent": ("k",),
    "kept": (*KEEP, "o"),
    "open": (*KEEP, "n", "1", "space", "o", "enter"),
    "delete": (*KEEP, "o", "s"),
    "purge": (*KEEP, "v", "s"),
    "where": ("4", "e"),
    "platforms": ("i",),
    "papers": ("j",),
    "format": ("j", "enter"),
    "offer": KEEP,
}
"""The keys that lead to every dialog with something to choose."""

FIELDS = {"words": ("2", "space"), "own": (*KEEP, "up", "enter"), "repeat": (*KEEP, "enter")}
"""The keys that lead to every dialog with a field."""

SIZES = ((40, 12), (40, 10))
sizes = pytest.mark.parametrize("size", SIZES, ids=str)
languages = swept("lang", {"fr": "fr", "en": "en"}, sample=["fr"])
"""French, whose words are longer, in every run."""


def settings_for(way: str) -> dict[str, object]:
    return {"keep": "sealed"} if way in {"offer", "own", "repeat"} else {}


def in_sight(worker: Worker) -> str:
    """Return the words in sight in the pane that scrolls, without the marks at its edges."""
    rows = (row.removesuffix(" ↑").removesuffix(" ↓") for row in worker.rows("#main"))
    return " ".join(" ".join(rows).replace("\u00a0", " ").split())


async def read(worker: Worker) -> set[str]:
    """Return every word that is in sight while the dialog is paged through."""
    words: set[str] = set()
    for key in ("pageup", "pagedown"):
        before = None
        while before != in_sight(worker):
            before = in_sight(worker)
            words |= set(before.split())
            await worker.press(key)
    return words


def words_above(dialog: ListDialog[object]) -> set[str]:
    """Return the words above the first option."""
    return set(dialog.main.text.replace("\u00a0", " ").split("► ")[0].split())


@pytest.mark.parametrize("way", DIALOGS)
@languages
async def test_what_enter_takes_is_in_sight_and_every_word_above_it_can_be_paged_to(
    start: Start, way: str, lang: str
) -> None:
    async with start(lang, SIZES[0], **settings_for(way)) as worker:
        await worker.press(*DIALOGS[way])
        dialog = worker.frame
        assert isinstance(dialog, ListDialog)
        for size in SIZES:
            await worker.pilot.resize_terminal(*size)
            await worker.pilot.pause()
            assert words_above(dialog) <= await read(worker)
            while dialog.item != dialog.items[0]:
                await worker.press("up")
            for _ in dialog.items:
                label = dialog.item.label.replace("\u00a0", " ")
                assert f"► {label}" in in_sight(worker)
                await worker.press("down")


@pytest.mark.parametrize("way", FIELDS)
@languages
async def test_a_field_is_in_sight_and_the_words_above_it_can_be_paged_to(
    start: Start, way: str, lang: str
) -> None:
    async with start(lang, SIZES[0], **settings_for(way)) as worker:
        await worker.press(*FIELDS[way])
        for size in SIZES:
            await worker.pilot.resize_terminal(*size)
            await worker.pilot.pause()
            field = worker.app.screen.query_one("#field")
            wanted = set(worker.frame.main.text.replace("\u00a0", " ").split())
            assert worker.app.size.region.contains_region(field.region)
            assert wanted <= await read(worker)


@languages
@sizes
async def test_what_is_said_under_the_field_is_whole(worker: Worker) -> None:
    await worker.press(*FIELDS["words"])
    said = worker.frame.panes[-3].text
    assert " ".join(said.split()) == " ".join(" ".join(worker.rows("#rules")).split())


async def test_the_five_words_are_in_sight_when_others_are_drawn(start: Start) -> None:
    async with start("fr", (40, 10), keep="sealed") as worker:
        await worker.press(*KEEP, "pagedown", "v")
        dialog = worker.frame
        assert isinstance(dialog, ListDialog)
        assert str(dialog.item.value) in in_sight(worker)
