"""One session: its first screen, which the parent shows, and then the process that is forked for it."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Callable
from typing import Final, NoReturn

from safechat_tui import charset, hardening
from safechat_tui.early import screen, taking
from safechat_tui.ready.wish import Wish

PR_SET_PDEATHSIG: Final = 1
"""Linux's number for the wish to be told when the parent dies."""

Run = Callable[[list[str]], int]
"""Runs the program with these arguments and returns its exit code."""


class Session:
    """A session that was asked for."""

    pid = 0
    """Its process; none before it is forked."""

    def __init__(self, wish: Wish, descriptors: list[int]) -> None:
        """Show its first screen, as far as that is certain.

        Args:
            wish: what is asked for.
            descriptors: its terminal's, for standard input, output and errors.
        """
        self._wish = wish
        self._descriptors = descriptors
        self._taken = screen.begin_for(descriptors[0], descriptors[1], wish.arguments, wish.environ)

    def leave(self, number: int) -> int:
        """Leave its terminal blank for a signal, before it is forked, and return its exit code."""
        status = self._taken.leave(number)
        self._let_go()
        return status

    def fork(self, turns: int, run: Run) -> int:
        """Begin its process, and return that.

        Args:
            turns: the descriptor that is left open for it.
            run: what it does.

        Raises:
            OSError: when there can be no more processes.
        """
        parent = os.getpid()
        # A signal that comes before the new process can obey it waits.
        signal.pthread_sigmask(signal.SIG_BLOCK, taking.SIGNALS)
        try:
            pid = os.fork()
            if pid == 0:
                self._become(parent, turns, run)
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, taking.SIGNALS)
        self.pid = pid
        self._let_go()
        return pid

    def _let_go(self) -> None:
        """Keep nothing of it but its process."""
        self._taken.close()
        for descriptor in self._descriptors:
            os.close(descriptor)
        del self._taken, self._wish, self._descriptors

    def _become(self, parent: int, turns: int, run: Run) -> NoReturn:
        """Be the session, in the process that was just forked."""
        status = hardening.CRASHED
        try:
            signal.set_wakeup_fd(-1)
            for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            os.setsid()
            for standard, descriptor in enumerate(self._descriptors):
                os.dup2(descriptor, standard)
            os.closerange(len(self._descriptors), turns)
            os.closerange(turns + 1, min(os.sysconf("SC_OPEN_MAX"), 65536))
            os.environ.clear()
            os.environ.update(self._wish.environ)
            charset.begin_streams(os.environ)
            taking.go_on(self._taken)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, taking.SIGNALS)
            _die_with(parent)
            hardening.forget_wishes(os.environ)
            time.tzset()
            with contextlib.suppress(OSError):
                os.chdir(self._wish.folder)
            status = run(self._wish.arguments)
        finally:
            taking.undo()
            os._exit(status)


def _die_with(parent: int) -> None:
    """Ask the kernel to hang this process up when its parent dies."""
    hardening.ask_kernel(PR_SET_PDEATHSIG, signal.SIGHUP)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGHUP)
