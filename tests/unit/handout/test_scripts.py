"""Letters of other scripts on paper: in fonts that are installed, or left out and told; never boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from safechat_tui.errors import SafeChatError
from safechat_tui.guide.library import read_guide
from safechat_tui.handout.document import Document
from safechat_tui.handout.paper import Paper, on_paper, rendered
from safechat_tui.handout.pdf import fonts, missing
from safechat_tui.i18n import Translator
from safechat_tui.plan import Plan

SYLLABICS = "ᐃᓄᒃᑎᑐᑦ ᐊᓯᙵᓂ"
ARABIC = "مرحبا"

needs_noto = pytest.mark.skipif(
    not (fonts.INSTALLED / "NotoSansCanadianAboriginal-Bold.ttf").exists(), reason="needs fonts-noto-core"
)


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Forget which fonts were found, before and after."""
    memories: tuple[Callable[[], None], ...] = (
        fonts.family.cache_clear, fonts._registered.cache_clear, missing.printed_as.cache_clear,
    )  # fmt: skip
    for forget in memories:
        forget()
    yield
    for forget in memories:
        forget()


def page_one(words: str) -> str:
    """Return the words of page one of a plan in somebody's own words, as they are copied out of the PDF."""
    guide, plan = read_guide("en"), Plan().with_words(words)
    data = on_paper(guide, plan, Translator("en"), Paper("en", format="pdf", parts=("plan",)))
    return " ".join(PdfReader(BytesIO(data)).pages[0].extract_text().split())


@needs_noto
def test_syllabics_are_printed_in_the_font_that_is_installed() -> None:
    words = page_one(SYLLABICS)
    assert (SYLLABICS in words, missing.GAP in words) == (True, False)


@needs_noto
def test_a_line_is_as_wide_as_its_scripts_are() -> None:
    one, other = (fonts.width(text, fonts.REGULAR, 10) for text in ("Ay", "ᐃᓄ"))
    assert fonts.width("Ayᐃᓄ", fonts.REGULAR, 10) == pytest.approx(one + other)


@pytest.mark.parametrize("words", [SYLLABICS, ARABIC])
def test_letters_without_a_font_are_left_out_and_told(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "INSTALLED", tmp_path)
    assert "have no letters for some signs" in page_one(words)


@pytest.mark.parametrize("title", [SYLLABICS, ARABIC])
def test_a_paper_in_letters_that_are_not_here_is_refused_with_a_sentence(
    title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "INSTALLED", tmp_path)
    made = Document("xx", title, "", "", ())
    with pytest.raises(SafeChatError) as raised:
        rendered(made, Paper("xx", format="pdf"))
    assert (raised.value.code, title in rendered(made, Paper("xx")).decode()) == ("no-letters", True)


def test_what_is_read_from_right_to_left_is_left_out_without_the_extra(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fonts, "READY", False)
    assert missing.GAP in page_one(ARABIC)
