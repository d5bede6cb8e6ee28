"""The shipped facts: every number typed in a second time, names in both languages, no menu paths."""

from __future__ import annotations

import re
import tomllib
from typing import Final

import pytest

from safechat_tui.guide import ACTIONS, CHECK, LANGUAGES, read_guide
from safechat_tui.resources import CONTENT

GUIDES: Final = {lang: read_guide(lang) for lang in LANGUAGES}

NUMBERS: Final = {
    "helpline.emergency": "9-1-1",
    "helpline.suicide-crisis": "9-8-8",
    "helpline.hope-for-wellness": "1-855-242-3310",
    "helpline.mmiwg": "1-844-413-6649",
    "helpline.residential-schools": "1-866-925-4419",
    "helpline.kids-help-phone": "1-800-668-6868",
    "helpline.211": "2-1-1",
    "helpline.sos-violence-conjugale": "1-800-363-9010",
    "helpline.info-aide-violence-sexuelle": "1-888-933-9007",
    "helpline.assaulted-women": "1-866-863-0511",
    "helpline.assaulted-women-tty": "1-866-863-7868",
    "helpline.femaide": "1-877-336-2433",
    "helpline.talk4healing": "1-855-554-4325",
    "helpline.victimlink": "1-800-563-0808",
    "helpline.intimate-images-bc": "1-833-688-4381",
    "helpline.alberta": "310-1818",
    "helpline.manitoba": "1-877-977-0007",
    "helpline.nova-scotia": "1-855-225-0220",
    "helpline.northwest-territories": "1-866-223-7775",
}
"""Every phone number, typed in a second time from its source: a slip in one place shows in the other."""

TEXTS: Final = {
    ("helpline.suicide-crisis", "fr"): "9-8-8",
    ("helpline.suicide-crisis", "en"): "9-8-8",
    ("helpline.kids-help-phone", "en"): "CONNECT to 686868",
    ("helpline.manitoba", "fr"): "204-792-5302, 204-805-6682",
    ("helpline.manitoba", "en"): "204-792-5302, 204-805-6682",
}
"""Every way to reach a helpline by text message, typed in a second time."""

DAY_AND_NIGHT: Final = {"fr": "Jour et nuit", "en": "Day and night"}

PLATFORMS: Final = [platform.id for platform in GUIDES["fr"].platforms]

each_language = pytest.mark.parametrize("lang", LANGUAGES)
each_platform = pytest.mark.parametrize("id", PLATFORMS)


@each_language
def test_every_number_is_the_one_its_source_gives(lang: str) -> None:
    assert {line.id: line.phone for line in GUIDES[lang].helplines if line.phone} == NUMBERS


@each_language
def test_every_text_number_is_the_one_its_source_gives(lang: str) -> None:
    given = {(line.id, lang): line.text_to for line in GUIDES[lang].helplines if line.text_to}
    assert given == {key: value for key, value in TEXTS.items() if key[1] == lang}


@each_language
def test_a_helpline_is_said_to_answer_day_and_night_only_where_that_is_known(lang: str) -> None:
    said = {line.id for line in GUIDES[lang].helplines if DAY_AND_NIGHT[lang] in line.note}
    assert said == {line.id for line in GUIDES[lang].helplines if line.hours == "24/7"}


@each_language
@each_platform
def test_a_card_has_a_line_for_every_action(id: str, lang: str) -> None:
    assert tuple(action.code for action in GUIDES[lang].platform(id).actions) == ACTIONS


@each_language
@each_platform
def test_every_line_of_a_card_has_words(id: str, lang: str) -> None:
    assert [action.id for action in GUIDES[lang].platform(id).actions if not action.words] == []


@each_platform
def test_a_line_that_states_something_says_who_says_so(id: str) -> None:
    stated = [action for action in GUIDES["fr"].platform(id).actions if action.state != CHECK]
    assert [action.id for action in stated if action.proof is None or not action.proof.source] == []


@each_platform
def test_evidence_comes_before_what_can_lose_it(id: str) -> None:
    losing = {"block", "unfollow", "privacy", "report"}
    actions = GUIDES["fr"].platform(id).actions
    assert [a.id for a in actions if a.code in losing and a.state != "none" and not a.save_first] == []


@each_platform
def test_the_languages_name_the_same_features(id: str) -> None:
    french, english = (GUIDES[lang].platform(id).actions for lang in LANGUAGES)
    assert [action.names for action in french] == [action.names for action in english]


@each_language
def test_no_card_gives_a_menu_path(lang: str) -> None:
    words = [action.words for platform in GUIDES[lang].platforms for action in platform.actions]
    assert [text for text in words if re.search(r"[>›→»]\s*\w", text)] == []


@each_language
def test_it_is_said_that_a_blocked_account_still_sees_public_posts_on_x(lang: str) -> None:
    (said,) = (a.words for a in GUIDES[lang].platform("platform.x").actions if a.code == "block")
    assert {"fr": "publications publiques", "en": "public posts"}[lang] in said


def test_what_no_source_names_is_not_stated() -> None:
    facts = tomllib.loads((CONTENT / "facts" / "platforms.toml").read_text(encoding="utf-8"))
    stated = {row["id"] for row in facts["action"]}
    unknown = {
        "platform.messenger.block", "platform.messenger.quieter", "platform.messenger.receipts",
        "platform.instagram.data", "platform.whatsapp.data", "platform.snapchat.receipts",
        "platform.tiktok.block", "platform.tiktok.receipts", "platform.tiktok.data", "platform.x.receipts",
        "platform.x.data", "platform.discord.data", "platform.gaming.block",
    }  # fmt: skip
    assert stated & unknown == set()
