"""A shelter's own folder over the shipped content: what it changes, what is refused, what is set aside."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.unit.guide.sample import OURS, Over, Sample

from safechat_tui.errors import SafeChatError
from safechat_tui.guide import overlay
from safechat_tui.guide.layers import guides
from safechat_tui.guide.library import read_guide
from safechat_tui.guide.model import Guide

# What it changes


def test_a_section_takes_the_place_of_the_shipped_one(over: Over) -> None:
    before = over.guide().places
    over.write("en/place.md", "# place {#place}\n\n## Here {#place.home}\n\nOur words.\n")
    section = over.guide().pages["place"].section("place.home")
    assert (section.title, [block.text for block in section.blocks]) == ("Here", ["Our words."])
    assert over.guide().places == before


def test_a_new_section_comes_after_the_shipped_ones(over: Over) -> None:
    over.write("en/place.md", "# place {#place}\n\n## In the car {#place.car}\n\nOur words.\n")
    assert over.guide().places[-1] == "place.car"


def test_a_title_without_words_keeps_the_shipped_words_under_it(over: Over, sample: Sample) -> None:
    sample.edit("en/helplines.md", "{#helplines}\n", "{#helplines}\n\nCaution.\n")
    over.add_helpline()
    assert [block.text for block in over.guide().pages["helplines"].head.blocks] == ["Caution."]


def test_a_key_takes_the_place_of_the_shipped_one(over: Over) -> None:
    over.write("en/talk/strategies/stop.block.md", "---\ncheck: Our words\n---\n# stop.block {#stop.block}\n")
    card = over.guide().strategy("stop.block")
    assert (card.card("check"), card.card("does")) == ("Our words", "words of does")


def test_a_text_in_ones_own_words_is_not_behind_the_other_language(over: Over, sample: Sample) -> None:
    sample.edit("fr/place.md", "{#place.home}", "{#place.home rev=3}")
    sample.edit("en/place.md", "{#place.home}", "{#place.home follows=3}")
    over.write("en/place.md", "# place {#place}\n\n## Here {#place.home}\n\nOur words.\n")
    assert over.problems() == []


def test_ones_own_helpline_comes_first(over: Over) -> None:
    over.add_helpline()
    assert over.guide().helplines_for("qc")[0].id == "helpline.ours"


@pytest.fixture
def urgent(over: Over, sample: Sample) -> Over:
    """An empty folder over a sample that has an emergency line."""
    sure = 'id = "helpline.sure"'
    sample.edit("facts/helplines.toml", sure, f'{sure}\nurgent = "urgent.call"')
    return over


def test_the_emergency_number_comes_before_ones_own_helpline(urgent: Over) -> None:
    urgent.add_helpline()
    ids = [line.id for line in urgent.guide().helplines_for("qc")]
    assert ids[:2] == ["helpline.sure", "helpline.ours"]


def test_an_emergency_line_that_a_shelter_corrects_stays_one(urgent: Over) -> None:
    urgent.write("facts/helplines.toml", OURS.replace("helpline.ours", "helpline.sure") + "sure = true\n")
    first = urgent.guide().helplines_for("qc")[0]
    assert (first.id, first.own, first.urgent) == ("helpline.sure", True, "urgent.call")
    assert first.phone == "1-800-555-0199"


def test_a_strategy_of_ones_own_comes_in_its_stage(over: Over) -> None:
    add_strategy(over)
    assert [strategy.id for strategy in over.guide().strategies] == ["legal.log", "ours.log", "stop.block"]


def add_strategy(over: Over, id: str = "ours.log", stage: str = "keep") -> None:
    """Add a strategy with its card in both languages."""
    over.write(
        "facts/talk.toml",
        f'[[strategy]]\nid = "{id}"\nstage = "{stage}"\ngoals = ["stop"]\n'
        'source = "Us"\nconfidence = "H"\nverified_on = 2026-01-02\n',
    )
    keys = "".join(f"{key}: words\n" for key in ("does", "notice", "loses", "undo", "first"))
    for lang in ("fr", "en"):
        over.write(f"{lang}/talk/strategies/{id}.md", f"---\n{keys}---\n# T {{#{id}}}\n\nWords.\n")


def test_a_further_guide_is_listed_and_read(over: Over, sample: Sample) -> None:
    add_guide(over, sample)
    assert [name.id for name in guides("en", root=sample.root, overlay=over.folder)] == ["more", "talk"]
    assert over.guide(guide="more").id == "more"


def add_guide(over: Over, sample: Sample) -> None:
    """Copy the sample's guide under another name."""
    over.write("facts/more.toml", (sample.root / "facts" / "talk.toml").read_text())
    for lang in ("fr", "en"):
        for path in (sample.root / lang / "talk").rglob("*.md"):
            name = path.relative_to(sample.root / lang / "talk").as_posix()
            over.write(f"{lang}/more/{name}", path.read_text())


def test_a_whole_folder_of_ones_own_has_no_problem(over: Over, sample: Sample) -> None:
    over.add_helpline()
    add_strategy(over)
    add_guide(over, sample)
    assert over.problems() == []


# What it takes out, and what it only proves anew


def hide(over: Over, table: str, id: str) -> Guide:
    """Take an entry out."""
    name = {"helpline": "helplines", "platform": "platforms"}.get(table, "talk")
    over.write(f"facts/{name}.toml", f'[[{table}]]\nid = "{id}"\nhidden = true\n')
    return over.guide()


def test_a_hidden_helpline_or_strategy_is_gone_with_its_words(over: Over) -> None:
    hide(over, "helpline", "helpline.unsure")
    guide = hide(over, "strategy", "stop.block")
    assert ([line.id for line in guide.helplines], over.problems()) == (["helpline.sure"], [])
    assert [each.id for each in guide.strategies] == ["legal.log"]
    assert "helpline.unsure" not in guide.said()


def test_a_hidden_question_is_not_asked_and_its_goal_is_none(over: Over) -> None:
    guide = hide(over, "question", "wants.stop")
    assert [each.id for each in guide.questions] == ["understand.unsafe"]
    assert guide.goals == ()
    assert over.problems() == []


@pytest.mark.parametrize(
    ("table", "id", "code"),
    [
        ("question", "understand.unsafe", "hidden-needed"),
        ("strategy", "legal.log", "hidden-needed"),
        ("platform", "platform.x", "hidden-needed"),
        ("helpline", "helpline.unsur", "hidden-unknown"),
    ],
)
def test_what_others_hang_on_is_never_hidden(over: Over, table: str, id: str, code: str) -> None:
    shipped, guide = read_guide("en", guide="talk", root=over.sample.root), hide(over, table, id)
    assert ([told[1:] for told in over.problems()], guide.said()) == ([(2, code)], shipped.said())


@pytest.mark.parametrize(
    ("name", "table", "id"),
    [
        ("helplines", "helpline", "helpline.unsure"),
        ("platforms", "platform", "platform.x"),
        ("platforms", "action", "platform.x.block"),
        ("talk", "strategy", "stop.block"),
    ],
)
def test_a_fact_is_proved_anew_by_its_source_and_its_day(
    over: Over, sample: Sample, name: str, table: str, id: str
) -> None:
    sample.edit(f"facts/{name}.toml", f'id = "{id}"', f'id = "{id}"\nsource_dated = 2001-01-01')
    new = 'source = "example.org/new"\nconfidence = "H"\nverified_on = 2026-06-07\n'
    over.write(f"facts/{name}.toml", f'[[{table}]]\nid = "{id}"\n{new}')
    guide = over.guide()
    facts = {
        **{line.id: line for line in guide.helplines},
        **{strategy.id: strategy for strategy in guide.strategies},
        **dict(fact for platform in guide.platforms for fact in platform.facts),
    }
    assert (over.problems(), facts[id].source, str(facts[id].dated)) == ([], "example.org/new", "2026-06-07")


def test_a_helpline_that_is_proved_anew_stays_a_shipped_one(over: Over) -> None:
    over.write(
        "facts/helplines.toml",
        '[[helpline]]\nid = "helpline.unsure"\nsource = "We called"\nconfidence = "H"\n'
        "verified_on = 2026-06-07\n",
    )
    line = next(line for line in over.guide().helplines if line.id == "helpline.unsure")
    assert (line.own, line.phone, line.confidence, over.problems()) == (False, "1-800-555-0101", "H", [])


# What is set aside


def test_a_broken_page_is_set_aside_and_the_shipped_one_used(over: Over) -> None:
    over.write("en/place.md", "# place {#place}\n\n## Here {#place.home}\n\n*Our* words.\n")
    guide = over.guide()
    assert guide.pages["place"].section("place.home").title == "place.home"
    assert over.aside(guide) == ["not-allowed"]


def test_a_broken_page_leaves_the_other_files_in_use(over: Over) -> None:
    over.add_helpline()
    over.write("en/place.md", "# place {#place}\n\n| a |\n|---|\n")
    assert over.guide().helplines[0].own or "helpline.ours" in {x.id for x in over.guide().helplines}


def test_a_number_without_words_is_told_at_its_own_entry_and_not_given(over: Over) -> None:
    over.write("facts/helplines.toml", OURS)
    assert set(over.problems()) == {("facts/helplines.toml", 2, "own-words")}
    assert "helpline.ours" not in {line.id for line in over.guide().helplines}


@pytest.mark.parametrize(("key", "code"), [("phone", "fact-missing"), ("verified_on", "fact-day")])
def test_a_helpline_that_is_not_filled_in_is_not_given(over: Over, key: str, code: str) -> None:
    over.add_helpline()
    lines = [f'{key} = ""' if line.startswith(key) else line for line in OURS.splitlines()]
    over.write("facts/helplines.toml", "\n".join(lines))
    guide = over.guide()
    assert ("helpline.ours" in {line.id for line in guide.helplines}, over.aside(guide)) == (False, [code])


def test_a_list_that_is_none_sets_its_file_aside_and_stops_no_call(over: Over) -> None:
    add_strategy(over)
    over.write("facts/talk.toml", (over.folder / "facts/talk.toml").read_text() + "brings = 3\n")
    assert set(over.aside()) == {"fact-type"}


def test_a_sign_that_is_none_stops_no_check_of_two_guides_that_share_its_step(
    over: Over, sample: Sample
) -> None:
    add_guide(over, sample)
    more = over.folder / "facts/more.toml"
    over.write("facts/more.toml", more.read_text().replace("keep_first", 'notice = "loud"\nkeep_first'))
    over.write("en/more.talk/wants.md", "# Both {#wants}\n")
    assert [code for _, _, code in over.problems()] == ["fact-unknown"]


def test_the_place_of_a_shipped_strategy_cannot_be_changed(over: Over) -> None:
    over.write("facts/talk.toml", '[[strategy]]\nid = "stop.block"\nstage = "keep"\n')
    assert over.problems() == [("facts/talk.toml", 2, "own-frame")]
    assert [strategy.id for strategy in over.guide().strategies] == ["legal.log", "stop.block"]


def test_a_point_that_is_reworded_away_is_told_and_still_said(over: Over) -> None:
    over.write("en/talk/opening.md", "---\nname: \n---\n# opening {#opening}\n")
    assert over.guide().name == "words of name"


def test_a_missing_page_of_a_guide_of_ones_own_makes_that_guide_unusable(over: Over, sample: Sample) -> None:
    add_guide(over, sample)
    (over.folder / "en" / "more" / "wants.md").unlink()
    with pytest.raises(SafeChatError) as raised:
        over.guide(guide="more")
    assert (raised.value.code, over.guide().set_aside) == ("no-such-guide", ())


def test_a_file_that_leads_nowhere_is_told(over: Over) -> None:
    over.write("en/helpline.md", "# H {#helplines}\n")
    assert over.problems() == [("en/helpline.md", 0, "stray-page")]


def test_an_empty_folder_is_told(over: Over) -> None:
    assert over.problems() == [(".", 0, "own-empty")]


def test_a_folder_that_is_not_there_is_set_aside(sample: Sample, tmp_path: Path) -> None:
    guide = read_guide("en", guide="talk", root=sample.root, overlay=tmp_path / "none")
    assert [problem.code for problem in guide.set_aside] == ["own-missing"]


# What someone else could change, and what would hold up a call


@pytest.mark.parametrize("mode", [0o777, 0o775])
def test_a_folder_that_others_may_write_is_refused(over: Over, mode: int) -> None:
    over.add_helpline()
    over.folder.chmod(mode)
    guide = over.guide()
    assert (len(guide.helplines), over.aside(guide)) == (2, ["own-loose"])


def test_a_folder_above_that_others_may_write_is_refused(over: Over, tmp_path: Path) -> None:
    over.add_helpline()
    tmp_path.chmod(0o777)
    found = over.guide().set_aside
    tmp_path.chmod(0o700)
    assert [(problem.code, problem.params["folder"]) for problem in found] == [("own-loose", str(tmp_path))]


@pytest.mark.parametrize("name", ["facts", "facts/helplines.toml"])
def test_a_file_or_folder_inside_that_others_may_write_is_not_used(over: Over, name: str) -> None:
    over.add_helpline()
    (over.folder / name).chmod(0o777)
    guide = over.guide()
    assert (len(guide.helplines), over.aside(guide)) == (2, ["own-loose-file"])


@pytest.mark.parametrize(("owner", "loose"), [(0, False), (1000, False), (1001, True)])
def test_only_root_and_this_account_may_own_what_is_used(
    monkeypatch: pytest.MonkeyPatch, owner: int, loose: bool
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert overlay._is_loose(os.stat_result((0o100644, 1, 1, 1, owner, 0, 0, 0, 0, 0))) == loose


@pytest.mark.parametrize(
    ("name", "leads_to"),
    [("en/place.md", __file__), ("en", Path(__file__).parent), ("en/place.md", None)],
    ids=str,
)
def test_what_is_no_ordinary_file_or_folder_is_not_used_and_never_waited_for(
    over: Over, name: str, leads_to: str | None
) -> None:
    odd = over.folder / name
    odd.parent.mkdir(mode=0o755, exist_ok=True)
    odd.symlink_to(leads_to) if leads_to else os.mkfifo(odd)
    assert over.aside() == ["own-odd-file"]


def test_a_huge_file_is_not_read(over: Over) -> None:
    path = over.write("en/place.md", "")
    os.truncate(path, 1 << 40)
    assert over.aside() == ["own-large"]


def test_more_files_than_anyone_writes_are_not_read(over: Over) -> None:
    for number in range(overlay.MAX_ENTRIES + 1):
        (over.folder / f"{number}.md").touch(mode=0o644)
    assert over.aside() == ["own-many"]


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        pytest.param("en/place.md", "# p {#place}\n" + "## a\n" * 10_000, "own-long", id="sections"),
        pytest.param("facts/helplines.toml", "a." * 30_000 + "b = 1", "own-wide", id="dots"),
        pytest.param("facts/helplines.toml", "a = " + "[\n" * 3_000, "toml", id="brackets"),
        *(
            pytest.param("en/place.md", "# p {#place}\n\n" + mark * 10_000, "own-marks", id=mark)
            for mark in ("[", "*a ", "[a](", "`", "<a ")
        ),
    ],
)
def test_what_would_hold_up_a_call_is_not_read(over: Over, name: str, text: str, code: str) -> None:
    over.write(name, text)
    assert over.aside() == [code]


def test_hidden_files_are_left_alone(over: Over) -> None:
    over.add_helpline()
    over.write(".git/config.md", "*x*")
    assert over.problems() == []
