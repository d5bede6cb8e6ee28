"""Saying and reading in lines: screenful by screenful, in letters the terminal has, clean on both ways."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from safechat_tui import clock
from safechat_tui.clean import clean
from safechat_tui.conversation.conversation import Conversation
from safechat_tui.guide.model import Guide
from safechat_tui.handout.blocks import PageBlocks
from safechat_tui.i18n import Translator
from safechat_tui.plain.choices import CANCEL, ENTER, choices_of, find
from safechat_tui.plain.lines import MIN_WIDTH, LineWriter
from safechat_tui.plain.listed import Listed
from safechat_tui.terminal.line_reader import LineReader, TimeOverError
from safechat_tui.terminal.line_terminal import LineTerminal
from safechat_tui.text.letters import fitted
from safechat_tui.text.wrap import cells, wrap_text

HELD: Final = "\u202f"
"""Stands for a space at which a prompt is not folded; no words of ours hold this sign."""


class LeaveError(Exception):
    """The conversation is over."""


class AfreshError(Exception):
    """What was being asked is off; the place is shown again."""


class Speech:
    """What is said and read of a conversation, without any meaning of it."""

    def __init__(self, conversation: Conversation, terminal: LineTerminal, typed: LineReader) -> None:
        """Take what is needed; nothing is written yet.

        Args:
            conversation: the conversation.
            terminal: where lines go.
            typed: where lines come from.
        """
        self.conversation = conversation
        """The conversation at hand."""
        self.terminal = terminal
        """Where lines go."""
        self._typed = typed
        self._since = 0
        self._next = ""
        self._said: list[str] = []
        self._prompt = ""
        typed.warning = lambda: (
            f"{fitted(self.tr('frame.escape-again'), self.terminal.encoding)}\n{self._prompt}"
        )

    @property
    def tr(self) -> Translator:
        """The words of the interface."""
        return self.conversation.tr

    @property
    def guide(self) -> Guide:
        """The guide, in the same language."""
        return self.conversation.guide

    @property
    def width(self) -> int:
        """Columns a line may fill: one is left free, since some terminals wrap a full row."""
        return max(MIN_WIDTH, self.terminal.size()[0] - 1)

    def lines(self) -> LineWriter:
        """Return a collector of lines of this width; whoever listens hears the parts of a picture instead."""
        return LineWriter(self.tr, self.width, drawn=False)

    def say(self, words: str) -> None:
        """Say one paragraph; nothing leaves a line empty."""
        lines = self.lines()
        lines.say(words)
        self.read_out(lines.text() if words else "\n")

    def read_out(self, text: LineWriter | str) -> bool:
        """Say lines, by `pages` a screenful at a time; return whether all were said."""
        for line in (text if isinstance(text, str) else text.text()).splitlines():
            for row in self._rows(line):
                if self._since >= self.terminal.size()[1] - 2 and not self._more():
                    return False
                self._say_row(row)
        return True

    def _say_row(self, row: str) -> None:
        self.terminal.say(f"{row}\n")
        self._said.append(row)
        self._since += 1

    def read_page(self, page: PageBlocks, *, level: int = 1) -> bool:
        """Read out a page of blocks, its text at a level; return whether all was said."""
        lines = self.lines()
        lines.read(page, level=level)
        return self.read_out(lines)

    def _rows(self, line: str) -> Sequence[str]:
        """Return a line in letters that can be written, in rows that fit."""
        # Whatever slipped by where it came in stops here.
        shown = fitted(clean(line, multiline=True), self.terminal.encoding)
        if cells(shown) <= self.width:
            return (shown,)
        words = shown.lstrip(" ")
        margin = shown[: len(shown) - len(words)]
        return wrap_text(words, self.width, margin)

    def _more(self) -> bool:
        """Wait before the next screenful, and return whether it is wanted."""
        if not (self.terminal.is_typed and self.conversation.config.pages):
            return True
        while True:
            self._since = 0
            word = self._read(self.tr("talk.more"))
            if word in (ENTER, CANCEL):
                return word == ENTER
            words = [self.tr(f"talk.more.{name}").split(", ") for name in ("on", "stop")]
            if at := Listed(words).named(word, begun=False):
                return at == (0,)
            if self._takes(word):
                self._next = word
                return False
            self._say_row(fitted(self.tr("talk.not-understood"), self.terminal.encoding))

    def _takes(self, word: str) -> bool:
        """Return whether a word ends what is being said and is done instead."""
        return find(word, choices_of("always"), self.tr) is not None

    def _read(self, prompt: str) -> str:
        """Say a prompt and return what is typed after it, clean."""
        begun = ""
        while True:
            rows = [row for line in prompt.splitlines() for row in wrap_text(line, self.width)]
            self._prompt = fitted("\n".join(rows).replace(HELD, " "), self.terminal.encoding) + " "
            self.terminal.say(self._prompt)
            try:
                line = self._typed.read_line(self.conversation.config.idle_minutes * clock.MINUTE, begun)
                break
            except TimeOverError:
                begun = self.left_alone(self._typed.unfinished)
                self._say_again()
        if line is None:
            raise LeaveError
        self._since, self._said = 0, []
        if self._typed.pasted:
            self.say(self.tr("talk.pasted"))
        return clean(line)

    def _say_again(self) -> None:
        """Say again what was said since the last line was typed, as far as the screen has room for it."""
        said, self._said, self._since = self._said, [], 0
        for row in said[-max(1, self.terminal.size()[1] - 2) :]:
            self._say_row(row)

    def left_alone(self, unfinished: str) -> str:
        """Do what is to be done when nobody typed for a while, and wait until somebody is back.

        Args:
            unfinished: what was typed of a line.

        Returns:
            What is still typed of it.

        Raises:
            AfreshError: where what was asked is off.
            LeaveError: where nothing more can be typed.
        """
        raise NotImplementedError
