"""The words of a neutral paper tell its finder nothing of its subject; a number that is called may."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from tests.unit.handout.conftest import TODAY

from safechat_tui.guide.library import read_guide
from safechat_tui.guide.model import Guide
from safechat_tui.guide.reference import Ages
from safechat_tui.handout.blanks import blank_log, capture_card, log_csv
from safechat_tui.handout.build import build
from safechat_tui.handout.document import CheckStep, Document
from safechat_tui.handout.pdf import render as render_pdf
from safechat_tui.handout.text import render as render_text
from safechat_tui.handout.texts import texts
from safechat_tui.i18n import Translator
from safechat_tui.options import LOG_FORMS, REGIONS
from safechat_tui.plan import Plan

TELLING = {
    "en": (
        r"violen|police|rcmp|block|evidence|shelter|\border|danger|harass|threat|abus|\bworker|survivor|victim|"
        r"\bcourt|lawyer|report|safety|the other person|secur|password|crisis|unfollow|\bmute|harm|stalk"
    ),
    "fr": (
        r"violen|police|\bgrc\b|bloqu|preuve|refuge|h\u00e9berg|ordonnance|danger|harc|menac|intervenante|"
        r"survivante|victime|tribunal|avocat|signale[rz]|plainte|"
        r"s\u00e9curit\u00e9|l\u2019autre personne|mot de passe|crise|sourdine"
    ),
}
"""What would tell a finder the subject."""

OWED = re.compile(r"techsafety\.ca|www\.securitetech\.ca")
"""The sites of the source, which the credit at the end owes their names."""

GUIDES = [(lang, id) for lang in ("fr", "en") for id in ("messages", "calls")]


@cache
def guide_of(lang: str, id: str) -> Guide:
    return read_guide(lang, guide=id)


def told(document: Document) -> list[str]:
    """Return the texts of a paper that hold a telling word."""
    telling = re.compile(TELLING[document.lang], re.IGNORECASE)
    return [text for text in texts(document) if telling.search(OWED.sub("", text))]


@settings(max_examples=150, deadline=None)
@given(data=st.data(), named=st.sampled_from(GUIDES), region=st.sampled_from(REGIONS))
def test_no_neutral_plan_holds_a_telling_word(
    data: st.DataObject, named: tuple[str, str], region: str
) -> None:
    guide = guide_of(*named)
    plan = Plan(guide=guide.id, words="que la police l\u2019arr\u00eate, stop the violence")
    plan = plan.with_goals(guide, tuple(data.draw(st.sets(st.sampled_from(guide.goals)))))
    plan = plan.with_answer("understand.platforms", ("platform.snapchat",)).with_place("place.shelter")
    for id in data.draw(st.sets(st.sampled_from([strategy.id for strategy in guide.strategies]))):
        plan = plan.with_strategy(id, wanted=True)

    made = build(guide, plan, TODAY, Translator(guide.lang), neutral=True, region=region)

    assert told(made) == []
    assert not any(isinstance(block, CheckStep) for block in made.blocks)


@pytest.mark.parametrize("named", GUIDES, ids="-".join)
@pytest.mark.parametrize("form", LOG_FORMS)
def test_no_neutral_log_holds_a_telling_word(named: tuple[str, str], form: str) -> None:
    guide = guide_of(*named)

    assert told(blank_log(guide, form, neutral=True)) == []
    assert not re.search(TELLING[guide.lang], log_csv(guide, form, neutral=True).decode("utf-8-sig").lower())


@pytest.mark.parametrize("named", GUIDES, ids="-".join)
def test_no_neutral_capture_card_holds_a_telling_word(named: tuple[str, str]) -> None:
    guide = guide_of(*named)
    cards = [capture_card(guide, each, Ages(TODAY), neutral=True) for each in guide.platforms]

    assert [text for card in cards for text in told(card)] == []


@pytest.mark.parametrize("named", GUIDES, ids="-".join)
def test_every_strategy_has_a_neutral_name_of_its_own_language(named: tuple[str, str]) -> None:
    guide = guide_of(*named)

    assert [each.id for each in guide.strategies if not each.page.value("neutral")] == []


@pytest.mark.parametrize("named", GUIDES, ids="-".join)
def test_the_whole_neutral_plan_stands_on_page_one(named: tuple[str, str]) -> None:
    guide = guide_of(*named)
    plan = Plan(guide=guide.id)
    for strategy in guide.strategies:
        plan = plan.with_strategy(strategy.id, wanted=True)
    made = build(guide, plan, TODAY, Translator(guide.lang), neutral=True, region="qc")

    pages = ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(render_pdf(made))).pages]
    names = [each.page.value("neutral") for each in guide.strategies]

    assert [name for name in names if "".join(name.split()) not in pages[0]] == []
    assert len(pages) == 2
    assert render_text(made).startswith(guide.pages["handout"].value("neutral_title"))


@pytest.mark.parametrize("named", GUIDES, ids="-".join)
@pytest.mark.parametrize("neutral", [False, True])
def test_the_other_person_is_said_to_be_who_it_is_before_anything_is_said_of_them(
    named: tuple[str, str], neutral: bool
) -> None:
    guide = guide_of(*named)
    name = {"fr": "l\u2019autre personne", "en": "the other person"}[guide.lang]
    defined = {"fr": "Ici, \u00ab\u00a0l\u2019autre personne", "en": "Here, \u201cthe other person"}[
        guide.lang
    ]
    plan = Plan(guide=guide.id).with_answer("understand.unsafe", ("answer.yes",))
    for strategy in guide.strategies:
        plan = plan.with_strategy(strategy.id, wanted=True)
    papers = [
        build(guide, plan, TODAY, Translator(guide.lang), neutral=neutral),
        *(blank_log(guide, form, neutral=neutral) for form in LOG_FORMS),
        *(capture_card(guide, each, Ages(TODAY), neutral=neutral) for each in guide.platforms),
    ]

    for made in papers:
        first = next((text for text in texts(made) if name in text.lower()), defined)
        assert first.startswith(defined), (made.title, first)


@pytest.mark.parametrize("id", ["key.plan-neutral.help", "choice.plan-neutral.help", "help.paper.neutral"])
@pytest.mark.parametrize(
    ("lang", "promise", "calls"), [("en", "nothing", "number"), ("fr", "rien", "numéro")]
)
def test_a_neutral_paper_is_not_promised_to_tell_nothing(
    id: str, lang: str, promise: str, calls: str
) -> None:
    words = Translator(lang)(id)
    assert (promise in words, calls in words) == (False, True)
