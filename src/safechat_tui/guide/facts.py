"""Reads the language-neutral facts: the frame of a guide, platforms, helplines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from safechat_tui.clean import clean
from safechat_tui.guide.fact_file import PROOF, FactFile, FactRow
from safechat_tui.guide.layers import Layers
from safechat_tui.guide.problems import Problem
from safechat_tui.text.near import near
from safechat_tui.text.toml import line_of_key

HIDDEN: Final = "hidden"
"""The key of an entry that takes a shipped one, or one of a shelter's own, out of the guide."""

HIDEABLE: Final = ("helpline", "question", "strategy")
"""Tables whose entries can be hidden."""

_NEEDED: Final = ("urgent", "urgent_on", "saves")
"""Keys of entries that stay: they lead to help in danger, or keep what later steps may lose."""


@dataclass(slots=True)
class Facts:
    """The files of one name, the undermost first; at least one."""

    files: list[FactFile]

    @property
    def path(self) -> Path:
        """The undermost file."""
        return self.files[0].path

    @property
    def own(self) -> bool:
        """Whether all of it is a shelter's."""
        return all(file.own for file in self.files)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts that stands outside the entries, the files' one after the other."""
        return tuple(text for file in self.files for text in file.texts(key))

    def unread(self) -> Iterator[Problem]:
        """Yield the tables and keys that nothing asks for, each with the nearest that something does."""
        asked: dict[str, set[str]] = {}
        for file in self.files:
            for table, keys in file.asked.items():
                asked.setdefault(table, set()).update(keys)
        for file in self.files:
            unknown = file.data.keys() - asked.keys() - asked.get("", set())
            if "id" in unknown:
                tables = " / ".join(f"[[{table}]]" for table in asked if table)
                yield Problem(file.path, line_of_key(file.lines, "id"), "no-header", {"tables": tables})
                unknown = {key for key in unknown if isinstance(file.data[key], dict)}
            for key in unknown:
                params = {"key": clean(key), "near": near(key, {*asked, *asked.get("", ())} - {""})}
                yield Problem(file.path, line_of_key(file.lines, key), "unread-table", params)
            for row in (row for table in asked if table for row in file.rows(table)):
                for key in row.row.keys() - asked[row.table]:
                    params = {"key": clean(key), "near": near(key, asked[row.table])}
                    yield Problem(file.path, file.line_of(row.id, key), "unread-field", params)

    def shipped(self, table: str) -> list[FactRow]:
        """Return the entries of the undermost file."""
        return self.files[0].rows(table)

    def rows(self, table: str, *, fixed: bool = False) -> list[FactRow]:
        """Return the entries in use of a table; one of a later file takes the place of that of the same id.

        Args:
            table: name of the table.
            fixed: whether a later file may add entries, prove them anew or hide them, but not change them,
                since the order of the advice hangs on them.
        """
        rows, hidden = self._laid(table, fixed=fixed)
        return [row for row in rows.values() if row.id not in hidden]

    def hidden(self, table: str) -> list[FactRow]:
        """Return the entries of a table that a later file takes out, as they stand in the earlier ones."""
        rows, hidden = self._laid(table)
        return [row for row in rows.values() if row.id in hidden]

    def _laid(self, table: str, *, fixed: bool = False) -> tuple[dict[str, FactRow], set[str]]:
        """Return the entries by id, and the ids of those that are hidden."""
        rows: dict[str, FactRow] = {}
        hiding: dict[str, FactRow] = {}
        for file in self.files:
            for row in file.rows(table):
                under = rows.get(row.id)
                if row.flag(HIDDEN):
                    hiding[row.id] = row
                    rows.setdefault(row.id, row)
                elif under and PROOF >= row.row.keys() > {"id"}:
                    rows[row.id] = under.proved_by(row)
                elif under and fixed:
                    file.problem(row.id, "own-frame", id=row.id)
                else:
                    rows[row.id] = row
        used = (row.row.get("brings") for row in rows.values() if row.id not in hiding)
        brought = [id for ids in used if isinstance(ids, list) for id in ids]
        for id, row in tuple(hiding.items()):
            hidden = rows[id]
            if hidden is row and row.row.keys() <= {"id", HIDDEN}:
                row.problem("hidden-unknown", id=id, near=near(id, rows.keys() - {id}))
                # A section may be called so, and stays.
                del hiding[id], rows[id]
            elif table not in HIDEABLE or id in brought or any(hidden.row.get(key) for key in _NEEDED):
                row.problem("hidden-needed", id=id)
                del hiding[id]
        return rows, set(hiding)


def facts_named(name: str, layers: Layers) -> Facts:
    """Return the facts of `facts/NAME.toml`, a shelter's own after the shipped ones."""
    paths = tuple(layers.files(f"facts/{name}.toml")) or (layers.root / "facts" / f"{name}.toml",)
    problems = layers.problems
    return Facts([FactFile(path, layers.text(path) or "", problems, layers.is_own(path)) for path in paths])
