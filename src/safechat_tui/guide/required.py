"""What the pages hold beside what the facts name: the program shows or prints each of these."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from safechat_tui.guide.model import CARD, EXTRA, STAGES, WARNINGS
from safechat_tui.guide.problems import Problem
from safechat_tui.guide.reference import ACTIONS, ALERTS, CHECK, NOTICES, STATES
from safechat_tui.guide.text import Page
from safechat_tui.options import REGIONS
from safechat_tui.text.near import near

REQUIRED_SECTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "opening": ("opening", "intro.definition", "intro.looks-like", "intro.foundations", "intro.people"),
    "understand": ("understand", "understand.purpose"),
    "wants": ("wants", "wants.principle"),
    "strategies": ("strategies", "strategies.principle"),
    "documenting": (
        "documenting", "documenting.capture", "documenting.second-device", "documenting.log-entry",
        "documenting.where", "documenting.accounts", "documenting.minimum", "documenting.others-read",
        "documenting.picture",
    ),
    "closing": ("closing", "closing.agency", "closing.continuum", "closing.credit", "closing.resources"),
    "welcome": ("welcome", "welcome.leave", "welcome.kept", "welcome.limits"),
    "place": (
        "place", "place.with-me", "place.home", "place.trusted-person", "place.shelter", "place.device",
        "place.shared-device", "place.unsure", "place.rather-not",
    ),
    "platforms": (),
    "helplines": ("helplines", "helplines.none"),
    "handout": (
        "handout.intro", "handout.words", "handout.decide", "handout.log-caution", "handout.not-legal",
        "handout.neutral-credit", "handout.resources",
    ),
    "papers": (
        "papers", "papers.how", "papers.low", "papers.told", "papers.neutral-how", "papers.neutral-capture",
    ),
    "urgent": (
        "urgent", "urgent.call", "urgent.no-911-nunavut", "urgent.no-911", "urgent.now", "urgent.shelter",
        "urgent.planning", "urgent.order",
    ),
    "labels": (),
}  # fmt: skip
"""Ids of the sections of each page, its head among them."""

GUIDE_PAGES: Final = tuple(REQUIRED_SECTIONS)
"""Pages that every guide has."""

GUIDE_LABELS: Final = (
    *(f"stage.{stage}" for stage in STAGES), *(f"noticed.{notice}" for notice in NOTICES),
    *(f"card.{line}" for line in (*CARD, *EXTRA)), *(f"region.{region}" for region in (*REGIONS, "except")),
)  # fmt: skip
"""Labels that every guide has, whatever its facts name."""

CARD_KEYS: Final = frozenset({*CARD, *EXTRA, *WARNINGS, "before", "neutral"})
"""Keys that a strategy's card can have."""

REQUIRED_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "opening": ("name", "about"),
    "platforms": (
        "action.capture", *(f"{word}.{action}" for word in ("action", "look", "check") for action in ACTIONS),
        "capture.yes", "capture.may", "capture.disappearing", "capture.blocked", "capture.unknown",
        *(f"state.{state}" for state in (*STATES, CHECK)), *(f"notice.{notice}" for notice in NOTICES),
        "names", "name.only-fr", "name.only-en", "look", "save_first", "old", "old-page", "read",
        "confidence.H", "confidence.M-H", "confidence.M",
    ),
    "handout": (
        "title", "neutral_title", "neutral_urgent", "neutral_steps", "neutral_no_steps", "neutral_step",
        "neutral_log", "made_on", "goals", "no_goals", "own_words", "steps", "no_steps",
        "to_begin", "small_thing", "before", "unsure", "details",
        "step_added", "as_step", "added_as_step", "documenting",
        "log", "log.number", "log.when", "log.where", "log.who", "log.what",
        "log.saved", "apps_more", "helplines", "place", "place_unknown", "credits", "page", "platforms",
        "urgent", "urgent_local", "neutral_urgent_local", "day_and_night", "tick", "left_out", "phone",
        "text_message", "web",
    ),
    "papers": (
        "title.short", "title.long", "title.low-energy", "title.told", "title.capture",
        "title.capture-warned", "picture.warned", "cut", "zone", "sheet", "number", "warns",
        *(f"field.{name}" for name in (
            "when", "where-who", "what", "saved", "witness-short", "saved-when", "where", "address", "who",
            "why", "what-long", "reply", "saved-long", "copies", "witness", "effect", "which", "saved-low",
            "when-who", "when-told", "whom", "number", "answer", "paper",
        )),
        "low.first", "low.last", "low.worst",
        *(f"neutral_capture.{alert}" for alert in ALERTS),
    ),
    "documenting": (
        "picture.sample-address", "picture.sample-name", "picture.sample-handle", "picture.sample-date",
        "picture.sample-before", "picture.sample-message", "picture.sample-after", "picture.alt",
    ),
}  # fmt: skip
"""Front-matter keys of each page; those of `labels` follow from the facts."""

REQUIRED_ITEMS: Final = (
    "picture.address", "picture.profile", "picture.handle", "picture.date", "picture.message",
    "picture.thread",
)  # fmt: skip
"""Ids of the items of `documenting.picture`, in the order of their numbers in the drawing."""

PLACEHOLDERS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "handout": {"made_on": ("date",), "page": ("page", "pages"), "left_out": ("gap", "places")},
    "papers": {"title.capture": ("name",), "title.capture-warned": ("name",)},
    "platforms": {
        "name.only-fr": ("name",), "name.only-en": ("name",), "old": ("date",),
        "old-page": ("date",), "read": ("date",),
        "confidence.H": ("date",), "confidence.M-H": ("date",), "confidence.M": ("date",),
    },
}  # fmt: skip
"""Names of the `%(name)s` places that a page's values must have."""


def required_problems(pages: Mapping[str, Page]) -> Iterator[Problem]:
    """Yield what is missing on the pages of a guide; a page that could not be read is passed over."""
    for name, page in pages.items():
        if not page.head.id:
            continue
        sections = {section.id for section in page.parts}
        for id in REQUIRED_SECTIONS[name]:
            if id not in sections:
                yield Problem(page.path, 0, "id-missing", {"id": id, "near": near(id, sections)})
        for key in REQUIRED_KEYS.get(name, ()):
            if key not in page.entries:
                yield Problem(page.path, 1, "key-missing", {"key": key, "near": near(key, page.entries)})
        for key, places in PLACEHOLDERS.get(name, {}).items():
            entry = page.entries.get(key)
            if entry and not _fills(entry.text, places):
                need = " ".join(f"%({place})s" for place in places)
                yield Problem(entry.path, entry.line, "places", {"key": key, "need": need})
        if name == "documenting" and "documenting.picture" in sections:
            picture = page.section("documenting.picture")
            if tuple(block.id for block in picture.blocks if block.id) != REQUIRED_ITEMS:
                need = ", ".join(REQUIRED_ITEMS)
                yield Problem(picture.path, picture.line, "picture-items", {"need": need})


def _fills(words: str, places: tuple[str, ...]) -> bool:
    """Return whether exactly these places are in the words and nothing else asks to be filled."""
    try:
        words % dict.fromkeys(places, "")
    except (KeyError, TypeError, ValueError):
        return False
    return all(f"%({place})s" in words for place in places)
