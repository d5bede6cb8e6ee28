"""Papers that were written: told in words, listed, printed, deleted. No passphrase is asked for."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from safechat_tui import clock
from safechat_tui.clean import clean
from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.menu import Menu, MenuItem, Paragraph
from safechat_tui.conversation.menus import confirm
from safechat_tui.conversation.printing import print_paper
from safechat_tui.conversation.requests import (
    Choose,
    ChooseWritten,
    DeletePaper,
    Flow,
    PrintPaper,
    Tell,
    Work,
    WrittenChoice,
)
from safechat_tui.errors import SafeChatError
from safechat_tui.handout.paper import pages
from safechat_tui.i18n import Translator
from safechat_tui.store import Papers, Written
from safechat_tui.store.papers import SEALED


@dataclass(frozen=True, slots=True)
class Listed:
    """A paper, and what a list says of it."""

    paper: Written
    name: str
    """What it is called."""
    pages: int
    """Pages of a PDF; 0 for anything else, and where they cannot be counted."""

    def label(self, tr: Translator) -> str:
        """Return what it is, of which day and as what."""
        kind, format = tr(f"written.{self.paper.kind}"), self.paper.path.suffixes[0][1:]
        words = tr.plural("written.pages", self.pages) if self.pages else tr(f"written.as.{format}")
        words = f"{words}, {tr('written.sealed')}" if self.paper.path.suffix == SEALED else words
        return tr("written.line", kind=kind, date=tr.date(clock.day_of(self.paper.changed)), format=words)

    def note(self, tr: Translator) -> str:
        """Return what its file is called, and until when it stays."""
        return tr("written.note", name=self.name, until=until(self.paper, tr))


def listed(papers: Papers) -> tuple[Listed, ...]:
    """Return the papers that are there, the last one first, their pages counted."""
    return tuple(Listed(paper, papers.shown(paper), _pages(papers, paper)) for paper in papers.list())


def _pages(papers: Papers, paper: Written) -> int:
    if paper.path.suffix != ".pdf":
        return 0
    try:
        return pages(papers.read(paper))
    except SafeChatError:
        return 0


def until(paper: Written, tr: Translator) -> str:
    """Return in words how long a paper stays."""
    if paper.expires is None:
        return tr("written.unknown")
    over = paper.is_over(clock.today())
    return tr("written.over" if over else "written.until", date=tr.date(paper.expires))


def told(paper: Written, tr: Translator) -> str:
    """Return where a paper was written, and how long it stays there."""
    path = clean(str(paper.path))
    if paper.expires is None:
        return f"{tr('plan.written', path=path)} {until(paper, tr)}"
    return tr("written.told", date=tr.date(paper.expires), path=path)


def done(paper: Written, talk: Conversation) -> Tell:
    """Return what is told of a paper just written: where it is, and the key that leads to it."""
    return Tell(f"{told(paper, talk.tr)} {talk.tr('written.next')}", good=True)


def purged(tr: Translator, plans: int, papers: int) -> str:
    """Return how much came to its end and was deleted, in words; nothing for nothing."""
    words = (("kept.purged", plans), ("written.purged", papers))
    return " ".join(tr.plural(name, count) for name, count in words if count)


def who_reads(papers: Papers, tr: Translator) -> str:
    """Return who can read what lies in the folder of papers."""
    group = papers.readers
    return tr("written.shared", group=group) if group else tr("written.own")


def written_papers(talk: Conversation) -> Flow[None]:
    """List the papers that were written; print and delete some.

    Raises:
        SafeChatError: when they cannot be listed.
    """
    papers = talk.keeping.papers
    while found := (yield from Work(partial(listed, papers))):
        choice = yield from ChooseWritten(partial(_list, talk, found))
        if isinstance(choice, Written):
            choice = yield from Choose(partial(_what, talk, found, choice))
            if choice is None:
                continue
        try:
            match choice:
                case PrintPaper(paper):
                    yield from print_paper(talk, paper)
                case DeletePaper(paper):
                    yield from _delete(talk, paper)
                case _:
                    return
        except SafeChatError as error:
            yield from Tell(talk.explain(error))
    yield from Tell(talk.tr("written.none"))


def _delete(talk: Conversation, paper: Written) -> Flow[None]:
    name = talk.keeping.papers.shown(paper)
    if (yield from confirm(talk, "delete-paper", lambda: talk.tr("ask.delete-paper", name=name))):
        yield from Work(partial(talk.keeping.papers.delete, paper))
        yield from Tell(talk.tr("exports.deleted", name=name), good=True)


def _list(talk: Conversation, found: Sequence[Listed]) -> Menu[WrittenChoice]:
    tr = talk.tr
    words = Paragraph(who_reads(talk.keeping.papers, tr)), Paragraph(tr("written.keys"), "keys")
    items: tuple[MenuItem[WrittenChoice], ...] = tuple(
        MenuItem(each.paper, each.label(tr), each.note(tr), also=(each.name,)) for each in found
    )
    return Menu(tr("written.title"), words, items)


def _what(talk: Conversation, found: Sequence[Listed], paper: Written) -> Menu[WrittenChoice]:
    tr = talk.tr
    (each,) = (each for each in found if each.paper == paper)
    items: tuple[MenuItem[WrittenChoice], ...] = (
        MenuItem(PrintPaper(paper), tr("written.print")),
        MenuItem(DeletePaper(paper), tr("written.delete")),
    )
    words = [Paragraph(clean(str(paper.path))), Paragraph(until(paper, tr))]
    if "SSH_CONNECTION" in os.environ:
        words.append(Paragraph(tr("written.fetch", name=each.name, file=clean(paper.path.name))))
    return Menu(each.label(tr), tuple(words), items)
