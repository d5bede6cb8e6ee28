"""How things are set on the pages of a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFontFace

from safechat_tui.guide import Span
from safechat_tui.handout.pdf.flow import FreePage, Group, Item, Pages, Space, Thing, joined
from safechat_tui.handout.pdf.fonts import _FOLDER, _Face, loaded, width
from safechat_tui.handout.pdf.paragraph import Paragraph
from safechat_tui.handout.pdf.rows import BLANK, Cell, Edges, Rows
from safechat_tui.handout.pdf.style import Look

HEIGHT = 100.0


@pytest.fixture(autouse=True)
def fonts() -> Iterator[None]:
    """Have the fonts."""
    with loaded():
        yield


@pytest.fixture
def look() -> Look:
    """The look of ordinary print."""
    return Look("letter", large=False)


class Block(Thing):
    """Something of a certain height."""

    def __init__(self, height: float, *, before: float = 0, after: float = 0, keep: bool = False) -> None:
        self.height, self.before, self.after, self.keep = height, before, after, keep

    def fit(self, width: float) -> float:
        return self.height


def filled(*items: Item) -> list[list[Thing]]:
    """Return what stands on each page."""
    pages = Pages(0, 0, 100, HEIGHT)
    pages.fill(items)
    return [[placed.thing for placed in page] for page in pages.filled]


@pytest.mark.parametrize("file", sorted(_FOLDER.glob("*.ttf")), ids=lambda file: file.stem)
def test_a_font_says_of_each_letter_what_reading_all_of_it_says(file: Path) -> None:
    whole, asked = TTFontFace(file), _Face(file)
    different = [
        letter
        # The last number ends every font's table; no letter has it.
        for letter in range(0xFFFF)
        if (whole.charToGlyph.get(letter), whole.charWidths.get(letter))
        != (asked.charToGlyph.get(letter), asked.charWidths.get(letter))
    ]
    assert different == []


@pytest.mark.parametrize("file", sorted(_FOLDER.glob("*.ttf")), ids=lambda file: file.stem)
def test_the_letters_that_go_into_the_file_are_the_fonts_own(file: Path) -> None:
    letters = [0, *map(ord, "Été à l’école, cœur : « ½ » Ǻ")]
    assert _Face(file).makeSubset(letters) == TTFontFace(file).makeSubset(letters)


def test_what_has_no_room_begins_a_page() -> None:
    one, two = Block(60), Block(60)
    assert filled(one, two) == [[one], [two]]


def test_of_two_rooms_between_things_the_larger_one_counts() -> None:
    one, two = Block(45, after=10), Block(45, before=9)
    assert filled(one, two) == [[one, two]]


def test_a_group_stands_together_on_the_next_page() -> None:
    one = Block(50)
    group: Group = [Block(30), Block(30)]
    assert filled(one, group) == [[one], group]


def test_a_group_higher_than_a_page_goes_on_with_its_heading_beside_what_follows() -> None:
    one, heading, two = Block(70), Block(20, keep=True), Block(30)
    group: Group = [one, heading, two]
    assert filled(group) == [[one], [heading, two]]


def test_words_between_a_heading_and_a_group_stand_with_it() -> None:
    one, heading, words = Block(50), Block(10, keep=True), Block(10)
    group: Group = [Block(20), Block(20)]
    assert filled(*joined([one, heading, words, group])) == [[one], [heading, words, *group]]


def test_words_under_a_heading_stay_behind_what_can_be_parted() -> None:
    one, heading, words, two = Block(50), Block(10, keep=True), Block(10), Block(40)
    assert filled(*joined([one, heading, words, two])) == [[one, heading, words], [two]]


def test_what_is_higher_than_any_page_is_set_all_the_same() -> None:
    high, after = Block(HEIGHT + 1), Block(10)
    assert filled(high, after) == [[high], [after]]


def test_what_begins_a_page_leaves_no_page_empty() -> None:
    one, two = Block(HEIGHT), Block(10)
    assert filled(FreePage(), one, FreePage(), two) == [[one], [two]]


def test_a_long_word_is_cut_where_the_line_ends(look: Look) -> None:
    text = Paragraph("short " + "W" * 300, look.body)
    text.fit(200)
    wide = [sum(width(piece, font, look.body.size) for font, piece in line.runs) for line in text.lines]
    assert max(wide) <= 200


def test_a_line_that_is_hardly_too_long_is_drawn_together(look: Look) -> None:
    words = "five words of a sentence"
    text = Paragraph(words, look.body)
    text.fit(width(words, look.body.font, look.body.size) - 0.2)
    (line,) = text.lines
    assert line.spacing == pytest.approx(-0.2 / 4)


def test_strong_words_stand_in_the_same_line_as_the_others(look: Look) -> None:
    text = Paragraph((Span("Say "), Span("no", strong=True), Span(", then go.")), look.body)
    text.fit(500)
    assert [piece for _, piece in text.lines[0].runs] == ["Say ", "no", ", then go."]


@pytest.mark.parametrize(
    ("lines", "room", "parts"), [(6, 5, (4, 2)), (6, 3, (3, 3)), (3, 2, None), (6, 1, None)]
)
def test_no_line_of_a_paragraph_stands_alone_on_a_page(
    look: Look, lines: int, room: int, parts: tuple[int, int] | None
) -> None:
    text = Paragraph("W " * lines, look.body)
    text.fit(10)
    found = text.part(room * look.body.leading + 1)
    assert parts == (found and tuple(len(part.lines) for part in found if isinstance(part, Paragraph)))


def test_the_head_of_a_table_stands_on_every_page() -> None:
    head, *rows = [[Cell((Block(20),))], *([Cell(BLANK)] for _ in range(12))]
    table = Rows([head, *rows], [50], headed=True)
    pages = filled(table)
    assert len(pages) > 1
    assert all(isinstance(part, Rows) and part.rows[0] == head for (part,) in pages)


def test_a_frame_is_open_where_it_goes_on_on_the_next_page() -> None:
    seen: list[tuple[bool, bool]] = []

    def rules(canvas: object, edges: Edges) -> None:
        seen.append((edges.begins, edges.ends))

    class Paper:
        """A canvas that takes anything."""

        def __getattr__(self, name: str) -> object:
            return lambda *args: None

    table = Rows([[Cell((Space(40),))] for _ in range(5)], [50], rules=rules)
    for (part,) in filled(table):
        part.draw(Paper(), 0, 0)
    assert seen == [(True, False), (False, False), (False, True)]
