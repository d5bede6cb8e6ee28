"""A neutral paper tells its finder nothing of its subject: no word, no number, nothing in the file."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.handout.conftest import GUIDES, TODAY, every_step, guide_of, of_kind, pages_of, read

from safechat_tui.guide.model import Guide
from safechat_tui.guide.reference import Ages
from safechat_tui.handout.blanks import blank_log, capture_card, log_csv
from safechat_tui.handout.build import build
from safechat_tui.handout.document import Document, ShortSteps, texts
from safechat_tui.handout.page_one import TO_WRITE
from safechat_tui.handout.pdf import render_pdf
from safechat_tui.handout.text import render_text
from safechat_tui.i18n import Translator
from safechat_tui.options import LOG_FORMS, PARTS, REGIONS
from safechat_tui.plan import Plan
from safechat_tui.store.papers import NEUTRAL, stem

TELLING = {
    "en": (
        r"violen|police|rcmp|block|evidence|shelter|\border|danger|harass|threat|abus|\bworker|survivor|victim|"
        r"\bcourt|lawyer|report|safe|the other person|secur|password|crisis|unfollow|\bmute|harm|stalk|"
        r"proof|log\b|helpline|guide\b|techsafety"
    ),
    "fr": (
        r"violen|police|\bgrc\b|bloqu|preuve|refuge|h\u00e9berg|ordonnance|danger|harc|menac|intervenante|"
        r"survivante|victime|tribunal|avocat|signale[rz]|plainte|abus|journal|guide\b|"
        r"ligne d\u2019aide|s\u00e9cur|s\u00fbr|l\u2019autre personne|mots? de passe|crise|sourdine|securite"
    ),
}
"""What would tell a finder the subject."""


def told(document: Document) -> list[str]:
    """Return the texts of a paper that hold a telling word."""
    telling = re.compile(TELLING[document.lang], re.IGNORECASE)
    return [text for text in texts(document) if telling.search(text)]


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(data=st.data(), named=st.sampled_from(GUIDES), region=st.sampled_from(REGIONS))
def test_no_neutral_plan_holds_a_telling_word(
    data: st.DataObject, named: tuple[str, str], region: str
) -> None:
    guide = guide_of(*named)
    chosen = tuple(data.draw(st.sets(st.sampled_from([strategy.id for strategy in guide.strategies]))))
    plan = Plan(guide=guide.id, words="que la police l\u2019arr\u00eate, stop the violence", chosen=chosen)
    plan = plan.with_goals(guide, tuple(data.draw(st.sets(st.sampled_from(guide.goals)))))
    plan = plan.with_answer("understand.platforms", ("platform.snapchat",)).with_place("place.shelter")

    made = build(guide, plan, TODAY, neutral=True, region=region, parts=PARTS)
    pdf = read(render_pdf(made))
    words = [render_text(made), *(page.extract_text() for page in pdf.pages), str(pdf.metadata)]
    words += [str(pdf.outline), stem(NEUTRAL, Translator(guide.lang))]

    telling = re.compile(f"{TELLING[guide.lang]}|screenshot|captur", re.IGNORECASE)
    assert [found[0] for text in words for found in telling.finditer(" ".join(text.split()))] == []
    assert {line.phone for line in guide.helplines if line.phone and line.phone in words[0]} <= {
        "9-1-1",
        "2-1-1",
    }


def test_a_step_without_a_neutral_name_is_not_named_and_has_room_to_write_one(guide: Guide) -> None:
    mute = guide.strategy("contact.mute")
    entries = {key: entry for key, entry in mute.page.entries.items() if key != "neutral"}
    own = replace(mute, page=mute.page._replace(entries=entries))
    house = guide._replace(strategies=tuple(own if each is mute else each for each in guide.strategies))
    plan = Plan().with_strategy(mute.id, wanted=True)

    (step,) = of_kind(build(house, plan, TODAY, neutral=True), ShortSteps)[0].steps

    assert step.title.startswith(guide.pages["handout"].value("neutral_step"))
    assert TO_WRITE in step.title


@pytest.mark.parametrize("form", LOG_FORMS)
def test_no_neutral_log_holds_a_telling_word(any_guide: Guide, form: str) -> None:
    assert told(blank_log(any_guide, form, neutral=True)) == []
    cells = log_csv(any_guide, form, neutral=True).decode("utf-8-sig")
    assert not re.search(TELLING[any_guide.lang], cells.lower())


def test_no_neutral_capture_card_holds_a_telling_word(any_guide: Guide) -> None:
    cards = [capture_card(any_guide, each, Ages(TODAY), neutral=True) for each in any_guide.platforms]

    assert [text for card in cards for text in told(card)] == []


def test_no_two_strategies_have_the_same_neutral_name(any_guide: Guide) -> None:
    names = Counter(each.page.value("neutral") for each in any_guide.strategies)

    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("named", [named for named in GUIDES if named[1] != "messages.calls"], ids="-".join)
def test_the_whole_neutral_plan_stands_on_page_one(named: tuple[str, str]) -> None:
    guide = guide_of(*named)
    made = build(guide, every_step(guide), TODAY, neutral=True, region="qc")

    pages = pages_of(made)
    names = [each.page.value("neutral") for each in guide.strategies]

    assert [name for name in names if "".join(name.split()) not in pages[0]] == []
    assert len(pages) == 2
    assert render_text(made).startswith(guide.pages["handout"].value("neutral_title"))


@pytest.mark.parametrize("neutral", [False, True])
def test_the_other_person_is_said_to_be_who_it_is_before_anything_is_said_of_them(
    any_guide: Guide, neutral: bool
) -> None:
    name = {"fr": "l\u2019autre personne", "en": "the other person"}[any_guide.lang]
    defined = {"fr": "Ici, \u00ab\u00a0l\u2019autre personne", "en": "Here, \u201cthe other person"}[
        any_guide.lang
    ]
    plan = every_step(any_guide).with_answer("understand.unsafe", ("answer.yes",))
    papers = [
        build(any_guide, plan, TODAY, neutral=neutral),
        *(blank_log(any_guide, form, neutral=neutral) for form in LOG_FORMS),
        *(capture_card(any_guide, each, Ages(TODAY), neutral=neutral) for each in any_guide.platforms),
    ]

    for made in papers:
        first = next((text for text in texts(made) if name in text.lower()), defined)
        assert first.startswith(defined), (made.title, first)


@pytest.mark.parametrize(("lang", "room"), [("en", "room "), ("fr", "place pour un numéro")])
def test_screens_and_commands_say_the_same_of_a_neutral_paper(lang: str, room: str) -> None:
    for id in ("key.plan-neutral.help", "help.paper.neutral"):
        words = Translator(lang)(id)
        assert (room in words, "9-1-1, 2-1-1" in words) == (True, True)
