"""The checker: what it says of a whole content folder, and where."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.unit.guide.sample import Sample

from safechat_tui.guide.check import check_content, closed_to_others, old_facts
from safechat_tui.guide.overlay import Overlay
from safechat_tui.guide.reference import Ages
from safechat_tui.i18n import LANGUAGES

WANTS = "en/talk/wants.md"
BLOCK = "en/talk/strategies/stop.block.md"
PICTURE = "en/talk/documenting.md"


def test_a_whole_folder_has_no_problem(sample: Sample) -> None:
    assert sample.problems() == []


def test_an_empty_folder_is_one_problem(tmp_path: Path) -> None:
    assert [problem.code for problem in check_content(tmp_path).problems] == ["no-guide"]


def test_a_folder_of_ones_own_whose_name_is_too_long_is_not_there(sample: Sample) -> None:
    report = check_content(sample.root, overlay=sample.root / ("a" * 300))
    assert ([problem.code for problem in report.problems], report.aside) == (["own-missing"], ())


def test_a_file_that_goes_away_while_root_judges_it_is_not_judged(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert list(closed_to_others(Overlay(tmp_path, {"en/gone.md": ""}))) == []


def test_problems_come_sorted_by_file_and_line(sample: Sample) -> None:
    sample.edit(WANTS, "Words of wants.stop.", "*a*\n\n*b*")
    sample.edit("en/place.md", "Words of place.home.", "*a*")
    assert sample.problems() == sorted(sample.problems())


def test_a_problem_is_told_once_though_two_guides_share_its_page(sample: Sample) -> None:
    for lang in ("fr", "en"):
        (sample.root / lang / "other").mkdir()
    sample.edit("en/place.md", "Words of place.home.", "*a*")
    assert [code for name, _, code in sample.problems() if name == "en/place.md"] == ["not-allowed"]


FACTS = "facts/talk.toml"
LINES = "facts/helplines.toml"

EDITS = [
    # What stands in one language only, or follows an older text.
    (WANTS, "## wants.stop", "## M {#wants.stopp}\n\nM.\n\n## wants.stop", "wants.stopp", "unread-section"),
    ("fr/welcome.md", "---\n", "---\nmore: words\n", "more:", "unread-key"),
    (BLOCK, "---\n", "---\ncheck: words\n", "check:", "only-here"),
    (WANTS, "Words of wants.stop.", "- An item {#wants.stop.item}", "An item", "only-here"),
    # What the facts and the program ask of a page.
    (WANTS, "{#wants.stop}", "{#wants.stopp}", "{#wants.stopp}", "unread-section"),
    ("en/talk/labels.md", "goal.stop: words of goal.stop\n", "", 0, "label-missing"),
    ("en/welcome.md", "## welcome.kept {#welcome.kept}", "", 0, "id-missing"),
    ("en/handout.md", "no_steps: words of no_steps\n", "", 1, "key-missing"),
    (PICTURE, "- picture.address {#picture.address}\n", "", "{#documenting.picture}", "picture-items"),
    (BLOCK, "undo: words of undo\n", "", 1, "card-line-missing"),
    (BLOCK, "{#stop.block}", "{#stop.blok}", "{#stop.blok}", "id-other"),
    ("en/platforms.md", "- Words of the block. {#platform.x.block}", "More words.", 0, "id-missing"),
    ("en/platforms.md", "x.block}", "x.block}\n- B. {#platform.x.blok}", "- B.", "card-item"),
    # The safe order.
    (FACTS, 'stage = "change"', 'stage = "change"\nkeep_first = true', '"stop.block"', "evidence-late"),
    (FACTS, 'stage = "change"', 'stage = "change"\nsaves = ["messages"]', '"stop.block"', "evidence-late"),
    (FACTS, 'saves = ["messages"]\n', "", 0, "no-evidence"),
    (FACTS, 'stage = "change"', 'stage = "change"\nmay_lose = ["voicemail"]', "voicemail", "fact-unknown"),
    (FACTS, "saves =", 'may_lose = ["messages"]\nsaves =', '"legal.log"', "loses-early"),
    (FACTS, "saves =", 'brings = ["stop.block"]\nsaves =', '"legal.log"', "brings-late"),
    # Codes of the frame that name nothing.
    (FACTS, 'stage = "change"', 'stage = "chnage"', "chnage", "fact-unknown"),
    (FACTS, 'goals = ["stop"]', 'goals = ["stip"]', "stip", "fact-unknown"),
    (FACTS, 'covered_by = "stop.block"', 'covered_by = "stop.blok"', "stop.blok", "fact-unknown"),
    (FACTS, 'under = "understand.unsafe"', 'under = "understand.u"', '"understand.u"', "fact-unknown"),
    (FACTS, 'step = "wants"', 'step = "want"', '"want"', "fact-unknown"),
    (FACTS, 'kind = "one"', 'kind = "two"', "two", "fact-unknown"),
    (FACTS, 'urgent_on = ["answer.yes"]', 'urgent_on = ["answer.yess"]', "yess", "fact-unknown"),
    # Platforms and helplines.
    ("facts/platforms.toml", '"unknown"', '"maybe"', "maybe", "fact-unknown"),
    ("facts/platforms.toml", '"platform.x.block"', '"platform.y.block"', "platform.y", "fact-unknown"),
    ("facts/platforms.toml", '{ en = "Hush" }', '{ de = "Leise" }', "Leise", "fact-type"),
    (LINES, '"qc"', '"qb"', "qb", "fact-unknown"),
    (LINES, 'regions = ["ca"]\n', "", "helpline.sure", "fact-missing"),
    (LINES, 'phone = "1-800-555-0101"\n', "", "helpline.unsure", "fact-missing"),
]
"""File, what is changed in it, where that is told (a line, or words that stand on it), and its code."""


@pytest.mark.parametrize(("name", "old", "new", "where", "code"), EDITS)
def test_what_is_wrong_is_told_at_its_line(
    sample: Sample, name: str, old: str, new: str, where: str | int, code: str
) -> None:
    sample.edit(name, old, new)
    line = sample.line(name, where) if isinstance(where, str) else where
    assert sample.problems().count((name, line, code)) == 1


def test_a_text_that_follows_an_older_revision_names_the_one_to_follow(sample: Sample) -> None:
    sample.edit("fr/talk/wants.md", "{#wants.stop}", "{#wants.stop rev=2}")
    assert sample.problems() == [(WANTS, sample.line(WANTS, "{#wants.stop}"), "behind")]
    assert sample.params() == [{"id": "wants.stop", "lang": "fr", "rev": "2"}]


# One language against the other


def test_a_language_without_folder_is_a_problem(sample: Sample) -> None:
    (sample.root / "en").rename(sample.root / "english")
    assert sample.problems() == [("en", 0, "folder-missing")]


def test_a_text_that_follows_the_newest_revision_is_not_behind(sample: Sample) -> None:
    sample.edit("fr/talk/wants.md", "{#wants.stop}", "{#wants.stop rev=2}")
    sample.edit(WANTS, "{#wants.stop}", "{#wants.stop follows=2}")
    assert sample.problems() == []


# Pages


def test_a_page_that_is_missing_is_a_problem(sample: Sample) -> None:
    (sample.root / WANTS).unlink()
    assert sample.problems() == [(WANTS, 0, "file-missing")]


def test_a_page_that_nothing_names_names_the_nearest(sample: Sample) -> None:
    sample.write("en/talk/strategies/stop.blok.md", "# T {#stop.blok}\n")
    assert sample.problems() == [("en/talk/strategies/stop.blok.md", 0, "stray-page")]
    assert sample.params() == [{"name": "stop.blok.md", "near": "stop.block.md"}]


def test_a_readme_may_lie_beside_the_pages(sample: Sample) -> None:
    sample.write("en/README.md", "Free *words*.")
    assert sample.problems() == []


def test_a_point_that_nothing_says_is_a_problem(sample: Sample) -> None:
    sample.edit("facts/talk.toml", 'points = ["', 'points = ["intro.more", "')
    assert sample.problems() == [("en/talk", 0, "point-unsaid"), ("fr/talk", 0, "point-unsaid")]


@pytest.mark.parametrize(
    "words", ["Made", "Made on %(day)s", "100 % on %(date)s", "%(date)s %(page)s", "%(date)"]
)
def test_a_key_whose_places_cannot_be_filled_is_told_at_its_line(sample: Sample, words: str) -> None:
    sample.edit("en/handout.md", "Made on %(date)s", words)
    line = sample.line("en/handout.md", "made_on")
    assert sample.problems() == [("en/handout.md", line, "places")]


# Strategies and cards


def test_a_card_without_one_of_its_lines_names_the_line(sample: Sample) -> None:
    for lang in ("fr", "en"):
        sample.edit(f"{lang}/talk/strategies/stop.block.md", "undo: words of undo\n", "")
    assert sample.params() == [{"key": "undo"}, {"key": "undo"}]


def test_a_warning_that_names_no_app_is_a_problem(sample: Sample) -> None:
    for lang in LANGUAGES:
        sample.edit(f"{lang}/talk/strategies/stop.block.md", "notice:", "notice.yes: They are told.\nnotice:")
    found = [(name, code) for name, _, code in sample.problems()]
    assert found == [(f"{lang}/talk/strategies/stop.block.md", "places") for lang in sorted(LANGUAGES)]


# Platforms, helplines, code words


@pytest.mark.parametrize("word", ["été", "Word", "ab", "tenletters", "two words", "a1b"])
def test_a_code_word_that_is_not_plain_is_told_at_its_line(sample: Sample, word: str) -> None:
    words = (sample.root / "en/code-words.txt").read_text(encoding="utf-8")
    sample.write("en/code-words.txt", f"# remark\n{word}\n{words}")
    assert sample.problems() == [("en/code-words.txt", 2, "code-word")]


def test_a_code_word_given_twice_is_told_at_the_second(sample: Sample) -> None:
    words = (sample.root / "en/code-words.txt").read_text(encoding="utf-8")
    sample.write("en/code-words.txt", f"wordaa\n{words}")
    assert sample.problems() == [("en/code-words.txt", 2, "code-word-twice")]


def test_too_few_code_words_are_a_problem(sample: Sample) -> None:
    sample.write("en/code-words.txt", "apple\nriver\n")
    assert sample.params() == [{"count": "2", "least": "128"}]


def test_a_fact_is_told_at_its_line_from_the_day_it_is_old_and_is_no_problem(sample: Sample) -> None:
    found = old_facts(sample.root, Ages(date(2026, 7, 2), 180))
    told = {(problem.path.name, problem.params["id"]): problem.line for problem in found}
    assert told["platforms.toml", "platform.x"] == sample.line("facts/platforms.toml", 'id = "platform.x"')
    assert ("platforms.toml", "platform.x.block") not in told
    assert (sample.problems(), old_facts(sample.root, Ages(date(2026, 7, 1), 180))) == ([], ())


def test_a_fact_whose_page_is_old_is_told_though_it_was_read_lately(sample: Sample) -> None:
    sample.edit(
        "facts/helplines.toml",
        "verified_on = 2026-01-02",
        "verified_on = 2026-06-30\nsource_dated = 2019-05-06",
    )
    found = old_facts(sample.root, Ages(date(2026, 7, 1), 180))
    assert [(problem.params["id"], problem.params["date"]) for problem in found] == [
        ("helpline.sure", "2019-05-06")
    ]


@pytest.mark.parametrize("name", ["platforms", "helplines"])
def test_a_source_that_names_no_page_is_told_at_its_line(sample: Sample, name: str) -> None:
    sample.edit(f"facts/{name}.toml", "example.ca/page", "Several sources")
    assert {(file, code) for file, _, code in sample.problems()} == {(f"facts/{name}.toml", "fact-no-page")}
