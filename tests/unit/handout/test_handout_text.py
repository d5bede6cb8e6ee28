"""The printed plan as text."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.handout.conftest import Printed, of_kind

from safechat_tui.guide.model import Guide
from safechat_tui.guide.text import Span
from safechat_tui.handout.blocks import Heading, Text
from safechat_tui.handout.document import CheckStep, Document
from safechat_tui.handout.drawing import picture_lines
from safechat_tui.handout.prose import good_screenshot
from safechat_tui.handout.text import render_text, rows
from safechat_tui.plan import Plan
from safechat_tui.text.wrap import cells


def squeezed(text: str) -> str:
    """Return the text without any white space: where lines break is not its business."""
    return "".join(text.split())


@pytest.mark.parametrize(("ascii", "neutral"), [*product((False, True), repeat=2)])
def test_no_line_has_more_than_72_columns(printed: Printed, ascii: bool, neutral: bool) -> None:
    text = render_text(printed(neutral=neutral, region="qc"), ascii=ascii)
    assert max(map(cells, text.splitlines())) <= 72


def test_a_narrow_preview_keeps_to_its_width(printed: Printed) -> None:
    assert max(map(cells, render_text(printed(), width=40).splitlines())) <= 40


def test_a_heading_has_its_look_on_a_screen_and_signs_under_it_in_a_file() -> None:
    document = Document("en", "Plan", "Made", "", (Heading("A heading that takes two rows", level=2),))
    shown = [(piece.text, piece.role) for row in rows(document, 24) for piece in row]
    assert shown == [
        ("Plan", "title"), ("Made", "text"), ("A heading that takes two", "strong"), ("rows", "strong")
    ]  # fmt: skip
    written = "Plan\n====\nMade\n\nA heading that takes two\nrows\n------------------------\n"
    assert render_text(document, width=24) == written


def test_the_steps_stand_in_the_documents_order(printed: Printed) -> None:
    document = printed()
    text = squeezed(render_text(document))
    places = [text.index(squeezed(f"☐{step.number}.{step.title}")) for step in of_kind(document, CheckStep)]
    assert places == sorted(places)


def test_every_step_has_a_box_in_ascii_too(printed: Printed) -> None:
    document = printed()
    assert render_text(document, ascii=True).count("[ ] ") == len(of_kind(document, CheckStep))


def test_every_helpline_number_stands_whole_on_one_line(guide: Guide, printed: Printed) -> None:
    lines = render_text(printed(region="on"), width=30).splitlines()
    numbers = [line.phone for line in guide.helplines_for("on") if line.printable and line.phone]
    assert [number for number in numbers if not any(number in line for line in lines)] == []


def test_no_line_ends_with_a_space(printed: Printed) -> None:
    assert not any(line.endswith(" ") for line in render_text(printed()).splitlines())


def test_the_log_has_an_entry_for_each_row(guide: Guide, printed: Printed) -> None:
    label = guide.pages["handout"].value("log.when")
    lines = [line for line in render_text(printed()).splitlines() if line.startswith(f"  {label} ___")]
    assert len(lines) == 10


@given(st.text(max_size=200))
def test_any_words_of_hers_appear_as_typed_or_become_ascii(typed: str) -> None:
    words = Plan().with_words(typed).words
    alone = Document("en", "", "", "", (Text((Span(words),)),))
    assert squeezed(words) in squeezed(render_text(alone))
    assert render_text(alone, ascii=True).isascii()


def test_the_picture_is_never_wider_than_the_screen(guide: Guide) -> None:
    assert max(map(len, picture_lines(good_screenshot(guide), 24))) <= 24


def test_the_picture_shows_every_number_of_its_parts(guide: Guide) -> None:
    drawn = "\n".join(picture_lines(good_screenshot(guide)))
    assert [number for number in range(1, 7) if f"({number})" not in drawn] == []


def test_the_picture_shows_its_sample_words_whole(guide: Guide) -> None:
    shown = good_screenshot(guide)
    drawn = "\n".join(picture_lines(shown))
    assert [word for word in shown.samples if word not in drawn] == []


@pytest.mark.parametrize("ascii", [False, True])
def test_the_frame_of_the_picture_is_straight_in_ascii_too(guide: Guide, ascii: bool) -> None:
    lines = picture_lines(good_screenshot(guide), ascii=ascii)
    assert ("".join(lines).isascii(), {len(line) for line in lines}) == (ascii, {38})
