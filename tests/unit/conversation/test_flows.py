"""What a conversation does after asking: nothing is kept, lost or opened that was not said yes to."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.unit.conversation.following import TAKE, begin, follow

from safechat_tui import clock, config
from safechat_tui.conversation import flows
from safechat_tui.conversation.blank_papers import BlankPaper, write_blank
from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.paper import choose_region, printed
from safechat_tui.conversation.requests import ChooseKept, Confirm, DeletePlan, ForgetAll, Leave
from safechat_tui.errors import SafeChatError
from safechat_tui.options import REGIONS
from safechat_tui.store import Store
from safechat_tui.store.seal import PLAN_SUFFIXES

LOSING = (flows.new, flows.lock_session, flows.leave)


def said(talk: Conversation, words: str = "calm") -> Conversation:
    """Return the conversation with something said in it."""
    talk.change(talk.plan.with_words(words))
    return talk


def kept(guide: str = "") -> Conversation:
    """Return a conversation whose plan is kept."""
    talk = said(begin("en", guide))
    talk.keep()
    return talk


def full(*_: object) -> None:
    raise SafeChatError("not-saved", name="x", folder="x")


# Keeping ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", [None, False])
def test_nothing_is_kept_without_a_yes(answer: bool | None) -> None:
    talk = said(begin())
    follow(talk, flows.keep, answer)
    assert (talk.keeping.is_keeping, talk.config.plans_folder.exists()) == (False, False)


def test_a_kept_plan_gets_a_code_that_is_said_and_said_again() -> None:
    talk = said(begin())
    told = follow(talk, flows.keep, True).told + follow(talk, flows.keep).told
    assert [talk.keeping.code in words for words in told] == [True, True]


def test_where_keeping_is_off_nothing_is_asked() -> None:
    followed = follow(said(begin(keep="off")), flows.keep)
    assert (followed.told, followed.asked) == (["keeping-off"], [])


@pytest.mark.parametrize(
    ("settings", "said_of", "unsaid"),
    [
        ({"keep": "plain"}, "is not sealed", "passphrase"),
        ({"keep": "sealed"}, "nobody can open the plan again", "recovery key"),
        ({"keep": "sealed", "recovery_key": "age1x"}, "recovery key", "nobody can open"),
        ({"keep_days": 1}, "deleted 1 day after", "1 days"),
    ],
)
def test_she_is_told_what_holds_for_the_settings_in_force(
    settings: dict[str, object], said_of: str, unsaid: str
) -> None:
    (asked,) = follow(said(begin("en", "", **settings)), flows.keep, None).asked
    assert isinstance(asked, Confirm)
    told = " ".join(paragraph.text for paragraph in asked.menu().words)
    assert (said_of in told, unsaid in told) == (True, False)
    assert "A court could order it opened. Does the survivor agree?" in told


def test_a_change_that_could_not_be_saved_is_saved_by_asking_to_keep_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    talk = kept()
    with monkeypatch.context() as disk:
        disk.setattr(Store, "save", full)
        with pytest.raises(SafeChatError):
            said(talk, "other")
    assert talk.keeping.code in follow(talk, flows.keep).told[0]
    assert talk.keeping.is_saved


@pytest.mark.parametrize("flow", LOSING)
def test_a_change_that_could_not_be_saved_is_told_before_it_is_lost(
    flow: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = kept()
    monkeypatch.setattr(Store, "save", full)
    with pytest.raises(SafeChatError):
        said(talk, "other")
    (asked,) = follow(talk, flow, None).asked  # type: ignore[arg-type]
    assert isinstance(asked, Confirm)
    assert "could not be saved" in asked.menu().words[0].text


# Opening and deleting ---------------------------------------------------------------------------


def test_a_kept_plan_is_opened_and_shown() -> None:
    code, talk = kept().keeping.code, begin()
    followed = follow(talk, flows.list_kept, TAKE)
    assert (talk.plan.words, followed.steps, followed.result) == ("calm", ["plan"], True)
    assert code in followed.told[0]


@pytest.mark.parametrize(("answer", "words"), [(False, "mine"), (True, "calm")])
def test_a_plan_takes_the_place_of_what_is_not_kept_after_a_question(answer: bool, words: str) -> None:
    kept()
    talk = said(begin(), "mine")
    follow(talk, flows.list_kept, TAKE, answer)
    assert talk.plan.words == words


@pytest.mark.parametrize(("answer", "left"), [(False, 1), (True, 0)])
def test_a_plan_is_deleted_after_a_question_that_names_it(answer: bool, left: int) -> None:
    talk = kept()
    code = talk.keeping.code
    rest = [None] if left else []
    followed = follow(talk, flows.list_kept, DeletePlan(code), answer, *rest)
    assert isinstance(followed.asked[1], Confirm)
    assert code in followed.asked[1].menu().words[0].text
    assert (len(talk.keeping.list()), talk.plan.words) == (left, "calm")


def test_where_nothing_is_kept_that_is_said() -> None:
    talk = begin()
    assert follow(talk, flows.list_kept).told == [talk.tr("kept.none")]


def test_a_plan_past_its_last_day_is_told_to_be_so_and_deleted_when_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    talk = kept()
    later = clock.now() + timedelta(days=400)
    monkeypatch.setattr(clock, "now", lambda: later)
    monkeypatch.setattr(clock, "today", lambda: later.date())
    assert follow(talk, flows.purge).told == [talk.tr.plural("kept.overdue", 1)]
    (asked,) = follow(talk, flows.list_kept, None).asked
    assert isinstance(asked, ChooseKept)
    assert "Past its last day" in asked.menu().items[0].note
    assert follow(talk, flows.purge_now, True).told == [talk.tr.plural("kept.purged", 1)]
    assert follow(talk, flows.purge_now, True).told == [talk.tr("kept.none-purged")]


# Beginning and ending ---------------------------------------------------------------------------


@pytest.mark.parametrize("flow", LOSING)
def test_what_is_in_memory_alone_is_given_up_only_after_a_question(flow: object) -> None:
    talk = said(begin())
    followed = follow(talk, flow, None)  # type: ignore[arg-type]
    assert (talk.plan.words, followed.others) == ("calm", [])
    assert follow(talk, flow, True).others  # type: ignore[arg-type]


@pytest.mark.parametrize("talk_of", [begin, kept])
def test_nothing_is_asked_where_nothing_would_be_lost(talk_of: object) -> None:
    done = [follow(talk_of(), flow).others for flow in LOSING]  # type: ignore[operator]
    assert [type(each[0]) for each in done] == [ForgetAll, ForgetAll, Leave]


def test_a_new_conversation_says_where_the_kept_plan_stays() -> None:
    talk = kept()
    code = talk.keeping.code
    followed = follow(talk, flows.new)
    assert (followed.others, followed.steps) == ([ForgetAll(new=True, code=code)], ["opening"])
    assert (talk.plan.is_empty, code in followed.told[0]) == (True, True)


# The guide --------------------------------------------------------------------------------------


def test_texts_that_are_set_aside_in_the_other_language_are_told_when_it_is_spoken(tmp_path: Path) -> None:
    (tmp_path / "fr").mkdir(mode=0o755)
    page = tmp_path / "fr" / "place.md"
    page.write_text("# P {#place}\n\n*non*\n")
    page.chmod(0o644)
    tmp_path.chmod(0o755)
    talk = begin("en", content_dir=tmp_path)
    assert "safechat content check" in follow(talk, flows.switch_language).told[0]


# Paper ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("region", REGIONS)
def test_where_she_is_is_asked_once_and_stays_in_a_new_conversation(region: str) -> None:
    talk = said(begin(region=None))
    first = follow(talk, flows.write_plan, region, TAKE)
    talk.begin_anew()
    second = follow(talk, flows.write_plan, TAKE)
    assert (len(first.asked), len(second.asked)) == (2, 1)
    assert {item.value for item in first.asked[0].menu().items} == set(REGIONS)  # type: ignore[attr-defined]
    assert (talk.region, talk.paper.region) == (region, region)


def test_a_region_of_the_settings_is_not_asked_again() -> None:
    talk = said(begin(region="nu"))
    assert len(follow(talk, flows.write_plan, TAKE).asked) == 1
    assert talk.paper.region == "nu"


def test_a_region_that_is_chosen_is_kept_with_the_plan() -> None:
    talk = said(begin(region=None, keep="plain"))
    talk.keep()
    code = talk.keeping.code
    follow(talk, choose_region, "yt")
    talk.begin_anew()
    follow(talk, choose_region, "on")
    talk.open(code)
    assert talk.paper.region == "yt"


def test_nothing_is_written_where_no_place_is_chosen() -> None:
    talk = said(begin())
    assert follow(talk, flows.write_plan, None).result is False
    assert not talk.config.export_folder.exists() or not list(talk.config.export_folder.glob("*.txt"))


def test_the_plan_is_written_and_its_file_named() -> None:
    talk = said(begin())
    followed = follow(talk, flows.write_plan, TAKE)
    path = Path(followed.told[0].split(": ", 1)[1])
    assert (path.is_file(), followed.result, talk.plan.place) == (True, True, talk.guide.places[0])


def test_parts_go_into_the_paper_and_out_of_it_and_its_pages_are_told() -> None:
    talk = said(begin())
    followed = follow(talk, flows.choose_parts, "evidence", "helplines", "helplines", "")
    pdf = PdfReader(BytesIO(printed(talk, format="pdf")))
    assert talk.plan.parts == ("plan", "evidence")
    assert followed.told == [talk.tr.plural("plan.pages", len(pdf.pages))]


def test_parts_that_are_put_back_follow_the_steps_again() -> None:
    talk = said(begin())
    follow(talk, flows.choose_parts, "helplines", "helplines", "")
    assert talk.plan.parts == ()


def test_a_neutral_paper_is_offered_nothing_that_would_tell() -> None:
    talk = said(begin())
    talk.change(talk.plan.with_strategy("legal.log", wanted=True))
    talk.turn("neutral")
    (asked,) = follow(talk, flows.choose_parts, None).asked
    assert [item.value for item in asked.menu().items] == ["log", ""]  # type: ignore[attr-defined]


def test_the_pages_of_a_pdf_are_told_before_it_is_written() -> None:
    talk = said(begin())
    talk.turn("format")
    followed = follow(talk, flows.write_plan, TAKE)
    count = len(
        PdfReader(BytesIO(Path(followed.told[-1].split(": ", 1)[1].split(" ")[0]).read_bytes())).pages
    )
    assert followed.told[1] == talk.tr.plural("plan.pages", count)


def test_a_paper_is_not_turned_to_a_language_that_the_guide_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    talk = begin()

    def lacking(lang: str) -> None:
        raise SafeChatError("no-such-guide", guide="messages")

    monkeypatch.setattr(talk, "guide_in", lacking)
    with pytest.raises(SafeChatError):
        talk.turn("language")
    assert talk.paper.language == "en"


def test_words_that_seem_to_name_someone_are_warned_of_before_they_are_written() -> None:
    talk = said(begin(), "@somebody")
    (asked,) = follow(talk, flows.write_plan, None).asked
    assert talk.tr("field.caution.handle") in asked.menu().words[-1].text  # type: ignore[attr-defined]


@pytest.mark.parametrize(("form", "formats"), [("short", ["pdf", "text", "csv"]), ("", ["pdf", "text"])])
def test_a_paper_to_hand_over_is_written_in_a_format_that_can_hold_it(form: str, formats: list[str]) -> None:
    talk = begin()
    paper = BlankPaper(form, "" if form else talk.guide.platforms[0].id)
    followed = follow(talk, write_blank, paper, formats[-1])
    assert [item.value for item in followed.asked[1].menu().items] == formats  # type: ignore[attr-defined]
    assert Path(followed.told[0].split(": ", 1)[1].split(" ")[0]).is_file()


# Under the cover --------------------------------------------------------------------------------


def test_what_is_saved_is_closed_and_what_is_in_memory_alone_stays() -> None:
    saved, unsaved = kept(), said(begin())
    assert (saved.close_kept(), saved.plan.is_empty) == (True, True)
    assert (unsaved.close_kept(), unsaved.plan.words) == (False, "calm")


# How a plan is kept -------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", PLAN_SUFFIXES)
def test_a_plan_is_seen_however_it_is_kept(suffix: str) -> None:
    settings = config.load()
    settings.plans_folder.mkdir(parents=True, mode=0o700)
    keeping = Conversation(settings, "en").keeping
    seen = keeping.has_kept
    (settings.plans_folder / f"melon-radis-passoire{suffix}").touch()
    assert (seen, keeping.has_kept) == (False, True)


def test_none_is_seen_where_no_plan_may_be_kept() -> None:
    settings = config.load()._replace(keep="off")
    settings.plans_folder.mkdir(parents=True, mode=0o700)
    (settings.plans_folder / "melon-radis-passoire.age").touch()
    assert Conversation(settings, "en").keeping.has_kept is False
