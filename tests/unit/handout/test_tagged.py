"""The PDF as it is read aloud: its headings, lists and tables, in the order of reading."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from page import ValidationProfile, validate_pdf_bytes
from tests.unit.handout.conftest import TODAY, Printed, a_document, pages_of, read

from safechat_tui.guide.model import Guide
from safechat_tui.guide.reference import Ages
from safechat_tui.guide.text import Span
from safechat_tui.handout.blanks import blank_log, capture_card
from safechat_tui.handout.blocks import Contacts, Heading, Text
from safechat_tui.handout.document import BlankLog, CheckStep, Document, ShortSteps
from safechat_tui.handout.pdf import render_pdf
from safechat_tui.options import LOG_FORMS, PARTS

needs_poppler = pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="pdfinfo is not installed")


def problems(data: bytes) -> list[str]:
    """Return what breaks a rule of PDF/UA-1 that a program can check."""
    report = validate_pdf_bytes(data, profile=ValidationProfile.PDF_UA_1)
    return [f"{each.rule_id}: {each.message}" for each in report.failures]


def read_aloud(data: bytes, folder: Path) -> list[str]:
    """Return the tags of a file and the words of each, line by line, as they are read."""
    path = folder / "paper.pdf"
    path.write_bytes(data)
    done = subprocess.run(
        ["pdfinfo", "-struct-text", "-enc", "UTF-8", path], check=True, capture_output=True, text=True
    )
    return [line.strip() for line in done.stdout.splitlines()]


def told(data: bytes, key: str) -> list[str]:
    """Return what a file says beside what is drawn: `/Alt` of pictures, `/ActualText` of words."""
    file = read(data)
    objects = (file.get_object(number) for number in range(1, int(file.trailer["/Size"])))
    return [str(each[key]) for each in objects if isinstance(each, dict) and key in each]


def said(lines: list[str]) -> str:
    """Return the words alone, with single spaces."""
    return spaced(" ".join(line.strip('"') for line in lines if line.startswith('"')))


def spaced(words: str) -> str:
    """Return words with single ordinary spaces."""
    return " ".join(words.split())


def with_tag(lines: list[str], tag: str) -> list[str]:
    """Return the first words of everything with a tag."""
    return [after.strip('" ') for line, after in pairwise(lines) if line.split()[:1] == [tag]]


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("neutral", [False, True])
def test_a_checker_of_pdf_ua_finds_nothing_in_a_plan(
    printed: Printed, neutral: bool, large: bool, paper: str
) -> None:
    assert problems(render_pdf(printed(neutral=neutral, region="qc"), large=large, paper=paper)) == []


@pytest.mark.parametrize("form", LOG_FORMS)
def test_a_checker_of_pdf_ua_finds_nothing_in_a_log(guide: Guide, form: str) -> None:
    assert problems(render_pdf(blank_log(guide, form))) == []


def test_a_checker_of_pdf_ua_finds_nothing_in_a_capture_card(guide: Guide) -> None:
    assert problems(render_pdf(capture_card(guide, guide.platforms[0], Ages(TODAY)))) == []


def landmarks(document: Document) -> Iterator[str]:
    """Yield what must be heard one after the other: headings, steps, whom to call, entries of the log."""
    for block in document.blocks:
        match block:
            case Heading():
                yield block.text
            case ShortSteps():
                yield from (
                    part for step in block.steps for part in (f"{step.number}. {step.title}", step.before)
                )
            case CheckStep():
                yield f"{block.number}. {block.title}"
            case Contacts():
                for contact in block.contacts:
                    yield contact.name
                    yield from (f"{way.label} {way.value}" for way in contact.ways)
                    yield contact.note
            case BlankLog():
                yield from (block.number, *block.columns)


@needs_poppler
@pytest.mark.parametrize("large", [False, True])
def test_everything_is_read_in_the_documents_order_with_words_whole(
    printed: Printed, tmp_path: Path, large: bool
) -> None:
    document = printed(region="qc")
    words = said(read_aloud(render_pdf(document, large=large), tmp_path))
    missed = []
    for each in filter(None, map(spaced, landmarks(document))):
        before, found, after = words.partition(each)
        words = after if found else before
        missed += [] if found else [each]
    assert missed == []


@needs_poppler
def test_headings_are_read_as_such_and_no_depth_is_skipped(printed: Printed, tmp_path: Path) -> None:
    document = printed()
    lines = read_aloud(render_pdf(document), tmp_path)
    depths = [int(found[1]) for line in lines if (found := re.match(r"H(\d) ", line))]
    assert depths[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(depths))
    parts = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    assert [part for part in parts if part not in with_tag(lines, "H2")] == []


@needs_poppler
def test_the_head_of_a_log_over_pages_is_read_once(tmp_path: Path) -> None:
    log = BlankLog("No.", ("When", "What"), widest=1, rows=40)
    lines = read_aloud(render_pdf(a_document(log)), tmp_path)
    assert with_tag(lines, "TH:")[:4] == ["/Scope /Column", "/Scope /Column", "/Scope /Column", "/Scope /Row"]
    assert said(lines).count("When") == 1


@needs_poppler
def test_a_paragraph_over_pages_is_read_as_one(tmp_path: Path) -> None:
    lines = read_aloud(render_pdf(a_document(Text((Span("word " * 3000),)))), tmp_path)
    assert len(with_tag(lines, "P")) == 1
    assert said(lines).count("word word") == 1500


@needs_poppler
def test_page_numbers_are_not_read(printed: Printed, tmp_path: Path) -> None:
    document = printed(parts=PARTS[:1])
    [page] = pages_of(document)
    assert page.endswith("".join(document.page(1, 1).split()))
    assert document.page(1, 1) not in said(read_aloud(render_pdf(document), tmp_path))


def test_the_picture_says_what_it_shows(guide: Guide, printed: Printed) -> None:
    alt = guide.pages["documenting"].value("picture.alt")
    assert alt
    assert told(render_pdf(printed()), "/Alt") == [alt]


def test_parts_and_what_is_in_them_are_bookmarks(printed: Printed) -> None:
    document = printed()
    outline = read(render_pdf(document)).outline
    titles = [entry.title for level in outline for entry in (level if isinstance(level, list) else [level])]
    wanted = [block.text for block in document.blocks if isinstance(block, Heading) and block.level < 3]
    assert [title for title in wanted if title not in titles] == []
