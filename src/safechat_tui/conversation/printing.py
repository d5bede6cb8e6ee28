"""Printing the plan: on a queue of CUPS, or on the printer of the worker's own terminal."""

from __future__ import annotations

from functools import partial

from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.menus import confirm
from safechat_tui.conversation.paper import printed
from safechat_tui.conversation.region import known_region
from safechat_tui.conversation.requests import AttachedPrinter, Flow, PrintAttached, Tell, Work
from safechat_tui.errors import SafeChatError
from safechat_tui.options import ATTACHED
from safechat_tui.printer import print_to_queue


def print_plan(talk: Conversation) -> Flow[bool]:
    """Ask where she is, once, and who can take the plan, then print it; return whether it went there.

    Raises:
        SafeChatError: `no-printer` where the settings name none, `not-attached` where the terminal cannot
            print; what `print_to_queue` raises, or `printed`.
    """
    printer = talk.config.printer
    if printer is None:
        raise SafeChatError("no-printer")
    attached = printer == ATTACHED
    if attached and not (yield from AttachedPrinter()):
        raise SafeChatError("not-attached")
    if not (yield from known_region(talk)):
        return False
    question = "ask.print.attached" if attached else "ask.print"
    if not (yield from confirm(talk, "print", lambda: talk.tr(question, printer=printer))):
        return False
    if attached:
        # Nobody knows which letters such a printer has.
        format = "text" if talk.paper.format == "pdf" else talk.paper.format
        yield from PrintAttached(printed(talk, format=format, ascii=True))
        yield from Tell(talk.tr("plan.printed.attached"), good=True)
    else:
        yield from Tell(talk.tr("plan.printing", printer=printer))
        yield from Work(partial(_hand_over, talk, printer))
        yield from Tell(talk.tr("plan.printed", printer=printer), good=True)
    return True


def _hand_over(talk: Conversation, queue: str) -> None:
    print_to_queue(queue, printed(talk))
