"""A conversation in lines: what is said, what is asked, and the loop between them.

The rules this module keeps:

- Everything is written once, in reading order, and nothing is drawn over.
- A prompt names what can be typed, every time. An empty line never answers a question.
- What is not understood is said, and the question comes again.
- A text longer than the screen stops at each screenful, until Enter is pressed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn, Protocol

from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.menu import Menu, Value
from safechat_tui.errors import SafeChatError
from safechat_tui.plain.choices import CANCEL, NUMBERS, SIGNS, Choice, choices_of, find, numbers_in
from safechat_tui.plain.speech import HELD, MINUTE, AfreshError, LeaveError, Speech
from safechat_tui.plan import Plan
from safechat_tui.terminal.line_reader import LineReader, TimeOverError
from safechat_tui.terminal.line_terminal import LineTerminal
from safechat_tui.text.letters import fitted


class Position(Protocol):
    """Where the conversation is."""

    @property
    def scope(self) -> str:
        """Whose choices hold here besides those that hold everywhere."""

    def title(self, talk: Talk) -> str:
        """Return one line that says where this is."""

    def show(self, talk: Talk) -> None:
        """Say everything under the title."""

    def listed(self, talk: Talk) -> Sequence[str]:
        """Return the words of the numbered lines there are to choose from."""

    def act(self, talk: Talk, choice: str, rest: str) -> Position | None:
        """Do what was chosen and return where to go on; nothing to stay."""


Action = Callable[["Talk", str], "Position | None"]
"""What a choice that holds everywhere does, given what was typed after its sign."""


class Talk(Speech):
    """The one conversation in lines of a process."""

    def __init__(
        self,
        conversation: Conversation,
        terminal: LineTerminal,
        typed: LineReader,
        place_of: Callable[[str, Talk], Position],
        everywhere: dict[str, Action],
    ) -> None:
        """Take what is needed; nothing is written yet.

        Args:
            conversation: the conversation.
            terminal: where lines go.
            typed: where lines come from.
            place_of: returns where a step begins.
            everywhere: what each choice of the scope `always` does.
        """
        super().__init__(conversation, terminal, typed)
        self.place_of = place_of
        """Returns where a step begins."""
        self.place = place_of("opening", self)
        self._everywhere = everywhere
        self._asks_secret = False
        self._keep_line: Callable[[str], object] | None = None

    def run(self) -> None:
        """Talk until somebody leaves."""
        whole = True
        while True:
            try:
                if whole:
                    self._say_place()
                whole = self._turn(whole)
            except AfreshError:
                whole = True
            except LeaveError:
                return

    def _say_place(self) -> None:
        self.say("")
        self.say(self.place.title(self))
        self.place.show(self)

    def _turn(self, whole: bool) -> bool:
        """Ask once and do what was chosen; return whether the place is to be said whole."""
        if not whole:
            self.say(self.place.title(self))
        scopes = (self.place.scope, "always")
        word = self._next or self._ask_line(self._names(scopes))
        self._next = ""
        found = find(word, choices_of(*scopes), self.tr, self.place.listed(self))
        if found is None:
            self.say(self.tr("talk.not-understood" if word else "talk.nothing-typed"))
            return False
        choice, rest = found
        if choice.id == "again":
            return True
        if choice.scope == "always" and choice.id in self._everywhere:
            place = self._everywhere[choice.id](self, rest)
        else:
            place = self.place.act(self, choice.id, rest)
        if place is None:
            return False
        self.place = place
        return True

    # Asking -----------------------------------------------------------------------------------

    def ask(self, menu: Callable[[], Menu[Value]], *, titled: bool = True) -> Value | None:
        """Say a menu until something of it is chosen, and return that, or nothing when it is left open.

        Args:
            menu: makes the menu in the language of the moment.
            titled: whether its title is said.
        """
        while True:
            asked = menu()
            if titled and asked.title:
                self.say(asked.title)
            for paragraph in asked.words:
                if paragraph.kind != "keys":
                    self.say(paragraph.text.strip())
            lines = self.lines()
            for number, item in enumerate(asked.items, start=1):
                lines.say(f"{item.label}. {item.note}" if item.note else item.label, lead=f"{number:>2} ")
            self.read_out(lines)
            if self._next:
                return None
            names = [self._numbers(len(asked.items)), self.tr("talk.cancel", key=CANCEL)]
            word = self._ask_line([*names, *self._named(choices_of("always"), dialog=True)])
            if word.lower() == CANCEL:
                return None
            chosen = numbers_in(word)
            if len(chosen) == 1 and 1 <= chosen[0] <= len(asked.items):
                return asked.items[chosen[0] - 1].value
            found = find(word, (choice for choice in choices_of("always") if choice.dialog), self.tr)
            if found is None:
                self.say(self.tr("talk.not-understood" if word else "talk.nothing-typed"))
            else:
                self._everywhere[found[0].id](self, found[1])

    def ask_words(self, prompt: str, keep_line: Callable[[str], object] | None = None) -> str:
        """Return a line as it was typed, clean; nothing when nothing was typed.

        A sign alone is nobody's words: it does here what it does everywhere, and the line is asked for again.

        Args:
            prompt: what is asked.
            keep_line: takes what was typed of it into the plan before a kept one is closed.
        """
        while True:
            self._keep_line = keep_line
            try:
                line = self._read(prompt)
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

    def _names(self, scopes: tuple[str, ...]) -> list[str]:
        """Return what can be typed, as the prompt names it."""
        return self._named(choices_of(*scopes), dialog=False)

    def _named(self, choices: Sequence[Choice], *, dialog: bool) -> list[str]:
        named: list[str] = []
        for choice in choices:
            if not choice.prompt or (dialog and not choice.dialog):
                continue
            if choice.keys == NUMBERS:
                key = self._numbers(len(self.place.listed(self)), bare=True)
            else:
                key = choice.keys[:1] or self.tr("label.enter")
            words = self.tr("talk.named", key=key, words=self.tr(f"choice.{choice.id}"))
            # A key and what it does stay in one row.
            named.append(words.replace(" ", HELD))
        return named

    def _numbers(self, last: int, *, bare: bool = False) -> str:
        if bare:
            return self.tr("talk.numbers", last=last) if last > 1 else "1"
        return self.tr("talk.choose", last=last) if last > 1 else self.tr("talk.choose-one")

    def _ask_line(self, names: Sequence[str]) -> str:
        self._since = 0
        return self._read(self.tr("talk.prompt", names="; ".join(names)))

    # What holds in any place --------------------------------------------------------------------

    def attempt(self, what: Callable[[], object]) -> bool:
        """Do something that may fail, say so if it does, and return whether it was done."""
        try:
            what()
        except SafeChatError as error:
            self.say(self.conversation.explain(error))
            return False
        return True

    def change(self, plan: Plan) -> None:
        """Take a changed plan, and save it if it is kept."""
        self.attempt(lambda: self.conversation.change(plan))

    def left_alone(self, unfinished: str) -> str:
        """Cover the lines until somebody is back; close what is kept once nobody was there for longer."""
        config = self.conversation.config
        self._draw_cover()
        closed = saved = False
        try:
            back = self._typed.read_line((config.minutes_to_lock - config.idle_minutes) * MINUTE)
        except TimeOverError:
            saved = self._save_unfinished(unfinished)
            closed = self._close_kept()
            back = self._typed.read_line()
        self._uncover(back)
        if closed:
            if unfinished and not saved:
                self.say(self.tr("talk.lost-line"))
            self.say(self.tr("cover.closed.saved" if saved else "cover.closed"))
            raise AfreshError
        if self._asks_secret:
            # Nothing of five words that were offered is said again.
            self._said = []
            self.say(self.tr("cover.asking-ended"))
            raise AfreshError
        return unfinished

    def cover(self) -> NoReturn:
        """Close what is kept, take the lines back, and show a page of ordinary notes until a line is typed.

        Raises:
            AfreshError: always, once somebody is back.
        """
        if not self._terminal.erases:
            self.say(self.tr("talk.cannot-erase"))
            raise AfreshError
        closed = self._close_kept()
        self._draw_cover()
        self._uncover(self._typed.read_line())
        if closed:
            self.say(self.tr("cover.closed"))
        raise AfreshError

    def _save_unfinished(self, line: str) -> bool:
        """Save what was typed of her words with a kept plan, and return whether it was."""
        keeping = self.conversation.keeping
        if not (line and self._keep_line and keeping.is_keeping):
            return False
        self._keep_line(line)
        return keeping.is_saved

    def _close_kept(self) -> bool:
        """Close what is kept and forget what was said of it; return whether something was closed."""
        closed = self.conversation.close_kept()
        if closed:
            self.place, self._said = self.place_of("opening", self), []
        return closed

    def _draw_cover(self) -> None:
        """Take the lines back and show ordinary notes; whoever listens hears at their end how to go on."""
        notes = f"{self.tr('cover.notes')}\n\n" if self._terminal.erases else "\n"
        self._terminal.erase()
        self._terminal.say(fitted(f"{notes}{self.tr('talk.cover-keys')}\n", self.encoding))

    def _uncover(self, typed: str | None) -> None:
        if typed is None:
            raise LeaveError
        self._terminal.erase()
        self._since = 0
