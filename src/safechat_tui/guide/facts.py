"""Reads the language-neutral facts: the frame of a guide, platforms, helplines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from safechat_tui.clean import clean
from safechat_tui.guide.fact_file import PROOF, FactFile, FactRow
from safechat_tui.guide.problems import Problem
from safechat_tui.text.near import near
from safechat_tui.text.toml import line_of_key

HIDDEN: Final = "hidden"
"""The key of an entry that takes a shipped one, or one of a shelter's own, out of the guide."""

HIDEABLE: Final = ("helpline", "question", "strategy")
"""Tables whose entries can be hidden."""

_NEEDED: Final = ("urgent", "urgent_on", "saves")
"""Keys of entries that stay: they lead to help in danger, or keep what later steps may lose."""


_FIXED: Final = ("question", "strategy")
"""Tables of which a later file may add, hide or prove anew entries, but change none: the order of the advice
hangs on them."""


class Facts:
    """The files of one name, the undermost first; at least one."""

    def __init__(self, files: list[FactFile]) -> None:
        """Begin with files that were read, and nothing laid over one another."""
        self.files = files
        self._tables: dict[str, tuple[list[FactRow], list[FactRow]]] = {}

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

    def rows(self, table: str) -> list[FactRow]:
        """Return the entries in use of a table; a later file's takes the place of that of the same id."""
        return self._laid(table)[0]

    def hidden(self, table: str) -> list[FactRow]:
        """Return the entries of a table that a later file takes out, as they stand in the earlier ones."""
        return self._laid(table)[1]

    def _laid(self, table: str) -> tuple[list[FactRow], list[FactRow]]:
        """Return the entries in use and those that are hidden."""
        if table in self._tables:
            return self._tables[table]
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
                elif under and table in _FIXED:
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
        laid = [[row for id, row in rows.items() if (id in hiding) == away] for away in (False, True)]
        return self._tables.setdefault(table, (laid[0], laid[1]))
