"""Shows what the flows of the conversation ask, and sends them the answers."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, cast

from textual import work

from safechat_tui.conversation.conversation import Conversation
from safechat_tui.conversation.requests import (
    AskPassphrase,
    AttachedPrinter,
    Choose,
    ChooseKept,
    ChooseWritten,
    Flow,
    ForgetAll,
    Leave,
    OfferWords,
    PrintAttached,
    ShowStep,
    Tell,
    Work,
)
from safechat_tui.errors import SafeChatError
from safechat_tui.i18n import Translator
from safechat_tui.terminal.capabilities import may_print
from safechat_tui.terminal.restart import Restart
from safechat_tui.tui.driver import QuietApp
from safechat_tui.tui.screens.frame import Frame
from safechat_tui.tui.screens.lists import KeptDialog, ListDialog, OfferDialog, WrittenDialog
from safechat_tui.tui.screens.secret import SecretDialog, in_thread
from safechat_tui.tui.screens.steps import Step
from safechat_tui.tui.views.chrome import cover

_PATIENCE: Final = 3.0
"""Seconds for which a file that is being written is waited for."""

Begin = Callable[[Conversation], Flow[object]]
"""What begins a flow."""


@dataclass(slots=True)
class RunningFlow:
    """A flow on its way."""

    begin: Begin
    flow: Flow[object]
    screen: Frame[Any]
    """Where it was asked for, and says what became of it."""


class Flows(QuietApp, inherit_bindings=False):
    """An application that holds one conversation, and follows its flows."""

    def __init__(self, conversation: Conversation) -> None:
        """Take the conversation; nothing is asked yet."""
        super().__init__()
        self.conversation = conversation
        """The conversation at hand."""
        self._asking: list[RunningFlow] = []
        self._for_step: list[Callable[[], None]] = []

    @property
    def tr(self) -> Translator:
        """The interface's words in the language of the screens."""
        return self.conversation.tr

    @property
    def frame(self) -> Frame[object]:
        """The screen in front, which is the one that takes the keys."""
        return cast("Frame[object]", self.screen)

    @property
    def step(self) -> Step:
        """The step at hand; texts and dialogs stand in front of it."""
        return cast("Step", self.screen_stack[0])

    def follow(self, begin: Begin, screen: Frame[Any] | None = None) -> None:
        """Begin a flow, unless it is asking something already.

        Args:
            begin: begins it.
            screen: where it says what became of it; the screen in front, which took its key, when left out.
        """
        if all(running.begin != begin for running in self._asking):
            self._go_on(RunningFlow(begin, begin(self.conversation), screen or self.frame))

    def _go_on(self, running: RunningFlow, answer: object = None, error: SafeChatError | None = None) -> None:
        """Give a flow its answer, and show what it asks next."""
        if running in self._asking:
            self._asking.remove(running)
        try:
            request = running.flow.throw(error) if error else running.flow.send(answer)
        except StopIteration:
            self.frame.redraw()
            return
        except SafeChatError as failed:
            self._tell(running, Tell(self.conversation.explain(failed)))
            self.frame.redraw()
            return
        match request:
            case Tell():
                self._tell(running, request)
                self._go_on(running)
            case ShowStep(step):
                self._show_step(step, running)
            case Work(call):
                self._work(running, call)
            case AttachedPrinter():
                painter = self.painter
                self._go_on(running, painter is not None and may_print(os.environ, painter.terminal.write_fd))
            case PrintAttached(data):
                if self.painter is not None:
                    self.painter.print_out(data)
                self._go_on(running)
            case ForgetAll():
                self.call_later(self._forget_all, running, request)
            case Leave():
                self.leave()
            case _:
                self._asking.append(running)
                self.push_screen(_dialog(request), partial(self._go_on, running))

    def _tell(self, running: RunningFlow, said: Tell) -> None:
        """Say something where the flow was asked for, or on the step where that is closed by now."""
        screen = running.screen if running.screen in self.screen_stack else self.step
        screen.notice(said.words, "chosen" if said.good else "warn")

    @work(group="disk")
    async def _work(self, running: RunningFlow, call: Callable[[], object]) -> None:
        made, error = None, None
        try:
            made = await in_thread(call)
        except SafeChatError as failed:
            error = failed
        # Where the program has ended meanwhile, no screen is left that could tell of it.
        if self.is_running:
            self._go_on(running, made, error)

    def _show_step(self, name: str, running: RunningFlow | None = None) -> None:
        """Show a step once no text or dialog is in front: none is taken away from whoever opened it."""
        if not isinstance(self.screen, Step):
            self._for_step.append(partial(self._show_step, name, running))
            return
        # The plan may be of another guide, where the questions are others.
        for each in self.SCREENS:
            cast("Step", self.get_screen(each)).enter(1)
        self.screen.go(name)
        self.frame.redraw(top=True)
        if running is not None:
            running.screen = self.frame
            self._go_on(running)

    def shown(self) -> None:
        """Take note that another screen is in front: how often Esc closes one, and what waited for a step."""
        if self.keyboard is not None:
            frames = [screen for screen in self.screen_stack if isinstance(screen, Frame)]
            # Under the cover it closes nothing.
            self.keyboard.closes(0 if self.covered else sum(frame.closes_by_escape for frame in frames))
        if isinstance(self.screen, Step):
            waiting, self._for_step = self._for_step, []
            for show in waiting:
                self.call_next(show)

    # Forgetting -------------------------------------------------------------------------------

    async def _forget_all(self, running: RunningFlow, asked: ForgetAll) -> None:
        await self.restart_emptied(Restart(self.tr.lang, covered=False, new=asked.new, code=asked.code))
        self._go_on(running)

    async def restart_emptied(self, how: Restart) -> None:
        """Begin the program again once nothing is being written; under test, close the dialogs and return.

        Args:
            how: what the new program is to know, besides the region that was answered.
        """
        how = how._replace(region=self.conversation.region or "")
        with contextlib.suppress(Exception):
            # A paper or a plan that is just being written is finished first.
            if writing := [worker for worker in self.workers if worker.group == "disk"]:
                await asyncio.wait_for(self.workers.wait_for_complete(writing), _PATIENCE)
        rows = cover(self.tr, *self.size) if how.covered else [""] * self.size.height
        self.restart_program(how, rows)
        self.close_dialogs()

    def close_dialogs(self) -> None:
        """Close every dialog, and end what waits for an answer."""
        for running in self._asking:
            running.flow.close()
        self._asking, self._for_step = [], []
        while not isinstance(self.screen, Step):
            self.screen.dismiss(None)


def _dialog(request: object) -> Frame[Any]:
    """Return the dialog that asks a request."""
    match request:
        case AskPassphrase():
            return SecretDialog(request)
        case OfferWords():
            return OfferDialog(request.menu)
        case ChooseKept():
            return KeptDialog(request.menu)
        case ChooseWritten():
            return WrittenDialog(request.menu)
        case Choose():
            return ListDialog(request.menu, request.at)
    raise TypeError(request)
