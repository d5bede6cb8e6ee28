"""Several guides and one conversation: a plan belongs to one, and none that is gone stops a call."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.conversation.following import begin

from safechat_tui import config
from safechat_tui.conversation.conversation import Conversation
from safechat_tui.errors import SafeChatError
from safechat_tui.plan import Plan
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


def test_the_first_guide_is_open_when_nobody_says_which() -> None:
    assert begin("fr").guide.id == "messages"


def test_the_settings_say_which_guide_is_open() -> None:
    chosen = replace(config.load(), guide="calls")
    assert Conversation(chosen, "fr").guide.id == "calls"


def test_an_empty_plan_of_another_guide_is_empty() -> None:
    assert begin("fr", "calls").plan.is_empty


def test_the_goals_of_another_guide_are_its_own() -> None:
    talk = begin("fr", "calls")
    talk.change(talk.plan.with_goals(talk.guide, ("reachable",)))
    assert talk.plan.goals(talk.guide) == ("reachable",)


def test_choosing_a_guide_begins_anew() -> None:
    talk = begin("fr")
    talk.change(talk.plan.with_words("quiet"))
    talk.choose("calls")
    assert talk.plan == Plan(guide="calls")


def test_beginning_anew_stays_with_the_guide() -> None:
    talk = begin("fr", "calls")
    talk.begin_anew()
    assert talk.guide.id == "calls"


def test_a_kept_plan_brings_its_guide_along() -> None:
    talk = begin("fr", "calls")
    talk.keep()
    code = talk.keeping.code
    other = begin("fr")
    other.open(code)
    assert other.guide.id == "calls"


def test_a_guide_that_is_gone_is_told_and_the_first_one_opened() -> None:
    talk = begin("fr", "gone")
    assert (talk.guide.id, "gone" in talk.untold(), talk.untold()) == ("messages", True, "")


def test_a_kept_plan_of_a_guide_that_is_gone_stays_kept(ours: Path) -> None:
    talk = begin("en", "visits", content_dir=ours)
    talk.change(talk.plan.with_words("quiet"))
    talk.keep()
    code = talk.keeping.code
    later = begin("en")
    with pytest.raises(SafeChatError) as raised:
        later.open(code)
    assert (raised.value.code, [kept.code for kept in later.keeping.list()]) == ("guide-gone", [code])


def test_what_is_at_hand_stays_when_a_plan_cannot_be_opened(ours: Path) -> None:
    talk = begin("en", "visits", content_dir=ours)
    talk.keep()
    later = begin("en")
    later.change(later.plan.with_words("mine"))
    with pytest.raises(SafeChatError):
        later.open(talk.keeping.code)
    assert (later.plan.words, later.keeping.is_keeping) == ("mine", False)


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
