"""The printed plan as PDF."""

from __future__ import annotations

import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.handout.conftest import TODAY, Printed, a_document, every_step, pages_of, read
from tests.unit.test_import_hygiene import loaded

from safechat_tui.clean import clean
from safechat_tui.guide.library import read_guide
from safechat_tui.guide.model import Guide
from safechat_tui.guide.text import Span
from safechat_tui.handout.blocks import Contacts, Heading, Items, Text, Tone
from safechat_tui.handout.build import build
from safechat_tui.handout.document import BlankLog, CardLine, CheckStep, Document, Note, NoteKind, plain
from safechat_tui.handout.pdf import render_pdf
from safechat_tui.handout.pdf.missing import lacking
from safechat_tui.handout.pdf.style import PAGE_SIZES
from safechat_tui.options import PARTS
from safechat_tui.plan import Plan


def alone(words: str) -> Document:
    """Return a document that holds her words and nothing else."""
    return a_document(Text((Span(words),)))


@pytest.mark.parametrize(
    ("paper", "large", "neutral"),
    [("letter", False, False), ("a4", False, True), ("letter", True, True), ("a4", True, False)],
)
def test_a_plan_has_no_more_pages_than_it_needs(
    printed: Printed, paper: str, large: bool, neutral: bool
) -> None:
    made = printed(neutral=neutral, region="qc")
    assert len(pages_of(made, paper=paper, large=large)) <= (23 if large else 10)


@pytest.fixture
def whole(guide: Guide, printed: Printed) -> Document:
    """The paper of a plan with every step of the guide."""
    return printed(every_step(guide), region="qc")


def on_one_page(words: Iterable[str], pages: list[str]) -> bool:
    """Return whether some page holds all these words."""
    wanted = ["".join(each.split()) for each in words]
    return any(all(each in page for each in wanted) for page in pages)


def test_in_large_print_the_first_lines_of_a_step_stay_with_its_title(whole: Document) -> None:
    pages = pages_of(whole, large=True)
    steps = (block for block in whole.blocks if isinstance(block, CheckStep))
    kept = [(f"{step.number}.{step.title}", *(line.text for line in step.lines[:2])) for step in steps]
    assert [words[0] for words in kept if not on_one_page(words, pages)] == []


def test_in_large_print_what_to_mind_is_whole_on_one_page(whole: Document) -> None:
    pages = pages_of(whole, large=True)
    steps = (block for block in whole.blocks if isinstance(block, CheckStep))
    minded = [extra for step in steps for extra in step.extras if extra.kind is NoteKind.CAUTION]
    # A bullet stands before each item, so the items are looked for one by one.
    parts = [
        [
            extra.title,
            *(plain(item) for each in extra.blocks if isinstance(each, Items) for item in each.items),
        ]
        for extra in minded
    ]
    assert parts
    assert [words[0] for words in parts if not on_one_page(words, pages)] == []


def test_in_large_print_the_last_helpline_is_not_alone_on_its_page(whole: Document) -> None:
    contacts = next(block for block in whole.blocks if isinstance(block, Contacts)).contacts
    last = [words for contact in contacts[-2:] for words in (contact.name, contact.note)]
    assert on_one_page(last, pages_of(whole, large=True))


def test_in_large_print_the_credit_is_not_alone_on_its_page(printed: Printed) -> None:
    document = printed()
    small = [b for b in document.blocks if isinstance(b, Text) and b.tone is Tone.SMALL]
    assert on_one_page([plain(block.words) for block in small], pages_of(document, large=True))


@pytest.mark.parametrize("large", [False, True])
def test_no_heading_stands_at_the_foot_of_a_page(whole: Document, large: bool) -> None:
    headings = tuple("".join(block.text.split()) for block in whole.blocks if isinstance(block, Heading))
    pages = [re.sub(r"Page\d+\D+\d+$", "", page) for page in pages_of(whole, large=large)]
    assert [page[-60:] for page in pages if page.endswith(headings)] == []


def test_no_part_begins_in_the_last_third_of_a_page() -> None:
    lines = tuple(Text((Span(f"line {number}"),)) for number in range(28))
    made = a_document(*lines, Heading("Part"), Text((Span("end"),)))
    assert [page.startswith("Part") for page in pages_of(made)] == [False, True]


def test_a_part_on_a_page_of_its_own_begins_one_page() -> None:
    made = a_document(Heading("One", new_page=True), Heading("Two", new_page=True), Text((Span("end"),)))
    assert pages_of(made) == ["Title", "One", "Twoend"]


def test_the_head_of_a_log_stands_on_every_page() -> None:
    pages = pages_of(a_document(BlankLog("No.", ("When", "What"), widest=1, rows=40)))
    assert [page.count("No.WhenWhat") for page in pages] == [1] * len(pages)
    assert len(pages) > 2


def test_the_bytes_do_not_depend_on_what_was_rendered_before(printed: Printed) -> None:
    before = render_pdf(printed())
    render_pdf(printed(Plan()), large=True)
    assert render_pdf(printed()) == before


def test_papers_written_at_once_are_those_written_one_after_the_other() -> None:
    documents = [alone(words) for words in ("one", "two", "three")] * 3
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(render_pdf, documents)) == [render_pdf(document) for document in documents]


def test_a_step_of_few_words_is_set_in_large_print_too() -> None:
    step = CheckStep(1, "Talk to someone", (CardLine("", "To a friend."),))
    [page] = pages_of(a_document(step, Text((Span("Then rest."),))), large=True)
    assert page.endswith("Toafriend.Thenrest.")


def test_the_file_says_nothing_of_itself_but_its_title(printed: Printed) -> None:
    document = printed(neutral=True)
    assert dict(read(render_pdf(document)).metadata or {}) == {"/Title": document.title}


def test_no_remark_in_the_file_names_the_program_that_made_it(printed: Printed) -> None:
    assert not re.search(rb"reportlab|safechat", render_pdf(printed(neutral=True)), re.IGNORECASE)


def test_the_file_says_its_language(guide: Guide, printed: Printed) -> None:
    root = read(render_pdf(printed())).trailer["/Root"]
    assert root["/Lang"] == f"{guide.lang}-CA"


def test_every_page_has_its_number(printed: Printed) -> None:
    document = printed()
    pages = pages_of(document)
    numbers = ["".join(document.page(number, len(pages)).split()) for number in range(1, len(pages) + 1)]
    assert [number in page for number, page in zip(numbers, pages, strict=True)] == [True] * len(pages)


@pytest.mark.parametrize("paper", PAGE_SIZES)
def test_the_pages_have_the_size_that_was_asked_for(printed: Printed, paper: str) -> None:
    box = read(render_pdf(printed(), paper=paper)).pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(PAGE_SIZES[paper], abs=0.01)


def test_in_large_print_only_the_pages_number_is_smaller_than_18_points(printed: Printed) -> None:
    document = printed()
    small: set[str] = set()

    def note(text: str, cm: object, tm: object, font: object, size: float) -> None:
        if size < 18 and text.strip():
            small.add(text.strip())

    pages = read(render_pdf(document, large=True)).pages
    for page in pages:
        page.extract_text(visitor_text=note)
    assert small == {document.page(number, len(pages)) for number in range(1, len(pages) + 1)}


def test_every_font_is_embedded(printed: Printed) -> None:
    reader = read(render_pdf(printed()))
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    assert fonts
    assert all("/FontFile2" in font.get("/FontDescriptor", {}) for font in fonts)


def test_every_helpline_number_stands_whole_on_one_line(guide: Guide, printed: Printed) -> None:
    pages = read(render_pdf(printed(region="on"), large=True)).pages
    lines = [line for page in pages for line in page.extract_text().splitlines()]
    numbers = [line.phone for line in guide.helplines_for("on") if line.printable and line.phone]
    assert [number for number in numbers if not any(number in line for line in lines)] == []


@cache
def known_letters() -> str:
    """Return the letters and signs of western languages that the font has."""
    letters = map(chr, range(0x21, 0x250))
    return "".join(letter for letter in letters if not lacking(letter)) + " "


@settings(max_examples=60)
@given(st.data())
def test_any_words_of_hers_are_printed_as_typed(data: st.DataObject) -> None:
    typed = data.draw(st.text(alphabet=known_letters(), max_size=120))
    words = Plan().with_words(typed).words
    assert "".join(words.split()) in "".join(pages_of(alone(words)))


MARKUP = [
    '<a href="https://example.org">x</a>',
    '<img src="/etc/passwd"/>',
    "<b>fort</b> <i>x</i><br/>",
    "&nbsp;&lt;&#65;&amp;",
    "<font size=99>x</font>",
    "</para><para>",
    "<!-- x --> <?php ?> ]]>",
    "%(page)s {x} %s \\n",
    "<bullet>x</bullet><seq/>",
]


@pytest.mark.parametrize("words", MARKUP)
def test_markup_in_her_words_is_printed_as_typed_without_link_or_picture(words: str) -> None:
    [page] = read(render_pdf(alone(words))).pages
    assert "".join(words.split()) in "".join(page.extract_text().split())
    assert ("/Annots" in page, list(page.images)) == (False, [])


def followed(data: bytes) -> list[str]:
    """Return where the links of a file lead, in order."""
    links = [link.get_object() for page in read(data).pages for link in page.get("/Annots", [])]
    return [str(link["/A"]["/URI"]) for link in links]


def test_numbers_and_sites_to_reach_can_be_followed(printed: Printed) -> None:
    found = followed(render_pdf(printed(region="qc", parts=PARTS[:1])))
    assert found[:2] == ["tel:911", "tel:+18003639010"]
    assert [each.partition(":")[0] for each in found] == ["tel", "tel", "https"]


def test_a_neutral_plan_leads_nowhere(printed: Printed) -> None:
    assert followed(render_pdf(printed(neutral=True, region="qc"))) == []


def test_a_number_to_write_to_is_none_to_call(printed: Printed) -> None:
    assert "tel:686868" not in followed(render_pdf(printed(region="qc")))


def test_the_font_has_every_character_of_the_content_and_the_facts(root: Path) -> None:
    files = sorted((root / "content").rglob("*.md"))
    facts = "".join(each.phone + each.text_to + each.url for each in read_guide("en").helplines)
    assert files
    assert lacking(facts + "".join(file.read_text("utf-8").replace("\n", "") for file in files)) == ""


RARE = "Ligne \u0e2a\u0e27 \u1820 \U0001f64f d\u2019aide"
"""Thai, Mongolian and an emoji, which the fonts do not have."""


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_letters_that_the_font_lacks_are_left_out_and_their_place_is_named(lang: str, plan: Plan) -> None:
    with_gaps, without = (
        "".join(pages_of(build(read_guide(lang), each, TODAY))) for each in (plan.with_words(RARE), plan)
    )
    assert with_gaps.count("Ligne[?][?][?]d\u2019aide") == 2
    assert "[?]" not in without


def test_a_letter_without_a_glyph_but_with_a_likeness_is_printed_as_that() -> None:
    assert pages_of(alone("\uff4f\uff46\uff46\uff49\uff43\uff45")) == ["Titleoffice"]


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_no_letter_whatever_keeps_a_paper_from_being_made(words: str) -> None:
    assert len(pages_of(alone(f"a {clean(words)} b"))) == 1


def test_an_arrow_is_printed_as_a_sign_that_the_font_has() -> None:
    assert pages_of(alone("CONNECT \u2192 686868")) == ["TitleCONNECT\u203a686868"]


def test_a_word_longer_than_a_line_stays_inside_the_margins() -> None:
    right: list[float] = []

    def note(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text.strip("\n"):
            right.append(tm[4] + cm[4] + len(text.strip()) * size * 0.5)

    read(render_pdf(alone("W" * 120), large=True)).pages[0].extract_text(visitor_text=note)
    assert max(right) < PAGE_SIZES["letter"][0]


def test_a_note_longer_than_a_page_goes_on_on_the_next() -> None:
    long = (Span("mot " * 2000),)
    assert len(pages_of(a_document(Note(NoteKind.LEAST, "x", (Text(long), Items((long,))))), large=True)) > 2


def test_the_fonts_licence_stands_beside_it(root: Path) -> None:
    licence = (root / "src/safechat_tui/handout/fonts/OFL.txt").read_text("utf-8")
    assert licence.startswith("Copyright 2015-2020 Google LLC")


def test_the_pdf_writer_loads_no_network_module() -> None:
    assert not {"socket", "ssl", "http.client", "urllib.request"} & loaded("import safechat_tui.handout.pdf")


def test_no_program_in_the_home_folder_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    trap = tmp_path / "sprung"
    (tmp_path / ".reportlab_settings").write_text(f"open({str(trap)!r}, 'w').close()\n", "utf-8")
    loaded("import safechat_tui.handout.pdf")
    assert not trap.exists()
