"""The words of step 3 cannot harm her: they offer, promise nothing, and name nobody she did not ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pytest
from tests.content.shipped import CALLS, GUIDES, MESSAGES, each_language, every_guide

from safechat_tui.guide.model import CARD, EXTRA, WARNINGS, Guide, Strategy
from safechat_tui.guide.text import Kind

TELLING: Final = frozenset(
    {
        "legal.order", "legal.police", "legal.report-platform", "removal.report", "removal.image",
        "tell.police", "tell.carrier", "change.account",
    }
)  # fmt: skip
"""Steps whose subject is to tell someone, or an account that a carrier holds."""


def printed(strategy: Strategy) -> Iterator[str]:
    """Yield what her paper says of a step: its title, its card, its cautions and how to do it."""
    yield strategy.title
    yield from (strategy.card(line) for line in (*CARD, *EXTRA, *WARNINGS))
    for section in strategy.page.sections:
        yield from (block.text for block in section.blocks)


def everything(strategy: Strategy) -> Iterator[str]:
    """Yield what is printed of a step and what the worker reads."""
    yield from printed(strategy)
    yield from (block.text for block in strategy.page.head.blocks)


def found(guide: Guide, sign: str) -> list[str]:
    """Return the texts of the strategies in which a sign stands, with the id of each."""
    return [
        f"{strategy.id}: {text}"
        for strategy in guide.strategies
        for text in everything(strategy)
        if re.search(sign, text, re.I)
    ]


# They offer, and promise nothing


@every_guide
def test_every_question_and_every_strategy_has_a_line_to_say(guide: Guide) -> None:
    parts = [*(each.text for each in guide.questions), *(each.page.head for each in guide.strategies)]
    assert [part.id for part in parts if not part.of(Kind.SAY)] == []


@every_guide
def test_what_is_said_of_a_strategy_offers_and_never_orders(guide: Guide) -> None:
    said = [line for s in guide.strategies for line in s.page.head.texts(Kind.SAY)]
    offers = r"^(If |I |Si |Je )|\?$"
    assert [line for line in said if not re.search(offers, line)] == []


@each_language
def test_what_is_printed_under_an_added_step_is_true_of_a_check_for_warnings_too(lang: str) -> None:
    printed = MESSAGES[lang].pages["handout"].entries["step_added"].text
    assert re.search("safety|sécurité", printed)


@pytest.mark.parametrize("id", ["messages", "calls", "messages.calls"])
def test_what_is_said_in_english_after_if_you_like_is_no_order(id: str) -> None:
    said = [line for s in GUIDES["en", id].strategies for line in s.page.head.texts(Kind.SAY)]
    assert [line for line in said if re.match(r"If you like, (?!you can |we |your )", line)] == []


@every_guide
def test_what_a_step_does_has_a_subject(guide: Guide) -> None:
    begins = r"^(You|Your|The other person|Vous|Votre|L’autre personne)\b"
    assert [s.id for s in guide.strategies if not re.match(begins, s.card("does"))] == []


@every_guide
def test_nothing_is_promised_to_stay_unnoticed(guide: Guide) -> None:
    promise = (
        r"without it showing|will not (see|know|notice|be told)|cannot be noticed|sans que ça paraisse"
        r"|ne (verra|saura|remarquera)|^No,|^Non,|: non\.|, no\."
    )
    assert found(guide, promise) == []


@every_guide
def test_the_names_of_the_stages_say_nothing_of_being_noticed(guide: Guide) -> None:
    names = [words for code, words in guide.labels.items() if code.startswith("stage.")]
    assert [words for words in names if re.search(r"notic|remarqu|quiet|discr", words, re.I)] == []


@every_guide
def test_no_mark_beside_a_step_promises_that_it_stays_unnoticed(guide: Guide) -> None:
    assert not re.search(r"\bnot\b|\bun|\bne\b|\bnon\b|\bpas\b", guide.labels["noticed.quiet"])


# Answering, blocking, reporting


@every_guide
def test_nobody_is_told_to_answer_in_some_way(guide: Guide) -> None:
    assert found(guide, r"brief|short and|seldom|rarely|court et|rarement") == []


@pytest.mark.parametrize(
    ("lang", "name", "id", "knows"),
    [
        ("en", "messages", "contact.no-reply", "She knows."),
        ("fr", "messages", "contact.no-reply", "C’est elle qui sait."),
        ("en", "calls", "less.let-ring", "She knows."),
        ("fr", "calls", "less.let-ring", "C’est elle qui sait."),
    ],
)
def test_whether_to_answer_is_hers_to_know(lang: str, name: str, id: str, knows: str) -> None:
    assert knows in " ".join(GUIDES[lang, name].strategy(id).page.head.texts(Kind.PARAGRAPH))


@pytest.mark.parametrize(
    ("lang", "name", "id", "words"),
    [
        ("en", "messages", "stop.block", "If you may report, do it first; some apps do both at once."),
        ("fr", "messages", "stop.block", "Si vous pensez signaler, faites-le d’abord; certaines applis font"),
        ("en", "calls", "change.block", "If you may report, do it first."),
        ("fr", "calls", "change.block", "Si vous pensez signaler, faites-le d’abord."),
        *(("en", guide, id, "If you may go to the police, ask them first whether to wait.")
          for guide, id in (("messages", "removal.report"), ("messages", "legal.report-platform"),
                            ("calls", "tell.carrier"))),
        *(("fr", guide, id, "Si vous pensez aller à la police, demandez-lui d’abord s’il faut attendre.")
          for guide, id in (("messages", "removal.report"), ("messages", "legal.report-platform"),
                            ("calls", "tell.carrier"))),
    ],
)  # fmt: skip
def test_a_card_says_who_comes_first(lang: str, name: str, id: str, words: str) -> None:
    assert words in GUIDES[lang, name].strategy(id).card("first")


@every_guide
def test_a_step_names_nobody_to_tell_whom_she_did_not_choose(guide: Guide) -> None:
    told = r"\bpolice\b|\bcompan|entreprise|compagnie|carrier|fournisseur|platform|plateforme"
    named = {s.id for s in guide.strategies for text in printed(s) if re.search(told, text, re.I)}
    assert named <= TELLING


@every_guide
def test_no_verdict_is_given(guide: Guide) -> None:
    verdict = r"(?<!whether )\b(it|this) is a (breach|crime)|c’est un (manquement|crime)"
    assert found(guide, verdict) == []


@every_guide
def test_the_police_are_never_made_to_wait_for_evidence(guide: Guide) -> None:
    card = next(s.page for s in guide.strategies if s.id in {"legal.police", "tell.police"})
    said = re.compile(
        {"fr": r"ne .*pas attendre la police", "en": r"police (are not made to )?wait"}[guide.lang]
    )
    for page in (guide.pages["strategies"], card):
        texts = [block.text for part in page.parts for block in part.blocks]
        assert any(said.search(text) for text in texts)


# Two gestures, two names


@each_language
def test_a_screen_recording_is_never_called_a_film(lang: str) -> None:
    both = {"en": r"screen video|film of the screen", "fr": r"vidéos? d’écran"}
    for name in ("messages", "calls"):
        assert found(GUIDES[lang, name], both[lang]) == []


@each_language
def test_unfollowing_and_removing_are_two_lines(lang: str) -> None:
    how = MESSAGES[lang].strategy("stop.unfollow").page.section("stop.unfollow.how").texts(Kind.ITEM)
    names = {
        "en": ("“Unfollow”", "“Remove friend”"),
        "fr": ("«\u00a0Ne plus suivre\u00a0»", "«\u00a0Retirer de la liste"),
    }
    first, second = ([line for line in how if name in line] for name in names[lang])
    assert (len(first), len(second), first != second) == (1, 1, True)


@each_language
def test_on_paper_unfollowing_leaves_her_posts_to_be_seen(lang: str) -> None:
    sees = {"en": "see what you post", "fr": "voir ce que vous publiez"}
    assert sees[lang] in MESSAGES[lang].strategy("stop.unfollow").card("does")


@each_language
def test_on_paper_pictures_are_taken_as_the_messages_come(lang: str) -> None:
    comes = {"en": "as it comes", "fr": "à mesure qu’il arrive"}
    assert comes[lang] in MESSAGES[lang].strategy("legal.screenshots").card("does")


# Intimate images


@each_language
def test_an_intimate_image_of_someone_under_18_is_not_to_be_captured(lang: str) -> None:
    never = {"en": "do not capture or copy it", "fr": "ne la capturez pas et ne la copiez pas"}
    for name, id in (("messages", "legal.screenshots"), ("calls", "keep.history")):
        caution = GUIDES[lang, name].strategy(id).page.section(f"{id}.caution")
        assert never[lang] in " ".join(caution.texts(Kind.ITEM))
    assert never[lang] in MESSAGES[lang].strategy("removal.image").card("first")


@each_language
def test_whom_to_ask_about_an_image_hangs_on_the_age_in_it(lang: str) -> None:
    page = MESSAGES[lang].strategy("removal.image").page
    young = " ".join(page.section("removal.image.caution").texts(Kind.ITEM))
    grown = " ".join(page.section("removal.image.how").texts(Kind.ITEM))
    tips = {"en": "Cybertip.ca", "fr": "Cyberaide.ca"}
    assert (tips[lang] in young, "Take It Down" in young, "StopNCII" in young) == (True, True, False)
    assert ("StopNCII.org" in grown, "Civil Resolution Tribunal" in grown) == (True, True)
    assert "Take It Down" not in grown


@each_language
def test_the_guide_on_calls_leads_to_the_step_on_intimate_images(lang: str) -> None:
    principle = CALLS[lang].pages["strategies"].section("strategies.principle")
    title = MESSAGES[lang].strategy("removal.image").title
    assert title in " ".join(principle.texts(Kind.PARAGRAPH))


@each_language
def test_the_neutral_name_of_help_with_an_image_speaks_of_no_image(lang: str) -> None:
    assert not re.search(
        r"(?i)image|photo|picture", MESSAGES[lang].strategy("removal.image").page.entries["neutral"].text
    )
