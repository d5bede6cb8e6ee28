"""Paragraphs and headings: everything on the paper that is read passes here and is given its tag."""

from __future__ import annotations

from html import escape
from typing import Any

from reportlab.lib.enums import TA_RIGHT
from reportlab.pdfbase.pdfmetrics import getAscent
from reportlab.platypus import Flowable, Paragraph

from safechat_tui.guide.text import Span
from safechat_tui.handout.blocks import Words
from safechat_tui.handout.pdf.fonts import BOLD, FontRuns, draw_line, is_shaped, line_width, runs
from safechat_tui.handout.pdf.style import BLACK, GREY
from safechat_tui.handout.pdf.tags import HeadingTag, Tag


class Tagged(Paragraph):  # type: ignore[misc]
    """A paragraph that is read as what its tag says; its parts on two pages have one tag."""

    tag: Tag
    link = ""
    """Where it leads, or nothing."""
    sign: tuple[str, Tag] | None = None
    """What stands before the first line of an item, and what it is read as."""
    drawn = False
    ordered = False
    """Whether it has words whose order, or form, must be worked out before they are drawn."""

    def draw(self) -> None:
        """Draw the words; the head of a table, drawn again on the next page, is not read again."""
        if self.drawn:
            with self.canv.decoration():
                self._draw_lines()
            return
        self.drawn = True
        if self.sign:
            sign, tag = self.sign
            with self.canv.tagged(tag):
                self._draw_line(runs(sign, self.style.fontName), self.style.bulletIndent, self._first_line)
        for words in self.blPara.lines if not self.ordered else ():
            # Without a space at its end, the last word would be read as one with the first of the next line.
            if self.blPara.kind == 0:
                words[1].append("")
            else:
                words.words[-1].text += " "
        with self.canv.tagged(self.tag):
            self._draw_lines()
        if self.link:
            self.canv.link(self.tag, self.link, (self.width, self.height))

    def _draw_lines(self) -> None:
        """Draw the words; reportlab does so where they are seen in the order in which they are read."""
        if not self.ordered:
            super().draw()
            return
        style, y = self.style, self._first_line
        for words in self.blPara.lines:
            if self.blPara.kind == 0:
                line = [(self.blPara.fontName, " ".join(words[1]))]
            else:
                line = [(word.fontName, word.text) for word in words.words]
                line[-1] = (line[-1][0], line[-1][1].rstrip(" "))
            self._draw_line(line, style.rightIndent or style.leftIndent, y)
            y -= style.leading

    @property
    def _first_line(self) -> float:
        """What the letters of the first line stand on."""
        return float(self.height - getAscent(self.style.fontName, self.style.fontSize))

    def _draw_line(self, line: FontRuns, indent: float, y: float) -> None:
        leftward, size = self.style.alignment == TA_RIGHT, self.style.fontSize
        x = self.width - indent - line_width(line, size) if leftward else indent
        draw_line(self.canv, x, y, line, size, leftward=leftward)

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return its parts on two pages, or nothing where it cannot be split."""
        parts: list[Flowable] = super().split(width, height)
        for part in parts:
            part.tag, part.link, part.ordered = self.tag, self.link, self.ordered
        if parts:
            parts[0].sign = self.sign
        return parts


class PartTitle(Tagged):
    """The heading of a part, with a thin line under it."""

    def draw(self) -> None:
        """Draw the words and the line."""
        super().draw()
        below = -self.style.fontSize * 0.18
        with self.canv.decoration():
            self.canv.setStrokeColor(GREY)
            self.canv.setLineWidth(0.8)
            self.canv.line(0, below, self.width, below)


class StepTitle(Tagged):
    """The title of a step, with a box to tick left of it."""

    def draw(self) -> None:
        """Draw the words and the box."""
        super().draw()
        size = self.style.fontSize
        side = size * 1.02
        x = self.width - side - 0.6 if self.style.alignment == TA_RIGHT else 0.6
        with self.canv.decoration():
            self.canv.setStrokeColor(BLACK)
            self.canv.setLineWidth(1.1)
            self.canv.rect(x, self.height - size - size * 0.15, side, side)


def paragraph(
    words: Words | str,
    style: Any,
    *,
    kind: type[Tagged] = Tagged,
    tag: Tag | None = None,
) -> Any:
    """Return one paragraph; nothing in the words is taken for markup.

    It is read as its tag says, or else as a heading or a paragraph, as its style has a level or none.
    """
    spans = (Span(words),) if isinstance(words, str) else words
    line = [run for span in spans for run in runs(span.text, BOLD if span.strong else style.fontName)]
    marked = (
        escape(text) if font == style.fontName else f'<font name="{font}">{escape(text)}</font>'
        for font, text in line
    )
    made = kind("".join(marked), style)
    said = "".join(span.text for span in spans)
    made.tag = tag or (HeadingTag(said, style.level) if style.level else Tag("P"))
    made.link = next((span.href for span in spans if span.href), "")
    if made.link:
        made.tag = Tag("Link", made.tag)
    made.ordered = style.alignment == TA_RIGHT or any(is_shaped(font) for font, _ in line)
    if made.ordered:
        # The forms of letters, in the order in which they are seen, would be read aloud as nothing.
        before = made.tag.attributes.get("ActualText", "")
        made.tag.attributes["ActualText"] = f"{before} {said}".strip()
    return made
