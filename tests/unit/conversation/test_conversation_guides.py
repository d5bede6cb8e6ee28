"""Several guides and one conversation: step 1 asks which, and none that is gone stops a call."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.conversation.following import begin

from safechat_tui import config
from safechat_tui.conversation.conversation import Conversation
from safechat_tui.errors import SafeChatError
from safechat_tui.guide.model import GUIDES
from safechat_tui.plan import plan_steps
from safechat_tui.resources import CONTENT


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A folder of one's own with a copy of the guide on calls, in English alone, under another name."""
    folder = tmp_path / "ours"
    for path in (CONTENT / "en" / "calls").rglob("*.md"):
        copy = folder / "en" / "visits" / path.relative_to(CONTENT / "en" / "calls")
        copy.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
        copy.write_bytes(path.read_bytes())
        copy.chmod(0o644)
    (folder / "facts").mkdir(mode=0o755)
    (folder / "facts" / "visits.toml").write_bytes((CONTENT / "facts" / "calls.toml").read_bytes())
    (folder / "facts" / "visits.toml").chmod(0o644)
    for part in (folder, folder / "en", folder / "en" / "visits", folder / "en" / "visits" / "strategies"):
        part.chmod(0o755)
    return folder


def followed(talk: Conversation, *ids: str) -> None:
    """Answer which guides to follow."""
    talk.change(talk.plan.with_answer(GUIDES, tuple(f"guide.{id}" for id in ids)))


def test_every_guide_is_open_until_somebody_says_which() -> None:
    talk = begin("fr")
    assert (talk.guide.id, talk.plan.answer(GUIDES), talk.plan.is_empty) == ("messages.calls", (), True)


def test_step_1_asks_first_which_guides_to_follow() -> None:
    first = begin("fr").guide.asked("understand")[0]
    assert (first.id, first.choices) == (GUIDES, ("guide.messages", "guide.calls"))


def test_where_the_settings_say_it_is_asked_only_on_request() -> None:
    talk = Conversation(config.load()._replace(guide="calls"), "fr")
    before = talk.guide.asked("understand")[0].id
    talk.ask_guide()
    assert (before, talk.guide.asked("understand")[0].id) == ("understand.kinds", GUIDES)


def test_of_a_kept_plan_every_guide_is_followed_when_the_last_is_taken_back() -> None:
    talk = begin("fr")
    talk.keep()
    followed(talk)
    assert (talk.plan.guide, talk.keeping.is_saved) == ("messages.calls", True)


@pytest.mark.parametrize("ids", [("messages",), ("calls",), ("messages", "calls")])
def test_the_answer_decides_what_is_asked(ids: tuple[str, ...]) -> None:
    talk = begin("fr")
    followed(talk, *ids)
    assert talk.guide.id == ".".join(ids)


NAMES = {
    "messages": ("understand.forced-replies", "legal.log"),
    "calls": ("understand.no-answer", "keep.log"),
}
"""What two guides ask and offer under other ids."""


@pytest.mark.parametrize(
    ("first", "then"), [("calls", "messages"), ("messages", "calls"), ("calls", "messages.calls")]
)
def test_what_is_the_same_in_another_guide_is_said_and_chosen_there_too(first: str, then: str) -> None:
    talk = begin("en", first)
    question, log = NAMES[first]
    talk.change(talk.plan.with_answer(question, ("answer.yes",)).with_strategy(log, wanted=True))
    followed(talk, *then.split("."))
    assert talk.plan.answer(NAMES[then.partition(".")[0]][0]) == ("answer.yes",)
    assert [step.strategy.log for step in plan_steps(talk.guide, talk.plan)] == [True]


def test_what_only_one_guide_asks_is_there_again_when_one_comes_back() -> None:
    talk = begin("en", "messages")
    talk.change(talk.plan.with_answer("understand.forms", ("form.threats",)).with_words("quiet"))
    followed(talk, "calls")
    without = [question.id for question in talk.guide.questions]
    followed(talk, "messages", "calls")
    assert "understand.forms" not in without
    assert (talk.plan.answer("understand.forms"), talk.plan.words) == (("form.threats",), "quiet")


def test_a_guide_that_cannot_be_followed_changes_nothing() -> None:
    talk = begin("en", "messages")
    talk.change(talk.plan.with_words("quiet"))
    with pytest.raises(SafeChatError):
        followed(talk, "visits")
    assert (talk.plan.guide, talk.plan.words) == ("messages", "quiet")


def test_what_was_kept_before_anybody_said_which_has_all_that_was_there() -> None:
    talk = begin("fr")
    talk.keep()
    other = begin("fr", "messages")
    other.open(talk.keeping.code)
    assert other.plan.guide == "messages.calls"


def test_a_new_conversation_asks_anew_which() -> None:
    talk = begin("fr")
    followed(talk, "calls")
    talk.begin_anew()
    assert talk.plan.answer(GUIDES) == ()


def test_beginning_anew_stays_with_the_guide_of_the_settings() -> None:
    talk = begin("fr", "calls")
    talk.begin_anew()
    assert talk.guide.id == "calls"


def test_a_guide_that_is_gone_is_told_and_all_others_opened() -> None:
    talk = begin("fr", "gone")
    assert (talk.guide.id, "gone" in talk.untold(), talk.untold()) == ("messages.calls", True, "")


def test_what_is_at_hand_and_what_is_kept_stay_when_the_guide_of_a_plan_is_gone(ours: Path) -> None:
    talk = begin("en", "visits", content_dir=ours)
    talk.keep()
    later = begin("en")
    later.change(later.plan.with_words("mine"))
    with pytest.raises(SafeChatError, match="guide-gone"):
        later.open(talk.keeping.code)
    assert (later.plan.words, later.keeping.is_keeping) == ("mine", False)
    assert [kept.code for kept in later.keeping.list()] == [talk.keeping.code]


def test_a_plan_opens_again_once_its_guide_is_back(ours: Path) -> None:
    talk = begin("en", "visits", content_dir=ours)
    talk.change(talk.plan.with_words("quiet"))
    talk.keep()
    again = begin("en", content_dir=ours)
    again.open(talk.keeping.code)
    assert (again.plan.words, again.guide.id) == ("quiet", "visits")


def test_a_guide_in_one_language_is_listed_in_that_one_alone(ours: Path) -> None:
    ids = {lang: [name.id for name in begin(lang, content_dir=ours).guides] for lang in ("fr", "en")}
    assert ids == {"fr": ["messages", "calls"], "en": ["messages", "calls", "visits"]}


def test_a_language_that_the_guide_lacks_is_not_switched_to(ours: Path) -> None:
    talk = begin("en", "visits", content_dir=ours)
    with pytest.raises(SafeChatError):
        talk.switch_language()
    assert (talk.tr.lang, talk.guide.lang) == ("en", "en")


def test_texts_that_are_set_aside_are_told_once(ours: Path) -> None:
    page = ours / "en" / "place.md"
    page.write_text("# P {#place}\n\n*no*\n")
    page.chmod(0o644)
    talk = begin("en", content_dir=ours)
    assert ("safechat content check" in talk.untold(), talk.untold()) == (True, "")
