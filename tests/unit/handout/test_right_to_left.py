"""Other scripts and directions: letters joined, numbers in order, what has no font left out and told."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.unit.handout.conftest import read
from tests.unit.handout.test_tagged import needs_poppler, problems, told

from safechat_tui import cli
from safechat_tui.commands import doctor
from safechat_tui.commands.content import unlettered, unprintable
from safechat_tui.config import load
from safechat_tui.errors import SafeChatError
from safechat_tui.guide import library
from safechat_tui.handout.document import Document
from safechat_tui.handout.paper import PaperOptions, on_paper, rendered
from safechat_tui.handout.pdf import fonts, missing
from safechat_tui.plan import Plan
from safechat_tui.resources import CONTENT
from safechat_tui.text.direction import RIGHTWARD, in_order, numbers_in_order

NOTO = fonts.INSTALLED / "NotoSansArabic-Bold.ttf"
SAMPLE = Path(__file__).with_name("arabic.txt")
"""Page one in Arabic, for one step: made up for this test, read over by nobody."""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    for part in SAMPLE.read_text("utf-8").split("== ")[1:]:
        name, _, text = part.partition("\n")
        path = tmp_path / "own" / "ar" / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
        path.write_text(text, "utf-8")
        path.chmod(0o644)
    return tmp_path / "own"


def asked(own: Path, *options: str) -> int:
    """Ask for page one in Arabic for one step, and return the exit code."""
    plan = ["--goals", "stop", "--steps", "legal.safe-place", "--region", "qc", "--paper-lang", "ar"]
    return cli.main(["--lang", "en", "--content", str(own), "handout", *plan, *options])


def page_one(own: Path) -> bytes:
    """Return it as a PDF."""
    path = own.parent / "plan.pdf"
    assert asked(own, "--format", "pdf", "-o", str(path)) == 0
    return path.read_bytes()


def copied(data: bytes, *options: str) -> str:
    """Return the words of a PDF in the order in which they are read, as a program for reading finds them."""
    done = subprocess.run(["pdftotext", *options, "-", "-"], input=data, capture_output=True, check=True)
    return re.sub("[\u200e\u200f\u202a-\u202e]", "", unicodedata.normalize("NFKC", done.stdout.decode()))


needs_extra = pytest.mark.skipif(
    not (fonts.READY and NOTO.exists()), reason="needs the extra scripts and fonts-noto-core"
)


@needs_extra
def test_letters_are_joined() -> None:
    assert fonts.family("ب")
    assert str(fonts.shaped("ببب", "NotoSansArabic", 10)) == "\ufe90\ufe92\ufe91"


@needs_extra
@pytest.mark.parametrize(
    ("read", "seen"),
    [
        ("رقم 9-1-1 الآن", "نآلا 9-1-1 مقر"),
        ("رقم 1-800-363-9010 (24/7)", "(24/7) 1-800-363-9010 مقر"),
        ("رقم 1 (800) 363‑9010 الآن", "نآلا 1 (800) 363‑9010 مقر"),
        ("رقم *67 ثم 1-800-HELP-NOW", "1-800-HELP-NOW مث *67 مقر"),
        ("على Snapchat (24/7) أو: SMS", "SMS :وأ (24/7) Snapchat ىلع"),
    ],
)
def test_words_run_leftward_and_numbers_do_not(read: str, seen: str) -> None:
    line = [("x", in_order(read))]
    assert "".join(run for _, run, _ in fonts.as_seen(line, leftward=True)) == seen


@needs_extra
@pytest.mark.parametrize("number", ["514-555-0142", "+1 (800) 363‑9010", "*67"])
def test_a_number_after_an_arabic_word_stays_in_order_on_an_english_paper(number: str) -> None:
    line = [("x", numbers_in_order(f"Call أمي {number}"))]
    assert "".join(run for _, run, _ in fonts.as_seen(line, leftward=False)) == f"Call يمأ {number}"


@needs_extra
@needs_poppler
def test_page_one_in_arabic_is_copied_out_as_it_is_read(own: Path) -> None:
    words = "".join(re.findall(r"[\w.-]+", copied(page_one(own))))
    said = "خطةالسلامة أنتتوقفالرسائل الطوارئ9-1-1 1-800-363-9010إيجاد بالرقم1-888-555-0142 صفحة1من1"
    assert [line for line in said.split() if line not in words] == []


@needs_extra
@needs_poppler
def test_words_begin_at_the_right_and_what_leads_them_stands_right_of_them(own: Path) -> None:
    seen = re.findall(r'xMin="([\d.]+)".*xMax="([\d.]+)".*>(.*)</word>', copied(page_one(own), "-bbox"))
    places = {word: (float(left), float(right)) for left, right, word in reversed(seen)}
    assert places["خطة"[::-1]][1] == pytest.approx(612 - 48, abs=2)
    assert places["•"][0] > places["الطوارئ:"[::-1]][1] > places["9-1-1"][1]
    assert places["للبداية:"[::-1]][0] > places["حفظ"[::-1]][1]


@needs_extra
def test_a_reader_program_is_told_the_language_and_the_words_and_a_checker_finds_nothing(own: Path) -> None:
    data = page_one(own)
    file = read(data)
    assert (problems(data), file.trailer["/Root"]["/Lang"], file.metadata.title) == ([], "ar", "خطة السلامة")
    assert {"خطة السلامة", "ما تريدينه: أن تتوقف الرسائل"} <= set(told(data, "/ActualText"))


def test_without_the_extra_it_is_a_text_file_or_a_sentence(
    own: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fonts, "READY", False)
    assert asked(own, "--format", "pdf", "-o", str(own / "plan.pdf")) != 0
    assert ("safechat-tui[scripts]" in capsys.readouterr().err, (own / "plan.pdf").exists()) == (True, False)
    assert asked(own) == 0
    assert f"الطوارئ: {RIGHTWARD}9-1-1" in capsys.readouterr().out
    assert (unlettered(own), list(unprintable(CONTENT, own))) == ({"العربية": "ar"}, [])
    found = doctor.content(load().looking_at(own))
    assert [each.params["language"] for each in found if each.id == "paper-letters"] == ["العربية"]


# Letters of other scripts -------------------------------------------------------------------------


SYLLABICS = "ᐃᓄᒃᑎᑐᑦ ᐊᓯᙵᓂ"
ARABIC = "مرحبا"

needs_noto = pytest.mark.skipif(
    not (fonts.INSTALLED / "NotoSansCanadianAboriginal-Bold.ttf").exists(), reason="needs fonts-noto-core"
)


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Forget which fonts were found, before and after."""
    memories: tuple[Callable[[], None], ...] = (
        fonts.family.cache_clear, fonts.register.cache_clear, missing.printed_as.cache_clear,
    )  # fmt: skip
    for forget in memories:
        forget()
    yield
    for forget in memories:
        forget()


def in_her_words(words: str) -> str:
    """Return the words of page one of a plan in somebody's own words, as they are copied out of the PDF."""
    guide, plan = library.read_guide("en"), Plan().with_words(words)
    data = on_paper(guide, plan, PaperOptions("en", format="pdf", parts=("plan",)))
    return " ".join(read(data).pages[0].extract_text().split())


@needs_noto
def test_syllabics_are_printed_in_the_font_that_is_installed() -> None:
    words = in_her_words(SYLLABICS)
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
    assert "have no letters for some signs" in in_her_words(words)


@pytest.mark.parametrize("title", [SYLLABICS, ARABIC])
def test_a_paper_in_letters_that_are_not_here_is_refused_with_a_sentence(
    title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "INSTALLED", tmp_path)
    made = Document("xx", title, "", "", ())
    with pytest.raises(SafeChatError) as raised:
        rendered(made, PaperOptions("xx", format="pdf"))
    assert (raised.value.code, title in rendered(made, PaperOptions("xx")).decode()) == ("no-letters", True)


def test_what_is_read_from_right_to_left_is_left_out_without_the_extra(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fonts, "READY", False)
    assert missing.GAP in in_her_words(ARABIC)
