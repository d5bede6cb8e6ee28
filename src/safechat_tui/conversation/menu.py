"""A question with answers to choose from, as screens and lines show it alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph above the items of a menu."""

    text: str
    kind: str = "text"
    """`text`, `say` (aloud), `title`, `warn`, `caution`, or `keys` (it names keys of the screens)."""


@dataclass(frozen=True, slots=True)
class MenuItem(Generic[Value]):
    """One line to choose."""

    value: Value
    label: str
    note: str = ""
    """What to mind before it is chosen."""
    also: tuple[str, ...] = ()
    """What it may be called besides where it is typed."""
    said: str = ""
    """The label as it is said aloud, where it is drawn with signs; nothing where it needs no other."""


@dataclass(frozen=True, slots=True)
class Menu(Generic[Value]):
    """A title, some words and what can be chosen, in one language."""

    title: str
    words: tuple[Paragraph, ...]
    items: tuple[MenuItem[Value], ...]
    """At least one, the same number in every language."""
