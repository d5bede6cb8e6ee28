"""What is said in a call cannot harm her: the opening, the questions, keeping evidence, the closing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pytest

from safechat_tui.guide.library import read_guide
from safechat_tui.guide.model import CARD, EXTRA, Guide
from safechat_tui.guide.text import Kind, Section
from safechat_tui.i18n import LANGUAGES

TALK: Final = ("opening", "understand", "wants", "documenting", "closing")
"""Pages that are talked through in a call."""

GUIDES: Final = {
    (lang, id): read_guide(lang, guide=id)
    for lang in LANGUAGES
    for id in ("messages", "calls", "messages.calls")
}

Which = tuple[str, str]

every_guide = pytest.mark.parametrize("which", GUIDES, ids="-".join)


def one_of(which: Which, **words: str) -> str:
    """Return the words for the language of a guide."""
    return words[which[0]]


def section(which: Which, id: str) -> Section:
    """Return a section of a page that is talked through."""
    pages = [GUIDES[which].pages[name] for name in TALK]
    return next(part for page in pages for part in page.parts if part.id == id)


def words(part: Section) -> str:
    """Return all words of a section, its title too."""
    return " ".join([part.title, *(block.text for block in part.blocks)]).replace("\u00a0", " ")


def spoken(which: Which, id: str) -> str:
    """Return what is said aloud in a section."""
    return " ".join(section(which, id).texts(Kind.SAY)).replace("\u00a0", " ")


def items(which: Which, id: str) -> list[str]:
    """Return the items of a section."""
    return list(section(which, id).texts(Kind.ITEM))


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
def test_being_unsafe_is_asked_without_supposing_that_she_was_ever_safe(which: Which) -> None:
    asked = spoken(which, "understand.unsafe")
    assert re.search(one_of(which, fr="peur.*en danger", en="frighten.*in danger"), asked)
    assert not re.search(r"moins en sécurité|less safe|more unsafe", asked)


@every_guide
@pytest.mark.parametrize("answer", ["answer.yes", "answer.sometimes"])
def test_being_unsafe_or_made_to_answer_opens_urgent_help_also_when_only_sometimes(
    which: Which, answer: str
) -> None:
    made_to_answer = "understand.no-answer" if which[1] == "calls" else "understand.forced-replies"
    guide = GUIDES[which]
    assert all(answer in guide.question(id).urgent_on for id in ("understand.unsafe", made_to_answer))


@every_guide
@pytest.mark.parametrize("id", ["documenting.minimum", "understand.how-often"])
def test_a_few_messages_are_something_and_never_said_to_be_enough(which: Which, id: str) -> None:
    said = words(section(which, id))
    assert not re.search(r"suffi|enough", said)
    assert re.search(one_of(which, fr="quelque chose.*le reste", en="is something.*the rest"), said)


@every_guide
def test_filming_is_only_ever_done_with_another_device(which: Which) -> None:
    film = [sentence for sentence in sentences(GUIDES[which]) if re.search(r"\bfilm", sentence, re.I)]
    other = one_of(which, fr="autre appareil", en="other device")
    assert film
    assert [sentence for sentence in film if other not in sentence] == []


@every_guide
def test_a_recording_by_the_device_itself_may_be_noticed_too(which: Which) -> None:
    recording = one_of(which, fr="enregistrement d’écran", en="screen recording")
    telling = one_of(which, fr="avertit|avertissent", en="tell|warn")
    said = [s for s in sentences(GUIDES[which], "documenting") if recording in s]
    assert any(
        re.search(telling, sentence) for sentence in [*said, words(section(which, "documenting.capture"))]
    )
    assert any(re.search(telling, sentence) for sentence in said)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_beside_the_advice_to_capture_the_profile_stands_that_a_visit_can_be_seen(lang: str) -> None:
    which = (lang, "messages")
    [profile] = [item for item in items(which, "documenting.capture") if "profil" in item.lower()]
    assert re.search(one_of(which, fr="voit.*story.*vérifiez", en="see.*story.*check"), profile)


@every_guide
def test_only_what_can_be_seen_from_accounts_that_are_hers_is_saved(which: Which) -> None:
    assert re.match(
        one_of(which, fr="Gardez seulement ce que vous pouvez voir", en="Save only what you can see"),
        section(which, "documenting.accounts").texts(Kind.PARAGRAPH)[0],
    )


@every_guide
def test_the_log_does_not_tell_a_wrong_reader_where_her_copies_or_devices_are(which: Which) -> None:
    entry = words(section(which, "documenting.log-entry"))
    assert not re.search(
        r"quel appareil|quel téléphone|où sont|which device|which phone|where the copies", entry
    )
    assert one_of(which, fr="un mot que vous seule comprenez", en="a word only you understand") in entry


@every_guide
def test_whom_she_told_stands_on_another_sheet_than_the_log(which: Which) -> None:
    told = one_of(which, fr="à qui vous en avez parlé|signal|police", en="whom you told|report|police")
    apart = one_of(which, fr="sur une autre feuille", en="on another sheet")
    said = [item for item in items(which, "documenting.log-entry") if re.search(told, item)]
    assert said
    assert all(apart in item for item in said)


@every_guide
def test_who_helps_her_is_left_out_of_the_log(which: Which) -> None:
    said = words(section(which, "documenting.others-read"))
    assert one_of(which, fr="ni qui vous aide", en="who helps you") in said


@every_guide
def test_her_own_replies_are_kept_without_blame(which: Which) -> None:
    said = words(section(which, "documenting.capture"))
    assert one_of(which, fr="vos réponses aussi", en="your replies too") in said
    assert "regret" not in said


# Who is meant, and who is helped


@every_guide
def test_a_question_on_a_partner_names_others_and_can_be_left_as_not_fitting(which: Which) -> None:
    guide = GUIDES[which]
    partner = [
        q for q in guide.questions if re.search(r"partenaire|partner", " ".join(q.text.texts(Kind.SAY)))
    ]
    assert partner
    for question in partner:
        assert re.search(r"quelqu’un d’autre|someone else", " ".join(question.text.texts(Kind.SAY)))
        assert "answer.does-not-apply" in question.choices


@every_guide
def test_it_is_said_whom_she_and_the_other_person_mean(which: Which) -> None:
    said = words(section(which, "intro.people"))
    assert re.search(one_of(which, fr="« elle » désignent toujours", en="“she” always mean"), said)
    assert one_of(which, fr="« l’autre personne »", en="“the other person”") in said


@every_guide
def test_her_own_words_and_pronouns_are_asked_and_used_in_the_notes_too(which: Which) -> None:
    said = words(section(which, "intro.people"))
    assert re.search(one_of(which, fr="pronoms.*vos notes", en="pronouns.*your notes"), said)


@every_guide
@pytest.mark.parametrize(
    "id", ["interpreter", "newcomer", "deaf", "lgbtq", "indigenous", "men", "youth", "others"]
)
def test_the_conversation_is_fitted_to_people_whom_guides_forget(which: Which, id: str) -> None:
    [item] = [block for block in section(which, "intro.fit").blocks if block.id == f"intro.fit.{id}"]
    assert len(item.text.split()) >= 10


@every_guide
def test_work_and_school_are_places_where_she_may_tell_it(which: Which) -> None:
    place = "wants.police" if which[1] == "calls" else "wants.legal"
    assert re.search(
        one_of(which, fr="travail ou à l’école", en="work or at school"), words(section(which, place))
    )


@every_guide
@pytest.mark.parametrize("page", ["opening", "closing"])
def test_calling_back_and_someone_coming_in_are_asked_first_and_last(which: Which, page: str) -> None:
    said = spoken(which, page)
    assert re.search(one_of(which, fr="rappeler sans danger", en="safe .*to call you back"), said)
    assert one_of(which, fr="À quel numéro", en="On which number") in said
    assert re.search(one_of(which, fr="arrive, qu’est-ce que je fais", en="comes in, what should I do"), said)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("id", ["understand.forms", "wants.removal"])
def test_intimate_images_threats_and_fakes_lead_to_their_own_strategy(lang: str, id: str) -> None:
    said = words(section((lang, "messages"), id))
    assert re.search(r"deepfake", said)
    assert re.search(one_of((lang, ""), fr="menace", en="threat"), said)
    assert re.search(one_of((lang, ""), fr="moins de 18 ans", en="under 18"), said)
    assert re.search(one_of((lang, ""), fr="stratégie à l’étape 3", en="strategy in step 3"), said)


# What the source says


@every_guide
def test_the_paper_on_the_principles_is_named_by_its_title(which: Which) -> None:
    title = one_of(
        which,
        fr="Les 4 principes fondamentaux de la planification de sécurité technologique",
        en="The 4 Core Principles of Tech Safety Planning",
    )
    said = words(section(which, "intro.foundations"))
    assert title in said
    assert one_of(which, fr="centré sur la survivante", en="survivor-centred") in said
    assert title in words(section(which, "closing.resources"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_mocking_embarrassing_and_threatening_are_asked(lang: str) -> None:
    said = spoken((lang, "messages"), "understand.mocked-or-threatened")
    assert re.search(
        one_of((lang, ""), fr="moque.*embarrasse.*menace", en="mocking, embarrassing or threatening"), said
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_being_made_to_answer_messages_names_threats_and_anger_if_she_does_not(lang: str) -> None:
    said = spoken((lang, "messages"), "understand.forced-replies")
    assert re.search(
        one_of(
            (lang, ""),
            fr="partenaire, votre ex.*répondre aux messages.*Si vous ne répondez pas.*menaces.*colère",
            en="partner, an ex.*answer messages.*If you do not.*threats.*anger",
        ),
        said,
    )


@every_guide
def test_support_is_survivor_centred_and_serves_her_safety_and_well_being(which: Which) -> None:
    said = words(section(which, "closing.agency"))
    assert re.search(
        one_of(which, fr="centré sur la survivante.*bien-être", en="survivor-centred.*well-being"), said
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
def test_resources_are_named_by_their_own_titles(which: Which) -> None:
    said = words(section(which, "closing.resources"))
    assert [title for title in RESOURCES[which[0]] if title not in said] == []


def test_the_guide_that_this_one_follows_is_named_by_its_title_in_english_too() -> None:
    said = words(section(("en", "messages"), "closing.resources"))
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
