"""What the program holds on this computer: every file, and what is in a kept plan, field by field."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final, NamedTuple

from safechat_tui import clock, files
from safechat_tui.clean import clean
from safechat_tui.config import Config
from safechat_tui.errors import SafeChatError
from safechat_tui.handout.blocks import PageBlocks, items_of, said
from safechat_tui.i18n import Translator
from safechat_tui.store import Kept, Papers, store_of
from safechat_tui.store.clock_log import EPOCH
from safechat_tui.store.names import is_key
from safechat_tui.store.seal import PLAN_SUFFIXES, SEALED_SUFFIX

FIELDS: Final = (
    "code", "guide", "lang", "dates", "revision", "answers", "words", "chosen", "place", "region", "neutral",
    "parts",
)  # fmt: skip
"""What a kept plan holds, in the order it is told; the words are `report.field.<name>`."""


class Held(NamedTuple):
    """One file of the program."""

    kind: str
    """`plan`, `key`, `own` (locks, dates, marks), `left` (from a write that was cut short) or `export`."""
    path: Path
    size: int
    """Bytes."""
    changed: datetime
    """When it was last written, in UTC."""
    expires: date | None = None
    """The last day it is kept, in local time; nothing for what stays until somebody deletes it."""
    damaged: bool = False
    """Whether it is a plan that cannot be opened."""
    unreadable: bool = False
    """Whether it is a plan that the disk or the rights of this account do not let be read now."""

    @property
    def is_sealed(self) -> bool:
        """Whether a passphrase or a key is needed to read it."""
        return self.path.suffix == SEALED_SUFFIX


def held(config: Config) -> tuple[Held, ...]:
    """Return every file the program holds: plans, key, its own small ones, written plans. Opens none.

    Raises:
        SafeChatError: `folder-unsafe`; `file-failed` when nobody can tell.
    """
    plans = {kept.code: kept for kept in store_of(config).list()}
    found: list[Held] = []
    if config.store is not None:
        for code, kept in plans.items():
            when = kept.changed or EPOCH
            found.append(
                Held("plan", Path(f"{code}{SEALED_SUFFIX}"), kept.size, when, kept.expires, kept.damaged)
            )

    def failed(error: OSError) -> None:
        # What is not there is nothing; what cannot be looked at is not.
        if not isinstance(error, FileNotFoundError):
            raise SafeChatError("file-failed", name=config.data_folder.name) from error

    for folder, _, names in os.walk(config.data_folder, onerror=failed):
        for name in sorted(names):
            path = Path(folder) / name
            try:
                status = path.lstat()
            except OSError as error:
                failed(error)
                continue
            # A socket holds nothing.
            if not stat.S_ISSOCK(status.st_mode):
                found.append(_held(path, status, plans.get(path.stem)))
    for paper in Papers(config).list():
        found.append(Held("export", paper.path, paper.size, paper.changed, paper.expires))
    order = ("left", "plan", "key", "export", "own")
    return tuple(sorted(found, key=lambda each: order.index(each.kind)))


def _held(path: Path, status: os.stat_result, kept: Kept | None) -> Held:
    changed = datetime.fromtimestamp(max(0, int(status.st_mtime)), UTC)
    if kept is not None and path.suffix in PLAN_SUFFIXES:
        when = kept.changed or changed
        return Held("plan", path, status.st_size, when, kept.expires, kept.damaged, kept.unreadable)
    if files.TEMP_NAME.fullmatch(path.name):
        return Held("left", path, status.st_size, changed)
    return Held("key" if is_key(path.name) else "own", path, status.st_size, changed)


def report(config: Config, found: Iterable[Held], tr: Translator) -> PageBlocks:
    """Return the report on what `held` found: every file with its size, age and end, then a plan's fields."""
    today = clock.today()
    lines: list[str] = []
    for each in found:
        age = max(0, (today - clock.day_of(each.changed)).days)
        since = tr.plural("report.age", age) if age else tr("report.today")
        size = tr.plural("report.size", each.size)
        line = f"{tr(f'report.kind.{each.kind}')} {clean(each.path.name)}, {size}, {since}"
        if each.kind == "plan":
            line = f"{line}, {tr('report.sealed' if each.is_sealed else 'report.open')}"
        if each.unreadable:
            line = f"{line}, {tr('report.unreadable')}"
        elif each.damaged:
            line = f"{line}, {tr('report.damaged')}"
        elif each.expires is not None and each.expires < today:
            line = f"{line}, {tr('report.over')}"
        elif each.expires is not None:
            line = f"{line}, {tr.plural('report.left', max(0, (each.expires - today).days))}"
        lines.append(line)
    return (
        said(tr("report.folder", folder=clean(str(config.data_folder)))),
        items_of(lines) if lines else said(tr("report.none")),
        said(tr("report.fields")),
        items_of(tr(f"report.field.{name}") for name in FIELDS),
        said(tr("report.shredded")),
    )
