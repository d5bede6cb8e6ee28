"""Asking in lines: a prompt that names what can be typed, a list to choose from, a line, a passphrase."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from safechat_tui.conversation.requests import Menu, Value
from safechat_tui.plain.choices import ENTER, NUMBERS, SIGNS, Choice, Meant, choices_of, find
from safechat_tui.plain.listed import NOTHING_LISTED, Listed
from safechat_tui.plain.speech import HELD, Speech

LIST: Final = "list"
"""The scope of a list of the program's own."""

FIELD: Final = "field"
"""The scope where any words may be typed: only signs mean something else there."""

_ALIKE: Final = 6
"""The most lines that are named where several begin with what was typed."""


class Asker(Speech):
    """What is asked in a conversation, whatever it is about."""

    within = ""
    """LIST or FIELD while one of these is open, over the place where the conversation is."""
    slips = 0
    """How many lines in a row were none of the choices."""
    _everywhere: dict[str, Callable[[Any, str], Any]]
    """What each choice that holds everywhere does, given the conversation and what follows its sign."""
    _asks_secret = False
    _keep_line: Callable[[str], object] | None = None
    _stops: Callable[[str], bool] | None = None

    def ask(self, menu: Callable[[], Menu[Value]], *, titled: bool = True, few: int = 0) -> Value | None:
        """Say a menu until something of it is chosen, and return that, or nothing when it is left open.

        Args:
            menu: makes the menu in the language of the moment.
            titled: whether its title is said.
            few: how many lines are said before Enter brings as many more; 0 for all at once.
        """

        def say(asked: Menu[Value], heard: int) -> int:
            return self._say_menu(asked, heard, few, titled=titled)

        with self._inside(LIST):
            heard = say(menu(), 0)
            while True:
                asked = menu()
                left = min(few, len(asked.items) - heard)
                word = self.next_word(self._list_names(asked.first, heard, left))
                meant = self._meant(word, asked)
                if word == ENTER and left:
                    heard = say(asked, heard)
                elif meant is None or len(meant.at) > 1:
                    self.slip(word, listed_in(asked))
                elif meant.choice.id == "leave-open":
                    self.slips = 0
                    return None
                elif meant.choice.id == "again":
                    heard = say(asked, 0)
                elif meant.at:
                    self.slips = 0
                    return asked.items[meant.at[0]].value
                else:
                    lang = self.tr.lang
                    self._everywhere[meant.choice.id](self, meant.rest)
                    if self.tr.lang != lang:
                        heard = say(menu(), 0)
                    elif asked.title:
                        self.say(asked.title)

    def ask_words(self, prompt: str, keep_line: Callable[[str], object] | None = None) -> str:
        """Return a line as it was typed, clean; nothing when nothing was typed.

        A sign alone is nobody's words: it does here what it does everywhere, and the line is asked for again.

        Args:
            prompt: what is asked.
            keep_line: takes what was typed of it into the plan before a kept one is closed.
        """
        with self._inside(FIELD):
            while True:
                self._keep_line = keep_line
                try:
                    line, self._next = self._next or self._read(prompt), ""
                finally:
                    self._keep_line = None
                if line not in SIGNS:
                    return line
                self._everywhere[SIGNS[line]](self, "")

    def ask_secret(self, prompt: str) -> str:
        """Return a line that the terminal does not show while it is typed, as it was typed."""
        with self._typed.unseen(), self.asking_secret():
            return self._read(prompt)

    @contextmanager
    def asking_secret(self) -> Iterator[None]:
        """Mark what is asked meanwhile as a passphrase or its offer, which does not stay under the cover."""
        self._asks_secret = True
        try:
            yield
        finally:
            self._asks_secret = False

    def slip(self, word: str, listed: Listed = NOTHING_LISTED) -> None:
        """Say in one sentence that a line is none of the choices; after a second one, how to hear them.

        Args:
            word: the line.
            listed: what stands beside the numbers: where several begin so, these are named.
        """
        known = "talk.not-understood" if self.slips == 0 else "talk.not-understood-again"
        alike = listed.begun_by(word)
        if 1 < len(alike) <= _ALIKE:
            self.refuse("talk.several", names="; ".join(alike))
        else:
            self.refuse(known if word else "talk.nothing-typed")

    def refuse(self, id: str, **params: object) -> None:
        """Say in one sentence why a line is not taken; only the prompt comes after it."""
        self.slips += 1
        self.say(self.tr(id, **params))

    # What can be typed ------------------------------------------------------------------------

    def anywhere(self) -> tuple[Choice, ...]:
        """Return the choices that hold everywhere, or what is left of them in a list or a field."""
        choices = choices_of("always")
        if self.within == FIELD:
            return tuple(choice for choice in choices if choice.id in SIGNS.values())
        return tuple(choice for choice in choices if choice.dialog) if self.within else choices

    @contextmanager
    def stopped_by(self, stops: Callable[[str], bool]) -> Iterator[None]:
        """Let what is said meanwhile be stopped by other words than those that hold everywhere."""
        self._stops = stops
        try:
            yield
        finally:
            self._stops = None

    @contextmanager
    def _inside(self, scope: str) -> Iterator[None]:
        before, self.within = self.within, scope
        try:
            yield
        finally:
            self.within = before

    def _takes(self, word: str) -> bool:
        if self._stops is not None:
            return self._stops(word)
        if self.within == FIELD:
            return word in SIGNS
        return find(word, self.anywhere(), self.tr) is not None

    def names(self, choices: Iterable[Choice], *, last: int = 0) -> list[str]:
        """Return what can be typed as a prompt names it; help names them all.

        Args:
            choices: what can be typed.
            last: the last of the numbers, from 1 on.
        """
        named: list[str] = []
        for choice in choices:
            if not choice.prompt:
                continue
            key = choice.keys[:1] or self.tr("label.enter")
            if choice.keys == NUMBERS:
                key = self.tr("talk.numbers", first=1, last=last) if last > 1 else "1"
            elif choice.takes and choice.scope != "always":
                key = self.tr("talk.with-number", key=key)
            named.append(self._name(key, choice.name(self.tr)))
        return named

    def _name(self, key: str, words: str) -> str:
        # A key and what it does stay in one row.
        return self.tr("talk.named", key=key, words=words).replace(" ", HELD)

    def next_word(self, names: Sequence[str]) -> str:
        """Return what was typed while a text went on, or else what is typed at a prompt."""
        if not self._next:
            self._since = 0
            self._next = self._read(self.tr("talk.prompt", names="; ".join(names)))
        word, self._next = self._next, ""
        return word

    # A list -----------------------------------------------------------------------------------

    def _say_menu(self, asked: Menu[Any], heard: int, few: int, *, titled: bool) -> int:
        """Say the next lines of a menu, before the first ones also its words; return how many were said."""
        if not heard:
            if titled and asked.title:
                self.say(asked.title)
            for paragraph in asked.words:
                if paragraph.kind != "keys":
                    self.say(paragraph.text.strip())
        last = min(heard + few, len(asked.items)) if few else len(asked.items)
        lines = self.lines()
        for number, item in enumerate(asked.items[heard:last], start=asked.first + heard):
            said = item.said or item.label
            lines.say(f"{said}. {item.note}" if item.note else said, lead=f"{number:>2} ")
        with self.stopped_by(lambda word: self._meant(word, asked) is not None):
            self.read_out(lines)
        return last

    def _list_names(self, first: int, heard: int, left: int) -> list[str]:
        last = first + heard - 1
        numbers = self.tr("talk.numbers", first=first, last=last) if last > first else str(first)
        names = [self._name(numbers, self.tr("choice.pick"))]
        if left:
            names.append(self._name(self.tr("label.enter"), self.tr.plural("talk.more-places", left)))
        return [*names, *self.names((*choices_of(LIST)[1:], *self.anywhere()))]

    def _meant(self, word: str, asked: Menu[Any]) -> Meant | None:
        return find(word, (*choices_of(LIST), *self.anywhere()), self.tr, listed_in(asked))


def listed_in(asked: Menu[Any]) -> Listed:
    """Return the lines of a menu, each with all it is called."""
    return Listed([(item.label, *item.also) for item in asked.items], asked.first)
