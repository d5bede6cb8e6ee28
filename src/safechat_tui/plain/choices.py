"""The one table of choices of the conversation in lines: it feeds the prompts and the help.

The rules it keeps: a choice is one sign or letter, the same in both languages and, where a letter does it on
the full screens too, the same as there (but `r` reads a card, which is `f` there); the words that a prompt or
a list gives may be typed instead, or their beginning where nothing else begins so; an empty line only goes
on, it answers nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from safechat_tui.i18n import LANGUAGES, Translator
from safechat_tui.plain.listed import NOTHING_LISTED, Listed, numbers_in, spelled

NUMBERS: Final = "#"
"""Stands for the numbers of what is listed."""

ENTER: Final = ""
"""The empty line."""


class Choice(NamedTuple):
    """One thing that can be typed."""

    id: str
    """Its words are `choice.<id>` (in the prompt) and `choice.<id>.help` in the catalogues.

    Where they are left out, it is called or explained as the key of that id is on the screens.
    """
    keys: str
    """The signs that mean it, the first one shown; NUMBERS, or nothing for the empty line."""
    scope: str
    """Where it holds: `always`, or the names of places."""
    prompt: bool = True
    """Whether the prompt names it every time; help names them all."""
    takes: bool = False
    """Whether something may follow the sign, such as a number."""
    dialog: bool = False
    """Whether it also holds while a question of the program is open."""

    def name(self, tr: Translator) -> str:
        """Return what the prompt calls it."""
        return self._words("", tr)

    def help(self, tr: Translator) -> str:
        """Return what help says of it."""
        return self._words(".help", tr)

    def _words(self, end: str, tr: Translator) -> str:
        own = f"choice.{self.id}{end}"
        return tr(own if tr.has(own) else f"key.{self.id}{end}")


CHOICES: Final = (
    Choice("begin", ENTER, "opening"),
    Choice("read-opening", "t", "opening"),
    Choice("guides", "g", "opening"),
    # Steps 1 and 2.
    Choice("answer", NUMBERS, "question"),
    Choice("write-words", "1", "words"),
    Choice("take-back", "0", "question", prompt=False),
    Choice("words-back", "0", "words", prompt=False),
    Choice("on", ENTER, "question"),
    Choice("words-on", ENTER, "words"),
    Choice("why", "w", "question words"),
    Choice("overview", "r", "question words", prompt=False),
    # Step 3.
    Choice("add", NUMBERS, "strategies"),
    Choice("card", "r", "strategies", takes=True),
    Choice("to-plan", ENTER, "strategies"),
    # The plan.
    Choice("preview", "v", "plan"),
    Choice("write", "e", "plan"),
    Choice("print", "y", "plan"),
    Choice("plan-parts", "x", "plan"),
    Choice("plan-language", "d", "plan"),
    Choice("plan-format", "f", "plan"),
    Choice("plan-neutral", "t", "plan"),
    Choice("plan-region", "r", "plan"),
    Choice("plan-large", "g", "plan", prompt=False),
    Choice("plan-size", "a", "plan", prompt=False),
    Choice("close", ENTER, "plan"),
    Choice("close-again", "w", "plan", prompt=False),
    # A list of the program's own.
    Choice("pick", NUMBERS, "list"),
    Choice("leave-open", "x", "list"),
    # Everywhere.
    Choice("back", "b", "always"),
    Choice("urgent", "!u", "always", dialog=True),
    Choice("search", "/", "always", takes=True),
    Choice("help", "?", "always", dialog=True),
    Choice("again", ".", "always", prompt=False, dialog=True),
    Choice("step", "s", "always", prompt=False, takes=True),
    Choice("plan", "p", "always", prompt=False),
    Choice("documenting", "c", "always", prompt=False),
    Choice("platforms", "i", "always", prompt=False),
    Choice("helplines", "h", "always", prompt=False),
    Choice("papers", "j", "always", prompt=False),
    Choice("language", "l", "always", prompt=False, dialog=True),
    Choice("keep", "k", "always", prompt=False),
    Choice("kept", "o", "always", prompt=False),
    Choice("new", "n", "always", prompt=False),
    Choice("cover", "z", "always", prompt=False, dialog=True),
    Choice("quit", "q", "always", prompt=False),
)
"""Every choice, in the order prompts and help name them."""

SIGNS: Final = {
    sign: choice.id
    for choice in CHOICES
    if choice.dialog and choice.prompt
    for sign in choice.keys
    if not sign.isalnum()
}
"""What a sign alone does, even where any words may be typed: urgent help, help."""

CANCEL: Final = "x"
"""What leaves a question of the program, and a text that goes on, as they are."""


def choices_of(*scopes: str) -> tuple[Choice, ...]:
    """Return the choices of some scopes, in the order the scopes are named."""
    return tuple(choice for scope in scopes for choice in CHOICES if scope in choice.scope.split())


class Meant(NamedTuple):
    """What a line means."""

    choice: Choice
    rest: str = ""
    """What follows its sign or its words."""
    at: tuple[int, ...] = ()
    """Which of the numbered lines, from 0 on, where the choice is to take these."""


def find(
    typed: str, choices: Iterable[Choice], tr: Translator, listed: Listed = NOTHING_LISTED
) -> Meant | None:
    """Return the choice that a line means, or nothing.

    Args:
        typed: the line, clean.
        choices: what may be meant.
        tr: the language in which the choices were named.
        listed: what stands beside the numbers.
    """
    line = typed.strip().lower()
    known = tuple(choices)
    if not line:
        return next((Meant(choice) for choice in known if choice.keys == ENTER), None)
    signed = _signed(typed, known)
    if signed and not line[0].isalnum():
        # “/yes” searches, whatever the answers are.
        return signed
    pick = next((choice for choice in known if choice.keys == NUMBERS), None)
    if pick and (at := listed.named(line, begun=False)):
        return Meant(pick, at=at)
    if meant := _named(typed, known, tr) or signed:
        return meant
    return Meant(pick, at=at) if pick and (at := listed.chosen(line)) else None


def _named(typed: str, known: Sequence[Choice], tr: Translator) -> Meant | None:
    """Return the choice that is typed in its words, and what follows them where it takes something.

    Accents do not matter, nor which of the two languages: who works in both mixes them.
    """
    if len(typed.strip()) == 1:
        return None
    line, words = spelled(typed), typed.split()
    for spoken in (tr, *(Translator(lang) for lang in LANGUAGES if lang != tr.lang)):
        named = {
            spelled(name): choice
            for choice in known
            # The name of a language is in that language.
            if choice.keys != NUMBERS and (spoken is tr or choice.id != "language")
            for name in _names(choice, spoken)
        }
        # “urgent” is enough where “urgent help” is named.
        begun = (choice for name, choice in named.items() if spoken is tr and name.startswith(f"{line} "))
        if meant := named.get(line) or next(begun, None):
            return Meant(meant)
        for name, choice in named.items():
            said, rest = words[: len(name.split())], words[len(name.split()) :]
            if choice.takes and spelled(" ".join(said)).removesuffix("s") == name.removesuffix("s"):
                return Meant(choice, " ".join(rest))
    return None


def _names(choice: Choice, tr: Translator) -> list[str]:
    """Return what a choice is called: the words of the prompt, then what people say for it."""
    also = f"choice.{choice.id}.also"
    return [choice.name(tr), *(tr(also).split(", ") if tr.has(also) else ())]


def _signed(typed: str, known: Sequence[Choice]) -> Meant | None:
    """Return the choice whose sign a line is or begins with; a word is never taken for its first letter."""
    sign, rest = typed.strip()[0].lower(), typed.strip()[1:]
    for choice in known:
        if choice.keys not in (ENTER, NUMBERS) and sign in choice.keys:
            apart = not sign.isalpha() or rest[:1].isspace() or bool(numbers_in(rest))
            # A sign that is pressed twice in haste still means itself.
            if not rest or (sign in SIGNS and not rest.strip(sign)):
                return Meant(choice)
            if choice.takes and apart:
                return Meant(choice, rest.strip())
    return None
