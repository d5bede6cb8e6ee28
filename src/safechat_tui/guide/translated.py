"""A guide in a language of papers: a folder that says no more than some papers need, laid over a whole guide.

Such a language is offered beside those of the screens, for what is printed alone. What its folder does not
say is left as a sign that stands in no text, so that no paper is printed half in one language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from safechat_tui.guide.layers import Layers, laid_over
from safechat_tui.guide.model import Guide, Strategy
from safechat_tui.guide.problems import Problem
from safechat_tui.guide.text import Page, PageValue, Section, Span
from safechat_tui.i18n import LANGUAGES
from safechat_tui.options import PARTS
from safechat_tui.text.near import near

UNSAID: Final = "\ufdd0"
"""Begins what is not written in a language, before its id; Unicode keeps this sign out of every text."""

OWN_KEYS: Final = ("language", "parts", "months", "date", "month", "unreviewed")
"""Keys of `handout.md` that only a language of papers has: its name, what it is for, how it says a day."""

_NEEDED: Final = ("months", "date", "month")
"""Those of them without which nothing can be printed."""

_FOLDER: Final = re.compile(r"[a-z]{2,3}")
"""The name of a language's folder."""


class PaperLanguage(NamedTuple):
    """A language that papers can be written in, and screens are not."""

    code: str
    name: str
    """What it calls itself."""
    reviewed: bool
    """Whether somebody whose language it is has read it over."""


def paper_languages(layers: Layers) -> tuple[PaperLanguage, ...]:
    """Return the languages of papers, by their codes: those shipped, and those of a shelter's own folder."""
    shipped = {path.parent.name for path in layers.root.glob("*/handout.md")}
    own = {name.partition("/")[0] for name in layers.overlay.files if name.endswith("/handout.md")}
    codes = [code for code in sorted(shipped | own) if _FOLDER.fullmatch(code) and code not in LANGUAGES]
    read = {code: layers.values(f"{code}/handout.md") for code in codes}
    return tuple(
        PaperLanguage(code, values["language"], "unreviewed" not in values)
        for code, values in read.items()
        if "language" in values
    )


def translated(base: Guide, lang: str, layers: Layers) -> Guide:
    """Return a guide in a language of papers, made of the same guide in a language of the screens.

    What it does not say begins with UNSAID; problems are noted in the layers.
    """

    def over(page: Page, *names: str) -> Page:
        under, before = _unsaid(page), len(layers.problems)
        if not any(layers.files(*names)):
            return under
        said = layers.page(*names)
        layers.problems += (
            problem
            for problem in differences(said, page, base.lang)
            # What a shelter hides of the shipped guide is still in the shipped folder of the language.
            if not (layers.overlay.files and problem.code == "only-here" and not layers.is_own(problem.path))
            and not (page.head.id == "handout" and problem.params["id"] in OWN_KEYS)
        )
        # A page with a problem says nothing, as one of a shelter's own does.
        known = {section.id for section in page.sections}
        said = said._replace(sections=tuple(each for each in said.sections if each.id in known))
        return laid_over(under, said) if len(layers.problems) == before else under

    def step(strategy: Strategy) -> Strategy:
        return replace(strategy, page=over(strategy.page, f"{lang}/{base.id}/strategies/{strategy.id}.md"))

    pages = {
        name: over(page, f"{lang}/{name}.md", f"{lang}/{base.id}/{name}.md")
        for name, page in base.pages.items()
    }
    handout = pages["handout"]
    own = {key: PageValue(f"{UNSAID}{key}", 0, handout.path) for key in _NEEDED}
    pages["handout"] = handout._replace(entries={**own, **handout.entries})
    labels = {key: entry.text for key, entry in pages["labels"].entries.items()}
    # Where the guide itself lacks a text, that is told of the guide.
    texts = {part.id: part for page in pages.values() for part in page.sections}
    written = handout.value("parts").replace(",", " ").split()
    return base._replace(
        lang=lang,
        pages=pages,
        questions=tuple(each._replace(text=texts.get(each.id, each.text)) for each in base.questions),
        strategies=tuple(map(step, base.strategies)),
        platforms=tuple(
            replace(each, name=labels.get(each.id, each.id), text=texts.get(each.id, each.text))
            for each in base.platforms
        ),
        helplines=tuple(
            replace(each, name=texts[each.id].title, note=_note(texts[each.id])) if each.id in texts else each
            for each in base.helplines
        ),
        labels=labels,
        parts=tuple(part for part in PARTS if part in written),
    )


def unsaid(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of what a language does not say, each once, in order."""
    found = (id for text in texts if UNSAID in text for id in re.findall(rf"{UNSAID}([\w.-]+)", text))
    return tuple(dict.fromkeys(found))


def differences(page: Page, other: Page, lang: str) -> Iterator[Problem]:
    """Yield what a page has and the same in another language lacks, and texts that are behind that."""

    def lacks(at: Section | PageValue, line: int, id: str, known: Iterable[str]) -> Problem:
        return Problem(at.path, line, "only-here", {"id": id, "lang": lang, "near": near(id, known)})

    twins = {section.id: section for section in other.parts}
    for section in (section for section in page.parts if section.id):
        twin = twins.get(section.id)
        if twin is None:
            # What a section holds that is missing as a whole is not told again.
            yield lacks(section, section.line, section.id, twins)
            continue
        if section.follows < twin.rev:
            params = {"id": section.id, "lang": lang, "rev": str(twin.rev)}
            yield Problem(section.path, section.line, "behind", params)
        items = [block.id for block in twin.blocks if block.id]
        for block in section.blocks:
            if block.id and block.id not in items:
                yield lacks(section, block.line, block.id, items)
    for key, entry in page.entries.items():
        if key not in other.entries:
            yield lacks(entry, entry.line, key, other.entries)


def _note(section: Section) -> str:
    return " ".join(block.text for block in section.blocks)


def _unsaid(page: Page) -> Page:
    """Return a page that says nothing, with the ids and keys of another one."""
    entries = {
        key: entry._replace(text=f"{UNSAID}{page.head.id}.{key}") for key, entry in page.entries.items()
    }
    return page._replace(
        entries=entries, head=_emptied(page.head), sections=tuple(map(_emptied, page.sections))
    )


def _emptied(section: Section) -> Section:
    said = (Span(f"{UNSAID}{section.id}"),)
    blocks = tuple(block._replace(spans=said) for block in section.blocks)
    return section._replace(title=f"{UNSAID}{section.id}", blocks=blocks)
