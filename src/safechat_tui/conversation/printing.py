"""Printing the plan, or a written paper: on a queue of CUPS, or on the printer of the worker's terminal."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.menus import confirm
from safechat_tui.conversation.paper import known_region, printed
from safechat_tui.conversation.requests import AttachedPrinter, Flow, PrintAttached, Tell, Work
from safechat_tui.errors import SafeChatError
from safechat_tui.options import ATTACHED
from safechat_tui.printer import print_to_queue
from safechat_tui.store import Written
from safechat_tui.text.letters import to_ascii


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


def print_paper(talk: Conversation, paper: Written) -> Flow[bool]:
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
