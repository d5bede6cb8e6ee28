"""Looks at what a conversation stands on: the terminal, who may be recording, the folders, the guide.

The rules this module keeps:

- It reads and changes nothing; no folder is made, no plan is opened, no secret is named.
- Each finding says what is good, or what to do about it. Only what stops the job is an error.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from safechat_tui import charset, files
from safechat_tui.clean import clean
from safechat_tui.commands import server
from safechat_tui.commands.content import unlettered
from safechat_tui.commands.finding import GOOD, LOOK, STOP, Finding
from safechat_tui.commands.parser import Asked, Command
from safechat_tui.commands.settings import file_in_trouble
from safechat_tui.config import Config, settings_files
from safechat_tui.errors import SafeChatError
from safechat_tui.guide.check import check_content, old_facts
from safechat_tui.guide.library import read_guide
from safechat_tui.guide.problems import ContentError
from safechat_tui.guide.reference import Ages
from safechat_tui.i18n import LANGUAGES, Translator
from safechat_tui.options import ATTACHED
from safechat_tui.plain import output
from safechat_tui.plain.lines import LineWriter, terminal_width
from safechat_tui.printer import is_queue
from safechat_tui.resources import CONTENT
from safechat_tui.store import Papers, is_sealed, keyring_of, store_of
from safechat_tui.store.keyring import LETTERS
from safechat_tui.terminal.blank import POOR_TERMINALS
from safechat_tui.terminal.capabilities import may_print

_FULL: Final = (80, 24)
"""Columns and rows at which the screens show everything side by side."""

WATCHERS: Final[Mapping[str, str]] = {
    "tmux": "multiplexer", "screen": "multiplexer", "zellij": "multiplexer", "dtach": "multiplexer",
    "abduco": "multiplexer",
    "script": "recorder", "asciinema": "recorder", "ttyrec": "recorder", "termrec": "recorder",
    "tlog-rec": "recorder", "tlog-rec-session": "recorder", "sudoreplay": "recorder", "ttygif": "recorder",
    "terminalizer": "recorder",
    "sshd": "remote", "mosh-server": "remote", "telnetd": "remote",
}  # fmt: skip
"""What programs above this one may do with what is on the screen, by the name of their process."""

TRACES: Final[Mapping[str, str]] = {
    "TMUX": "tmux", "STY": "screen", "ZELLIJ": "zellij", "ASCIINEMA_REC": "asciinema",
    "ASCIINEMA_SESSION": "asciinema", "SCRIPT": "script", "SSH_CONNECTION": "sshd",
}  # fmt: skip
"""Variables that such programs leave in the environment."""


def examine(config: Config, environ: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what was found, in the order it is told."""
    yield from terminal(environ, os.isatty(0) and os.isatty(1), shutil.get_terminal_size(_FULL))
    yield letters()
    yield from watchers({*parents(), *(name for key, name in TRACES.items() if environ.get(key))})
    yield from settings(config, environ)
    # Of a database that does not answer, nothing is known.
    if (found := server.database(config)) is not None:
        yield found
    if found is None or found.state == GOOD:
        yield from keeping(config)
    yield from server.retention()
    yield papers(config)
    yield printing(config, may_print(environ, 1))
    yield from content(config)


def terminal(environ: Mapping[str, str], typed: bool, size: tuple[int, int]) -> Iterator[Finding]:
    """Look at the terminal's kind and size."""
    kind = environ.get("TERM", "")
    if not typed:
        yield Finding("no-terminal", LOOK)
    elif kind in POOR_TERMINALS:
        yield Finding("terminal-poor", LOOK)
    else:
        yield Finding("terminal", GOOD, {"kind": clean(kind)[:40]})
    params = {"columns": size[0], "rows": size[1]}
    small = size[0] < _FULL[0] or size[1] < _FULL[1]
    yield Finding("size-small", LOOK, params) if small else Finding("size", GOOD, params)


def letters() -> Finding:
    """Look at the letters that the locale names."""
    name = charset.locale_charset(os.environ)
    if name == charset.UTF_8:
        return Finding("letters")
    return Finding("letters-few", LOOK, {"name": name})


def watchers(names: set[str]) -> Iterator[Finding]:
    """Look at the programs between this one and the person at the screen."""
    kinds = {name: WATCHERS[name] for name in sorted(names) if name in WATCHERS}
    for name, kind in kinds.items():
        yield Finding(kind, LOOK, {"name": name})
    if not {"recorder", "multiplexer"} & set(kinds.values()):
        yield Finding("no-watcher")


def parents(proc: Path = Path("/proc"), pid: int | None = None) -> Iterator[str]:
    """Yield the names of the processes above one (this one), the nearest first, as far as is told."""
    number = os.getpid() if pid is None else pid
    seen: set[int] = set()
    with suppress(OSError, ValueError, IndexError):
        while number > 1 and number not in seen:
            seen.add(number)
            text = (proc / str(number) / "stat").read_text("utf-8", "replace")
            name, _, rest = text.partition("(")[2].rpartition(")")
            # A server of tmux calls itself "tmux: server".
            yield name.split(":")[0].lower()
            number = int(rest.split()[1])


def settings(config: Config, environ: Mapping[str, str]) -> Iterator[Finding]:
    """Look at which settings were read, what is wrong with them, and which of them no user may change."""
    found = [path for path in settings_files(environ) if os.path.lexists(path)]
    for trouble in config.troubles:
        yield Finding(trouble.code, LOOK, trouble.params, error=True)
    wrong = {file_in_trouble(trouble) for trouble in config.troubles}
    for path in found:
        if (name := clean(str(path))) not in wrong:
            yield Finding("settings", GOOD, {"file": name})
    if not found:
        yield Finding("no-settings")
    if config.locked:
        yield Finding("locked", GOOD, {"keys": ", ".join(config.locked)})


def keeping(config: Config) -> Iterator[Finding]:
    """Look at how plans are kept."""
    if config.guarded:
        yield Finding("settings-guarded", LOOK)
    elif config.keep == "off":
        yield Finding("keep-off")
    elif is_sealed(config):
        yield from _sealing(config)
    else:
        yield Finding("keep-plain", LOOK)
    try:
        found = store_of(config).on_disk()
    except SafeChatError as error:
        yield Finding(error.code, LOOK, error.params, error=True)
        return
    if config.store is None and not files.exists(config.plans_folder):
        if config.keep != "off":
            yield Finding("no-plans", GOOD, {"days": config.keep_days})
        return
    if config.store is None:
        yield folder("plans", config.plans_folder, private=True)
    # Where no passphrase is asked for, none seals what lies open.
    seals = is_sealed(config) and config.keep != "off"
    look = LOOK if found["open"] or found["left"] else GOOD
    yield Finding("on-disk" if seals else "on-disk-unsealed", look, found)
    if found["sealed"] and not found["remembered"]:
        yield Finding("not-remembered", LOOK)


def _sealing(config: Config) -> Iterator[Finding]:
    if find_spec("pyrage") is None:
        yield Finding("seal-missing", STOP)
        return
    yield Finding("keep-sealed")
    yield Finding("key" if keyring_of(config).exists else "no-key")
    letters = {"letters": (config.recovery_key or "")[-LETTERS:]}
    yield Finding("recovery", GOOD, letters) if config.recovery_key else Finding("no-recovery", LOOK)


def folder(what: str, path: Path, *, private: bool = False) -> Finding:
    """Look at a folder (`papers`, `plans`): there, ours to write in; if `private`, nobody else's to read."""
    params = {"folder": clean(str(path))}
    try:
        status = path.stat()
    except OSError:
        return Finding(f"{what}-missing", LOOK, params)
    if not stat.S_ISDIR(status.st_mode) or not os.access(path, os.W_OK | os.X_OK):
        return Finding(f"{what}-closed", LOOK, params)
    if private and (status.st_uid != os.getuid() or stat.S_IMODE(status.st_mode) & 0o077):
        return Finding(f"{what}-open", LOOK, params)
    return Finding(what, GOOD, params)


def papers(config: Config) -> Finding:
    """Look at the folder of written papers: ours to write in, nobody else's to empty, and who reads it."""
    found = folder("papers", config.export_folder)
    if found.state != GOOD:
        return found
    if files.others_may_change(config.export_folder.stat(), frozenset({0, os.geteuid()})):
        return Finding("papers-unsafe", LOOK, found.params)
    group = Papers(config).readers
    shared = Finding("papers-shared", GOOD, {**found.params, "group": group})
    return shared if group else found


def printing(config: Config, attached: bool) -> Finding:
    """Look at the printer of the settings: whether its queue is there, or one may be attached."""
    if config.printer is None:
        return Finding("printer-none")
    if config.printer == ATTACHED:
        return Finding("printer-attached") if attached else Finding("printer-detached", LOOK)
    params = {"printer": config.printer}
    try:
        there = is_queue(config.printer)
    except SafeChatError as error:
        return Finding(error.code, LOOK, params, error=True)
    return Finding("printer-queue", GOOD, params) if there else Finding("printer-missing", LOOK, params)


def content(config: Config) -> Iterator[Finding]:
    """Look at the guide: readable, in one piece, and not too old."""
    try:
        for lang in LANGUAGES:
            read_guide(lang, overlay=config.content_dir)
    except (SafeChatError, ContentError):
        yield Finding("guide-broken", STOP)
        return
    for language in unlettered(config.content_dir):
        yield Finding("paper-letters", LOOK, {"language": language})
    problems = check_content(CONTENT, config.content_dir).wrong
    params: dict[str, object] = {"count": len(problems)}
    yield Finding("guide-problems", LOOK, params) if problems else Finding("guide")
    old = old_facts(CONTENT, Ages.as_of_now(config.facts_days), config.content_dir)
    params = {"count": len(old), "days": config.facts_days}
    yield Finding("facts-old", LOOK, params) if old else Finding("facts", GOOD, params)


def doctor_text(findings: Iterable[Finding], tr: Translator, *, width: int) -> str:
    """Return what was found as lines of a width, each with what to do about it."""
    lines = LineWriter(tr, width)
    for finding in findings:
        state = tr(f"doctor.state.{finding.state}")
        name, todo = (f"error.{finding.id}", "hint") if finding.error else (f"doctor.{finding.id}", "todo")
        lines.say(tr(name, **finding.params), lead=f"{state} ")
        if finding.state != GOOD:
            lines.say(tr(f"{name}.{todo}", **finding.params), level=2)
    return lines.text()


def run(asked: Asked) -> int:
    """Tell what a conversation stands on here, and what to do about what is not well."""
    findings = tuple(examine(asked.config, os.environ))
    output.write(doctor_text(findings, asked.tr, width=terminal_width()))
    return output.FAILED if any(finding.state == STOP for finding in findings) else output.DONE


COMMANDS = (Command("doctor", run),)
