"""The table of keys and the words of the interface."""

from __future__ import annotations

import pytest

from safechat_tui.i18n import Translator
from safechat_tui.tui.app import SafeChatApp
from safechat_tui.tui.keys import KEYS, SCOPES, Hotkey, keys_of
from safechat_tui.tui.screens.lists import KeptDialog, ListDialog, OfferDialog, WrittenDialog
from safechat_tui.tui.screens.plan import PlanScreen
from safechat_tui.tui.screens.questions import Understand, Wants
from safechat_tui.tui.screens.reading import HelplinesScreen, ReadingScreen, StoredDataScreen
from safechat_tui.tui.screens.search import SearchDialog
from safechat_tui.tui.screens.secret import SecretDialog
from safechat_tui.tui.screens.steps import Opening
from safechat_tui.tui.screens.strategies import Strategies
from safechat_tui.tui.screens.words import WordsDialog

from .conftest import Start, Worker, languages
from .test_frame import WAYS

ALTGR = frozenset(
    {"at", "number_sign", "left_square_bracket", "right_square_bracket", "left_curly_bracket"}
    | {"right_curly_bracket", "backslash", "vertical_line", "tilde", "circumflex_accent", "grave_accent"}
)
"""Signs that need AltGr, or a dead key, on some French keyboard."""

SCREENS = (
    Opening, Understand, Wants, Strategies, PlanScreen, ReadingScreen, ListDialog, KeptDialog,
    WrittenDialog, StoredDataScreen, WordsDialog,
    HelplinesScreen, SearchDialog, SecretDialog, OfferDialog,
)  # fmt: skip


@languages
def test_a_key_has_words_in_help_and_a_name_in_the_footer(lang: str) -> None:
    tr = Translator(lang)
    named = [f"key.{key.id}.help" for key in KEYS if key.label]
    named += [f"key.{key.id}" for key in KEYS if key.label and key.row]
    assert [name for name in named if not tr.has(name)] == []


def test_no_key_needs_altgr() -> None:
    assert [key.id for key in KEYS if ALTGR & set(key.keys.split(","))] == []


def is_obeyed(key: Hotkey) -> bool:
    """Return whether every class where a key holds knows its action."""
    name = f"action_{key.action.removeprefix('app.').partition('(')[0]}"
    screens = [screen for screen in SCREENS if key.scope in screen.SCOPES]
    owners: list[type] = [SafeChatApp] if key.action.startswith("app.") else [*screens]
    return bool(owners) and all(hasattr(owner, name) for owner in owners)


def test_the_action_of_a_key_exists_where_it_holds() -> None:
    assert [key.id for key in KEYS if key.action and not is_obeyed(key)] == []


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
def test_no_key_means_two_things_on_one_screen(screen: type[Opening]) -> None:
    keys = [name for key in keys_of((*screen.SCOPES, "always")) for name in key.keys.split(",") if name]
    assert sorted(set(keys)) == sorted(keys)


def test_every_scope_is_used_by_a_screen() -> None:
    used = {scope for screen in SCREENS for scope in screen.SCOPES}
    # "words" only names for the footer what the keys of a question do there.
    assert used | {"always", "words"} == set(SCOPES)


HERE = {
    **{way: WAYS[way] for way in ("opening", "understand", "goal strategies", "goal", "plan")},
    **{way: WAYS[way] for way in ("urgent", "kept")},
    "report": ("v",), "helplines": ("h",), "list": ("1", "space", "n"),
}  # fmt: skip
"""A way to a screen of every scope where letters are keys."""


@pytest.mark.parametrize("way", HERE)
async def test_with_caps_lock_every_letter_key_does_what_it_does_without(
    start: Start, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    obeyed: list[str] = []

    async def note(app: SafeChatApp, key: str) -> bool:
        obeyed.append(key)
        return True

    async with start() as worker:
        await worker.press(*HERE[way])
        bound = worker.app.screen.active_bindings
        letters = sorted(key for key in bound if len(key) == 1 and key.isalpha())
        monkeypatch.setattr(SafeChatApp, "obey", note)
        await worker.press(*(letter.upper() for letter in letters))
        assert (obeyed, bool(letters)) == (letters, True)


@languages
async def test_a_key_that_does_nothing_here_leads_to_those_that_do(worker: Worker, lang: str) -> None:
    await worker.press("1", "z")
    assert worker.notice == Translator(lang)("frame.unknown-key")
    assert "?" in worker.notice


async def test_on_the_page_of_her_own_words_any_letter_begins_to_write(worker: Worker) -> None:
    await worker.press("2")
    await worker.press(*"Que", "space", "ç", "a", "enter")
    assert (worker.conversation.plan.words, worker.frame.STEP) == ("Que ça", "wants")


async def test_enter_behind_her_own_words_goes_on_and_says_what_was_noted(worker: Worker) -> None:
    await worker.press("2", *"dormir", "enter")
    assert worker.conversation.guide.asked("wants")[1].text.title in worker.text
    assert "dormir" in worker.notice


async def test_words_that_seem_to_name_someone_are_stayed_at(worker: Worker) -> None:
    await worker.press("2", "space", *"@alex", "enter")
    assert worker.conversation.guide.asked("wants")[0].text.title in worker.text


async def test_a_letter_goes_on_behind_what_she_said_before(worker: Worker) -> None:
    await worker.press("2", *"dormir", "enter", "left", *"mieux", "enter")
    assert worker.conversation.plan.words == "dormir mieux"


@pytest.mark.parametrize(("key", "step"), [("1", "understand"), ("à", "opening"), ("right", "wants")])
async def test_digits_and_arrows_stay_keys_on_the_page_of_her_own_words(
    worker: Worker, key: str, step: str
) -> None:
    await worker.press("2", key)
    assert (worker.frame.STEP, worker.conversation.plan.words) == (step, "")


async def test_no_letter_is_named_as_a_key_on_the_page_of_her_own_words(start: Start) -> None:
    async with start(size=(132, 24)) as worker:
        await worker.press("2")
        footer = " ".join(worker.rows("#footer")).split()
        assert [word for word in footer if len(word) == 1 and word.isalpha()] == []
