"""The parts of the urgent card that a shelter may say its own way but not empty: a slip there costs most."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from safechat_tui.guide.problems import Problem
from safechat_tui.guide.text import Page, Section

GUARDED: Final = ("urgent.call", "urgent.now")
"""Sections that keep their numbers, and half of their words."""

_NUMBER: Final = re.compile(r"\d(?:[-\u2011 ]?\d){2,}")


def emptied(under: Page, over: Page) -> Iterator[Problem]:
    """Yield the guarded sections that lose a number, or more than half of their words.

    Args:
        under: a page.
        over: another one, laid over it.
    """
    old = {section.id: section for section in under.sections if section.id in GUARDED}
    for section in (section for section in over.sections if section.id in old):
        before, after = _words(old[section.id]), _words(section)
        kept = {_digits(number) for number in _NUMBER.findall(after)}
        for number in dict.fromkeys(_NUMBER.findall(before)):
            if _digits(number) not in kept:
                params = {"id": section.id, "number": number}
                yield Problem(section.path, section.line, "number-lost", params)
        if len(after.split()) * 2 < len(before.split()):
            params = {"id": section.id, "shipped": before, "own": after}
            yield Problem(section.path, section.line, "emptied", params)


def _words(section: Section) -> str:
    return "\n".join(block.text for block in section.blocks)


def _digits(number: str) -> str:
    return "".join(letter for letter in number if letter.isdigit())
