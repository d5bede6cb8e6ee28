"""Words set in lines: broken at spaces only, the spaces drawn a little together where one word more fits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from typing import Any, Final

from safechat_tui.handout.document import Words
from safechat_tui.handout.pdf import fonts
from safechat_tui.handout.pdf.flow import Thing
from safechat_tui.handout.pdf.fonts import BOLD
from safechat_tui.handout.pdf.style import Style, printable

_SPACES: Final = re.compile("[^\\S\u00a0]+|\u200b+")
"""Where a line may break."""

_SHRINK: Final = 0.05
"""Share of its spaces by which a line may be too long; they become so much narrower."""

_NO_BREAK: Final = "\u00a0"

Run = tuple[str, str]
"""A font, and words in it."""

Word = tuple[Run, ...]
"""What stands between two spaces."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of words."""

    runs: tuple[Run, ...]
    spacing: float
    """Points added to each space; less than 0 where the line is drawn together."""


class Paragraph(Thing):
    """One paragraph, parted between its lines so that at least two stay together."""

    def __init__(self, words: Words | str, style: Style, *, bullet: str = "", strong: bool = False) -> None:
        """Set these words.

        Args:
            words: what to set; parts of it may be strong.
            style: how it looks.
            bullet: what stands before the first line.
            strong: whether all of it is strong.
        """
        self.style = style
        self.bullet = bullet
        self.before, self.after, self.keep = style.before, style.after, style.keep
        spans = (
            ((words, strong),) if isinstance(words, str) else ((s.text, s.strong or strong) for s in words)
        )
        self.words = tuple(_words((BOLD if bold else style.font, printable(text)) for text, bold in spans))
        self.lines: tuple[Line, ...] = ()
        self._width = -1.0

    @property
    def text(self) -> str:
        """The words without their looks."""
        return " ".join("".join(piece for _, piece in word) for word in self.words)

    @property
    def height(self) -> float:
        """The height of the lines."""
        return len(self.lines) * self.style.leading

    @property
    def _indent(self) -> float:
        """How far the first line is moved right by what stands before it."""
        style = self.style
        if not self.bullet:
            return 0
        sign = fonts.width(self.bullet, style.font, style.size)
        return max(0, style.bullet + sign + 0.6 * style.size - style.left)

    def fit(self, width: float) -> float:
        """Break the words into lines."""
        if width != self._width:
            room = width - self.style.left
            self.lines = tuple(_lines(self.words, self.style.size, room - self._indent, room))
            self._width = width
        return self.height

    def part(self, height: float) -> tuple[Thing, Thing] | None:
        """Part between two lines; neither the first nor the last line stands alone on a page."""
        count = len(self.lines)
        fitting = int(height / self.style.leading)
        if fitting + 1 == count:
            if count <= 3:
                return None
            fitting -= 1
        if fitting <= 1 or fitting >= count:
            return None
        first, rest = copy(self), copy(self)
        first.lines, rest.lines, rest.bullet = self.lines[:fitting], self.lines[fitting:], ""
        return first, rest

    def draw(self, canvas: Any, x: float, y: float) -> None:
        """Draw the lines, and what stands before the first."""
        if not self.lines:
            return
        style, x = self.style, x + self.style.left
        base = y + self.height - style.size
        if self.bullet:
            canvas.setFont(style.font, style.size)
            canvas.drawString(x - style.left + style.bullet, base, self.bullet)
        text = canvas.beginText(x + self._indent, base)
        font = ""
        for number, line in enumerate(self.lines):
            if number == 1 and self._indent:
                text.setTextOrigin(x, base - style.leading)
            if line.spacing:
                text.setWordSpace(line.spacing)
            for place, (wanted, piece) in enumerate(line.runs, start=1):
                if wanted != font:
                    text.setFont(wanted, style.size, style.leading)
                    font = wanted
                (text.textLine if place == len(line.runs) else text.textOut)(piece)
            if line.spacing:
                text.setWordSpace(0)
        canvas.drawText(text)


def _words(runs: Iterator[Run]) -> Iterator[Word]:
    """Yield what stands between spaces; a word may go over several runs."""
    word: list[Run] = []
    for font, text in runs:
        first, *rest = _SPACES.split(text)
        if first:
            word.append((font, first))
        for piece in rest:
            if word:
                yield tuple(word)
            word = [(font, piece)] if piece else []
    if word:
        yield tuple(word)


def _wide(word: Word, size: float) -> float:
    return sum(fonts.width(piece, font, size) for font, piece in word)


def _lines(words: tuple[Word, ...], size: float, first: float, later: float) -> Iterator[Line]:
    """Yield the words in lines, the first of which has another width."""
    if not words:
        return
    space = fonts.width(" ", words[0][0][0], size)
    line: list[Word] = []
    room, used = first, -space
    for word in words:
        wide = _wide(word, size)
        if used + space + wide > room + _SHRINK * space * len(line):
            if wide > room:
                # A word longer than a line fills the rest of this one, and as many more as it needs.
                *full, word = _cut(word, size, room - used - space, later)
                for piece in full:
                    yield _line([*line, piece] if piece else line, 0)
                    line, room, used = [], later, -space
                wide = _wide(word, size)
            elif line:
                yield _line(line, room - used)
                line, room, used = [], later, -space
        line.append(word)
        used += space + wide
    yield _line(line, room - used)


def _line(words: list[Word], spare: float) -> Line:
    """Return a line of words; where it is too long by a little, its spaces make up for it."""
    runs: list[Run] = []
    for number, word in enumerate(words):
        for font, piece in word:
            if runs and runs[-1][0] == font:
                runs[-1] = (font, runs[-1][1] + piece)
            else:
                runs.append((font, piece))
        if number + 1 < len(words):
            font, piece = runs[-1]
            runs[-1] = (font, f"{piece} ")
    if spare > -1e-8:
        return Line(tuple(runs), 0)
    spaces = len(words) - 1 + sum(piece.count(_NO_BREAK) for _, piece in runs)
    return Line(tuple(runs), spare / spaces if spaces else 0)


def _cut(word: Word, size: float, room: float, later: float) -> Iterator[Word]:
    """Yield the pieces of a word that is too long for a line; the first one may be empty."""
    piece: list[Run] = []
    used = 0.0
    for font, text in word:
        for letter in text:
            wide = fonts.width(letter, font, size)
            if used + wide > room and (piece or wide <= later):
                yield tuple(piece)
                piece, used, room = [], 0, later
            if piece and piece[-1][0] == font:
                piece[-1] = (font, piece[-1][1] + letter)
            else:
                piece.append((font, letter))
            used += wide
    yield tuple(piece)
