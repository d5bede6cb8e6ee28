"""A card of helplines: chosen lines on one page, for a refrigerator or a wallet."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.conversation.following import begin, follow
from tests.unit.handout.conftest import read
from tests.unit.handout.test_page_one import pages
from tests.unit.handout.test_tagged import needs_poppler, problems, read_aloud, said

from safechat_tui.conversation.blank_papers import CARDS, BlankPaper, write_blank
from safechat_tui.guide.model import Guide
from safechat_tui.handout.blanks import COPIES, MOST_LINES, card_lines, helplines_card, usual_lines
from safechat_tui.handout.pdf import render_pdf
from safechat_tui.handout.text import render_text
from safechat_tui.options import PAPERS, REGIONS

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
