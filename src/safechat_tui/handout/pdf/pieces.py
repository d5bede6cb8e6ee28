"""Paragraphs, lists and frames: what the other parts of the paper are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from safechat_tui.handout.document import Items, Text, Tone, Words
from safechat_tui.handout.pdf.flow import Item, Space, flat
from safechat_tui.handout.pdf.paragraph import Paragraph
from safechat_tui.handout.pdf.rows import Air, Cell, Rows, Rules
from safechat_tui.handout.pdf.style import PAD, Look

_BULLET: Final = "•"


def words(block: Text | Items, look: Look, left: float = 0) -> Iterator[Item]:
    """Yield a paragraph or a list, moved right by so many points."""
    if isinstance(block, Text):
        tones = {Tone.PLAIN: look.body, Tone.LEAD: look.lead, Tone.OWN: look.own, Tone.SMALL: look.small}
        yield Paragraph(block.words, tones[block.tone].moved(left))
        return
    yield from listed([(_BULLET, item) for item in block.items], look, left)
    yield Space(look.sizes.body * 0.3)


def listed(items: Iterable[tuple[str, Words]], look: Look, left: float = 0) -> Iterator[Item]:
    """Yield the items of a list, the last two of them inseparable."""
    style = look.item.moved(left)
    set_items = [Paragraph(words, style, bullet=sign) for sign, words in items]
    yield from set_items[:-2]
    yield list(set_items[-2:])


def framed(items: Iterable[Item], width: float, rules: Rules, pad: float, *, left: float = 0) -> Rows:
    """Return things under each other in a frame, or beside a bar, that may go on on the next page.

    Args:
        items: the things; the room between them is the frame's own.
        width: its width.
        rules: draws the frame or the bar.
        pad: air above the first thing and under the last.
        left: how far it is moved right.
    """
    things = [thing for thing in flat(items) if not isinstance(thing, Space)]
    last = len(things) - 1
    cells = [
        Cell((thing,), Air(PAD * 1.3, PAD, pad if number == 0 else 1.5, pad if number == last else 1.5))
        for number, thing in enumerate(things)
    ]
    return Rows([[cell] for cell in cells], [width], rules=rules, left=left)
