"""One thing has one name: the glossary of the documents holds in every page and catalogue."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from safechat_tui.i18n import LANGUAGES, LOCALES
from safechat_tui.resources import CONTENT

DOCS: Final = {lang: Path(__file__).parents[2] / "docs" / name for lang, name in
               (("en", "content.md"), ("fr", "content.fr.md"))}  # fmt: skip

HEADINGS: Final = {"en": "## One word a thing", "fr": "## Un mot pour une chose"}

TITLES: Final = re.compile(r"«[^»]*»|“[^”]*”|\[[^\]]*\]\([^)]*\)")
"""Names and titles of others, which keep their own words."""


def dropped(lang: str) -> list[str]:
    """Return the words that the glossary of a language has dropped."""
    text = DOCS[lang].read_text(encoding="utf-8").split(HEADINGS[lang])[1].split("\n## ")[0]
    rows = [line.split("|") for line in text.splitlines() if line.startswith("| ")]
    return [word for row in rows for word in re.findall(r"`([^`]+)`", row[2])]


@cache
def said(lang: str) -> dict[str, str]:
    """Return what every page and catalogue of a language says, by name, without the titles of others."""
    found = {
        str(path.relative_to(CONTENT)): path.read_text(encoding="utf-8")
        for path in (CONTENT / lang).rglob("*.md")
    }
    for path in (Path(str(LOCALES)) / lang).rglob("*.po"):
        found[path.name] = messages(path.read_text(encoding="utf-8"))
    return {name: TITLES.sub(" ", words.replace("\u00a0", " ")) for name, words in found.items()}


def messages(catalogue: str) -> str:
    """Return the messages of a catalogue, without ids and remarks."""
    kept, said = [], False
    for line in catalogue.splitlines():
        said = line.startswith("msgstr") or (said and line.startswith('"'))
        kept += [line] if said else []
    return "\n".join(kept)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_glossary_names_what_is_not_said(lang: str) -> None:
    assert len(dropped(lang)) >= 20


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_word_that_the_glossary_dropped_is_nowhere(lang: str) -> None:
    words = "|".join(map(re.escape, dropped(lang)))
    pattern = re.compile(rf"(?<![\w{{.-])({words})(?![\w-])", re.IGNORECASE)
    lines = [(name, line) for name, text in said(lang).items() for line in text.splitlines()]
    assert [(name, line) for name, line in lines if pattern.search(line)] == []
