"""The one table of choices of the conversation in lines: it feeds the prompts and the help.

The rules it keeps: a choice is one sign or letter, the same in both languages and, where the full screens
have it too, the same as there; the words that a prompt or a list gives may be typed instead, or their
beginning where nothing else begins so; an empty line only goes on, it answers nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from safechat_tui.i18n import LANGUAGES, Translator
from safechat_tui.text.fold import folded
from safechat_tui.text.near import alone_with

NUMBERS: Final = "#"
"""Stands for the numbers of what is listed."""

ENTER: Final = ""
"""The empty line."""

_FRENCH_SIGNS: Final = "&é\"'(-è_çà"
"""What the keys of the digits type on a French keyboard without Shift, from 1 to 0."""

_FRENCH_DIGITS: Final = str.maketrans(_FRENCH_SIGNS, "1234567890")


SHORTEST: Final = 3
"""Letters that are enough to begin a name: “no” is not “Not now”."""

Names = Sequence[str]
"""All that one line of a list is called."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be typed."""

    id: str
    """Its words are `choice.<id>` (in the prompt) and `choice.<id>.help` in the catalogues."""
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


def find(
    typed: str, choices: Iterable[Choice], tr: Translator, listed: Sequence[Names] = (), first: int = 1
) -> tuple[Choice, str] | None:
    """Return the choice that a line means and what follows its sign, or nothing.

    Args:
        typed: the line, clean.
        choices: what may be meant.
        tr: the language in which the choices were named.
        listed: what stands beside the numbers, each with all it is called.
        first: the first of the numbers.
    """
    line = typed.strip().lower()
    known = tuple(choices)
    if not line:
        return next(((choice, "") for choice in known if choice.keys == ENTER), None)
    signed = _signed(typed, known)
    if signed and not line[0].isalnum():
        # “/yes” searches, whatever the answers are.
        return signed
    whole = _answered(line, known, listed, first, begun=False)
    return whole or _named(typed, known, tr) or signed or _answered(line, known, listed, first)


def _named(typed: str, known: Sequence[Choice], tr: Translator) -> tuple[Choice, str] | None:
    """Return the choice that is typed in its words, and what follows them where it takes something.

    Accents do not matter, nor which of the two languages: who works in both mixes them.
    """
    if len(typed.strip()) == 1:
        return None
    line, words = _spelled(typed), typed.split()
    for spoken in (tr, *(Translator(lang) for lang in LANGUAGES if lang != tr.lang)):
        named = {
            _spelled(name): choice
            for choice in known
            # The name of a language is in that language.
            if choice.keys != NUMBERS and (spoken is tr or choice.id != "language")
            for name in _names(choice, spoken)
        }
        # “urgent” is enough where “urgent help” is named.
        begun = (choice for name, choice in named.items() if spoken is tr and name.startswith(f"{line} "))
        if meant := named.get(line) or next(begun, None):
            return meant, ""
        for name, choice in named.items():
            said, rest = words[: len(name.split())], words[len(name.split()) :]
            if choice.takes and _spelled(" ".join(said)).removesuffix("s") == name.removesuffix("s"):
                return choice, " ".join(rest)
    return None


def _names(choice: Choice, tr: Translator) -> list[str]:
    """Return what a choice is called: the words of the prompt, then what people say for it."""
    also = f"choice.{choice.id}.also"
    return [tr(f"choice.{choice.id}"), *(tr(also).split(", ") if tr.has(also) else ())]


def _signed(typed: str, known: Sequence[Choice]) -> tuple[Choice, str] | None:
    """Return the choice whose sign a line is or begins with; a word is never taken for its first letter."""
    sign, rest = typed.strip()[0].lower(), typed.strip()[1:]
    for choice in known:
        if choice.keys not in (ENTER, NUMBERS) and sign in choice.keys:
            apart = not sign.isalpha() or rest[:1].isspace() or bool(numbers_in(rest))
            # A sign that is pressed twice in haste still means itself.
            if not rest or (sign in SIGNS and not rest.strip(sign)):
                return choice, ""
            if choice.takes and apart:
                return choice, rest.strip()
    return None


def _answered(
    line: str, known: Sequence[Choice], listed: Sequence[Names], first: int, *, begun: bool = True
) -> tuple[Choice, str] | None:
    """Return the numbers of a list, typed as such or as its words with commas or “and” between."""
    answer = next((choice for choice in known if choice.keys == NUMBERS), None)
    if answer is None:
        return None
    if begun and numbers_in(line):
        return answer, line
    for between in ("[,;]", "[,;]|\\s(?:and|et)\\s"):
        found = [index_of(words, listed, begun=begun) for words in re.split(between, line) if words.strip()]
        numbers = [str(at + first) for at in found if at is not None]
        if numbers and len(numbers) == len(found):
            return answer, " ".join(numbers)
    return None


def index_of(typed: str, listed: Sequence[Names], *, begun: bool = True) -> int | None:
    """Return which of a list a line names, from 0 on; nothing where it is none, or may be several.

    Args:
        typed: the line.
        listed: what each is called; accents, capitals and signs do not matter.
        begun: whether the beginning of a name is enough, where no other begins so.
    """
    asked = _spelled(typed)
    spelled = [[_spelled(name) for name in names] for names in listed]
    same = [at for at, names in enumerate(spelled) if asked in names]
    if begun and not same:
        same = [at for at, names in enumerate(spelled) if any(_begins(name, asked) for name in names)]
    return same[0] if asked and len(same) == 1 else None


def with_word(typed: str, listed: Sequence[Names]) -> int | None:
    """Return which of a list alone has a word, from 0 on; nothing where it is short, or is not one word."""
    titles = ((_spelled(name), at) for at, names in enumerate(listed) for name in names)
    return None if " " in _spelled(typed) else alone_with(_spelled(typed), titles)


def begun_by(typed: str, listed: Sequence[Names], first: int = 1) -> list[str]:
    """Return those of a list that begin with a line, each with its number."""
    asked = _spelled(typed)
    begun = (any(_begins(_spelled(name), asked) for name in names) for names in listed)
    return [
        f"{at} {names[0]}"
        for at, (names, is_it) in enumerate(zip(listed, begun, strict=True), first)
        if is_it
    ]


def names_of(label: str, groups: Iterable[Names]) -> Names:
    """Return all that a listed line is called: Facebook is fb, too, and brackets may be left out.

    Args:
        label: its words.
        groups: words that a search takes for each other.
    """
    bare = _spelled(label.partition(" (")[0])
    same = (group for group in groups if bare in map(_spelled, group))
    return (label, bare, *(word for group in same for word in group))


def _begins(name: str, asked: str) -> bool:
    """Return whether a name begins with words: one or two letters must be a whole word of it."""
    return name.startswith(asked if len(asked) >= SHORTEST else f"{asked} ")


def _spelled(words: str) -> str:
    """Return words as they are compared: small letters and digits, one space between words."""
    return " ".join(re.findall(r"\w+", folded(words)))


def numbers_in(line: str) -> tuple[int, ...]:
    """Return the numbers of a line that holds nothing else, each once; nothing for any other line."""
    line = line.strip()
    if line and all(sign in f"{_FRENCH_SIGNS} ," for sign in line):
        line = line.translate(_FRENCH_DIGITS)
    # “1 and 3”, “1 et 3”, “2.”, “2)”
    line = re.sub(r"(?<=\d)(\s+(et|and)(?=\s)|[.)](?=\s|$))", " ", line).strip()
    if not re.fullmatch(r"[0-9]{1,3}([\s,;]+[0-9]{1,3})*", line):
        return ()
    return tuple(dict.fromkeys(int(number) for number in re.findall("[0-9]+", line)))
