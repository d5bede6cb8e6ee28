"""A flow in lines: a passphrase is asked for until it is right, is left, or has to wait."""

from __future__ import annotations

from typing import Any, cast

import pytest
from tests.unit.conversation.following import begin

from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.requests import AskPassphrase, Attempts, Flow
from safechat_tui.errors import SafeChatError
from safechat_tui.plain.follow import follow
from safechat_tui.plain.talk import Talk


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
