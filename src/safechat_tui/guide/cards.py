"""Reads what is known of platforms and helplines: the facts, and the words that go with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from safechat_tui.clean import clean
from safechat_tui.guide.fact_file import FactRow
from safechat_tui.guide.facts import Facts
from safechat_tui.guide.problems import Problem
from safechat_tui.guide.reference import (
    ACTIONS,
    ALERTS,
    CHECK,
    LOSING_ACTIONS,
    NOTICES,
    STATES,
    Fact,
    FeatureName,
    Helpline,
    Platform,
    PlatformAction,
)
from safechat_tui.guide.text import Kind, Page, Section
from safechat_tui.i18n import LANGUAGES
from safechat_tui.options import REGIONS
from safechat_tui.text.near import near
from safechat_tui.text.toml import in_toml

WordsOf = Callable[[Page, str, FactRow], Section]
"""Finds on a page the section that an entry of the facts is said in."""

WAYS: Final = ("phone", *(f"{way}{lang}" for way in ("text", "url") for lang in ("", "_fr", "_en")))
"""How a helpline can be reached."""

EMERGENCY: Final = ("phone", "regions", "not_in", "to_write")
"""What a shelter's own entry changes of an emergency line only where it says that it is sure."""

_URL: Final = re.compile(r"(https?://)?[\w-]+(\.[\w-]+)+(/\S*)?")

LENGTHS: Final = frozenset({3, 7, 10})
"""Digits that telephone numbers have here, without a 1 in front."""

HOURS: Final = ("24/7",)
"""Hours that a fact may state; where they are not known, none are."""


def read_platforms(
    facts: Facts, page: Page, labels: Mapping[str, str], words_of: WordsOf
) -> tuple[Platform, ...]:
    """Return the platforms of `[[platform]]` and `[[action]]` entries; problems are noted in their files.

    Their words are on a page with a section for each platform and an item for each action; their names are
    labels.
    """
    rows = facts.rows("platform")
    known = [f"{row.id}.{code}" for row in rows for code in ACTIONS]
    actions = {row.id: row for row in facts.rows("action")}
    for row in (row for id, row in actions.items() if id not in known):
        row.unknown("id", row.id, known)
    platforms: list[Platform] = []
    for row in rows:
        section = words_of(page, row.id, row)
        words = {block.id: block.text for block in section.of(Kind.ITEM)}
        for block in section.of(Kind.ITEM):
            if block.id not in known:
                params = {"id": block.id or "", "near": near(block.id or "", known)}
                row.file.problems.append(Problem(section.path, block.line, "card-item", params))
        platforms.append(
            Platform(
                id=row.id,
                name=labels.get(row.id, row.id),
                capture_alert=row.text("capture_alert", required=True, known=ALERTS),
                actions=tuple(_action(page, f"{row.id}.{code}", code, words, actions) for code in ACTIONS),
                **row.proof(page=True),
                text=section,
            )
        )
    return tuple(platforms)


def _action(
    page: Page,
    id: str,
    code: str,
    words: Mapping[str | None, str],
    rows: Mapping[str, FactRow],
) -> PlatformAction:
    """Return one line of a card; without a fact it says what to look for."""
    row = rows.get(id)
    if row is None:
        said = words.get(id) or page.value(f"check.{code}")
        return PlatformAction(id=id, code=code, state=CHECK, save_first=code in LOSING_ACTIONS, words=said)
    if id not in words:
        ids = [known for known in words if known]
        row.file.problems.append(Problem(page.path, 0, "id-missing", {"id": id, "near": near(id, ids)}))
    return PlatformAction(
        id=id,
        code=code,
        state=row.text("state", required=True, known=STATES),
        names=_names(row),
        notice=row.text("notice", known=NOTICES) or CHECK,
        save_first=row.flag("save_first"),
        words=words.get(id, ""),
        proof=Fact(**row.proof(page=True)),
    )


def _names(row: FactRow) -> tuple[FeatureName, ...]:
    """Return what the platform calls a feature: a list of `{ fr = "…", en = "…" }`."""
    names = row.value("names", [])
    good = isinstance(names, list) and all(
        isinstance(name, dict)
        and set(name) <= set(LANGUAGES)
        and any(name.values())
        and all(isinstance(text, str) for text in name.values())
        for name in names
    )
    if not good:
        row.problem("fact-type", id=row.id, key="names", value="…", write='names = [{ fr = "…", en = "…" }]')
        return ()
    return tuple(FeatureName(clean(name.get("fr", "")), clean(name.get("en", ""))) for name in names)


def _look_at_number(row: FactRow, number: str) -> None:
    """Note a number without digits, and one that is longer or shorter than numbers are."""
    digits = "".join(letter for letter in number.partition(",")[0] if letter.isdigit()).removeprefix("1")
    if not digits:
        row.problem("no-digits", id=row.id, key="phone", value=number)
    elif any(map(str.isalpha, number.partition(",")[0])):
        row.problem("phone-letters", id=row.id, key="phone", value=number)
    elif len(digits) not in LENGTHS and number.isascii():
        row.problem("phone-length", id=row.id, key="phone", value=number, count=str(len(digits)))


def read_helplines(
    facts: Facts, pages: Mapping[str, Page], lang: str, words_of: WordsOf
) -> tuple[Helpline, ...]:
    """Return the helplines of `[[helpline]]` entries; problems are noted in their files.

    Of the pages, `helplines` has a section for each, `urgent` one for each emergency line. Where the number
    or the address of a line differs by language, that of `lang` is given.
    """
    helplines: list[Helpline] = []
    # An emergency line that a shelter corrects stays one, though the shelter's entry says nothing of it.
    shipped = {row.id: row for row in facts.files[0].rows("helpline")}
    cards = tuple(section.id for section in pages["urgent"].sections)
    labels = pages["labels"].entries
    regions = {labels[key].text.lower(): code for code in REGIONS if (key := f"region.{code}") in labels}
    for row in facts.rows("helpline"):
        words = words_of(pages["helplines"], row.id, row)
        to_write = row.flag("to_write")
        ways = {way: row.text(way) for way in WAYS}
        if not row.value("regions"):
            row.problem("fact-missing", id=row.id, key="regions", write='regions = ["ca"]')
        if not to_write and not any(ways.values()):
            row.problem("fact-missing", id=row.id, key="phone", write='phone = "…"')
        if ways["phone"]:
            _look_at_number(row, ways["phone"])
        for way, address in ways.items():
            if way.startswith("url") and address and not _URL.fullmatch(address):
                row.problem("url-odd", id=row.id, key=way, value=address)
        if (under := shipped.get(row.id)) and row.own and under.text("urgent") and not row.flag("sure"):
            for key in (key for key in EMERGENCY if row.value(key) != under.value(key)):
                params = {"is": in_toml(row.value(key)), "was": in_toml(under.value(key))}
                row.problem("own-emergency", id=row.id, key=key, **params)
        helplines.append(
            Helpline(
                id=row.id,
                name=words.title,
                regions=row.texts("regions", known=REGIONS, names=regions),
                phone=ways["phone"],
                text_to=ways[f"text_{lang}"] or ways["text"],
                url=ways[f"url_{lang}"] or ways["url"],
                note=" ".join(block.text for block in words.blocks),
                hours=row.text("hours", known=HOURS),
                languages=row.texts("languages", known=LANGUAGES),
                own=row.own,
                not_in=row.texts("not_in", known=REGIONS, names=regions),
                urgent=row.text("urgent", known=cards) or (under.text("urgent") if under else ""),
                to_write=to_write,
                screen_only=row.flag("screen_only"),
                # Of a shelter's own line, the shelter itself may say that it is so.
                **row.proof(page=not row.file.own),
            )
        )
    return tuple(helplines)
