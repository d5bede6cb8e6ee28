"""Lines that wait: the cover, coming back, the lock, and a passphrase until it is right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

import pytest
from tests.unit.conversation.following import begin

from safechat_tui import config
from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.requests import AskPassphrase, Attempts, Flow
from safechat_tui.errors import SafeChatError
from safechat_tui.plain.everywhere import HANDLERS
from safechat_tui.plain.follow import follow
from safechat_tui.plain.positions import position_of
from safechat_tui.plain.speech import AfreshError
from safechat_tui.plain.talk import Talk
from safechat_tui.terminal.line_reader import TimeOverError


class Terminal:
    """Holds what stands on the screen."""

    erases = is_typed = True
    encoding = "utf-8"
    text = ""

    def size(self) -> tuple[int, int]:
        return 80, 24

    def say(self, text: str) -> None:
        self.text += text

    def erase(self) -> None:
        self.text = ""


class Hands:
    """Types what it is told; a number lets as many minutes go by, after a line that was only begun."""

    pasted = False
    unfinished = ""

    def __init__(self, terminal: Terminal, does: Iterable[str | int]) -> None:
        self.terminal, self.does = terminal, list(does)
        self.begun: list[str] = []
        self.covers: list[str] = []
        self.half = ""
        self.waited = 0.0

    def unseen(self) -> Hands:
        return self

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        pass

    def read_line(self, seconds: float | None = None, begun: str = "") -> str | None:
        self.begun.append(begun)
        self.covers.append(self.terminal.text)
        self.unfinished = self.half
        next = self.does[0]
        if isinstance(next, int):
            if seconds is not None and self.waited + seconds <= next * 60:
                self.waited += seconds
                raise TimeOverError
            self.does.pop(0)
            self.waited = 0.0
        return str(self.does.pop(0))


def talking(*does: str | int, **settings: object) -> tuple[Talk, Terminal, Hands]:
    terminal = Terminal()
    hands = Hands(terminal, does)
    usual = {"keep": "plain", **settings}
    conversation = Conversation(config.load()._replace(**usual), "en")  # type: ignore[arg-type]
    conversation.change(conversation.plan.with_words("calm"))
    return Talk(conversation, terminal, hands, position_of, HANDLERS), terminal, hands  # type: ignore[arg-type]


def test_the_cover_ends_with_how_to_come_back() -> None:
    talk, _terminal, hands = talking(3, "", "answer")
    talk.ask_words("Her words:")
    assert hands.covers[1].strip().endswith("Enter: go on. Ctrl+X: exit.")


def test_whoever_comes_back_finds_the_question_and_the_line_as_they_were() -> None:
    talk, terminal, hands = talking(14, "", "answer")
    hands.half = "half"
    talk.say("What would she like?")
    talk.ask_words("Her words:")
    assert (hands.begun[-1], terminal.text.splitlines()) == ("half", ["What would she like?", "Her words: "])


def test_a_kept_plan_is_open_before_the_lock_and_closed_after_it() -> None:
    talk, _terminal, _hands = talking(14, "", "x", 15, "")
    talk.conversation.keep()
    talk.ask_words("Her words:")
    early = talk.conversation.plan.words
    with pytest.raises(AfreshError):
        talk.ask_words("Her words:")
    assert (early, talk.conversation.plan.words) == ("calm", "")


def test_where_the_lock_comes_no_later_than_the_cover_both_come_at_once() -> None:
    talk, _terminal, _hands = talking(3, "", lock_minutes=1)
    talk.conversation.keep()
    with pytest.raises(AfreshError):
        talk.ask_words("Her words:")
    assert talk.conversation.plan.is_empty


def test_a_passphrase_is_not_asked_for_any_more_after_the_cover() -> None:
    talk, terminal, _hands = talking(3, "")
    with pytest.raises(AfreshError):
        talk.ask_secret("Passphrase:")
    assert "closed under the cover" in terminal.text


@pytest.mark.parametrize(("keeps", "said"), [(True, "with the line"), (False, "was not kept")])
def test_after_the_lock_is_said_what_became_of_the_line(keeps: bool, said: str) -> None:
    talk, terminal, hands = talking(15, "")
    talk.conversation.keep()
    code = talk.conversation.keeping.code
    change = lambda line: talk.change(talk.conversation.plan.with_words(line))  # noqa: E731
    hands.half = "half"
    with pytest.raises(AfreshError):
        talk.ask_words("Her words:", change if keeps else None)
    talk.conversation.open(code)
    assert (said in terminal.text, talk.conversation.plan.words) == (True, "half" if keeps else "calm")


# A passphrase -------------------------------------------------------------------------------------


class Lines:
    """Someone who types these passphrases, and what is said to them."""

    def __init__(self, *typed: str) -> None:
        self.conversation = begin()
        self.tr = self.conversation.tr
        self.typed = list(typed)
        self.said: list[str] = []

    def ask_secret(self, prompt: str) -> str:
        return self.typed.pop(0)

    def say(self, words: str) -> None:
        self.said.append(words)


def only(right: str) -> Any:
    def check(typed: str) -> str:
        if typed != right:
            raise SafeChatError("wrong-passphrase")
        return typed

    return check


@pytest.mark.parametrize(
    ("typed", "made", "waits"),
    [(("no", "calm"), "calm", False), (("no", ""), None, False), (("a", "b", "c"), None, True)],
)
def test_a_passphrase_is_asked_for_until_it_is_right_is_left_or_has_to_wait(
    typed: tuple[str, ...], made: str | None, waits: bool
) -> None:
    lines, results = Lines(*typed), []

    def flow(talk: Conversation) -> Flow[None]:
        results.append((yield from AskPassphrase("unlock", only("calm"), Attempts(lambda: 0.0))))

    follow(cast("Talk", lines), flow)
    assert (results, lines.typed) == ([made], [])
    assert ("You can try again in 2 seconds." in lines.said) == waits


def test_a_passphrase_that_is_typed_back_wrong_is_asked_for_again_and_enter_goes_back() -> None:
    def differs(typed: str) -> str:
        raise SafeChatError("passphrase-differs")

    def flow(talk: Conversation) -> Flow[None]:
        yield from AskPassphrase("repeat", differs)

    lines = Lines("a", "b", "")
    follow(cast("Talk", lines), flow)
    assert (lines.typed, lines.said) == ([], ["That is not the same passphrase."] * 2)
