"""Papers: the plan printed, and what was written told in words, listed, printed, deleted.

No passphrase is asked for. What prints is a queue of CUPS, or the printer of the worker's terminal.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from safechat_tui import clock
from safechat_tui.clean import clean
from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.menus import confirm
from safechat_tui.conversation.paper import known_region, printed
from safechat_tui.conversation.requests import (
    AttachedPrinter,
    Choose,
    ChooseWritten,
    DeletePaper,
    Flow,
    Menu,
    MenuItem,
    Paragraph,
    PrintAttached,
    PrintPaper,
    Tell,
    Work,
    WrittenChoice,
)
from safechat_tui.errors import SafeChatError
from safechat_tui.handout.paper import pages
from safechat_tui.i18n import Translator
from safechat_tui.options import ATTACHED
from safechat_tui.printer import print_to_queue
from safechat_tui.store import Papers, Written
from safechat_tui.store.papers import SEALED
from safechat_tui.text.letters import to_ascii


class ListedPaper(NamedTuple):
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


def listed(papers: Papers) -> tuple[ListedPaper, ...]:
    """Return the papers that are there, the last one first, their pages counted."""
    return tuple(ListedPaper(paper, papers.shown(paper), _pages(papers, paper)) for paper in papers.list())


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


def told(paper: Written, tr: Translator, words: str = "written.told") -> str:
    """Return where a paper was written, and how long it stays there; `words` is the id of what says both."""
    path = clean(str(paper.path))
    if paper.expires is None:
        return f"{tr('plan.written', path=path)} {until(paper, tr)}"
    return tr(words, date=tr.date(paper.expires), path=path)


def done(paper: Written, talk: Conversation) -> Tell:
    """Return what is told of a paper just written: the key that leads to it if it is listed, and its path."""
    return Tell(told(paper, talk.tr, "written.done"), good=True)


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
                    yield from _print_paper(talk, paper)
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


def _list(talk: Conversation, found: Sequence[ListedPaper]) -> Menu[WrittenChoice]:
    tr = talk.tr
    words = Paragraph(who_reads(talk.keeping.papers, tr)), Paragraph(tr("written.keys"), "keys")
    items: tuple[MenuItem[WrittenChoice], ...] = tuple(
        MenuItem(each.paper, each.label(tr), each.note(tr), also=(each.name,)) for each in found
    )
    return Menu(tr("written.title"), words, items)


def _what(talk: Conversation, found: Sequence[ListedPaper], paper: Written) -> Menu[WrittenChoice]:
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


# Printing -----------------------------------------------------------------------------------------


def print_plan(talk: Conversation) -> Flow[bool]:
    """Ask where she is, once, and who can take the plan, then print it; return whether it went there.

    Raises:
        SafeChatError: `no-printer` where the settings name none, `not-attached` where the terminal cannot
            print; what `print_to_queue` raises, or `printed`.
    """
    printer = yield from _printer(talk)
    if not (yield from known_region(talk)):
        return False
    # Nobody knows which letters the printer of a terminal has.
    format = "text" if talk.paper.format == "pdf" else talk.paper.format
    how = {"format": format, "ascii": True} if printer == ATTACHED else {}
    return (yield from _print(talk, printer, partial(printed, talk, **how)))


def _print_paper(talk: Conversation, paper: Written) -> Flow[bool]:
    """Ask who can take a written paper, then print it; return whether it went there.

    Raises:
        SafeChatError: as `print_plan`; `not-printable` for a sealed paper or a table, `not-attached-pdf` for
            a PDF where only the terminal prints; what `Papers.read` raises.
    """
    if paper.path.suffix not in {".pdf", ".txt"}:
        raise SafeChatError("not-printable", name=paper.path.name)
    printer = yield from _printer(talk)
    if printer != ATTACHED:
        return (yield from _print(talk, printer, partial(talk.keeping.papers.read, paper)))
    if paper.path.suffix == ".pdf":
        raise SafeChatError("not-attached-pdf", name=paper.path.name)
    letters = to_ascii(talk.keeping.papers.read(paper).decode("utf-8", "replace")).encode("ascii", "replace")
    return (yield from _print(talk, printer, lambda: letters))


def _printer(talk: Conversation) -> Flow[str]:
    printer = talk.config.printer
    if printer is None:
        raise SafeChatError("no-printer")
    if printer == ATTACHED and not (yield from AttachedPrinter()):
        raise SafeChatError("not-attached")
    return printer


def _print(talk: Conversation, printer: str, made: Callable[[], bytes]) -> Flow[bool]:
    attached = printer == ATTACHED
    question = "ask.print.attached" if attached else "ask.print"
    if not (yield from confirm(talk, "print", lambda: talk.tr(question, printer=printer))):
        return False
    if attached:
        yield from PrintAttached(made())
        yield from Tell(talk.tr("plan.printed.attached"), good=True)
    else:
        yield from Tell(talk.tr("plan.printing", printer=printer))
        yield from Work(lambda: print_to_queue(printer, made()))
        yield from Tell(talk.tr("plan.printed", printer=printer), good=True)
    return True
