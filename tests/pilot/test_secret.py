"""The passphrase: offered, typed back, asked for once, and never said."""

from __future__ import annotations

import asyncio

import pytest

from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.requests import Attempts
from safechat_tui.store import keyring_of
from safechat_tui.tui.screens.lists import OfferDialog
from safechat_tui.tui.screens.secret import SecretDialog
from safechat_tui.tui.screens.steps import Step
from safechat_tui.tui.widgets.field import Secret

from .conftest import KEEP, Worker, languages, until

pytestmark = pytest.mark.usefixtures("little_work")

WORDS = "forêt écume lampe rivage sentier"


@pytest.fixture
def settings() -> dict[str, object]:
    """Plans are sealed here."""
    return {"keep": "sealed"}


def with_key(conversation: Conversation) -> None:
    """Make the key that WORDS opens."""
    keyring_of(conversation.config).create(WORDS)


def offered(worker: Worker) -> str:
    """Return the words that are offered."""
    assert isinstance(worker.frame, OfferDialog)
    return worker.frame.item.value


async def be_asked(worker: Worker) -> None:
    """Keep a plan where there is a key already."""
    with_key(worker.conversation)
    await worker.press("1", "space", *KEEP)


async def give(worker: Worker, typed: str) -> None:
    """Type into the masked field, press Enter, and wait for the check."""
    await worker.type(typed)
    await worker.press("enter")
    # What opens a plan waits for the dialog, so only the dialog's own work is waited for.
    await until(worker.app, lambda: not (isinstance(worker.frame, SecretDialog) and worker.frame.busy))


class Clock:
    """Seconds that pass when a test says so."""

    now = 0.0


async def after_wrong_tries(worker: Worker, count: int, clock: Clock) -> SecretDialog[bool]:
    """Return the dialog that was given so many wrong passphrases, one a minute."""
    worker.conversation.keeping.attempts = Attempts(lambda: clock.now)
    await be_asked(worker)
    for _ in range(count):
        clock.now += 60
        await give(worker, "wrong words")
    assert isinstance(worker.frame, SecretDialog)
    return worker.frame


def plans(worker: Worker) -> set[str]:
    """Return how the names of the kept plans' files end."""
    folder = worker.conversation.config.plans_folder
    return {path.suffix for path in folder.iterdir() if not path.name.startswith(".")}


async def kept_with(worker: Worker) -> str:
    """Keep a plan under offered words, and return them."""
    await worker.press("1", "space", *KEEP)
    words = offered(worker)
    await worker.press("enter")
    await give(worker, words)
    return words


async def test_reading_the_guide_asks_for_nothing(worker: Worker) -> None:
    await worker.press("1", "space", "2", "3", "4", "0")
    assert isinstance(worker.frame, Step)


async def test_the_first_keep_offers_five_words_and_keeps_once_they_are_typed_back(worker: Worker) -> None:
    words = await kept_with(worker)
    assert len(words.split()) == 5
    assert worker.conversation.keeping.is_saved
    assert plans(worker) == {".age"}


async def test_a_key_draws_other_words(worker: Worker) -> None:
    await worker.press("1", "space", *KEEP)
    words = offered(worker)
    await worker.press("v")
    assert offered(worker) != words


@languages
async def test_it_is_said_that_nothing_opens_without_the_words(worker: Worker) -> None:
    await worker.press("1", "space", *KEEP)
    assert worker.conversation.tr("secret.without.alone")[:40] in " ".join(worker.text.split())


async def test_a_short_passphrase_of_ones_own_is_warned_of_and_allowed(english: Worker) -> None:
    await english.press("1", "space", *KEEP, "up", "enter")
    await english.type("tulips")
    warned = english.text
    await give(english, "")
    await give(english, "tulips")
    assert "Very short" in warned
    assert english.conversation.keeping.is_saved


async def test_a_plan_is_opened_by_the_passphrase(worker: Worker) -> None:
    words = await kept_with(worker)
    before = worker.conversation.plan
    await worker.press("f8", "o", "enter")
    assert worker.conversation.plan != before
    await give(worker, words)
    assert worker.conversation.plan == before


async def test_the_field_shows_no_letter_until_it_is_asked_to(worker: Worker) -> None:
    await be_asked(worker)
    await worker.type("rivage")
    field = worker.app.screen.query_one("#field")
    masked = field.render_line(0).text
    await worker.press("f4")
    assert ("rivage" in masked, "rivage" in field.render_line(0).text) == (False, True)


async def test_a_wrong_passphrase_is_said_in_a_sentence_without_it(english: Worker) -> None:
    await be_asked(english)
    await give(english, "wrong words")
    assert "That is not the passphrase." in english.text
    assert "wrong words" not in english.text


async def test_after_three_wrong_ones_the_next_try_waits_and_the_screen_does_not(english: Worker) -> None:
    await be_asked(english)
    for _ in range(3):
        await give(english, "wrong words")
    await give(english, WORDS)
    assert "You can try again in" in english.text
    assert isinstance(english.frame, SecretDialog)
    await english.press("f9")
    assert english.app.covered


async def test_the_seconds_are_counted_down_until_a_try_may_be_made_again(english: Worker) -> None:
    clock = Clock()
    dialog = await after_wrong_tries(english, 4, clock)
    said = [english.text]
    for passed in (3.2, 0.8):
        clock.now += passed
        dialog._count_down()
        said.append(english.text)
    assert ["in 4 seconds" in said[0], "in 1 second." in said[1], "again now" in said[2]] == [True] * 3


async def test_nothing_is_woken_once_a_try_may_be_made_again(
    english: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, timers = Clock(), []
    dialog = await after_wrong_tries(english, 3, clock)
    monkeypatch.setattr(dialog, "set_timer", lambda delay, then: timers.append(delay))
    dialog._count_down()
    clock.now += 2
    dialog._count_down()
    assert timers == [1.0]


async def test_a_field_that_is_opened_again_says_what_is_left_of_the_wait(english: Worker) -> None:
    await be_asked(english)
    for _ in range(5):
        english.conversation.keeping.attempts.wrong()
    await english.press("escape", "escape", *KEEP)
    assert "You can try again in" in english.text


async def test_too_little_memory_costs_nothing_but_the_answer(
    english: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_key(english.conversation)

    def no_thread(*_: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(asyncio, "to_thread", no_thread)
    await english.press("1", "space", *KEEP)
    await give(english, WORDS)
    assert isinstance(english.frame, SecretDialog)
    assert "memory" in english.text
    await english.press("escape")
    assert not english.conversation.plan.is_empty


@pytest.mark.parametrize("way", [("f9",), ("f3", "f9")], ids=str)
async def test_a_passphrase_that_is_being_typed_is_not_left_under_the_cover(
    worker: Worker, way: tuple[str, ...]
) -> None:
    await be_asked(worker)
    field = worker.app.screen.query_one(Secret)
    await worker.type(WORDS)
    await worker.press("f4", *way)
    assert (field.value, field.password) == ("", True)


@pytest.mark.parametrize(
    "way", [(), ("enter",), ("question_mark",)], ids=["offered", "repeated", "below help"]
)
async def test_words_that_are_offered_are_not_left_under_the_cover(
    worker: Worker, way: tuple[str, ...]
) -> None:
    await worker.press("1", "space", *KEEP)
    words = offered(worker)
    await worker.press(*way, "f9", "f9", "escape")
    assert (isinstance(worker.frame, Step), words in worker.text) == (True, False)
    assert not worker.conversation.plan.is_empty
