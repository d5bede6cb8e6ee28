"""Passages of the guide as they are read: sections under their titles, what comes before a first call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby

from safechat_tui.guide.text import Kind, Page, Section, TextBlock
from safechat_tui.handout.blocks import Heading, Items, PageBlocks, Text, Tone, Words


def reading(lines: Iterable[TextBlock]) -> tuple[Text | Items, ...]:
    """Return lines of the guide as they are read on a screen: with links, and what can be said aloud."""
    return blocks_of(lines, lambda line: line.spans, Tone.PLAIN, Tone.SAY)


def blocks_of(
    lines: Iterable[TextBlock], spans: Callable[[TextBlock], Words], tone: Tone, say: Tone
) -> tuple[Text | Items, ...]:
    """Return lines of the guide as paragraphs and lists.

    `spans` gives the words of each; paragraphs have one tone, and those that can be said aloud another.
    """
    blocks: list[Text | Items] = []
    for kind, run in groupby(lines, key=lambda line: line.kind):
        if kind is Kind.ITEM:
            blocks.append(Items(tuple(map(spans, run))))
        else:
            blocks += [Text(spans(line), say if kind is Kind.SAY else tone) for line in run]
    return tuple(blocks)


def headed(section: Section, level: int = 2) -> PageBlocks:
    """Return a section under its title; a page's own head has level 1."""
    title = (Heading(section.title, level),) if section.title else ()
    return (*title, *reading(section.blocks))


def sections(parts: Iterable[Section]) -> PageBlocks:
    """Return sections one under the other, each under its title."""
    return tuple(block for part in parts for block in headed(part))


def welcome(pages: Mapping[str, Page]) -> PageBlocks:
    """Return what to know before a first call; whoever shows it says the title."""
    page = pages["welcome"]
    return (*reading(page.head.blocks), *sections(page.sections))


def opening(pages: Mapping[str, Page]) -> PageBlocks:
    """Return what to know and to say before the first question."""
    return headed(pages["opening"].head, 1)


def about(pages: Mapping[str, Page]) -> PageBlocks:
    """Return what the guide is about, to be read before a call, and where it comes from."""
    return (*sections(pages["opening"].sections), *headed(pages["closing"].section("closing.credit")))
