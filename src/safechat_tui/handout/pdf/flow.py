"""Sets things under each other on pages: what stands together, what may be parted, where a page ends."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

_FUZZ: Final = 1e-6
"""Points by which sums may be wrong."""


class Thing:
    """Something on a page: words, a table, a drawing, or nothing but room. All measures in points."""

    before = 0.0
    """Room above it, where something stands above; of two such rooms the larger one counts."""
    after = 0.0
    """Room under it, where something follows."""
    keep = False
    """Whether it stands on the same page as what follows."""
    whole = False
    """Whether it is not parted where the next page has room for all of it."""

    def fit(self, width: float) -> float:
        """Take so much width, and return the height that this needs. Called before all below."""
        raise NotImplementedError

    def part(self, height: float) -> tuple[Thing, Thing] | None:
        """Return what goes into that height, and what is left; nothing when it cannot be parted."""
        return None

    def draw(self, canvas: Any, x: float, y: float) -> None:
        """Draw it; its lower left corner stands there."""


class Space(Thing):
    """Nothing but room."""

    def __init__(self, height: float) -> None:
        """Take so much room."""
        self.height = height

    def fit(self, width: float) -> float:
        """Return the room's height."""
        return self.height


class FreePage(Thing):
    """Nothing: but what follows begins a page, unless it does so already."""

    def fit(self, width: float) -> float:
        """Take no room."""
        return 0


Group = list[Thing]
"""Things that stand on one page when a page has room for them."""

Item = Thing | Group
"""One thing, or several that stand together."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a thing stands on its page."""

    thing: Thing
    x: float
    y: float
    """Its lower edge."""


def flat(items: Iterable[Item]) -> Iterator[Thing]:
    """Yield the things one by one, groups dissolved."""
    for item in items:
        if isinstance(item, list):
            yield from item
        else:
            yield item


def joined(items: Iterable[Item]) -> Iterator[Item]:
    """Yield the items, headings in one group with what follows, and with the words before a group."""
    waiting: Group = []
    led = False
    for item in items:
        group = item if isinstance(item, list) else [item]
        if led and not isinstance(item, list):
            # What can be parted begins under the words as well as on the next page.
            yield waiting
            waiting = []
        heading = len(group) == 1 and group[0].keep
        led = len(group) == 1 and not heading and bool(waiting) and all(thing.keep for thing in waiting)
        waiting += group
        if not waiting or heading or led:
            continue
        yield waiting if len(waiting) > 1 else waiting[0]
        waiting = []
    if waiting:
        yield waiting if len(waiting) > 1 else waiting[0]


def height_of(things: Iterable[Thing], width: float) -> float:
    """Return the height of things under each other, without the rooms above the first and under the last."""
    total = after = 0.0
    first = True
    for thing in things:
        height = thing.fit(width)
        if height <= _FUZZ:
            continue
        total += height + (0 if first else max(thing.before - after, 0))
        first, after = False, thing.after
        total += after
    return total - after


class Pages:
    """Pages being filled from the top."""

    def __init__(self, x: float, y: float, width: float, height: float) -> None:
        """Begin the first page.

        Args:
            x: left edge of what is filled.
            y: its lower edge.
            width: its width.
            height: its height.
        """
        self.x, self.bottom, self.width, self.height = x, y, width, height
        self.filled: list[list[Placed]] = []
        self._begin()

    def _begin(self) -> None:
        self.filled.append([])
        self.y = self.bottom + self.height
        self.after = 0.0
        self.at_top = True

    def fill(self, items: Iterable[Item]) -> None:
        """Set everything, in order."""
        waiting: deque[Item] = deque(items)
        while waiting:
            item = waiting.popleft()
            rest = self._group(item) if isinstance(item, list) else self._thing(item)
            waiting.extendleft(reversed(rest))

    def _room(self, thing: Thing) -> float:
        """Return the height that is left for a thing here."""
        return self.y - self.bottom - self._above(thing)

    def _above(self, thing: Thing) -> float:
        return 0 if self.at_top else max(thing.before - self.after, 0)

    def _group(self, group: Group) -> Sequence[Item]:
        """Begin a page where the group has no room here; return what is to be set now."""
        if height_of(group, self.width) <= self._room(group[0]):
            for thing in group:
                self._place(thing, thing.fit(self.width))
            return ()
        if not self.at_top:
            self._begin()
            if height_of(group, self.width) <= self.height:
                return (group,)
        # What is higher than a page goes on on the next; headings still stay with what follows.
        return self._loosened(group)

    @staticmethod
    def _loosened(group: Group) -> list[Item]:
        chained: list[Item] = list(joined(group))
        return list(group) if chained == [group] else chained

    def _thing(self, thing: Thing) -> Sequence[Item]:
        """Set a thing, or as much of it as goes on the page; return what is left to be set."""
        if isinstance(thing, FreePage):
            if self.y - self.bottom < self.height - 1:
                self._begin()
            self.after = 0
            return ()
        room = self._room(thing)
        height = thing.fit(self.width)
        if room > 0:
            if height <= room + _FUZZ:
                self._place(thing, height)
                return ()
            parts = None if thing.whole and not self.at_top else thing.part(room)
            if parts:
                first, rest = parts
                self._place(first, first.fit(self.width))
                return (rest,)
        if isinstance(thing, Space):
            # The end of the page is room enough.
            return ()
        if self.at_top:
            # No page has more room than this one.
            self._place(thing, height)
            return ()
        self._begin()
        return (thing,)

    def _place(self, thing: Thing, height: float) -> None:
        top = self.y
        self.y -= height + self._above(thing)
        self.filled[-1].append(Placed(thing, self.x, self.y))
        self.y -= thing.after
        self.after = thing.after
        self.at_top = self.at_top and self.y == top
