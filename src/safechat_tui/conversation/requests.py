"""What a flow asks: full screens and plain lines show the same requests and send back the answers.

A flow is a generator. It yields requests, is sent the answer to each, and returns what became of it. An error
that it does not catch ends it, and is to be told in one line.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any, Final, Generic, NamedTuple, TypeVar

from safechat_tui.errors import SafeChatError
from safechat_tui.store import Kept, Written

Answer = TypeVar("Answer")
Made = TypeVar("Made")
Value = TypeVar("Value")

FREE_TRIES: Final = 3
"""Wrong passphrases before the next one has to wait."""

LONGEST_WAIT: Final = 30.0
"""Seconds that a passphrase waits at the most."""


class Request(Generic[Answer]):
    """One thing that a flow asks; `answer = yield from request` asks it inside a flow."""

    __slots__ = ()

    def __iter__(self) -> Flow[Answer]:
        """Ask, and return the answer."""
        answer: Answer = yield self
        return answer


Flow = Generator[Request[Any], Any, Answer]
"""A flow and what it returns in the end."""


@dataclass(frozen=True, slots=True)
class Tell(Request[None]):
    """Say something in one line."""

    words: str
    good: bool = False
    """Whether it is good news; otherwise something to mind."""
    said: str = ""
    """The words where there are no screens, if they name a key; nothing where they are the same."""


@dataclass(frozen=True, slots=True)
class Work(Request[Made]):
    """Do something slow, beside the screen where there is one; the answer is what it returns or raises."""

    call: Callable[[], Made]


@dataclass(frozen=True, slots=True)
class AttachedPrinter(Request[bool]):
    """Say whether the terminal may have a printer of its own."""


@dataclass(frozen=True, slots=True)
class PrintAttached(Request[None]):
    """Send a plan to the printer of the terminal; nobody hears whether it has one."""

    data: bytes
    """Lines of ASCII."""


@dataclass(frozen=True, slots=True)
class ShowStep(Request[None]):
    """Go to a step, as the conversation is now; every step stands at its beginning."""

    step: str


@dataclass(frozen=True, slots=True)
class ForgetAll(Request[None]):
    """Let nothing of the conversation stay in the program's memory, where it can be begun again."""

    new: bool = False
    """Whether a new conversation was asked for; otherwise everything was locked."""
    code: str = ""
    """The code of the plan that was kept before a new conversation."""


@dataclass(frozen=True, slots=True)
class Leave(Request[None]):
    """End the program."""


# Choosing ---------------------------------------------------------------------------------------


class Paragraph(NamedTuple):
    """One paragraph above the items of a menu."""

    text: str
    kind: str = "text"
    """`text`, `say` (aloud), `title`, `warn`, `caution`, or `keys` (it names keys of the screens)."""


class MenuItem(NamedTuple, Generic[Value]):
    """One line to choose."""

    value: Value
    label: str
    note: str = ""
    """What to mind before it is chosen."""
    also: tuple[str, ...] = ()
    """What it may be called besides where it is typed."""
    said: str = ""
    """The label as it is said aloud, where it is drawn with signs; nothing where it needs no other."""


class Menu(NamedTuple, Generic[Value]):
    """A title, some words and what can be chosen, in one language."""

    title: str
    words: tuple[Paragraph, ...]
    items: tuple[MenuItem[Value], ...]
    """At least one, the same number in every language."""
    first: int = 1
    """The number of the first one, where they are numbered."""


@dataclass(frozen=True, slots=True)
class Choose(Request[Value | None]):
    """Choose one item of a menu; nothing where none is wanted."""

    menu: Callable[[], Menu[Value]]
    """Makes the menu in the language of the moment."""
    at: int = 0
    """Index of the item to begin at."""


class Confirm(Choose[bool]):
    """Say yes or no; the careful answer comes first."""


class ChoosePlace(Choose[str]):
    """Choose where a paper will live; the note of the place is to be read before."""


class OfferWords(Choose[str]):
    """Take the five words that are offered as passphrase, or answer OTHER_WORDS or OWN_PASSPHRASE."""


OTHER_WORDS: Final = "other"
"""Chosen where five other words are wanted."""

OWN_PASSPHRASE: Final = "own"  # noqa: S105 (an answer, no passphrase)
"""Chosen where a passphrase of one's own is wanted."""


class DeletePlan(NamedTuple):
    """A kept plan is to be deleted."""

    code: str


@dataclass(frozen=True, slots=True)
class ChangePassphrase:
    """Another passphrase is wanted."""


KeptChoice = Kept | DeletePlan | ChangePassphrase


class ChooseKept(Choose[KeptChoice]):
    """Choose a kept plan and what is to be done with it; every item of the menu is one, to be opened."""


class PrintPaper(NamedTuple):
    """A written paper is to be printed."""

    paper: Written


class DeletePaper(NamedTuple):
    """A written paper is to be deleted."""

    paper: Written


WrittenChoice = Written | PrintPaper | DeletePaper


class ChooseWritten(Choose[WrittenChoice]):
    """Choose a written paper, or what is to be done with it; every item of the menu is one."""


# Passphrases ------------------------------------------------------------------------------------


class Attempts:
    """Counts wrong passphrases of a session and says how long the next one waits: 2, 4, 8 ... seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """Begin without a wrong one.

        Args:
            now: seconds of a clock that never goes back.
        """
        self._now = now
        self._wrong = 0
        self._until = 0.0

    @property
    def wait(self) -> int:
        """Whole seconds until the next one counts; 0 when it may be given."""
        return math.ceil(max(0.0, self._until - self._now()))

    @property
    def until_less(self) -> float:
        """Seconds until `wait` is one less."""
        left = self._until - self._now()
        return max(0.01, left - math.ceil(left) + 1)

    def wrong(self) -> None:
        """Count a wrong one."""
        self._wrong += 1
        if self._wrong >= FREE_TRIES:
            self._until = self._now() + min(LONGEST_WAIT, 2.0 ** (self._wrong - FREE_TRIES + 1))

    def right(self) -> None:
        """Begin anew."""
        self._wrong, self._until = 0, 0.0


@dataclass(frozen=True, slots=True)
class AskPassphrase(Request[Made | None]):
    """Type a passphrase that does not show; the answer is what its check makes of it, or nothing.

    Whoever shows it calls `check`, and tells what that raises; what was typed goes nowhere else.
    """

    kind: str
    """`unlock`, `unlock-or-new`, `choose` or `repeat`; its words are `secret.<kind>`."""
    use: Callable[[str], Made]
    attempts: Attempts | None = None
    """Counts wrong ones; nothing where a wrong one costs nothing."""

    @property
    def wait(self) -> int:
        """Whole seconds until a passphrase can be given."""
        return self.attempts.wait if self.attempts else 0

    def check(self, typed: str) -> Made:
        """Return what is made of a passphrase. Takes a while.

        Raises:
            SafeChatError: `wrong-passphrase`, after which `wait` may tell of a wait; or what the use raises.
        """
        try:
            made = self.use(typed)
        except SafeChatError as error:
            if self.attempts and error.code == "wrong-passphrase":
                self.attempts.wrong()
            raise
        if self.attempts:
            self.attempts.right()
        return made
