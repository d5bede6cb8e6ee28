"""The card of a platform as words, the same on the screen, in lines and on paper. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from typing import Final

from safechat_tui.guide.model import Guide, Strategy
from safechat_tui.guide.reference import CAPTURE, CHECK, Ages, Fact, FeatureName, Platform, PlatformAction
from safechat_tui.guide.text import Kind, Span
from safechat_tui.handout.blocks import Labelled, Text, Tone, Words, said
from safechat_tui.i18n import Translator

QUOTES: Final = defaultdict(lambda: ("“", "”"), fr=("«\u00a0", "\u00a0»"))
"""What stands before and after a feature's name, in each language."""

COLON: Final = defaultdict(lambda: ":", fr="\u00a0:")
"""How each language joins a label to what follows."""


MONTHS: Final = 12
"""Months of a year."""


def month(guide: Guide, day: date) -> str:
    """Return the month of a day in words: `November 2026`."""
    return in_words(guide, "month", day) or Translator(guide.lang).month(day)


def in_words(guide: Guide, key: str, day: date) -> str:
    """Return the `date` or `month` of a day as a language of papers says it; nothing in another."""
    page = guide.pages["handout"]
    if not (months := page.value("months").split()):
        return ""
    words = page.value(key).replace("%(day)s", str(day.day)).replace("%(year)s", str(day.year))
    return words.replace("%(month)s", months[day.month - 1] if len(months) == MONTHS else months[0])


def proof_words(guide: Guide, fact: Fact, ages: Ages) -> str:
    """Return how sure a fact is and when its source was read, or that it is old."""
    if not ages.old(fact):
        return _dated(guide, f"confidence.{fact.confidence}", fact.verified_on)
    return _dated(guide, "old-page" if fact.dated < fact.verified_on else "old", fact.dated)


def _dated(guide: Guide, key: str, day: date) -> str:
    return guide.pages["platforms"].value(key).replace("%(date)s", month(guide, day))


def feature(guide: Guide, name: FeatureName) -> str:
    """Return a feature's name in both languages, the guide's own first; one that is not known is said so."""
    opening, closing = QUOTES[guide.lang]
    by_lang = {"fr": name.fr, "en": name.en}
    known = {lang: f"{opening}{text}{closing}" for lang, text in by_lang.items() if text}
    if len(known) == 1:
        ((lang, shown),) = known.items()
        return guide.pages["platforms"].value(f"name.only-{lang}").replace("%(name)s", shown)
    own = known[guide.lang]
    return " / ".join([own, *(shown for lang, shown in known.items() if lang != guide.lang)])


def features(guide: Guide, action: PlatformAction) -> str:
    """Return the names of a line's features, or what to look for, without a label before it."""
    names = ", ".join(feature(guide, name) for name in action.names)
    return names or guide.pages["platforms"].value(f"look.{action.code}")


def actions(guide: Guide, platform: Platform, ages: Ages) -> Iterator[Labelled]:
    """Yield a platform's card: whether a screenshot warns and what to do then, then every action."""
    page = guide.pages["platforms"]
    known = platform.capture_alert != "unknown"
    yield Labelled(
        page.value("action.capture"),
        (
            said(page.value(f"capture.{platform.capture_alert}"), Tone.STATE),
            *(Text(block.spans) for block in platform.text.of(Kind.PARAGRAPH)),
            *((_proof(guide, platform, ages),) if known else ()),
        ),
    )
    for action in platform.actions:
        yield Labelled(page.value(f"action.{action.code}"), tuple(_said_of(guide, action, ages)))


def _said_of(guide: Guide, action: PlatformAction, ages: Ages) -> Iterator[Text]:
    """Yield what is said of one action; what does not apply is left out."""
    page, colon = guide.pages["platforms"], COLON[guide.lang]
    exists = action.state != "none"
    if action.state != "yes":
        yield said(f"{page.value(f'state.{action.state}')}.", Tone.STATE)
    if exists:
        yield said(f"{page.value('names' if action.names else 'look')}{colon} {features(guide, action)}")
    if action.save_first:
        yield said(page.value("save_first"), Tone.MIND)
    if action.words:
        yield said(action.words)
    if exists and action.state != CHECK:
        yield said(f"{guide.labels.get('card.notice', '')} {page.value(f'notice.{action.notice}')}")
    if exists and action.proof:
        yield _proof(guide, action.proof, ages)


def _proof(guide: Guide, fact: Fact, ages: Ages) -> Text:
    return said(proof_words(guide, fact, ages), Tone.MIND if ages.old(fact) else Tone.SMALL)


def there(guide: Guide, strategy: Strategy, named: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Return the name of each platform that was named and what the strategy is called there, if anything."""
    hers = [platform for platform in guide.platforms if platform.id in named]
    found = (
        (each.name, " ".join(words for _, words in _lines(guide, each, strategy.actions))) for each in hers
    )
    return tuple((name, words) for name, words in found if words)


def printed_lines(guide: Guide, platform: Platform, codes: Collection[str]) -> tuple[Words, ...]:
    """Return the lines that a plan prints of one of her apps, each in a few words.

    `codes` are what her steps do there: names of ACTIONS, or CAPTURE.
    """
    page, colon = guide.pages["platforms"], COLON[guide.lang]
    return tuple(
        (Span(f"{page.value(f'action.{code}')}{colon}", strong=True), Span(f" {words}"))
        for code, words in _lines(guide, platform, codes)
    )


def _lines(guide: Guide, platform: Platform, codes: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield each thing that can be done in an app, with what is said of it beside the step that tells how."""
    page = guide.pages["platforms"]
    if CAPTURE in codes:
        yield CAPTURE, page.value(f"capture.{platform.capture_alert}")
    for action in _done_there(platform, codes):
        state = "" if action.state == "yes" else f"{page.value(f'state.{action.state}')}. "
        look = "" if action.names else f"{page.value('look')}{COLON[guide.lang]} "
        yield action.code, f"{state}{look}{features(guide, action)}."


def _done_there(platform: Platform, codes: Collection[str]) -> Iterator[PlatformAction]:
    return (action for action in platform.actions if action.code in codes and action.state != "none")


def printed_first(guide: Guide, platforms: Collection[Platform], codes: Collection[str]) -> str:
    """Return what comes before the lines that a plan prints, where one of them can lose evidence."""
    loses = any(action.save_first for each in platforms for action in _done_there(each, codes))
    return guide.pages["platforms"].value("save_first") if loses else ""


def printed_proof(guide: Guide, platforms: Collection[Platform], codes: Collection[str], ages: Ages) -> str:
    """Return when the oldest of what a plan prints of her apps was written or read."""
    proofs = [
        action.proof
        for platform in platforms
        for action in platform.actions
        if action.proof and action.code in codes
    ]
    oldest = min([*platforms, *proofs], key=lambda fact: fact.dated)
    return proof_words(guide, oldest, ages) if ages.old(oldest) else _dated(guide, "read", oldest.verified_on)
