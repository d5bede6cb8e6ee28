"""Everything that is read, built once for screens and lines: the opening, cards, helplines, how to document.

A page is a row of a document's blocks. Links stay in it: whoever draws it says where they lead.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from safechat_tui.guide.model import CARD, EXTRA, Guide, Strategy
from safechat_tui.guide.reference import Ages, Helpline, Platform
from safechat_tui.guide.search.entries import Place, PlaceKind
from safechat_tui.guide.text import Kind, Section, Span
from safechat_tui.handout.blocks import (
    Card,
    Contact,
    Contacts,
    Heading,
    Labelled,
    PageBlocks,
    Text,
    Tone,
    Way,
    items_of,
    said,
)
from safechat_tui.handout.cards import COLON, actions, month, proof_words, there
from safechat_tui.handout.passages import headed, reading, sections
from safechat_tui.handout.prose import good_screenshot
from safechat_tui.i18n import Translator
from safechat_tui.plan import card_line

PICTURE = "documenting.picture"
"""The section that is a drawing."""


def part(guide: Guide, name: str, region: str = "") -> PageBlocks:
    """Return a page of the guide as it stands there; the urgent card is that of a region."""
    page = guide.urgent_page(region) if name == "urgent" else guide.pages[name]
    return (*headed(page.head, 1), *sections(page.sections))


def urgent(
    guide: Guide, tr: Translator, region: str, ages: Ages, lines: Iterable[Helpline] | None = None
) -> PageBlocks:
    """Return the urgent card of a region, then what to mind before a call and whom to call.

    `lines` are whom to call; who can be reached from there when left out.
    """
    lines = guide.helplines_for(region) if lines is None else lines
    parts = filter(None, (guide.pages["helplines"].head, guide.no_line(region)))
    return (*part(guide, "urgent", region), *sections(parts), _helplines(guide, tr, lines, ages))


def helplines_of(guide: Guide, tr: Translator, region: str, ages: Ages) -> PageBlocks:
    """Return whom she can reach from a region, then what to mind before a call."""
    label = guide.labels.get(f"region.{region}", region)
    missing = guide.no_line(region)
    return (
        Heading(tr("helplines.region", region=label)),
        *(headed(missing) if missing else ()),
        *(_helplines(guide, tr, [line], ages, tags=True) for line in guide.helplines_listed(region)),
        *sections((guide.pages["helplines"].head, *guide.help_for_some)),
    )


def danger_lines(guide: Guide, tr: Translator, region: str, ages: Ages) -> PageBlocks:
    """Return whom to call in danger: the emergency of a region and its own lines, the shelter finder."""
    called = [line for line in guide.helplines_for(region) if line.urgent or line.own or not line.everywhere]
    return (Heading(guide.pages["handout"].value("urgent")), _helplines(guide, tr, called, ages))


def _helpline(guide: Guide, tr: Translator, line: Helpline, ages: Ages) -> PageBlocks:
    """Return one helpline; a call leaves traces, so whoever gives the number says so too."""
    return (_helplines(guide, tr, [line], ages, tags=True), *headed(guide.pages["helplines"].head))


def _helplines(
    guide: Guide, tr: Translator, lines: Iterable[Helpline], ages: Ages, *, tags: bool = False
) -> Contacts:
    """Return helplines: how to reach each, for whom, and a warning where it must be checked first.

    With `tags`, it is also said where, when and in which languages each answers.
    """
    return Contacts(tuple(_contact(guide, tr, line, ages, tags=tags) for line in lines))


def _contact(guide: Guide, tr: Translator, line: Helpline, ages: Ages, *, tags: bool) -> Contact:
    words = guide.pages["handout"]
    ways = (
        Way(words.value("phone"), line.phone, clear=True),
        Way(words.value("text_message"), line.text_to),
        Way(words.value("web"), line.url, clear=True),
    )
    check = tr("help-line.check") if line.has_way and ages.check_first(line) else ""
    doubt = proof_words(guide, line, ages) if ages.old(line) else check
    places = ", ".join(guide.where(line))
    short = (places, line.hours, " ".join(line.languages).upper()) if tags else ()
    return Contact(
        name=line.name,
        ways=tuple(way for way in ways if way.value),
        note=line.note,
        places=places,
        tags=" · ".join(tag for tag in short if tag),
        doubt=doubt,
    )


def short_card(
    guide: Guide, strategy: Strategy, tr: Translator, ages: Ages, named: Collection[str] = ()
) -> PageBlocks:
    """Return a strategy's card in short, without its title.

    `named` are the ids of her platforms; the card says what the strategy is called there.
    """
    lines = [
        Labelled(guide.labels.get(f"card.{line}", line), (said(words),))
        for line in (*CARD, *EXTRA)
        if (words := card_line(guide, strategy, line, named))
    ]
    if on_hers := there(guide, strategy, named):
        named_there = (
            Text((Span(f"{name}{COLON[guide.lang]} ", strong=True), Span(words))) for name, words in on_hers
        )
        lines.append(Labelled(tr("platforms.there"), tuple(named_there)))
    if ages.old(strategy):
        return (Card(tuple(lines)), said(proof_words(guide, strategy, ages), Tone.MIND))
    checked = tr("card.verified", date=month(guide, strategy.verified_on))
    confirm = tr("card.confirm") if strategy.actions else ""
    return (Card(tuple(lines)), said(f"{checked} {confirm}".strip(), Tone.SMALL))


def whole_card(
    guide: Guide, strategy: Strategy, tr: Translator, ages: Ages, named: Collection[str] = ()
) -> PageBlocks:
    """Return a strategy: what it is, its card with what comes first, then how to, as on paper."""
    page = strategy.page
    return (*headed(page.head, 1), *short_card(guide, strategy, tr, ages, named), *sections(page.sections))


def platform_card(guide: Guide, platform: Platform, ages: Ages) -> PageBlocks:
    """Return a platform's card, then what to mind where an app looks different; without its name."""
    return (*actions(guide, platform, ages), *reading(guide.pages["platforms"].head.blocks))


def platforms(guide: Guide, tr: Translator) -> PageBlocks:
    """Return the platforms that have a card: what is typed for each, its name, whether a screenshot warns."""
    page = guide.pages["platforms"]
    asked = f"{page.value('action.capture')}{COLON[guide.lang]}"
    items = (
        f"{each.code} ({each.name}). {asked} {page.value(f'capture.{each.capture_alert}')}"
        for each in guide.platforms
    )
    return (Heading(page.head.title), items_of(items), said(tr("plain.platform-known")))


def named_card(guide: Guide, platform: Platform, ages: Ages) -> PageBlocks:
    """Return the same under the platform's name, where nothing above it says that."""
    return (Heading(platform.text.title), *platform_card(guide, platform, ages))


def documenting(guide: Guide) -> PageBlocks:
    """Return how to document, with the picture of a good screenshot and the names of its parts."""
    page = guide.pages["documenting"]
    return (*headed(page.head, 1), *(block for each in page.sections for block in _drawn(guide, each)))


def found_page(
    guide: Guide, place: Place, tr: Translator, ages: Ages, named: Collection[str] = ()
) -> PageBlocks:
    """Return a place of a guide that a search found; not a key, which belongs to no guide."""
    match place.kind:
        case PlaceKind.STRATEGY:
            return whole_card(guide, guide.strategy(place.id), tr, ages, named)
        case PlaceKind.PLATFORM:
            return platform_card(guide, guide.platform(place.id), ages)
        case PlaceKind.HELPLINE:
            return _helpline(guide, tr, next(line for line in guide.helplines if line.id == place.id), ages)
        case _ if place.id == PICTURE:
            return documenting(guide)
        case _:
            return headed(guide.pages[place.page].section(place.id), 1)


def _drawn(guide: Guide, section: Section) -> PageBlocks:
    if section.id != PICTURE:
        return headed(section)
    told = reading(section.of(Kind.PARAGRAPH, Kind.SAY))
    return (Heading(section.title, 2), *told, good_screenshot(guide))
