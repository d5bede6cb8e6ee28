"""The one table of keys: it feeds the bindings, the footer and the help.

The rules it keeps: every action has a key; nothing needs AltGr or a mouse; where a key is a digit, the
unshifted sign of the same key on a French keyboard does the same; a letter is the same in both languages.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, NamedTuple

from safechat_tui.i18n import Translator

if TYPE_CHECKING:
    from textual.binding import BindingType


class Hotkey(NamedTuple):
    """One action and the keys that start it."""

    id: str
    """Its words are `key.<id>` (footer) and `key.<id>.help` in the catalogues; the same in every scope."""
    keys: str
    """Textual's names of the keys, separated by commas; none where the quick exit is meant."""
    action: str
    """Textual's name of the action."""
    label: str
    """How the key is written on the screen; `label.<label>` in the catalogues where it has a name."""
    scope: str
    """Where it holds: `always`, `step`, `question`, `reading`, `list` and so on."""
    row: int = 1
    """The row of the footer that names it, 0 where none does; help shows them all."""
    in_field: str = ""
    """How it is written where a field takes the letters; nothing where that makes no difference."""


KEYS: Final = (
    # Everywhere. Also in fields and dialogs, hence the keys that are no letters.
    Hotkey("exit", "ctrl+x", "app.vanish", "Ctrl+X", "always", row=0),
    Hotkey("exit-escape", "", "", "esc3", "always", row=0),
    Hotkey("cover", "f9,ctrl+o", "app.cover", "F9", "always", row=0),
    Hotkey("lock", "f8,ctrl+l", "app.follow('lock')", "F8", "always", row=0),
    Hotkey("redraw", "ctrl+r", "app.redraw", "Ctrl+R", "always", row=0),
    Hotkey("urgent", "exclamation_mark,f2,u", "app.read('urgent')", "!", "always", row=0, in_field="F2"),
    Hotkey("search", "slash,f3,m", "app.search", "/", "always", in_field="F3"),
    Hotkey("help", "question_mark,f1", "app.help", "?", "always", in_field="F1"),
    Hotkey("helplines", "h,f7", "app.helplines", "h", "always", row=2, in_field="F7"),
    Hotkey("platforms", "i,f6", "app.platforms", "i", "always", row=2, in_field="F6"),
    Hotkey("papers", "j,f5", "app.follow('papers')", "j", "always", row=2, in_field="F5"),
    # The opening.
    Hotkey("begin", "enter", "on", "enter", "opening"),
    Hotkey("about", "d", "app.read('about')", "d", "opening"),
    # The steps before the plan.
    Hotkey("guides", "g", "app.guides", "g", "guides", row=0),
    # The five steps.
    Hotkey("opening", "0,à", "app.go('opening')", "0", "step", row=0),
    Hotkey("understand", "1,ampersand", "app.go('understand')", "1", "step", row=0),
    Hotkey("wants", "2,é", "app.go('wants')", "2", "step", row=0),
    Hotkey("strategies", "3,quotation_mark", "app.go('strategies')", "3", "step", row=0),
    Hotkey("plan", "4,p,apostrophe", "app.go('plan')", "4", "step", row=0),
    Hotkey("back", "left", "back", "←", "step"),
    Hotkey("on", "right", "on", "→", "step"),
    Hotkey("page-up", "pageup,b", "page(-1)", "pgup", "step", row=0),
    Hotkey("page-down", "pagedown", "page(1)", "pgdn", "step", row=0),
    Hotkey("top", "home", "edge(-1)", "home", "step", row=0),
    Hotkey("end", "end", "edge(1)", "end", "step", row=0),
    Hotkey("language", "l", "app.follow('language')", "l", "step"),
    Hotkey("new", "n", "app.follow('new')", "n", "step", row=2),
    Hotkey("documenting", "c", "app.read('documenting')", "c", "step", row=2),
    Hotkey("keep", "k", "app.follow('keep')", "k", "step", row=2),
    Hotkey("kept", "o", "app.follow('kept')", "o", "step"),
    Hotkey("report", "v", "app.report", "v", "step", row=0),
    Hotkey("quit", "q,ctrl+c,ctrl+q", "app.follow('quit')", "q", "step", row=2),
    Hotkey("come-back", "escape", "app.come_back", "esc", "step", row=0),
    # Steps 1 and 2.
    Hotkey("choice", "up", "move(-1)", "↑↓", "question"),
    Hotkey("choice-down", "down", "move(1)", "", "question", row=0),
    Hotkey("choose", "space", "choose", "space", "question"),
    Hotkey("choose-on", "enter", "pass", "enter", "question"),
    Hotkey("overview", "r,f4", "overview", "r", "question", in_field="F4"),
    # The same keys where a line is to be written instead of a choice made; the question binds them.
    Hotkey("write-words", "", "", "space", "words"),
    Hotkey("words-on", "", "", "enter", "words"),
    Hotkey("words-overview", "", "", "F4", "words"),
    # Step 3.
    Hotkey("strategy", "up", "move(-1)", "↑↓", "strategies"),
    Hotkey("strategy-down", "down", "move(1)", "", "strategies", row=0),
    Hotkey("add", "space", "choose", "space", "strategies"),
    Hotkey("add-on", "enter", "take", "enter", "strategies"),
    Hotkey("group", "a", "group", "a", "strategies"),
    Hotkey("card", "f", "card", "f", "strategies"),
    # The plan and other texts to read.
    Hotkey("write", "e", "app.follow('write')", "e", "plan"),
    Hotkey("plan-on", "enter", "read_on", "enter", "plan"),
    Hotkey("print", "y", "app.follow('print')", "y", "plan", row=0),
    Hotkey("plan-parts", "x", "app.follow('plan-parts')", "x", "plan", row=0),
    Hotkey("plan-language", "d", "app.follow('plan-language')", "d", "plan", row=0),
    Hotkey("plan-format", "f", "app.follow('plan-format')", "f", "plan", row=0),
    Hotkey("plan-large", "g", "app.follow('plan-large')", "g", "plan", row=0),
    Hotkey("plan-neutral", "t", "app.follow('plan-neutral')", "t", "plan", row=0),
    Hotkey("plan-size", "a", "app.follow('plan-size')", "a", "plan", row=0),
    Hotkey("plan-region", "r", "app.follow('plan-region')", "r", "plan", row=0),
    Hotkey("scroll", "up", "move(-1)", "↑↓", "reading"),
    Hotkey("scroll-down", "down", "move(1)", "", "reading", row=0),
    # In a step that is a text, as in a dialog that is one.
    Hotkey("page-text", "space", "page(1)", "space", "text", row=0),
    # Dialogs.
    Hotkey("close", "escape,q,enter,left,ctrl+c", "close", "esc", "reader"),
    Hotkey("page-reader", "pageup,b", "page(-1)", "", "reader", row=0),
    Hotkey("page-reader-down", "pagedown,space", "page(1)", "space", "reader"),
    Hotkey("top-reader", "home", "edge(-1)", "home", "reader", row=0),
    Hotkey("end-reader", "end", "edge(1)", "end", "reader", row=0),
    Hotkey("helplines-region", "r", "province", "r", "helplines"),
    Hotkey("purge", "s,delete", "purge", "s", "report"),
    Hotkey("language", "l", "app.follow('language')", "l", "reader"),
    Hotkey("pick", "up", "move(-1)", "↑↓", "list"),
    Hotkey("pick-down", "down", "move(1)", "", "list", row=0),
    Hotkey("pick-take", "enter,space", "take", "enter", "list"),
    Hotkey("page-above", "pageup,b", "page(-1)", "pgup", "list", row=0),
    Hotkey("page-above-down", "pagedown", "page(1)", "pgdn", "list", row=0),
    Hotkey("first", "home", "edge(-1)", "home", "list", row=0),
    Hotkey("last", "end", "edge(1)", "end", "list", row=0),
    Hotkey("delete", "s,delete", "delete", "s", "kept"),
    Hotkey("passphrase", "p", "passphrase", "p", "kept"),
    Hotkey("paper-print", "y", "print", "y", "written"),
    Hotkey("paper-delete", "s,delete", "delete", "s", "written"),
    Hotkey("cancel", "escape,ctrl+c", "close", "esc", "list"),
    Hotkey("found", "up", "move(-1)", "↑↓", "search"),
    Hotkey("found-down", "down", "move(1)", "", "search", row=0),
    Hotkey("found-open", "enter", "open", "enter", "search"),
    Hotkey("found-page-up", "pageup", "page(-1)", "pgup", "search", row=0),
    Hotkey("found-page-down", "pagedown", "page(1)", "pgdn", "search", row=0),
    Hotkey("found-close", "escape,ctrl+c", "close", "esc", "search"),
    Hotkey("field-done", "enter", "done", "enter", "field"),
    Hotkey("language", "l", "app.follow('language')", "l", "list"),
    Hotkey("page-above", "pageup", "page(-1)", "pgup", "field", row=0),
    Hotkey("page-above-down", "pagedown", "page(1)", "pgdn", "field", row=0),
    Hotkey("field-cancel", "escape,ctrl+c", "close", "esc", "field"),
    Hotkey("reveal", "f4", "reveal", "F4", "secret"),
    Hotkey("draw", "v", "draw", "v", "offer"),
)
"""Every key of the program, in the order help and footer name them: of each scope, the most needed first."""

SCOPES: Final = tuple(dict.fromkeys(key.scope for key in KEYS))
"""Where keys hold, in the order of the table."""


def written(tr: Translator, key: Hotkey, *, field: bool = False) -> str:
    """Return how a key is written: a sign, a letter, or its name in the language."""
    if field and key.in_field:
        return key.in_field
    name = f"label.{key.label}"
    return tr(name) if tr.has(name) else key.label


def names_of(id: str) -> frozenset[str]:
    """Return Textual's names of the keys that start an action."""
    return frozenset(name for key in KEYS if key.id == id for name in key.keys.split(","))


def keys_of(scopes: Iterable[str]) -> tuple[Hotkey, ...]:
    """Return the keys of some scopes, in the order the scopes are named."""
    return tuple(key for scope in scopes for key in KEYS if key.scope == scope)


def bindings(*scopes: str, priority: bool = False) -> list[BindingType]:
    """Return Textual's bindings of some scopes.

    Args:
        scopes: names of scopes.
        priority: whether they hold before a focused field sees the key.
    """
    # The command line reads this table too, without Textual's 200 ms.
    from textual.binding import Binding

    return [
        Binding(key.keys, key.action, show=False, priority=priority, id=key.id)
        for key in keys_of(scopes)
        if key.keys
    ]
