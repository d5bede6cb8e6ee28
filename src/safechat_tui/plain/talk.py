"""A conversation in lines: what is said, what is asked, and the loop between them.

The rules this module keeps:

- Everything is written once, in reading order, and nothing is drawn over.
- A prompt names what can be typed, every time. An empty line never answers a question.
- What is not understood is answered by one sentence and the prompt: nobody hears a whole list again.
- A text longer than the screen stops at each screenful, until Enter is pressed, unless `pages = false`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, NoReturn

from safechat_tui import clock
from safechat_tui.conversation.conversation import Conversation
from safechat_tui.errors import SafeChatError
from safechat_tui.i18n import LANGUAGES, Translator
from safechat_tui.plain.choices import NUMBERS, Meant, choices_of, find
from safechat_tui.plain.listed import NOTHING_LISTED, Listed, all_names, spelled
from safechat_tui.plain.menus import Asker
from safechat_tui.plain.speech import AfreshError, LeaveError
from safechat_tui.plan import Plan
from safechat_tui.terminal.line_reader import LineReader, TimeOverError
from safechat_tui.terminal.line_terminal import LineTerminal
from safechat_tui.text.letters import fitted

_YES_AND_NO: Final = tuple(
    tuple(Translator(lang)(f"ask.{word}") for lang in LANGUAGES) for word in ("yes", "no")
)
"""Words that mean the same in an answer."""

_BOTH: Final = tuple(
    spelled(word) for lang in LANGUAGES for word in Translator(lang)("talk.both").split(", ")
)
"""Words for the two lines there are."""


class Position:
    """Where the conversation is."""

    scope: str
    """Whose choices hold here besides those that hold everywhere."""

    def title(self, talk: Talk) -> str:
        """Return one line that says where this is."""
        raise NotImplementedError

    def show(self, talk: Talk) -> None:
        """Say everything under the title."""
        raise NotImplementedError

    def listed(self, talk: Talk) -> Listed:
        """Return the numbered lines there are to choose from."""
        return NOTHING_LISTED

    def act(self, talk: Talk, meant: Meant) -> Position | None:
        """Do what was chosen and return where to go on; nothing to stay."""
        raise NotImplementedError


Handler = Callable[["Talk", str], "Position | None"]
"""What a choice that holds everywhere does, given what was typed after its sign."""


class Talk(Asker):
    """The one conversation in lines of a process."""

    def __init__(
        self,
        conversation: Conversation,
        terminal: LineTerminal,
        typed: LineReader,
        position_of: Callable[[str, Talk], Position],
        everywhere: dict[str, Handler],
    ) -> None:
        """Take what is needed; nothing is written yet.

        Args:
            conversation: the conversation.
            terminal: where lines go.
            typed: where lines come from.
            position_of: returns where a step begins.
            everywhere: what each choice of the scope `always` does.
        """
        super().__init__(conversation, terminal, typed)
        self.position_of = position_of
        """Returns where a step begins."""
        self.position = position_of("opening", self)
        self.closing_heard = False
        """Whether the words for the end of this call were read out: Enter alone brings them once."""
        self._everywhere = everywhere

    def run(self) -> None:
        """Talk until somebody leaves."""
        first = "position"
        while True:
            try:
                if first == "position":
                    self._say_position()
                elif first == "title" and not self._next:
                    self.say(self.position.title(self))
                first = self._turn()
            except AfreshError:
                first = "position"
            except LeaveError:
                return

    def _say_position(self) -> None:
        self.say("")
        self.say(self.position.title(self))
        with self.stopped_by(lambda word: self._meant_here(word) is not None):
            self.position.show(self)

    def _meant_here(self, word: str) -> Meant | None:
        choices = choices_of(self.position.scope, "always")
        return find(word, choices, self.tr, self.position.listed(self))

    def listed(self, labels: Iterable[str], *, are_titles: bool = False, are_both: bool = False) -> Listed:
        """Return numbered lines with all that each is called: yes and no, for one, in both languages.

        Args:
            labels: the words of each.
            are_titles: whether any word that one alone has is enough.
            are_both: whether “both” means all of them.
        """
        groups = (*self.guide.search_words.groups, *_YES_AND_NO)
        together = _BOTH if are_both else ()
        return Listed(
            [all_names(label, groups) for label in labels], are_titles=are_titles, together=together
        )

    def _takes(self, word: str) -> bool:
        if super()._takes(word):
            return True
        # What the position offers ends a text over it, too; never a number, which may stand in the text.
        meant = None if self.within or self._stops else self._meant_here(word)
        return meant is not None and meant.choice.keys != NUMBERS and not meant.choice.keys.isdigit()

    def _turn(self) -> str:
        """Ask once and do what was chosen; return what to say first: `position`, its `title`, or nothing."""
        choices, listed = choices_of(self.position.scope, "always"), self.position.listed(self)
        word = self.next_word(self.names(choices, last=len(listed.names)))
        meant, slips = self._meant_here(word), self.slips
        if meant is None:
            self.slip(word, self.position.listed(self))
            return ""
        choice = meant.choice
        if choice.id == "again":
            self.slips = 0
            return "position"
        if choice.scope == "always":
            position = self._everywhere[choice.id](self, meant.rest)
        else:
            position = self.position.act(self, meant)
        if self.slips > slips:
            return ""
        self.slips = 0
        if position is None:
            return "title"
        self.position = position
        return "position"

    # What holds at any position ----------------------------------------------------------------

    def change(self, plan: Plan) -> None:
        """Take a changed plan, save it if it is kept, and say so if that fails."""
        try:
            self.conversation.change(plan)
        except SafeChatError as error:
            self.say(self.conversation.explain(error))

    def left_alone(self, unfinished: str) -> str:
        """Cover the lines until somebody is back; close what is kept once nobody was there for longer."""
        config = self.conversation.config
        return self._covered(config.minutes_to_lock - config.idle_minutes, unfinished)

    def cover(self) -> NoReturn:
        """Take the lines back, and show a page of ordinary notes until a line is typed.

        Raises:
            AfreshError: always, once somebody is back.
        """
        if self.terminal.erases:
            self._covered(self.conversation.config.minutes_to_lock)
        else:
            self.say(self.tr("talk.cannot-erase"))
        raise AfreshError

    def _covered(self, minutes: float, unfinished: str = "") -> str:
        """Show the page; close what is kept once nobody was there for some minutes more."""
        self._draw_cover()
        closed = saved = False
        try:
            back = self._typed.read_line(minutes * clock.MINUTE)
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
            self.position, self._said = self.position_of("opening", self), []
        return closed

    def _draw_cover(self) -> None:
        """Take the lines back and show ordinary notes; whoever listens hears at their end how to go on."""
        notes = f"{self.tr('cover.notes')}\n\n" if self.terminal.erases else "\n"
        self.terminal.erase()
        self._prompt = ""
        self.terminal.say(fitted(f"{notes}{self.tr('talk.cover-keys')}\n", self.terminal.encoding))

    def _uncover(self, typed: str | None) -> None:
        if typed is None:
            raise LeaveError
        self.terminal.erase()
        self._since = 0
