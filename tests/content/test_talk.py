"""What is said in a call cannot harm her: the opening, the questions, keeping evidence, the closing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pytest
from tests.content.shipped import GUIDES, MESSAGES, each_language, every_guide

from safechat_tui.guide.model import CARD, EXTRA, Guide
from safechat_tui.guide.text import Kind, Section

TALK: Final = ("opening", "understand", "wants", "documenting", "closing")
"""Pages that are talked through in a call."""


def one_of(guide: Guide, **words: str) -> str:
    """Return the words for the language of a guide."""
    return words[guide.lang]


def section(guide: Guide, id: str) -> Section:
    """Return a section of a page that is talked through."""
    pages = [guide.pages[name] for name in TALK]
    return next(part for page in pages for part in page.parts if part.id == id)


def words(part: Section) -> str:
    """Return all words of a section, its title too."""
    return " ".join([part.title, *(block.text for block in part.blocks)]).replace("\u00a0", " ")


def spoken(guide: Guide, id: str) -> str:
    """Return what is said aloud in a section."""
    return " ".join(section(guide, id).texts(Kind.SAY)).replace("\u00a0", " ")


def items(guide: Guide, id: str) -> list[str]:
    """Return the items of a section."""
    return list(section(guide, id).texts(Kind.ITEM))


def sentences(guide: Guide, *pages: str) -> Iterator[str]:
    """Yield every sentence of some pages of a guide, or of all its pages and cards."""
    found = [guide.pages[name] for name in pages] or [
        *guide.pages.values(),
        *(s.page for s in guide.strategies),
    ]
    for page in found:
        blocks = [block.text for part in page.parts for block in part.blocks]
        for text in [*blocks, *(entry.text for entry in page.entries.values()), page.head.title]:
            yield from re.split(r"(?<=[.?!;:])\s", text.replace("\u00a0", " "))


# What could harm


@every_guide
def test_being_unsafe_is_asked_without_supposing_that_she_was_ever_safe(guide: Guide) -> None:
    asked = spoken(guide, "understand.unsafe")
    assert re.search(one_of(guide, fr="peur.*en danger", en="frighten.*in danger"), asked)
    assert not re.search(r"moins en sécurité|less safe|more unsafe", asked)


@every_guide
@pytest.mark.parametrize("answer", ["answer.yes", "answer.sometimes"])
def test_being_unsafe_or_made_to_answer_opens_urgent_help_also_when_only_sometimes(
    guide: Guide, answer: str
) -> None:
    made_to_answer = "understand.no-answer" if guide.id == "calls" else "understand.forced-replies"
    assert all(answer in guide.question(id).urgent_on for id in ("understand.unsafe", made_to_answer))


@every_guide
@pytest.mark.parametrize("id", ["documenting.minimum", "understand.how-often"])
def test_a_few_messages_are_something_and_never_said_to_be_enough(guide: Guide, id: str) -> None:
    said = words(section(guide, id))
    assert not re.search(r"suffi|enough", said)
    assert re.search(one_of(guide, fr="quelque chose.*le reste", en="is something.*the rest"), said)


@every_guide
def test_filming_is_only_ever_done_with_another_device(guide: Guide) -> None:
    film = [sentence for sentence in sentences(guide) if re.search(r"\bfilm", sentence, re.I)]
    other = one_of(guide, fr="autre appareil", en="other device")
    assert film
    assert [sentence for sentence in film if other not in sentence] == []


@every_guide
def test_a_recording_by_the_device_itself_may_be_noticed_too(guide: Guide) -> None:
    recording = one_of(guide, fr="enregistrement d’écran", en="screen recording")
    telling = one_of(guide, fr="avertit|avertissent", en="tell|warn")
    said = [s for s in sentences(guide, "documenting") if recording in s]
    assert any(
        re.search(telling, sentence) for sentence in [*said, words(section(guide, "documenting.capture"))]
    )
    assert any(re.search(telling, sentence) for sentence in said)


@each_language
def test_beside_the_advice_to_capture_the_profile_stands_that_a_visit_can_be_seen(lang: str) -> None:
    guide = MESSAGES[lang]
    [profile] = [item for item in items(guide, "documenting.capture") if "profil" in item.lower()]
    assert re.search(one_of(guide, fr="voit.*story.*vérifiez", en="see.*story.*check"), profile)


@every_guide
def test_the_log_does_not_tell_a_wrong_reader_where_her_copies_or_devices_are(guide: Guide) -> None:
    entry = words(section(guide, "documenting.log-entry"))
    assert not re.search(
        r"quel appareil|quel téléphone|où sont|which device|which phone|where the copies", entry
    )
    assert one_of(guide, fr="un mot que vous seule comprenez", en="a word only you understand") in entry


@every_guide
def test_whom_she_told_stands_on_another_sheet_than_the_log(guide: Guide) -> None:
    told = one_of(guide, fr="à qui vous en avez parlé|signal|police", en="whom you told|report|police")
    apart = one_of(guide, fr="sur une autre feuille", en="on another sheet")
    said = [item for item in items(guide, "documenting.log-entry") if re.search(told, item)]
    assert said
    assert all(apart in item for item in said)


@every_guide
def test_her_own_replies_are_kept_without_blame(guide: Guide) -> None:
    said = words(section(guide, "documenting.capture"))
    assert one_of(guide, fr="vos réponses aussi", en="your replies too") in said
    assert "regret" not in said


@every_guide
@pytest.mark.parametrize(
    ("id", "french", "english"),
    [
        pytest.param(
            "documenting.accounts", "Gardez seulement ce que vous pouvez voir", "Save only what you can see",
            id="only what can be seen from accounts that are hers is saved",
        ),
        pytest.param(
            "documenting.others-read", "ni qui vous aide", "who helps you",
            id="who helps her is left out of the log",
        ),
        pytest.param("intro.people", "« elle » désignent toujours", "“she” always mean", id="who she is"),
        pytest.param(
            "intro.people", "« l’autre personne »", "“the other person”", id="who the other person is"
        ),
        pytest.param(
            "intro.people", "pronoms.*vos notes", "pronouns.*your notes",
            id="her own words and pronouns are asked and used in the notes too",
        ),
        pytest.param(
            "closing.agency", "centré sur la survivante.*bien-être", "survivor-centred.*well-being",
            id="support is centred on her and serves her safety and well-being",
        ),
    ],
)  # fmt: skip
def test_what_must_be_said_is_said(guide: Guide, id: str, french: str, english: str) -> None:
    assert re.search(one_of(guide, fr=french, en=english), words(section(guide, id)))


# Who is meant, and who is helped


@every_guide
def test_a_question_on_a_partner_names_others_and_can_be_left_as_not_fitting(guide: Guide) -> None:
    partner = [
        q for q in guide.questions if re.search(r"partenaire|partner", " ".join(q.text.texts(Kind.SAY)))
    ]
    assert partner
    for question in partner:
        assert re.search(r"quelqu’un d’autre|someone else", " ".join(question.text.texts(Kind.SAY)))
        assert "answer.does-not-apply" in question.choices


@every_guide
@pytest.mark.parametrize(
    "id", ["interpreter", "newcomer", "deaf", "lgbtq", "indigenous", "men", "youth", "others"]
)
def test_the_conversation_is_fitted_to_people_whom_guides_forget(guide: Guide, id: str) -> None:
    [item] = [block for block in section(guide, "intro.fit").blocks if block.id == f"intro.fit.{id}"]
    assert len(item.text.split()) >= 10


@every_guide
def test_work_and_school_are_places_where_she_may_tell_it(guide: Guide) -> None:
    place = "wants.police" if guide.id == "calls" else "wants.legal"
    assert re.search(
        one_of(guide, fr="travail ou à l’école", en="work or at school"), words(section(guide, place))
    )


@every_guide
@pytest.mark.parametrize("page", ["opening", "closing"])
def test_calling_back_and_someone_coming_in_are_asked_first_and_last(guide: Guide, page: str) -> None:
    said = spoken(guide, page)
    assert re.search(one_of(guide, fr="rappeler sans danger", en="safe .*to call you back"), said)
    assert one_of(guide, fr="À quel numéro", en="On which number") in said
    assert re.search(one_of(guide, fr="arrive, qu’est-ce que je fais", en="comes in, what should I do"), said)


@each_language
@pytest.mark.parametrize("id", ["understand.forms", "wants.removal"])
def test_intimate_images_threats_and_fakes_lead_to_their_own_strategy(lang: str, id: str) -> None:
    said = words(section(MESSAGES[lang], id))
    assert re.search(r"deepfake", said)
    assert re.search(one_of(MESSAGES[lang], fr="menace", en="threat"), said)
    assert re.search(one_of(MESSAGES[lang], fr="moins de 18 ans", en="under 18"), said)
    assert re.search(one_of(MESSAGES[lang], fr="stratégie à l’étape 3", en="strategy in step 3"), said)


# What the source says


@every_guide
def test_the_paper_on_the_principles_is_named_by_its_title(guide: Guide) -> None:
    title = one_of(
        guide,
        fr="Les 4 principes fondamentaux de la planification de sécurité technologique",
        en="The 4 Core Principles of Tech Safety Planning",
    )
    said = words(section(guide, "intro.foundations"))
    assert title in said
    assert one_of(guide, fr="centré sur la survivante", en="survivor-centred") in said
    assert title in words(section(guide, "closing.resources"))


@each_language
def test_mocking_embarrassing_and_threatening_are_asked(lang: str) -> None:
    said = spoken(MESSAGES[lang], "understand.mocked-or-threatened")
    assert re.search(
        one_of(MESSAGES[lang], fr="moque.*embarrasse.*menace", en="mocking, embarrassing or threatening"),
        said,
    )


@each_language
def test_being_made_to_answer_messages_names_threats_and_anger_if_she_does_not(lang: str) -> None:
    said = spoken(MESSAGES[lang], "understand.forced-replies")
    assert re.search(
        one_of(
            MESSAGES[lang],
            fr="partenaire, votre ex.*répondre aux messages.*Si vous ne répondez pas.*menaces.*colère",
            en="partner, an ex.*answer messages.*If you do not.*threats.*anger",
        ),
        said,
    )


RESOURCES: Final = {
    "fr": (
        "Liste de contrôle pour la planification de sécurité technologique",
        "Traiter les appels, les SMS et les messages de harcèlement",
        "Trousse à outils pour la préservation des preuves numériques",
        "Êtes-vous la cible de violence technologique?",
        "Votre sécurité, votre voix",
    ),
    "en": (
        "Technology Safety Planning Checklist",
        "Documenting Tech Abuse",
        "Stalking and Technology-Facilitated Abuse Log",
        "Is Tech Abuse Happening to You?",
        "Your Safety, Your Voice",
        "Preserving Digital Evidence Toolkit",
    ),
}


@every_guide
def test_resources_are_named_by_their_own_titles(guide: Guide) -> None:
    said = words(section(guide, "closing.resources"))
    assert [title for title in RESOURCES[guide.lang] if title not in said] == []


def test_the_guide_that_this_one_follows_is_named_by_its_title_in_english_too() -> None:
    said = words(section(MESSAGES["en"], "closing.resources"))
    assert "Conversation Guide: Harassing and Threatening Messages on Social Media" in said
    assert "Navigating Tech Abuse" in said


FEMININE: Final = r"personne|appli|entreprise|police|compagnie|preuve|sourdine|image|visite|avocate|liste"
"""What « elle » can stand for in one line of a card, once it is named there."""


@pytest.mark.parametrize("guide", ["messages", "calls", "messages.calls"])
def test_on_a_card_in_french_she_is_never_named_before_it_is_said_who_she_is(guide: str) -> None:
    cards = [
        entry.text
        for strategy in GUIDES["fr", guide].strategies
        for key, entry in strategy.page.entries.items()
        if key.partition(".")[0] in {*CARD, *EXTRA}
    ]
    unnamed = [text for text in cards if re.search(r"\b(elle|lui)\b", re.split(FEMININE, text)[0], re.I)]
    assert unnamed == []


@pytest.mark.parametrize(("lang", "words"), [("fr", "menaces"), ("en", "threats")])
def test_the_answer_on_intimate_images_names_threats_to_share_them(lang: str, words: str) -> None:
    assert words in GUIDES[lang, "messages"].labels["form.intimate"].casefold()
