"""Writes the shipped guides in their prepared form. Run when the program is built or installed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

from safechat_tui.guide import prepared, reader
from safechat_tui.i18n import LANGUAGES
from safechat_tui.resources import CONTENT


def save(
    name: str, lang: str, value: object, *, root: Path = CONTENT, folder: Path = prepared.FOLDER
) -> None:
    """Write a guide, or the names of all, in the prepared form."""
    folder.mkdir(exist_ok=True)
    text = json.dumps(_plain(value, root), ensure_ascii=False, separators=(",", ":"))
    (folder / f"{name}.{lang}.json").write_text(f"{prepared.head_of(root, lang)}\n{text}", "utf-8")


def _plain(value: Any, root: Path) -> Any:
    """Return a value as JSON can hold it."""
    if type(value) in prepared.CLASSES and not is_dataclass(value):
        return [prepared.CLASSES.index(type(value)), str(value)]
    if is_dataclass(value):
        parts = (getattr(value, part.name) for part in fields(value))
        return [prepared.CLASSES.index(type(value)), *(_plain(part, root) for part in parts)]
    if isinstance(value, Mapping):
        return {key: _plain(part, root) for key, part in value.items()}
    if isinstance(value, tuple):
        return [prepared.TUPLE, *(_plain(part, root) for part in value)]
    if isinstance(value, Path):
        return [prepared.PATH, value.relative_to(root).as_posix()]
    return [prepared.DAY, value.isoformat()] if isinstance(value, date) else value


def main() -> None:
    """Prepare every guide in every language."""
    for lang in LANGUAGES:
        names = reader.guides(lang)
        save(prepared.NAMES, lang, names)
        for guide in names:
            save(guide.id, lang, reader.read_guide(lang, guide=guide.id))


if __name__ == "__main__":
    main()
