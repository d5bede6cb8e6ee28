"""The parent: it loads the screens once and forks a session for each terminal it is handed.

The rules this module keeps:

- One thread, so that a fork is whole. Nothing here reads a plan or a key; the first screen was prepared.
- Everyone who asks has it before the next session is forked.
- Only processes of the same account are heard.
- A session of another version is refused, and the parent then takes no more; it ends with its last session.
- When the parent is killed, its sessions leave as if the line had been cut.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import socket
import struct
import time
from pathlib import Path
from typing import Final

from safechat_tui import files
from safechat_tui.early import taking
from safechat_tui.errors import SafeChatError
from safechat_tui.ready import client, loaded, meeting
from safechat_tui.ready.session import Run, Session
from safechat_tui.ready.wish import Wish, understood
from safechat_tui.tui import turns

IDLE: Final = 900.0
"""Seconds without any session after which a parent that can be started again at any time ends."""

WAITING: Final = 256
"""Terminals that may wait to be taken."""

SURE: Final = 1.0
"""Seconds for which the program, once looked at, is taken to be as it was."""

FIRST_PASSED: Final = 3
"""The descriptor under which systemd passes a socket."""


def serve(path: str, run: Run) -> int:
    """Keep sessions ready until told to end (SIGTERM, SIGINT); sessions that are open go on.

    Args:
        path: where the socket is to be; not used where systemd passes one.
        run: what a session does.

    Returns:
        The exit code.

    Raises:
        SafeChatError: `ready-already` when another parent serves this account; `folder-unsafe` or
            `not-saved` when the socket cannot be made.
    """
    passed = _passed()
    if not passed and _answers(path):
        raise SafeChatError("ready-already")
    newest = loaded.newest()
    loaded.load()
    listener = passed or _listening(path)
    parent = Parent(listener, run, newest, idle=IDLE if passed else None)
    try:
        parent.serve()
    finally:
        if not passed:
            with contextlib.suppress(OSError):
                os.unlink(path)
    return 0


def _passed() -> socket.socket | None:
    """Return the socket that systemd listens on for us, if it does."""
    if os.environ.get("LISTEN_PID") != str(os.getpid()) or os.environ.get("LISTEN_FDS") != "1":
        return None
    return socket.socket(fileno=FIRST_PASSED)


def _answers(path: str) -> bool:
    """Return whether another parent serves this account."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as other:
        return other.connect_ex(path) == 0


def _listening(path: str) -> socket.socket:
    files.private_folder(Path(path).parent)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    # What a parent left that was killed.
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)
    try:
        listener.bind(path)
        os.chmod(path, 0o600)
        listener.listen(WAITING)
    except OSError as error:
        raise SafeChatError("not-saved", name=path) from error
    return listener


class Parent:
    """Takes terminals, forks sessions, passes signals on and exit codes back."""

    def __init__(self, listener: socket.socket, run: Run, newest: int, *, idle: float | None) -> None:
        """Remember what to do; nothing is taken yet.

        Args:
            listener: where terminals come in.
            run: what a session does.
            newest: when a file of the program was last changed before it was loaded.
            idle: seconds without a session after which to end, or nothing for never.
        """
        self._listener = listener
        self._run = run
        self._idle = idle
        self._identity = meeting.identity()
        self._newest = newest
        self._looked = 0.0
        self._turns = turns.keep_turns()
        self._selector = selectors.DefaultSelector()
        self._sessions: dict[int, socket.socket] = {}
        self._waiting: dict[Session, socket.socket] = {}
        self._takes = True

    def serve(self) -> None:
        """Serve until there is nothing more to take and no session left."""
        woken, wake = os.pipe()
        os.set_blocking(wake, False)
        os.set_blocking(woken, False)
        for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: None)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        self._listener.setblocking(False)
        self._selector.register(self._listener, selectors.EVENT_READ, self._take)
        self._selector.register(woken, selectors.EVENT_READ, self._woken)
        quiet_since = time.monotonic()
        while self._takes or self._sessions or self._waiting:
            ready = self._selector.select(0 if self._waiting else self._idle)
            if ready or self._sessions or self._waiting:
                quiet_since = time.monotonic()
            elif self._idle is not None and time.monotonic() - quiet_since >= self._idle:
                return
            for key, _ in ready:
                key.data(key.fileobj)
            if self._waiting and not ready:
                self._begin(next(iter(self._waiting)))

    def _woken(self, woken: int) -> None:
        numbers = os.read(woken, 4096)
        if signal.SIGTERM in numbers or signal.SIGINT in numbers:
            self._take_no_more()
        with contextlib.suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                self._tell(*ended)

    def _take_no_more(self) -> None:
        """Take nobody from now on; where systemd goes on listening, whoever asks is told so at once."""
        if self._takes and self._idle is None:
            self._selector.unregister(self._listener)
            self._listener.close()
        self._takes = False

    def _tell(self, pid: int, status: int) -> None:
        """Tell the one who stands in for a session how it ended."""
        code = os.waitstatus_to_exitcode(status)
        self._end(self._sessions.pop(pid), code if code >= 0 else 128 - code)

    def _end(self, line: socket.socket, status: int) -> None:
        with contextlib.suppress(OSError):
            line.send(bytes([status]))
        with contextlib.suppress(KeyError):
            self._selector.unregister(line)
        line.close()

    def _take(self, listener: socket.socket) -> None:
        try:
            line, _ = listener.accept()
        except OSError:
            return
        credentials = line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        if struct.unpack("3i", credentials)[1] != os.getuid():
            line.close()
            return
        line.setblocking(False)
        self._selector.register(line, selectors.EVENT_READ, self._asked)

    def _asked(self, line: socket.socket) -> None:
        """Answer the one who asks for a session."""
        self._selector.unregister(line)
        try:
            asked, descriptors, _, _ = socket.recv_fds(line, meeting.MOST_BYTES, 3)
        except OSError:
            line.close()
            return
        try:
            wish = understood(asked)
            wanted = len(descriptors) == len(client.STANDARD) and self._answered(line, wish)
        except ValueError:
            wanted = False
        if wanted:
            session = Session(wish, descriptors)
            self._waiting[session] = line
            self._selector.register(line, selectors.EVENT_READ, lambda line: self._heard(session, line))
        else:
            line.close()
            _close(descriptors)

    def _answered(self, line: socket.socket, wish: Wish) -> bool:
        """Answer, and return whether the session is still wanted."""
        same = self._takes and wish.identity == self._identity and self._is_fresh()
        if not same:
            self._take_no_more()
        takes = same and wish.letters == meeting.letters()
        try:
            line.send(meeting.TAKEN if takes else meeting.REFUSED)
        except OSError:
            return False
        return takes

    def _is_fresh(self) -> bool:
        """Return whether the program is still the one that was loaded; many may ask at once."""
        now = time.monotonic()
        if now - self._looked < SURE:
            return True
        self._looked = now
        try:
            return loaded.newest() == self._newest
        except OSError:
            return False

    def _begin(self, session: Session) -> None:
        """Fork the session that was asked for."""
        line = self._waiting.pop(session)
        try:
            self._sessions[session.fork(self._turns, self._run)] = line
        except OSError:
            # There is no room for another process; the others go on.
            self._end(line, session.leave(signal.SIGHUP))

    def _heard(self, session: Session, line: socket.socket) -> None:
        """Pass signals on; when nobody stands in for the session any more, its line was cut."""
        if line.fileno() < 0:
            # The session ended in the same moment.
            return
        try:
            numbers = line.recv(64)
        except OSError:
            numbers = b""
        if not numbers:
            self._selector.unregister(line)
        for number in numbers or bytes([signal.SIGHUP]):
            if session.pid:
                with contextlib.suppress(ProcessLookupError, ValueError):
                    os.kill(session.pid, number)
            elif session in self._waiting and number in taking.SIGNALS:
                self._end(self._waiting.pop(session), session.leave(number))


def _close(descriptors: list[int]) -> None:
    for descriptor in descriptors:
        os.close(descriptor)
