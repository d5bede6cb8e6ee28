"""One short line in her own words."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Input

from safechat_tui.clean import clean
from safechat_tui.conversation.menus import caution
from safechat_tui.guide.model import Question
from safechat_tui.handout.passages import reading
from safechat_tui.plan import MAX_WORDS
from safechat_tui.tui.screens.frame import Frame
from safechat_tui.tui.views.reading import draw_paragraph, indented, text_rows
from safechat_tui.tui.views.rows import Drawing
from safechat_tui.tui.widgets.field import Field
from safechat_tui.tui.widgets.lines import Lines


class WordsDialog(Frame[str | None]):
    """Asks for the line; dismisses with it, or with nothing when it is to stay as it was."""

    SCOPES = ("field",)
    AUTO_FOCUS = "#field"

    def __init__(self, question: Question, letter: str = "") -> None:
        """Take the question it answers, and the letter that began the line."""
        super().__init__()
        self._question = question
        self._letter = letter

    def heading(self) -> str:
        """Return the question's title."""
        return self.conversation.guide.question(self._question.id).text.title

    def body(self) -> Iterable[Widget]:
        """Return what to say, the field, and what does not belong in it."""
        yield from super().body()
        yield Field(self._line, id="field", most=MAX_WORDS)
        yield Lines(self._rules, id="rules", fits=True)

    @property
    def _line(self) -> str:
        """What the field begins with; a letter comes behind what she said before, if there is room."""
        words = self.conversation.plan.words
        line = f"{words} {self._letter}" if words and self._letter else words + self._letter
        return line if len(line) <= MAX_WORDS else words

    def drawn(self, width: int) -> Drawing:
        """Return what to say."""
        section = self.conversation.guide.question(self._question.id).text
        rows = [line for block in reading(section.blocks) for line in text_rows(block, width - 2)]
        return Drawing(indented(rows))

    def _rules(self, width: int) -> Drawing:
        return draw_paragraph(self.tr("field.rules", most=MAX_WORDS), width)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Warn quietly when the line is full, when it was several, or when it seems to name someone."""
        tr, field = self.tr, self.query_one(Field)
        if field.cut:
            self.notice(tr("field.too-long", most=MAX_WORDS))
        elif field.joined:
            self.notice(tr("field.joined"))
        else:
            self.notice(caution(tr, clean(field.value)))

    def keep_line(self) -> bool:
        """Take the line into the plan as it is, and return whether it was another one."""
        before = self.conversation.plan.words
        self.change(self.conversation.plan.with_words(self.query_one(Field).value))
        return self.conversation.plan.words != before

    def action_done(self) -> None:
        """Take the line."""
        self.dismiss(self.query_one(Field).value)
