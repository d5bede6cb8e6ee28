"""What a shelter's own words change of the shipped ones, and what is silently lost by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from typing import Final

from safechat_tui.guide.fact_file import PROOF
from safechat_tui.guide.facts import HIDDEN, Facts
from safechat_tui.guide.model import Guide
from safechat_tui.guide.overlay import Overlay
from safechat_tui.guide.problems import Problem
from safechat_tui.guide.search.tokens import words_of
from safechat_tui.guide.text import Kind, PageValue, Section
from safechat_tui.text.toml import in_toml

_SIGNS: Final = {Kind.SAY: "> ", Kind.ITEM: "- ", Kind.PARAGRAPH: ""}
"""What stands before a block in its file."""

_FOREIGN: Final = 6
"""Small words of another language that tell a page of it, where they are three times those of its own."""


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """Words of one's own in the place of shipped ones."""

    path: Path
    line: int
    page: str
    """The page, or the strategy."""
    id: str
    """Of the section, or the key."""
    shipped: str
    own: str


def changes(shipped: Guide, own: Guide) -> Iterator[Change]:
    """Yield the sections and keys of a guide with one's own texts that take the place of shipped ones."""
    before = _said(shipped)
    for (page, id), new in _said(own).items():
        old = before.get((page, id))
        if old and old.path != new.path and old.text != new.text:
            yield Change(new.path, new.line, page, id, old.text, new.text)


def losses(changed: Iterable[Change], own: Guide) -> Iterator[Problem]:
    """Yield the lines to say and the items to ask that changes drop from the guide that has them."""
    asked = {question.id for question in own.questions}
    for change in changed:
        said, items = (
            tuple(f"\n{text}".count(f"\n{sign}") for text in (change.shipped, change.own))
            for sign in (_SIGNS[Kind.SAY], _SIGNS[Kind.ITEM])
        )
        # That a question has nothing to say at all is told by `questions_unsaid`.
        spoken = said[0] > said[1] and (said[1] > 0 or change.id not in asked)
        lost = said[0] - said[1] if spoken else items[0] - items[1]
        if lost > 0:
            params = {"id": change.id, "count": str(lost), "shipped": change.shipped, "own": change.own}
            yield Problem(change.path, change.line, "lost-said" if spoken else "lost-items", params)


def questions_unsaid(guide: Guide) -> Iterator[Problem]:
    """Yield the questions of a guide that have no line to say aloud."""
    for question in guide.questions:
        if question.text.id and question.text.line and not question.text.of(Kind.SAY):
            yield Problem(question.text.path, question.text.line, "unsaid", {"id": question.id})


def one_language(found: Mapping[str, tuple[Change, ...]], shipped: Mapping[str, Guide]) -> Iterator[Problem]:
    """Yield what is changed in one language while another keeps the shipped words."""
    for lang, changed in found.items():
        for other in found.keys() - {lang}:
            still = _said(shipped[other])
            theirs = {(change.page, change.id) for change in found[other]}
            for change in changed:
                # The title of a page is often said another way in passing.
                if (change.page, change.id) in theirs or _same_body(change):
                    continue
                if (said := still.get((change.page, change.id))) and said.text:
                    params = {"id": change.id, "lang": other, "shipped": said.text, "own": change.own}
                    yield Problem(change.path, change.line, "one-language", params)


def other_language(guides: Mapping[str, Guide], own: Overlay) -> Iterator[Problem]:
    """Yield the pages of one's own whose small words, known to the guides, are those of another language."""
    small = {
        lang: {word for each in guide.search_words.small for word in words_of(each)}
        for lang, guide in guides.items()
    }
    for lang, other in permutations(guides, 2):
        for name in (name for name in own.files if name.startswith(f"{lang}/") and name.endswith(".md")):
            # Titles may be names, and remarks are for the editor.
            lines = (line for line in own.files[name].split("\n") if not line.startswith("#"))
            words = [word for line in lines for word in words_of(line)]
            theirs = sum(word in small[other] - small[lang] for word in words)
            if theirs >= _FOREIGN and theirs > 3 * sum(word in small[lang] - small[other] for word in words):
                yield Problem((own.folder or Path()) / name, 0, "other-language", {"lang": other})


def lost_fields(facts: Facts) -> Iterator[Problem]:
    """Yield the entries of one's own that lack what the shipped entry in whose place they come has."""
    under, *others = facts.files
    for table in under.asked:
        before = {row.id: row.row for row in under.rows(table)} if table else {}
        for file in others:
            for row in file.rows(table) if table else ():
                missing = before.get(row.id, {}).keys() - row.row.keys()
                if missing and not (row.row.get(HIDDEN) or row.row.keys() <= PROOF):
                    said = "\n".join(f"{key} = {in_toml(before[row.id][key])}" for key in sorted(missing))
                    params = {"id": row.id, "keys": ", ".join(sorted(missing)), "shipped": said}
                    yield Problem(file.path, file.line_of(row.id), "field-lost", params)


def _words(section: Section) -> str:
    """Return a section as its file has it: title, then the blocks."""
    lines = [section.title] if section.title else []
    return "\n".join([*lines, *(f"{_SIGNS[block.kind]}{block.text}" for block in section.blocks)])


def _same_body(change: Change) -> bool:
    """Return whether a page's title alone is changed."""
    return change.id == change.page and change.own.partition("\n")[2] == change.shipped.partition("\n")[2]


def _said(guide: Guide) -> dict[tuple[str, str], PageValue]:
    """Return all words of a guide, by the page or the strategy and the id or the key they stand under."""
    found: dict[tuple[str, str], PageValue] = {}
    for name, page in guide.every_page.items():
        found |= {(name, key): entry for key, entry in page.entries.items()}
        sections = page.parts
        found |= {(name, each.id): PageValue(_words(each), each.line, each.path) for each in sections}
    return found
