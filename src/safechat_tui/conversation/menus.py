"""What can be chosen in a conversation besides the answers of the guide, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from safechat_tui import clock
from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.paper import parts, possible_parts
from safechat_tui.conversation.requests import (
    OTHER_WORDS,
    OWN_PASSPHRASE,
    Confirm,
    Flow,
    KeptChoice,
    Menu,
    MenuItem,
    Paragraph,
)
from safechat_tui.i18n import Translator
from safechat_tui.plan import points_at_someone
from safechat_tui.store import Kept
from safechat_tui.store.keyring import LETTERS

_LOSING: Final = ("leave", "open", "new", "lock")
"""Questions before something that gives up what is in memory alone."""


def confirm(talk: Conversation, name: str, words: Callable[[], str] | None = None) -> Flow[bool]:
    """Return whether the worker says yes to a question.

    Args:
        talk: the conversation.
        name: its title is `ask.<name>.title`, its answers `ask.<name>.no` and `.yes`.
        words: gives what is asked in the language of the moment. When left out it is `ask.<name>`, or what
            would be lost where the last save failed.
    """
    unsaved = talk.keeping.is_keeping and not talk.keeping.is_saved and name in _LOSING

    def menu() -> Menu[bool]:
        tr = talk.tr
        usual = tr("ask.unsaved", code=talk.keeping.code) if unsaved else tr(f"ask.{name}")
        said = words() if words else usual
        items = (
            MenuItem(False, tr(f"ask.{name}.no"), also=(tr("ask.no"),)),
            MenuItem(True, tr(f"ask.{name}.yes"), also=(tr("ask.yes"),)),
        )
        return Menu(tr(f"ask.{name}.title"), tuple(map(Paragraph, said.split("\n"))), items)

    answer = yield from Confirm(menu)
    return answer is True


def consent(talk: Conversation) -> str:
    """Return what she is to be told before her plan is kept, by the settings; one paragraph a line."""
    tr, keeping = talk.tr, talk.keeping
    sealed = "recovery" if keeping.opens_with_recovery else "sealed"
    how = sealed if keeping.is_sealed else "plain"
    days = tr.plural("ask.keep.days", talk.config.keep_days)
    where = tr("ask.keep.files" if talk.config.store is None else "ask.keep.database")
    return f"{where}\n{tr(f'ask.keep.{how}')}\n{days} {tr('ask.keep.agree')}"


def kept_plans(talk: Conversation, plans: Iterable[Kept]) -> Menu[KeptChoice]:
    """Return the kept plans by their codes; a damaged one has no dates."""
    tr, today = talk.tr, clock.today()
    items: list[MenuItem[KeptChoice]] = []
    for plan in plans:
        label = plan.code
        if plan.damaged or plan.changed is None or plan.expires is None:
            note = tr("kept.unreadable" if plan.unreadable else "kept.damaged")
        else:
            label = tr("kept.line", code=plan.code, date=tr.date(clock.day_of(plan.changed), "medium"))
            last = tr.date(plan.expires, "medium")
            left = tr.plural("kept.left", max(0, (plan.expires - today).days))
            over = plan.is_over(today)
            note = tr("kept.over", date=last) if over else f"{tr('kept.until', date=last)} {left}"
            note = f"{note} {tr.plural('kept.size', plan.size)}"
            if not plan.sealed:
                note = f"{note} {tr('kept.open-file')}"
        items.append(MenuItem(plan, label, note))
    return Menu(tr("kept.title"), (Paragraph(tr("kept.words"), "keys"),), tuple(items))


def offer(talk: Conversation, words: str) -> Menu[str]:
    """Return the offer of five words, with what will open the plans besides them."""
    tr, recovery = talk.tr, talk.config.recovery_key or ""
    without = "recovery" if recovery else "alone"
    return Menu(
        tr("secret.offer.title"),
        (
            Paragraph(f"   {words}", "title"),
            Paragraph(tr("secret.offer")),
            Paragraph(tr(f"secret.without.{without}", letters=recovery[-LETTERS:]), "warn"),
        ),
        (
            MenuItem(words, tr("secret.offer.take"), tr("secret.offer.take.note")),
            MenuItem(OTHER_WORDS, f"{tr('secret.offer.other')} (v)", said=tr("secret.offer.other")),
            MenuItem(OWN_PASSPHRASE, tr("secret.offer.own"), tr("secret.offer.own.note")),
        ),
    )


def caution(tr: Translator, words: str) -> str:
    """Return the warning that her words may point at someone, or nothing."""
    kind = points_at_someone(words)
    return tr(f"field.caution.{kind}") if kind else ""


def asked_first(talk: Conversation) -> tuple[Paragraph, ...]:
    """Return what she is asked before anything is written, and who else will read it."""
    asked = tuple(Paragraph(block.text, "say") for block in talk.guide.pages["place"].head.blocks)
    group = talk.keeping.papers.readers
    return (*asked, Paragraph(talk.tr("written.shared", group=group), "warn")) if group else asked


def places(talk: Conversation) -> Menu[str]:
    """Return the question where a paper will live, with a warning where her words seem to name someone."""
    tr, words, page = talk.tr, talk.plan.words, talk.guide.pages["place"]
    mind = caution(tr, words)
    items = (MenuItem(s.id, s.title, " ".join(block.text for block in s.blocks)) for s in page.sections)
    warning = (Paragraph(tr("talk.caution", words=words, caution=mind), "caution"),) if mind else ()
    return Menu(page.head.title, (*asked_first(talk), *warning), tuple(items))


def paper_parts(talk: Conversation) -> Menu[str]:
    """Return the parts that go with the plan, each with whether it is in; nothing is chosen to be done."""
    tr, chosen = talk.tr, parts(talk)
    items: list[MenuItem[str]] = []
    for part in possible_parts(talk)[1:]:
        state, name = "in" if part in chosen else "out", tr(f"parts.{part}")
        said = tr(f"parts.{state}.said", part=name)
        items.append(MenuItem(part, tr(f"parts.{state}", part=name), also=(name,), said=said))
    neutral = talk.paper.neutral
    words = Paragraph(tr("parts.neutral")) if neutral else Paragraph(tr("parts.words"), "keys")
    return Menu(tr("parts.title"), (words,), (*items, MenuItem("", tr("parts.done"))))
