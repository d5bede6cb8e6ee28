"""The pages of guides that are followed at once: all that each says, or what is written for them together.

The first screen draws one of them, so nothing that reads a whole guide is imported here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, Protocol, TypeVar

from safechat_tui.guide.layers import Layers, laid_over
from safechat_tui.guide.text import Page, PageValue, Section, TextBlock
from safechat_tui.options import JOINT
from safechat_tui.text.near import near

_NAMING: Final = ("name", "goal.", "log", "title.")
"""Beginnings of keys whose words name the subject: of a guide, a goal, a log."""

_OF_ITS_SUBJECT: Final = ("handout.intro",)
"""Sections of shared pages in which a guide does no more than name its subject."""


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_Entry = TypeVar("_Entry", bound=_Named)
_Said = TypeVar("_Said", Section, PageValue)

IdAmongEarlier = Callable[[str], str]
"""Gives the id that an entry of a later guide has among those before it."""


def joined_pages(layers: Layers, lang: str, ids: Sequence[str], names: Iterable[str]) -> dict[str, Page]:
    """Return some pages as they are in the joined guide; no more is read than these."""

    def page(name: str) -> Page:
        first, *others = ids
        made, joined = layers.page_of(lang, first, name), first
        for id in others:
            joined += JOINT + id
            made = with_words(
                layers, f"{lang}/{joined}/{name}.md", joined_page(made, layers.page_of(lang, id, name))
            )
        return made

    return {name: page(name) for name in names}


def merged(
    first: Sequence[_Entry], more: Sequence[_Entry], both: Callable[[_Entry, _Entry], _Entry]
) -> list[_Entry]:
    """Return the entries of both, each in its own order; what both have is made of both.

    What only the second has comes after what it follows there; at its beginning, before the first that both
    have.
    """
    found = list(first)
    shared = {each.id for each in more}
    at = next((index for index, each in enumerate(found) if each.id in shared), len(found))
    for each in more:
        twin = next((index for index, other in enumerate(found) if other.id == each.id), None)
        if twin is None:
            found.insert(at, each)
            at += 1
        else:
            found[twin] = both(found[twin], each)
            at = twin + 1
    return found


def joined_page(first: Page, more: Page, name: IdAmongEarlier = str) -> Page:
    """Return a page with all that two guides say on it."""
    sections = [each._replace(id=name(each.id)) for each in more.sections]

    def both(one: Section, other: Section) -> Section:
        shared = _for_all(first, more, one, other) if one.id in _OF_ITS_SUBJECT else ()
        return shared[0] if shared else _section(one, other)

    return Page(
        first.path,
        {**more.entries, **first.entries, **_named_both(first, more)},
        _section(first.head, more.head),
        tuple(merged(first.sections, sections, both)),
    )


def _named_both(first: Page, more: Page) -> dict[str, PageValue]:
    """Return what names the subject, with that of both; words that all guides share hold for both alone."""
    found: dict[str, PageValue] = {}
    for key, one in first.entries.items():
        other = more.entries.get(key)
        if key.startswith(_NAMING) and other and one.text != other.text:
            shared = _for_all(first, more, one, other)
            found[key] = shared[0] if shared else one._replace(text=f"{one.text} / {other.text}")
    return found


def _for_all(first: Page, more: Page, *said: _Said) -> tuple[_Said, ...]:
    """Return which words of a shared page stand in no guide's folder, so that they name no subject."""
    folder = first.path.parent.name
    return tuple(each for each in said if first.path == more.path and each.path.parent.name == folder)


def _section(first: Section, more: Section) -> Section:
    """Return a section with what is said in two guides, the same words once."""
    said = {_mark(block) for block in first.blocks}
    return first._replace(blocks=(*first.blocks, *(each for each in more.blocks if _mark(each) not in said)))


def _mark(block: TextBlock) -> tuple[str, ...]:
    return (block.id,) if block.id else (block.kind, block.text)


def with_words(layers: Layers, name: str, page: Page) -> Page:
    """Return a page with words for several guides at once in the place of theirs.

    A section of these that holds no words changes the title alone.
    """
    for path in layers.files(name):
        if over := layers.read(path):
            _note_strays(layers, page, over)
            blocks: Mapping[str, tuple[TextBlock, ...]] = {each.id: each.blocks for each in page.sections}
            sections = (
                each._replace(blocks=each.blocks or blocks.get(each.id, ())) for each in over.sections
            )
            page = laid_over(page, over._replace(sections=tuple(sections)))
    return page


def _note_strays(layers: Layers, page: Page, over: Page) -> None:
    """Note what stands in words for several guides and on none of their pages: it would never be shown."""
    known = {each.id for each in page.parts}
    found = {each.id: each.line for each in over.parts if each.id not in known}
    found |= {key: entry.line for key, entry in over.entries.items() if key not in page.entries}
    for id, line in found.items():
        layers.problem(over.path, line, "stray-words", id=id, near=near(id, {*known, *page.entries}))
