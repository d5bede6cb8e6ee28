"""A person who answers a flow, in the order of the answers given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from safechat_tui import config
from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.requests import (
    AskPassphrase,
    AttachedPrinter,
    Choose,
    Flow,
    OfferWords,
    PrintAttached,
    Request,
    ShowStep,
    Tell,
    Work,
)
from safechat_tui.errors import SafeChatError

TAKE = object()
"""Takes the first item of a menu: of the words offered, those."""


def begin(lang: str = "en", guide: str = "", /, **settings: object) -> Conversation:
    """Begin a conversation; where the settings do not say, plans are kept plain and no region is asked."""
    chosen = config.load()._replace(**{"keep": "plain", "region": "ca", **settings})  # type: ignore[arg-type]
    return Conversation(chosen, lang, guide)


@dataclass
class Followed:
    """What became of a flow."""

    asked: list[Request[Any]] = field(default_factory=list)
    """Menus and passphrases, in order."""
    told: list[str] = field(default_factory=list)
    """What was said, an error by its code."""
    steps: list[str] = field(default_factory=list)
    """Steps that were shown."""
    others: list[Request[Any]] = field(default_factory=list)
    """Requests to forget or to leave."""
    result: object = None
    printed: bytes = b""
    """What went to the printer of the terminal."""
    attached: bool = False
    """Whether the terminal may have one."""
    words: str = ""
    """The five words that were offered last."""

    def answer(self, request: Request[Any], answers: list[Any]) -> object:
        """Return the next answer, or do what needs none."""
        match request:
            case Tell():
                self.told.append(request.words)
            case ShowStep():
                self.steps.append(request.step)
            case AttachedPrinter():
                return self.attached
            case PrintAttached():
                self.printed += request.data
            case Work():
                return request.call()
            case Choose():
                self.asked.append(request)
                items = request.menu().items
                self.words = str(items[0].value) if isinstance(request, OfferWords) else self.words
                answer = answers.pop(0)
                return items[0].value if answer is TAKE else answer
            case AskPassphrase():
                return self._passphrase(request, answers)
            case _:
                self.others.append(request)
        return None

    def _passphrase(self, asked: AskPassphrase[Any], answers: list[Any]) -> object:
        self.asked.append(asked)
        while (typed := answers.pop(0)) is not None:
            try:
                return asked.check(self.words if typed is TAKE else typed)
            except SafeChatError as error:
                self.told.append(error.code)
        return None


def follow(
    talk: Conversation,
    begins: Callable[[Conversation], Flow[object]],
    *answers: object,
    attached: bool = False,
) -> Followed:
    """Follow a flow to its end; a passphrase that is refused is asked for again."""
    flow, followed, left = begins(talk), Followed(attached=attached), list(answers)
    answer: object = None
    failed: SafeChatError | None = None
    while True:
        try:
            request = flow.throw(failed) if failed else flow.send(answer)
        except StopIteration as end:
            followed.result = end.value
            break
        except SafeChatError as error:
            followed.told.append(error.code)
            break
        failed = None
        try:
            answer = followed.answer(request, left)
        except SafeChatError as error:
            failed = error
    assert left == []
    return followed
