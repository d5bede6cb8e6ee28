"""What is read on a screen or in lines: a document's blocks, and cards."""

from __future__ import annotations

from dataclasses import dataclass

from safechat_tui.handout.document import Contacts, Heading, Items, Picture, Text


@dataclass(frozen=True, slots=True)
class Labelled:
    """What is said under a label: one action of a platform's card."""

    label: str
    blocks: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Labelled lines that stand together."""

    lines: tuple[Labelled, ...]


Blocks = tuple[Heading | Text | Items | Contacts | Picture | Labelled | Card, ...]
"""What is read on a screen or in lines."""
