"""The checker: what it says of a whole content folder, and where."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.unit.guide.sample import Sample

from safechat_tui.guide import Ages
from safechat_tui.guide.check import check, old_facts
from safechat_tui.i18n import LANGUAGES

WANTS = "en/talk/wants.md"
BLOCK = "en/talk/strategies/stop.block.md"


def test_a_whole_folder_has_no_problem(sample: Sample) -> None:
    assert sample.problems() == []


def test_an_empty_folder_is_one_problem(tmp_path: Path) -> None:
    assert [problem.code for problem in check(tmp_path)] == ["no-guide"]


def test_problems_come_sorted_by_file_and_line(sample: Sample) -> None:
    sample.edit(WANTS, "Words of wants.stop.", "*a*\n\n*b*")
    sample.edit("en/place.md", "Words of place.home.", "*a*")
    assert sample.problems() == sorted(sample.problems())


def test_a_problem_is_told_once_though_two_guides_share_its_page(sample: Sample) -> None:
    for lang in ("fr", "en"):
        (sample.root / lang / "other").mkdir()
    sample.edit("en/place.md", "Words of place.home.", "*a*")
    assert [code for name, _, code in sample.problems() if name == "en/place.md"] == ["not-allowed"]


# One language against the other


def test_a_section_of_one_language_is_told_where_it_stands(sample: Sample) -> None:
    sample.edit(WANTS, "## wants.stop", "## Extra {#wants.more}\n\nWords.\n\n## wants.stop")
    assert sample.problems() == [(WANTS, sample.line(WANTS, "wants.more"), "only-here")]


def test_a_section_of_one_language_names_the_nearest_of_the_other(sample: Sample) -> None:
    sample.edit(WANTS, "## wants.stop", "## Extra {#wants.stopp}\n\nWords.\n\n## wants.stop")
    assert sample.params() == [{"id": "wants.stopp", "lang": "fr", "near": "wants.stop"}]


def test_a_key_of_one_language_is_told_at_its_line(sample: Sample) -> None:
    sample.edit("fr/welcome.md", "---\n", "---\nmore: words\n")
    assert sample.problems() == [("fr/welcome.md", 2, "only-here")]


def test_a_card_line_of_one_language_is_told_at_its_line(sample: Sample) -> None:
    sample.edit(BLOCK, "---\n", "---\ncheck: words\n")
    assert sample.problems() == [(BLOCK, 2, "only-here")]


def test_an_item_id_of_one_language_is_told_at_its_line(sample: Sample) -> None:
    sample.edit(WANTS, "Words of wants.stop.", "- An item {#wants.stop.item}")
    assert sample.problems() == [(WANTS, sample.line(WANTS, "An item"), "only-here")]


def test_a_language_without_folder_is_a_problem(sample: Sample) -> None:
    (sample.root / "en").rename(sample.root / "english")
    assert ("en/talk/wants.md", 0, "unreadable") in sample.problems()


def test_a_text_that_follows_an_older_revision_is_behind(sample: Sample) -> None:
    sample.edit("fr/talk/wants.md", "{#wants.stop}", "{#wants.stop rev=2}")
    assert sample.problems() == [(WANTS, sample.line(WANTS, "{#wants.stop}"), "behind")]


def test_a_text_that_is_behind_names_the_revision_to_follow(sample: Sample) -> None:
    sample.edit("fr/talk/wants.md", "{#wants.stop}", "{#wants.stop rev=2}")
    assert sample.params() == [{"id": "wants.stop", "lang": "fr", "rev": "2"}]


def test_a_text_that_follows_the_newest_revision_is_not_behind(sample: Sample) -> None:
    sample.edit("fr/talk/wants.md", "{#wants.stop}", "{#wants.stop rev=2}")
    sample.edit(WANTS, "{#wants.stop}", "{#wants.stop follows=2}")
    assert sample.problems() == []


# Pages


def test_a_page_that_is_missing_is_a_problem(sample: Sample) -> None:
    (sample.root / WANTS).unlink()
    assert (WANTS, 0, "unreadable") in sample.problems()


def test_a_page_that_is_not_utf8_is_a_problem(sample: Sample) -> None:
    (sample.root / WANTS).write_bytes("# Désirs {#wants}".encode("latin-1"))
    assert (WANTS, 0, "unreadable") in sample.problems()


def test_a_page_that_nothing_names_is_a_problem(sample: Sample) -> None:
    sample.write("en/talk/strategies/stop.blok.md", "# T {#stop.blok}\n")
    assert sample.problems() == [("en/talk/strategies/stop.blok.md", 0, "stray-page")]


def test_a_page_that_nothing_names_names_the_nearest(sample: Sample) -> None:
    sample.write("en/talk/strategies/stop.blok.md", "# T {#stop.blok}\n")
    assert sample.params() == [{"name": "stop.blok.md", "near": "stop.block.md"}]


def test_a_readme_may_lie_beside_the_pages(sample: Sample) -> None:
    sample.write("en/README.md", "Free *words*.")
    assert sample.problems() == []


def test_a_question_without_section_is_a_problem_in_that_language(sample: Sample) -> None:
    sample.edit("fr/talk/wants.md", "{#wants.stop}", "{#wants.stopp}")
    assert ("fr/talk/wants.md", 0, "id-missing") in sample.problems()


def test_a_question_without_section_names_the_nearest(sample: Sample) -> None:
    for lang in ("fr", "en"):
        sample.edit(f"{lang}/talk/wants.md", "{#wants.stop}", "{#wants.stopp}")
    assert {"id": "wants.stop", "near": "wants.stopp"} in sample.params()


def test_a_point_that_nothing_says_is_a_problem(sample: Sample) -> None:
    sample.edit("facts/talk.toml", 'points = ["', 'points = ["intro.more", "')
    assert sample.problems() == [("en/talk", 0, "point-unsaid"), ("fr/talk", 0, "point-unsaid")]


def test_a_label_that_is_missing_is_a_problem(sample: Sample) -> None:
    sample.edit("en/talk/labels.md", "goal.stop: words of goal.stop\n", "")
    assert ("en/talk/labels.md", 0, "label-missing") in sample.problems()


def test_a_page_without_one_of_its_sections_is_a_problem(sample: Sample) -> None:
    sample.edit("en/welcome.md", "## welcome.kept {#welcome.kept}", "")
    assert ("en/welcome.md", 0, "id-missing") in sample.problems()


def test_a_page_without_one_of_its_keys_is_a_problem(sample: Sample) -> None:
    sample.edit("en/handout.md", "no_steps: words of no_steps\n", "")
    assert ("en/handout.md", 1, "key-missing") in sample.problems()


@pytest.mark.parametrize(
    "words", ["Made", "Made on %(day)s", "100 % on %(date)s", "%(date)s %(page)s", "%(date)"]
)
def test_a_key_whose_places_cannot_be_filled_is_told_at_its_line(sample: Sample, words: str) -> None:
    sample.edit("en/handout.md", "Made on %(date)s", words)
    line = sample.line("en/handout.md", "made_on")
    assert sample.problems() == [("en/handout.md", line, "places")]


def test_the_parts_of_the_picture_in_another_order_are_a_problem(sample: Sample) -> None:
    name = "en/talk/documenting.md"
    sample.edit(name, "- picture.address {#picture.address}\n", "")
    assert (name, sample.line(name, "{#documenting.picture}"), "picture-items") in sample.problems()


# Strategies and cards


def test_a_card_without_one_of_its_lines_is_a_problem(sample: Sample) -> None:
    for lang in ("fr", "en"):
        sample.edit(f"{lang}/talk/strategies/stop.block.md", "undo: words of undo\n", "")
    assert (BLOCK, 1, "card-line-missing") in sample.problems()


def test_a_card_without_one_of_its_lines_names_the_line(sample: Sample) -> None:
    for lang in ("fr", "en"):
        sample.edit(f"{lang}/talk/strategies/stop.block.md", "undo: words of undo\n", "")
    assert sample.params() == [{"key": "undo"}, {"key": "undo"}]


def test_a_strategy_under_another_id_is_a_problem_at_its_title(sample: Sample) -> None:
    sample.edit(BLOCK, "{#stop.block}", "{#stop.blok}")
    assert (BLOCK, sample.line(BLOCK, "{#stop.blok}"), "id-other") in sample.problems()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('stage = "change"', 'stage = "chnage"'),
        ('goals = ["stop"]', 'goals = ["stip"]'),
        ('covered_by = "stop.block"', 'covered_by = "stop.blok"'),
        ('under = "understand.unsafe"', 'under = "understand.unsaf"'),
        ('step = "wants"', 'step = "want"'),
        ('kind = "one"', 'kind = "two"'),
        ('urgent_on = ["answer.yes"]', 'urgent_on = ["answer.yess"]'),
    ],
)
def test_a_code_of_the_frame_that_names_nothing_is_a_problem(sample: Sample, old: str, new: str) -> None:
    sample.edit("facts/talk.toml", old, new)
    assert "fact-unknown" in {code for name, _, code in sample.problems() if name == "facts/talk.toml"}


def test_a_problem_of_the_frame_is_told_once_for_both_languages(sample: Sample) -> None:
    sample.edit("facts/talk.toml", 'stage = "change"', 'stage = "chnage"')
    line = sample.line("facts/talk.toml", '"stop.block"')
    assert sample.problems() == [("facts/talk.toml", line, "fact-unknown")]


@pytest.mark.parametrize("mark", ["keep_first = true", 'saves = ["messages"]'])
def test_evidence_kept_at_a_later_stage_is_a_problem(sample: Sample, mark: str) -> None:
    sample.edit("facts/talk.toml", 'stage = "change"', f'stage = "change"\n{mark}')
    line = sample.line("facts/talk.toml", '"stop.block"')
    assert sample.problems() == [("facts/talk.toml", line, "evidence-late")]


def test_a_frame_in_which_nothing_saves_what_can_be_lost_is_a_problem(sample: Sample) -> None:
    sample.edit("facts/talk.toml", 'saves = ["messages"]\n', "")
    assert sample.problems() == [("facts/talk.toml", 0, "no-evidence")]


def test_losing_what_nothing_saves_is_a_problem(sample: Sample) -> None:
    sample.edit("facts/talk.toml", 'stage = "change"', 'stage = "change"\nmay_lose = ["voicemail"]')
    line = sample.line("facts/talk.toml", '"stop.block"')
    assert sample.problems() == [("facts/talk.toml", line, "fact-unknown")]


def test_losing_something_before_it_can_be_saved_is_a_problem(sample: Sample) -> None:
    sample.edit("facts/talk.toml", 'saves = ["messages"]', 'saves = ["messages"]\nmay_lose = ["messages"]')
    line = sample.line("facts/talk.toml", '"legal.log"')
    assert sample.problems() == [("facts/talk.toml", line, "loses-early")]


def test_bringing_what_would_come_afterwards_is_a_problem(sample: Sample) -> None:
    sample.edit("facts/talk.toml", 'saves = ["messages"]', 'saves = ["messages"]\nbrings = ["stop.block"]')
    line = sample.line("facts/talk.toml", '"legal.log"')
    assert sample.problems() == [("facts/talk.toml", line, "brings-late")]


def test_a_warning_that_names_no_app_is_a_problem(sample: Sample) -> None:
    for lang in LANGUAGES:
        sample.edit(f"{lang}/talk/strategies/stop.block.md", "notice:", "notice.yes: They are told.\nnotice:")
    found = [(name, code) for name, _, code in sample.problems()]
    assert found == [(f"{lang}/talk/strategies/stop.block.md", "places") for lang in sorted(LANGUAGES)]


# Platforms, helplines, code words


def test_a_platform_with_an_unknown_alert_is_a_problem(sample: Sample) -> None:
    sample.edit("facts/platforms.toml", '"unknown"', '"maybe"')
    assert sample.problems() == [("facts/platforms.toml", 2, "fact-unknown")]


def test_a_helpline_in_an_unknown_region_is_a_problem(sample: Sample) -> None:
    sample.edit("facts/helplines.toml", '"qc"', '"qb"')
    line = sample.line("facts/helplines.toml", "helpline.unsure")
    assert sample.problems() == [("facts/helplines.toml", line, "fact-unknown")]


def test_a_helpline_without_region_is_a_problem(sample: Sample) -> None:
    sample.edit("facts/helplines.toml", 'regions = ["ca"]\n', "")
    assert sample.problems() == [("facts/helplines.toml", 2, "fact-missing")]


def test_a_helpline_that_cannot_be_reached_is_a_problem(sample: Sample) -> None:
    sample.edit("facts/helplines.toml", 'phone = "1-800-555-0101"\n', "")
    line = sample.line("facts/helplines.toml", "helpline.unsure")
    assert sample.problems() == [("facts/helplines.toml", line, "fact-missing")]


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


def test_a_fact_that_is_old_is_told_at_its_line_and_is_no_problem(sample: Sample) -> None:
    found = old_facts(sample.root, Ages(date(2026, 7, 2), 180))
    told = {(problem.path.name, problem.params["id"]): problem.line for problem in found}
    assert told["platforms.toml", "platform.x"] == sample.line("facts/platforms.toml", 'id = "platform.x"')
    assert ("platforms.toml", "platform.x.block") not in told
    assert sample.problems() == []


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


def test_a_fact_is_not_old_on_its_last_good_day(sample: Sample) -> None:
    assert old_facts(sample.root, Ages(date(2026, 7, 1), 180)) == ()


def test_a_line_of_a_card_without_words_is_told(sample: Sample) -> None:
    sample.edit("en/platforms.md", "- Words of the block. {#platform.x.block}", "More words.")
    assert ("en/platforms.md", 0, "id-missing") in sample.problems()


def test_an_item_that_is_no_line_of_a_card_is_told(sample: Sample) -> None:
    sample.edit("en/platforms.md", "{#platform.x.block}", "{#platform.x.block}\n- More. {#platform.x.blok}")
    assert "card-item" in {code for _, _, code in sample.problems()}


def test_a_fact_about_an_action_that_no_card_has_is_told(sample: Sample) -> None:
    sample.edit("facts/platforms.toml", 'id = "platform.x.block"', 'id = "platform.y.block"')
    assert "fact-unknown" in {code for _, _, code in sample.problems()}


def test_names_that_are_not_in_a_known_language_are_told(sample: Sample) -> None:
    sample.edit("facts/platforms.toml", '{ en = "Hush" }', '{ de = "Leise" }')
    assert "fact-type" in {code for _, _, code in sample.problems()}
