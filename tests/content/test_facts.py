"""The shipped facts: every number typed in a second time, names in both languages, no menu paths."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from typing import Final

import pytest
from tests.content.shipped import MESSAGES, each_language

from safechat_tui.guide.reference import ACTIONS
from safechat_tui.guide.text import Kind
from safechat_tui.options import REGIONS
from safechat_tui.resources import CONTENT

NUMBERS: Final = {
    "helpline.emergency": "9-1-1",
    "helpline.suicide-crisis": "9-8-8",
    "helpline.hope-for-wellness": "1-855-242-3310",
    "helpline.mmiwg": "1-844-413-6649",
    "helpline.residential-schools": "1-866-925-4419",
    "helpline.kids-help-phone": "1-800-668-6868",
    "helpline.211": "2-1-1",
    "helpline.211-nb": "2-1-1",
    "helpline.211-sk": "2-1-1",
    "helpline.tel-jeunes": "1-800-263-2266",
    "helpline.interligne": "1-888-505-1010",
    "helpline.assaulted-women-toronto": "416-863-0511",
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
    ("helpline.sos-violence-conjugale-text", "fr"): "438-601-1211",
    ("helpline.sos-violence-conjugale-text", "en"): "438-601-1211",
    ("helpline.alberta", "fr"): "310-1818",
    ("helpline.alberta", "en"): "310-1818",
    ("helpline.211-sk", "fr"): "2-1-1",
    ("helpline.211-sk", "en"): "2-1-1",
    ("helpline.manitoba", "fr"): "204-792-5302, 204-805-6682",
    ("helpline.manitoba", "en"): "204-792-5302, 204-805-6682",
}
"""Every way to reach a helpline by text message, typed in a second time."""

DAY_AND_NIGHT: Final = {"fr": "Jour et nuit", "en": "Day and night"}

FRENCH_ACTIONS: Final = [action for platform in MESSAGES["fr"].platforms for action in platform.actions]


@each_language
def test_every_number_is_the_one_its_source_gives(lang: str) -> None:
    assert {line.id: line.phone for line in MESSAGES[lang].helplines if line.phone} == NUMBERS


@each_language
def test_every_text_number_is_the_one_its_source_gives(lang: str) -> None:
    given = {(line.id, lang): line.text_to for line in MESSAGES[lang].helplines if line.text_to}
    assert given == {key: value for key, value in TEXTS.items() if key[1] == lang}


@each_language
def test_a_helpline_is_said_to_answer_day_and_night_only_where_that_is_known(lang: str) -> None:
    said = {line.id for line in MESSAGES[lang].helplines if DAY_AND_NIGHT[lang] in line.note}
    assert said == {line.id for line in MESSAGES[lang].helplines if line.hours == "24/7"}


REGIONAL: Final = {
    "bc": ["helpline.victimlink", "helpline.intimate-images-bc", "helpline.civil-resolution-bc"],
    "yt": ["helpline.victimlink"],
    "nb": ["helpline.211-nb"],
    "sk": ["helpline.211-sk"],
    "qc": [
        "helpline.sos-violence-conjugale", "helpline.sos-violence-conjugale-text",
        "helpline.info-aide-violence-sexuelle", "helpline.tel-jeunes", "helpline.interligne",
    ],
}  # fmt: skip
"""The lines of some regions, typed in a second time."""


@pytest.mark.parametrize("region", REGIONAL)
def test_a_region_has_the_lines_that_the_sources_give_it(region: str) -> None:
    lines = [line for line in MESSAGES["fr"].helplines_for(region) if region in line.regions]
    assert [line.id for line in lines] == REGIONAL[region]


@each_language
def test_it_is_said_that_a_region_has_no_line_of_its_own_where_that_is_so(lang: str) -> None:
    missing = {region: said for region in REGIONS if (said := MESSAGES[lang].no_line(region))}
    assert missing.keys() == {"nl", "nu", "pe"}
    assert [region for region, said in missing.items() if "2-1-1" not in said.blocks[0].text] == []


@each_language
def test_people_without_a_line_are_told_to_ask_211(lang: str) -> None:
    said = {part.id for part in MESSAGES[lang].help_for_some if "2-1-1" in " ".join(part.texts(*Kind))}
    assert {f"helplines.{who}" for who in ("deaf", "languages", "lgbtq", "men", "legal-aid")} <= said


@each_language
def test_texting_with_911_is_offered_only_where_there_is_911(lang: str) -> None:
    assert {"helpline.text-911"} & {line.id for line in MESSAGES[lang].helplines_for("nu")} == set()
    assert {"helpline.text-911"} <= {line.id for line in MESSAGES[lang].helplines_for("qc")}


@each_language
def test_an_image_of_someone_under_18_and_over_18_has_a_site_of_its_own(lang: str) -> None:
    urls = {line.id: line.url for line in MESSAGES[lang].helplines}
    assert urls["helpline.take-it-down"] == "takeitdown.ncmec.org"
    assert urls["helpline.stopncii"] == "stopncii.org"


FACTS: Final = [
    row
    for name, tables in (("platforms", ("platform", "action")), ("helplines", ("helpline",)))
    for table in tables
    for row in tomllib.loads((CONTENT / "facts" / f"{name}.toml").read_text(encoding="utf-8"))[table]
]
"""Every fact that ages."""


def test_no_fact_was_read_before_its_page_was_written() -> None:
    assert [row["id"] for row in FACTS if row.get("source_dated", date.min) > row["verified_on"]] == []


@each_language
def test_nothing_is_said_to_be_verified_that_was_only_read(lang: str) -> None:
    words = MESSAGES[lang].pages["platforms"].entries
    said = [words[key].text for key in ("old", "old-page", "read", "confidence.H", "confidence.M")]
    assert not [text for text in said if re.match(r"(verified|checked|vérifié)", text, re.IGNORECASE)]


@each_language
def test_every_card_has_a_line_with_words_for_every_action(lang: str) -> None:
    for platform in MESSAGES[lang].platforms:
        assert tuple(action.code for action in platform.actions) == ACTIONS, platform.id
        assert [action.id for action in platform.actions if not action.words] == []


def test_evidence_comes_before_what_can_lose_it() -> None:
    losing = [a for a in FRENCH_ACTIONS if a.code in {"block", "unfollow", "privacy", "report"}]
    assert [a.id for a in losing if a.state != "none" and not a.save_first] == []


@each_language
def test_no_card_gives_a_menu_path(lang: str) -> None:
    words = [action.words for platform in MESSAGES[lang].platforms for action in platform.actions]
    assert [text for text in words if re.search(r"[>›→»]\s*\w", text)] == []


@each_language
def test_it_is_said_that_a_blocked_account_still_sees_public_posts_on_x(lang: str) -> None:
    (said,) = (a.words for a in MESSAGES[lang].platform("platform.x").actions if a.code == "block")
    assert {"fr": "publications publiques", "en": "public posts"}[lang] in said


def test_what_no_source_names_is_not_stated() -> None:
    facts = tomllib.loads((CONTENT / "facts" / "platforms.toml").read_text(encoding="utf-8"))
    stated = {row["id"] for row in facts["action"]}
    unknown = {
        "platform.messenger.block", "platform.messenger.receipts", "platform.instagram.data",
        "platform.whatsapp.quieter", "platform.snapchat.receipts", "platform.snapchat.report",
        "platform.tiktok.receipts", "platform.tiktok.data", "platform.x.receipts", "platform.x.data",
        "platform.discord.receipts", "platform.discord.data", "platform.gaming.block",
        "platform.telegram.block", "platform.youtube.report", "platform.reddit.report",
    }  # fmt: skip
    assert stated & unknown == set()


@each_language
def test_a_platform_that_people_name_has_a_card(lang: str) -> None:
    named = ("email", "youtube", "telegram", "signal", "reddit", "linkedin", "bluesky", "dating")
    assert {f"platform.{id}" for id in named} <= {p.id for p in MESSAGES[lang].platforms if p.text.blocks}


def test_the_cards_stand_in_the_order_in_which_the_platforms_are_asked() -> None:
    asked = MESSAGES["fr"].question("understand.platforms").choices
    platforms = [platform.id for platform in MESSAGES["fr"].platforms]
    assert [id for id in asked if id.startswith("platform.")] == platforms


@each_language
def test_messenger_is_not_said_to_give_its_encrypted_chats_with_the_copy_of_facebook(lang: str) -> None:
    (data,) = (a for a in MESSAGES[lang].platform("platform.messenger").actions if a.code == "data")
    assert data.state == "partly"
    assert {"fr": "peuvent manquer", "en": "may be missing"}[lang] in data.words


ALERTING: Final = {
    "platform.snapchat": "yes", "platform.messenger": "may", "platform.x": "may", "platform.telegram": "may",
    "platform.instagram": "disappearing", "platform.whatsapp": "blocked",
}  # fmt: skip
"""What each platform is known to do about a screenshot, typed in a second time."""


def test_what_warns_of_a_screenshot_is_what_the_sources_say() -> None:
    known = {p.id: p.capture_alert for p in MESSAGES["fr"].platforms if p.capture_alert != "unknown"}
    assert known == ALERTING


@each_language
def test_restrict_says_one_idea_a_sentence(lang: str) -> None:
    (quieter,) = (a for a in MESSAGES[lang].platform("platform.instagram").actions if a.code == "quieter")
    restrict = re.split(r"Mettre en sourdine|Mute hides", quieter.words)[0]
    assert restrict.count(". ") >= 5


@each_language
@pytest.mark.parametrize("id", ["facebook", "instagram"])
def test_to_unfollow_and_to_remove_are_two_gestures(id: str, lang: str) -> None:
    (line,) = (a for a in MESSAGES[lang].platform(f"platform.{id}").actions if a.code == "unfollow")
    assert re.search(r"(?i)ne plus suivre|se désabonner|unfollow", line.words)
    assert re.search(r"(?i)retirer|unfriend|remove", line.words)


def test_no_french_word_for_what_is_lost_is_near_the_word_for_what_is_safe() -> None:
    words = (CONTENT / "fr" / "platforms.md").read_text(encoding="utf-8")
    assert "hors d’atteinte" not in words
