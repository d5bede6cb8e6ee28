"""What is known of kept plans without opening them, one line each."""

from __future__ import annotations

from collections.abc import Iterable

from safechat_tui import clock
from safechat_tui.i18n import Translator
from safechat_tui.store import Kept


def kept_lines(kept: Iterable[Kept], tr: Translator) -> tuple[str, ...]:
    """Return one line for each kept plan, or one that says there is none."""
    lines = tuple(kept_line(each, tr) for each in kept)
    return lines or (tr("plans.none"),)


def kept_line(kept: Kept, tr: Translator) -> str:
    """Return what is known of a kept plan without opening it."""
    if kept.unreadable:
        return tr("plans.line-unreadable", code=kept.code)
    if kept.damaged or kept.changed is None or kept.expires is None:
        return tr("plans.line-damaged", code=kept.code)
    changed = clock.day_of(kept.changed)
    name = "plans.line-over" if kept.is_over(clock.today()) else "plans.line"
    line = tr(name, code=kept.code, changed=tr.date(changed), expires=tr.date(kept.expires))
    return line if kept.sealed else tr("plans.open-file", line=line)
