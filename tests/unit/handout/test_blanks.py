"""Papers to hand over by themselves: blank logs, capture cards and cards of helplines."""

from __future__ import annotations

import csv
import re
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from tests.unit.conversation.following import begin, follow
from tests.unit.handout.conftest import of_kind, read
from tests.unit.handout.test_page_one import pages
from tests.unit.handout.test_tagged import needs_poppler, problems, read_aloud, said

from safechat_tui.conversation.blank_papers import CARDS, BlankPaper, write_blank
from safechat_tui.guide.model import Guide
from safechat_tui.guide.reference import Ages
from safechat_tui.handout.blanks import (
    COPIES,
    LOW_ENERGY,
    MOST_LINES,
    SEPARATORS,
    blank_log,
    capture_card,
    card_lines,
    helplines_card,
    log_csv,
    usual_lines,
)
from safechat_tui.handout.blocks import Heading
from safechat_tui.handout.document import BlankLog, Document, plain, texts
from safechat_tui.handout.pdf import render_pdf
from safechat_tui.handout.text import render_text
from safechat_tui.options import LOG_FORMS, PAPERS, REGIONS

AGES = Ages(date(2026, 11, 22))

each_form = pytest.mark.parametrize("form", LOG_FORMS)
each_paper = pytest.mark.parametrize("paper", PAPERS)
PLATFORMS = ("facebook", "snapchat", "other")


def log_of(document: Document) -> BlankLog:
    """Return what is to be filled in."""
    return of_kind(document, BlankLog)[0]


@pytest.mark.parametrize("form", ["short", "long", "low-energy"])
def test_a_log_carries_its_two_lines_of_caution(guide: Guide, form: str) -> None:
    said = " ".join(texts(blank_log(guide, form)))
    caution = guide.pages["handout"].section("handout.log-caution")
    assert [block.text for block in caution.blocks if block.text not in said] == []


def test_the_sheet_of_whom_she_told_does_not_say_to_leave_that_out(guide: Guide) -> None:
    said = " ".join(texts(blank_log(guide, "told")))
    assert not re.search(r"qui vous aide|who helps you", said)
    assert re.search(r"hors de portée de la personne|out of reach of the person", said)


@each_form
def test_a_log_asks_for_the_time_zone(guide: Guide, form: str) -> None:
    assert guide.pages["papers"].value("zone") in tuple(texts(blank_log(guide, form)))


def test_a_log_has_the_rows_that_were_asked_for(guide: Guide) -> None:
    text = render_text(blank_log(guide, "short", rows=23))
    number = guide.pages["papers"].value("number")
    assert f"{number} 23\n" in text
    assert f"{number} 24\n" not in text


def test_a_log_goes_on_with_the_numbers_of_the_sheet_before(guide: Guide) -> None:
    log = log_of(blank_log(guide, "short", rows=2, start=11))
    assert [log.label(index) for index in range(log.rows)] == ["11", "12"]


def test_the_log_for_hard_days_asks_for_seven_messages_at_the_most(guide: Guide) -> None:
    assert log_of(blank_log(guide, "low-energy", rows=50)).rows == len(LOW_ENERGY) == 7


@pytest.mark.parametrize("form", ["short", "long", "low-energy"])
def test_whom_she_told_and_file_numbers_stand_on_a_sheet_apart_and_on_no_log(guide: Guide, form: str) -> None:
    words = guide.pages["papers"]
    apart = {words.value(f"field.{name}") for name in ("whom", "number", "answer", "paper")}
    assert apart <= set(log_of(blank_log(guide, "told")).columns)
    assert not apart & set(log_of(blank_log(guide, form)).columns)


@pytest.mark.parametrize("form", ["short", "long", "low-energy"])
def test_no_log_asks_for_a_place_or_a_name_that_others_could_use(guide: Guide, form: str) -> None:
    columns = " ".join(log_of(blank_log(guide, form)).columns).lower()
    word = {"fr": "un mot que vous seule comprenez", "en": "a word only you understand"}[guide.lang]
    telling = r"appareil|device|sous quel nom|under which|police|intervenante|worker|dossier|file n"
    assert word in " ".join(texts(blank_log(guide, form)))
    assert not re.search(telling, columns)


@each_paper
@pytest.mark.parametrize(("form", "count"), [("short", 1), ("low-energy", 1), ("long", 3)])
def test_a_log_takes_one_page_and_the_long_one_a_page_for_each_message(
    guide: Guide, form: str, count: int, paper: str
) -> None:
    assert pages(blank_log(guide, form), paper) == count


@each_paper
@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_capture_card_is_one_page(guide: Guide, platform: str, paper: str) -> None:
    assert pages(capture_card(guide, guide.platform(f"platform.{platform}"), AGES), paper) == 1


def test_a_capture_card_says_whether_the_platform_warns(guide: Guide) -> None:
    platform = guide.platform("platform.snapchat")
    said = tuple(texts(capture_card(guide, platform, AGES)))
    assert guide.pages["platforms"].value("capture.yes") in said


@pytest.mark.parametrize("platform", ["snapchat", "messenger", "x", "telegram"])
def test_where_a_screenshot_may_warn_the_card_teaches_another_device_instead(
    guide: Guide, platform: str
) -> None:
    card = capture_card(guide, guide.platform(f"platform.{platform}"), AGES)
    documenting = guide.pages["documenting"]
    headings = {heading.text for heading in of_kind(card, Heading)}
    assert documenting.section("documenting.second-device").title in headings
    assert not headings & {
        documenting.section(id).title for id in ("documenting.capture", "documenting.picture")
    }


def test_what_is_known_of_a_warning_is_marked_when_it_is_old(guide: Guide) -> None:
    platform = guide.platform("platform.snapchat")
    card = capture_card(guide, platform, Ages(date(2027, 12, 1)))
    old = (
        guide.pages["platforms"]
        .value("old")
        .replace("%(date)s", {"fr": "novembre 2026", "en": "November 2026"}[guide.lang])
    )
    assert any(old in text for text in texts(card))


@each_form
def test_a_neutral_log_says_nothing_of_messages_in_its_title(guide: Guide, form: str) -> None:
    neutral = blank_log(guide, form, neutral=True)
    assert neutral.title == guide.pages["papers"].value(f"neutral_title.{form}")


@each_form
def test_a_file_for_a_spreadsheet_begins_with_the_mark_of_its_letters(guide: Guide, form: str) -> None:
    assert log_csv(guide, form).startswith(b"\xef\xbb\xbf")


@each_form
def test_no_cell_of_a_file_for_a_spreadsheet_is_a_formula(guide: Guide, form: str) -> None:
    rows = csv.reader(StringIO(log_csv(guide, form).decode("utf-8-sig")), delimiter=SEPARATORS[guide.lang])
    assert [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r")] == []


def test_a_file_for_a_spreadsheet_has_one_numbered_line_for_each_entry(guide: Guide) -> None:
    data = log_csv(guide, "short", rows=3, start=4).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(data), delimiter=SEPARATORS[guide.lang]))
    assert [row[0] for row in rows[1:]] == ["4", "5", "6"]
    assert {len(row) for row in rows} == {len(rows[0])}


def test_a_paper_to_fill_in_bears_no_date(guide: Guide) -> None:
    assert "2026" not in render_text(blank_log(guide, "long"))


def test_the_least_that_helps_is_said_on_the_log_for_hard_days(guide: Guide) -> None:
    least = guide.pages["documenting"].section("documenting.minimum")
    said = "".join(texts(blank_log(guide, "low-energy")))
    assert all(span.text in said for block in least.blocks for span in block.spans)
    assert plain(least.blocks[0].spans) == least.blocks[0].text


# A card of helplines -------------------------------------------------------------------------------


LARGE, SMALL = (BlankPaper(helplines=card) for card in CARDS)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("small", [False, True])
@pytest.mark.parametrize("region", ["qc", "on", "nu"])
def test_the_longest_lines_of_a_region_stand_on_one_page(
    guide: Guide, region: str, paper: str, small: bool
) -> None:
    longest = sorted(card_lines(guide, region), key=lambda line: -len(line.name + line.phone))[:MOST_LINES]
    card = helplines_card(guide, region, [line.id for line in longest], small=small)
    assert pages(card, paper, large=not small) == 1


@needs_poppler
def test_small_cards_are_all_drawn_and_one_is_read(guide: Guide, tmp_path: Path) -> None:
    data = render_pdf(helplines_card(guide, "qc", usual_lines(guide, "qc"), small=True))
    drawn, spoken = read(data).pages[0].extract_text(), said(read_aloud(data, tmp_path))
    assert [text.count("1-800-363-9010") for text in (drawn, spoken)] == [COPIES, 1]
    assert problems(data) == []


@pytest.mark.parametrize("region", REGIONS)
def test_the_usual_lines_are_those_in_danger_and_one_for_services(guide: Guide, region: str) -> None:
    usual = usual_lines(guide, region)
    lines = {line.id: line for line in card_lines(guide, region)}
    assert len(usual) <= MOST_LINES
    assert (lines[usual[0]].urgent != "", any("211" in id for id in usual)) == (True, True)


def test_only_chosen_lines_are_on_the_card(guide: Guide) -> None:
    text = render_text(helplines_card(guide, "qc", ("helpline.suicide-crisis",)))
    assert ("9-8-8" in text, "9-1-1" in text) == (True, False)


def test_lines_are_taken_out_and_put_in_until_the_card_is_written() -> None:
    talk = begin(region="qc")
    followed = follow(talk, write_blank, LARGE, "helpline.211", "helpline.mmiwg", "", "text")
    (file,) = talk.config.export_folder.glob("*.txt")
    text = file.read_text("utf-8")
    assert ("2-1-1" in text, "MMIWG" in text, str(file) in followed.told[-1]) == (False, True, True)


def test_a_full_card_takes_no_more_and_an_empty_one_is_not_written() -> None:
    talk = begin(region="qc")
    usual = usual_lines(talk.guide, "qc")
    more = [line.id for line in card_lines(talk.guide, "qc") if line.id not in usual]
    full = follow(talk, write_blank, LARGE, *more[: MOST_LINES + 1 - len(usual)], None)
    empty = follow(talk, write_blank, LARGE, *usual, "", None)
    assert full.told == [talk.tr("card.full", most=MOST_LINES)]
    assert empty.told == [talk.tr("card.none")]


def test_small_cards_are_a_pdf() -> None:
    followed = follow(begin(region="qc"), write_blank, SMALL, "", None)
    assert [item.value for item in followed.asked[-1].menu().items] == ["pdf"]  # type: ignore[attr-defined]


def test_no_card_is_offered_while_the_paper_is_neutral() -> None:
    talk = begin()
    talk.turn("neutral")
    menu = follow(talk, write_blank, None).asked[0].menu()  # type: ignore[attr-defined]
    assert [item for item in menu.items if item.value.helplines] == []
    assert talk.tr("papers.neutral") in [paragraph.text for paragraph in menu.words]
