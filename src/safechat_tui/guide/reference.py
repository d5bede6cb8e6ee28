"""What is known of platforms and helplines: facts that age, each with its source and its date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from safechat_tui import clock
from safechat_tui.guide.text import Section
from safechat_tui.options import EVERYWHERE

ACTIONS: Final = ("block", "quieter", "unfollow", "privacy", "receipts", "report", "data")
"""What a platform's card tells, in order; a screenshot's warning stands before them all."""

LOSING_ACTIONS: Final = frozenset({"block", "unfollow", "privacy", "report"})
"""What may make evidence vanish: where nothing is known, it is kept before these."""

CAPTURE: Final = "capture"
"""The line of a card that tells whether a screenshot warns."""

ALERTS: Final = ("yes", "may", "disappearing", "blocked", "unknown")
"""What a platform may do about a screenshot."""

STATES: Final = ("yes", "partly", "none")
"""What the facts may say of an action: it can be done, only in part, or it does not exist there."""

CHECK: Final = "check"
"""The state of an action of which nothing is known for sure."""

NOTICES: Final = ("likely", "may", "quiet", "check")
"""Whether the other person may notice: yes, often; they may; made not to be; to be checked."""

FACTS_DAYS: Final = 180
"""Days after which a fact is old, unless the settings say otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that is true until it changes."""

    source: str
    """The pages that say so, where anyone can look again."""
    confidence: str
    """`H`, `M-H` or `M`."""
    verified_on: date
    """The day the pages were read."""
    source_dated: date | None = None
    """The date that the newest of the pages bears, or nothing."""

    @property
    def dated(self) -> date:
        """The day it is known to have held: that of the page, or where it bears none, of the reading."""
        return min(self.source_dated or self.verified_on, self.verified_on)


class Ages(NamedTuple):
    """Tells which facts must be looked up again."""

    today: date
    days: int = FACTS_DAYS
    """Days after which a fact is old."""

    @classmethod
    def as_of_now(cls, days: int = FACTS_DAYS) -> Ages:
        """Return what tells it today."""
        return cls(clock.today(), days)

    def old(self, fact: Fact) -> bool:
        """Return whether a fact was written down or read too long ago, and must be looked up again."""
        return (self.today - fact.dated).days > self.days

    def check_first(self, fact: Fact) -> bool:
        """Return whether the screen marks a fact as to be checked before it is given: not certain, or old."""
        return fact.confidence != "H" or self.old(fact)


class FeatureName(NamedTuple):
    """What a platform calls a feature; nothing where the name in that language is not known."""

    fr: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformAction:
    """One line of a platform's card."""

    id: str
    """`platform.<name>.<code>`."""
    code: str
    """One of ACTIONS."""
    state: str
    """One of STATES, or CHECK."""
    names: tuple[FeatureName, ...] = ()
    notice: str = CHECK
    """One of NOTICES."""
    save_first: bool = False
    """Whether evidence is to be kept before it."""
    words: str
    """What it does there; when its state is CHECK, what to look for."""
    proof: Fact | None = None
    """Where it comes from; nothing when its state is CHECK."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform(Fact):
    """A place where messages come, whether it tells of a screenshot, and what can be done there."""

    id: str
    name: str
    capture_alert: str
    """`yes`, `may`, `disappearing` (only what disappears by design), `blocked` or `unknown`."""
    actions: tuple[PlatformAction, ...]
    """One for each of ACTIONS, in order."""
    text: Section

    @property
    def code(self) -> str:
        """The id without its beginning, as it is typed: `facebook`."""
        return self.id.partition(".")[2]

    @property
    def facts(self) -> tuple[tuple[str, Fact], ...]:
        """Everything the card states, with the id that it stands under."""
        return ((self.id, self), *((action.id, action.proof) for action in self.actions if action.proof))


@dataclass(frozen=True, slots=True, kw_only=True)
class Helpline(Fact):
    """A number or a site that may be given."""

    id: str
    name: str
    regions: tuple[str, ...]
    """Codes of provinces and territories, or `ca` for everywhere."""
    phone: str
    text_to: str
    """How to reach it by text message, or nothing."""
    url: str
    note: str
    """Hours, languages, for whom, in words."""
    hours: str = ""
    """`24/7`, or nothing where the hours are not known."""
    languages: tuple[str, ...] = ()
    """`fr` and `en`, as far as they are known to be spoken."""
    own: bool = False
    """Whether a shelter added it: it stands right after the emergency lines."""
    not_in: tuple[str, ...] = ()
    """Codes of the provinces and territories where it does not hold, though `regions` has `ca`."""
    urgent: str = ""
    """The section of the urgent card that tells of it; nothing for all but the emergency lines."""
    to_write: bool = False
    """Whether its number differs from place to place, so that the paper leaves a line to write it."""

    screen_only: bool = False
    """Whether it concerns few and tells a finder much, so that a plan does not print it unasked."""

    @property
    def everywhere(self) -> bool:
        """Whether the whole country can reach it, but for `not_in`."""
        return EVERYWHERE in self.regions

    @property
    def has_way(self) -> bool:
        """Whether it gives a number or a site; one that is only to be written down has none to check."""
        return bool(self.phone or self.text_to or self.url)

    @property
    def certain(self) -> bool:
        """Whether it may stand on paper: certain, the shelter's own, or an emergency number to write."""
        return self.own or self.confidence == "H" or bool(self.to_write and self.urgent)

    @property
    def printable(self) -> bool:
        """Whether it may stand on her paper without being asked for."""
        return self.certain and (self.own or not self.screen_only)

    def reaches(self, region: str) -> bool:
        """Return whether it holds in a province or territory; any other word, `ca` included, means none."""
        return region in self.regions or (self.everywhere and region not in self.not_in)
