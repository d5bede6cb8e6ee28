"""Whoever is looked for is found: people whom guides forget, and what is asked in a call."""

from __future__ import annotations

import re
from typing import Final

import pytest

from safechat_tui.cli import main
from safechat_tui.guide import read_guide
from safechat_tui.guide.search import Finder
from safechat_tui.i18n import LANGUAGES, Translator
from safechat_tui.tui.finding import key_entries

GUIDES: Final = {lang: read_guide(lang) for lang in LANGUAGES}

PEOPLE: Final = [
    ("fr", "interprète"), ("fr", "nouvelle arrivante"), ("fr", "immigrante"), ("fr", "sourde"), ("fr", "LSQ"),
    ("fr", "lgbt"), ("fr", "trans"), ("fr", "bispirituelle"), ("fr", "homme"), ("fr", "voisin"),
    ("en", "interpreter"), ("en", "newcomer"), ("en", "refugee"), ("en", "deaf"), ("en", "ASL"),
    ("en", "lgbt"), ("en", "transgender"), ("en", "two-spirit"), ("en", "teen"), ("en", "neighbor"),
]  # fmt: skip


def answers(words: str, lang: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return the titles that a search answers with, the best first."""
    main(["search", *words.split(), "--lang", lang])
    return re.findall(r"^\d+\. (.+)$", capsys.readouterr().out, re.MULTILINE)


def title(lang: str, page: str, id: str) -> str:
    """Return the title of a section."""
    return GUIDES[lang].pages[page].section(id).title.replace("\u00a0", " ")


@pytest.mark.parametrize(("lang", "words"), PEOPLE)
def test_a_search_for_people_leads_to_how_the_conversation_is_fitted(
    lang: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert title(lang, "opening", "intro.fit") in answers(words, lang, capsys)


@pytest.mark.parametrize(
    ("lang", "words", "page", "id"),
    [
        ("fr", "4 principes", "opening", "intro.foundations"),
        ("en", "4 principles", "opening", "intro.foundations"),
        ("fr", "pronoms", "opening", "intro.people"),
        ("en", "pronouns", "opening", "intro.people"),
        ("fr", "quoi dire en premier", "opening", "opening"),
        ("fr", "fausse identité", "understand", "understand.forms"),
        ("en", "fake account", "understand", "understand.forms"),
        ("fr", "dm", "understand", "understand.forms"),
        ("en", "custody", "wants", "wants.stay-in-contact"),
        ("fr", "coparent", "wants", "wants.stay-in-contact"),
        ("fr", "où cacher le journal", "documenting", "documenting.where"),
        ("en", "too tired to save everything", "documenting", "documenting.minimum"),
    ],
)
def test_what_a_worker_types_finds_its_place_first(
    lang: str, words: str, page: str, id: str, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = GUIDES[lang].pages[page].head
    right = whole.title if id == whole.id else title(lang, page, id)
    assert answers(words, lang, capsys)[0].startswith(right)


@pytest.mark.parametrize(
    ("lang", "words", "ids"),
    [
        ("en", "he will kill me", ["urgent"]),
        ("en", "gun", ["urgent"]),
        ("fr", "tuer", ["urgent"]),
        ("fr", "il va me tuer", ["urgent"]),
        ("en", "he has a gun and my password", ["urgent"]),
        ("en", "he beat me last night", ["urgent"]),
        ("fr", "il me menace avec un fusil", ["urgent"]),
        ("fr", "il m\u2019a frappée", ["urgent"]),
        ("en", "what do I say first", ["opening"]),
        ("en", "where to hide the log", ["documenting.where"]),
        ("en", "pdf", ["write"]),
        ("fr", "imprimer", ["write"]),
        ("fr", "garde partagée", ["wants.stay-in-contact"]),
        ("fr", "logiciel espion", ["access.passwords", "opening"]),
        ("en", "deaf", ["helpline.assaulted-women-tty", "helpline.text-911"]),
        ("fr", "malentendante", ["helpline.assaulted-women-tty", "helpline.text-911"]),
        ("en", "no 911 nunavut", ["urgent.no-911-nunavut", "helpline.emergency-nunavut"]),
        ("fr", "911 nord", ["urgent.no-911", "helpline.emergency-local"]),
        ("en", "wants to die", ["helpline.suicide-crisis"]),
        ("fr", "sos violence", ["helpline.sos-violence-conjugale"]),
        ("en", "does instagram tell them about a screenshot", ["platform.instagram"]),
        ("fr", "est-ce que instagram avertit pour une capture", ["platform.instagram"]),
        ("en", "twitter block", ["platform.x"]),
        ("en", "snapchat saved chat", ["platform.snapchat"]),
        ("en", "tinder", ["platform.dating"]),
        ("fr", "site de rencontre", ["platform.dating"]),
        ("en", "telegram", ["platform.telegram"]),
        ("fr", "courriel", ["platform.email"]),
        ("en", "interpreter", ["helplines.languages"]),
        ("fr", "aide juridique", ["helplines.legal-aid"]),
    ],
)
def test_a_fact_that_is_looked_for_comes_first(lang: str, words: str, ids: list[str]) -> None:
    tr = Translator(lang)
    guides = (read_guide(lang), read_guide(lang, guide="calls"))
    found = Finder(guides, tr, key_entries(tr)).find(words).found
    assert found[0].entry.place.id in ids
