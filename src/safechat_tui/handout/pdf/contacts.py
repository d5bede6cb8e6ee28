"""Whom to call: numbers beside names, or under them in large print."""

from __future__ import annotations

from collections.abc import Iterator

from safechat_tui.guide import Span
from safechat_tui.handout.document import Contact, Contacts
from safechat_tui.handout.pdf.flow import Group, Item, Space
from safechat_tui.handout.pdf.fonts import BOLD, REGULAR
from safechat_tui.handout.pdf.paragraph import Paragraph
from safechat_tui.handout.pdf.rows import Air, Cell, Rows, lid
from safechat_tui.handout.pdf.style import GREY, PAD, Look, width_of


def contacts(block: Contacts, look: Look, width: float) -> Iterator[Item]:
    """Yield whom to call, in so many points of width."""
    size = look.sizes.body
    widths = [
        width_of(f"{way.label} ", REGULAR, size) + width_of(way.value, BOLD, size)
        for each in block.contacts
        for way in each.ways
    ]
    left = min(max(widths, default=0) + 2 * PAD, width * 0.45)
    entries = [contact(each, look, left, width - left) for each in block.contacts]
    yield from entries[:-2]
    # The last entry is never alone on a page.
    yield [thing for entry in entries[-2:] for thing in entry]


def contact(contact: Contact, look: Look, left: float, right: float) -> Group:
    """Return one contact: its numbers left of its name, or under it in large print."""
    name = Paragraph(contact.name, look.tight, strong=True)
    note = [Paragraph(contact.note, look.tight)] if contact.note else []
    ways = [
        Paragraph((Span(f"{way.label} "), Span(way.value, strong=True)), look.tight) for way in contact.ways
    ]
    if look.large:
        return [name, *ways, *note, Space(look.sizes.body * 0.6)]
    cells = [Cell(ways, Air(right=PAD)), Cell([name, *note], Air(left=PAD))]
    return [Rows([cells], [left, right], rules=lid(0.5, GREY))]
