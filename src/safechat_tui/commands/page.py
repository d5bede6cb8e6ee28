"""The manual page in roff, as `man` reads it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from safechat_tui import __version__
from safechat_tui.commands.shapes import PROGRAM
from safechat_tui.commands.tree import Command, Option, command_tree
from safechat_tui.config import RULES
from safechat_tui.i18n import Translator
from safechat_tui.tui.keys import KEYS, written

REVISED: Final = "2026-11-22"
"""The day the page was last gone over."""

EVERYWHERE: Final = frozenset({"help", "lang"})
"""Options that every command has; they are told once."""


def manual_page(tr: Translator) -> str:
    """Return the page in a language."""
    tree = command_tree(tr)
    lines = [
        f'.TH {PROGRAM.upper()} 1 {REVISED} "{PROGRAM} {__version__}" "{_said(tr("man.title"))}"',
        f".SH {_said(tr('man.name'))}",
        rf"{PROGRAM} \- {_said(tr('man.summary'))}",
        f".SH {_said(tr('man.synopsis'))}",
        *_synopsis(tree, tr),
        f".SH {_said(tr('man.description'))}",
        _text(tree.help),
        f".SH {_said(tr('man.options'))}",
        *_options(tree.options),
        f".SH {_said(tr('man.commands'))}",
    ]
    for command in tree.walk():
        if command.path and not command.under:
            lines += [".TP", _call(command), _text(_sentence(command.help))]
            inner = [*command.words, *(option for option in command.options if option.dest not in EVERYWHERE)]
            if inner:
                lines += [".RS", *_options(inner), ".RE"]
            if command.after:
                lines += [".IP", _text(command.after)]
    lines += [f".SH {_said(tr('man.keys'))}", _text(tr("man.keys.words")), *_keys(tr)]
    lines += [f".SH {_said(tr('man.settings'))}", _text(tr("man.settings.words"))]
    for name, rule in RULES.items():
        lines += [".TP", rf"\fB{_said(name)}\fR", _text(rule.allowed)]
    lines += [f".SH {_said(tr('man.environment'))}", ".TP", r"\fBSAFECHAT_LANG\fR", _text(tr("man.lang"))]
    lines += [f".SH {_said(tr('man.files'))}"]
    for path, words in (
        ("/etc/safechat/settings.toml", "man.files.system"),
        ("~/.config/safechat/settings.toml", "man.files.user"),
        ("~/.local/share/safechat", "man.files.data"),
    ):
        lines += [".TP", rf"\fI{_said(path)}\fR", _text(tr(words))]
    lines += [f".SH {_said(tr('man.codes'))}"]
    for code in (0, 1, 2, 70):
        lines += [".TP", rf"\fB{code}\fR", _text(tr(f"man.codes.{code}"))]
    lines += [
        f".SH {_said(tr('man.limits'))}",
        _text(tr("man.limits.words")),
        ".PP",
        _text(tr("man.limits.typed")),
    ]
    return "\n".join(lines) + "\n"


def _said(words: str) -> str:
    """Return words as roff shows them: every sign as it stands."""
    return words.replace("\\", r"\e").replace("-", r"\-").replace("\u00a0", r"\~").replace('"', r"\(dq")


def _text(words: str) -> str:
    """Return a paragraph; no line of it may begin like a request."""
    said = _said(words)
    return rf"\&{said}" if said[:1] in {".", "'"} else said


def _sentence(words: str) -> str:
    """Return the help of a command as a sentence."""
    return f"{words[:1].upper()}{words[1:]}."


def _call(command: Command) -> str:
    """Return how a command is typed."""
    words = "".join(f" {_word(word)}" for word in command.words)
    return rf"\fB{_said(' '.join((PROGRAM, *command.path)))}\fR{words}"


def _word(word: Option) -> str:
    shown = rf"\fI{_said(word.metavar)}\fR" + (" ..." if word.many else "")
    return shown if word.required else f"[{shown}]"


def _synopsis(tree: Command, tr: Translator) -> Iterable[str]:
    options = rf"[\fI{_said(tr('man.options.metavar'))}\fR]"
    yield rf"\fB{PROGRAM}\fR {options}"
    for command in tree.walk():
        if command.path and not command.under:
            yield ".br"
            yield f"{_call(command)} {options}"


def _options(options: Iterable[Option]) -> Iterable[str]:
    for option in options:
        value = rf" \fI{_said(option.metavar)}\fR" if option.metavar else ""
        flags = ", ".join(rf"\fB{_said(flag)}\fR" for flag in option.flags)
        yield ".TP"
        yield f"{flags}{value}" if flags else value.strip()
        yield _text(option.help)


def _keys(tr: Translator) -> Iterable[str]:
    """Yield every key with its help; one that does the same in several places comes once."""
    told: set[tuple[str, str]] = set()
    for key in KEYS:
        label, words = written(tr, key), tr(f"key.{key.id}.help")
        if key.label and (label, words) not in told:
            told.add((label, words))
            yield ".TP"
            yield rf"\fB{_text(label)}\fR"
            yield _text(words)
