"""Reads the language-neutral facts: the frame of a guide, platforms, helplines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, TypedDict

from safechat_tui.clean import clean
from safechat_tui.errors import SafeChatError
from safechat_tui.guide.layers import Layers
from safechat_tui.guide.problems import Problem, near

PAGE: Final = re.compile(r"\b[\w-]+(\.[\w-]+)+/")
"""The address of a page: a host and a path, which for a site's first page is `/` alone."""


PROOF: Final = frozenset({"id", "source", "confidence", "verified_on", "source_dated"})
"""Keys of an entry that changes nothing of the shipped one but what it rests on."""

HIDDEN: Final = "hidden"
"""The key of an entry that takes a shipped one, or one of a shelter's own, out of the guide."""

HIDEABLE: Final = ("helpline", "question", "strategy")
"""Tables whose entries can be hidden."""

NEEDED: Final = ("urgent", "urgent_on", "saves")
"""Keys of entries that stay: they lead to help in danger, or keep what later steps may lose."""


class Proof(TypedDict):
    """What every fact must carry."""

    source: str
    confidence: str
    verified_on: date
    source_dated: date | None


@dataclass(slots=True)
class FactFile:
    """A TOML file of facts and the problems found while reading it."""

    path: Path
    text: str
    data: dict[str, Any]
    problems: list[Problem]
    own: bool = False
    """Whether it is a shelter's and not the shipped one."""

    @classmethod
    def load(
        cls,
        path: Path,
        problems: list[Problem] | None = None,
        *,
        read: Callable[[Path], str] = Path.read_text,
        own: bool = False,
    ) -> FactFile:
        """Read the file; one that is missing or not TOML gives no data and one problem.

        Args:
            path: the file.
            problems: where problems are noted; a list of its own when left out.
            read: gives its text.
            own: whether it is a shelter's and not the shipped one.
        """
        file = cls(path, "", {}, [] if problems is None else problems, own)
        try:
            # Some editors put an unseen mark at the beginning of a file.
            file.text = read(path).removeprefix("\ufeff")
            file.data = tomllib.loads(file.text)
        except tomllib.TOMLDecodeError as error:
            at = re.search(r"at line (\d+)", str(error))
            line = int(at[1]) if at else 0
            file.problems.append(Problem(path, line, "toml", {"detail": clean(str(error))}))
        # Brackets nested a thousand deep end in a RecursionError.
        except (OSError, ValueError, RecursionError, SafeChatError):
            file.problems.append(Problem(path, 0, "unreadable"))
        return file

    def line_of(self, id: str) -> int:
        """Return the line where this id is given, or 0 when it is on none."""
        given = re.compile(rf"""\s*id\s*=\s*(["']){re.escape(id)}\1""")
        for number, line in enumerate(self.text.split("\n"), start=1):
            if given.match(line):
                return number
        return 0

    def problem(self, id: str, code: str, /, **params: str) -> None:
        """Note a problem of one entry."""
        self.problems.append(Problem(self.path, self.line_of(id), code, params))

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts that stands outside the entries; none when it is absent."""
        values = self.data.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            self.problems.append(Problem(self.path, 0, "fact-type", {"id": self.path.stem, "key": key}))
            return ()
        return tuple(clean(value) for value in values)

    def rows(self, table: str) -> list[FactRow]:
        """Return the entries of an array of tables that have an id."""
        rows: list[FactRow] = []
        seen: set[str] = set()
        entries = self.data.get(table, [])
        for row in entries if isinstance(entries, list) else [entries]:
            id = row.get("id", "") if isinstance(row, dict) else ""
            if not isinstance(id, str) or not id:
                self.problems.append(Problem(self.path, 0, "fact-without-id", {"table": table}))
            elif id in seen:
                self.problem(id, "fact-twice", id=id)
            else:
                seen.add(id)
                rows.append(FactRow(self, id, row))
        return rows


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
        brought = {id for row in rows.values() if row.id not in hiding for id in row.texts("brings")}
        for id, row in tuple(hiding.items()):
            hidden = rows[id]
            if hidden is row and row.row.keys() <= {"id", HIDDEN}:
                row.problem("hidden-unknown", id=id, near=near(id, rows.keys() - {id}))
            elif table not in HIDEABLE or id in brought or any(hidden.row.get(key) for key in NEEDED):
                row.problem("hidden-needed", id=id)
                del hiding[id]
        return rows, set(hiding)


@dataclass(slots=True)
class FactRow:
    """One entry of a file of facts."""

    file: FactFile
    id: str
    row: dict[str, Any]
    own: bool | None = None
    """Whether what it states is a shelter's; where its file is the shelter's, unless it only proves anew."""

    def __post_init__(self) -> None:
        """Take whose it is from the file where nobody says."""
        if self.own is None:
            self.own = self.file.own

    def proved_by(self, other: FactRow) -> FactRow:
        """Return this entry with the source, the confidence and the days of another one."""
        kept = {key: value for key, value in self.row.items() if key not in PROOF}
        return FactRow(other.file, self.id, {**kept, **other.row}, own=self.own)

    def problem(self, code: str, /, **params: str) -> None:
        """Note a problem of this entry."""
        self.file.problem(self.id, code, **params)

    def text(self, key: str, *, required: bool = False, known: Iterable[str] = ()) -> str:
        """Return a text value, checked against the known ones when they are given."""
        value = self.row.get(key, "")
        if not isinstance(value, str):
            self.problem("fact-type", id=self.id, key=key)
            return ""
        known = tuple(known)
        if not value and required:
            self.problem("fact-missing", id=self.id, key=key)
        elif value and known and value not in known:
            self.problem("fact-unknown", key=key, value=value, near=near(value, known))
        return clean(value)

    def texts(self, key: str, *, known: Iterable[str] = ()) -> tuple[str, ...]:
        """Return a list of texts, each checked against the known ones when they are given."""
        values = self.row.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            self.problem("fact-type", id=self.id, key=key)
            return ()
        known = tuple(known)
        for value in values:
            if known and value not in known:
                self.problem("fact-unknown", key=key, value=value, near=near(value, known))
        return tuple(clean(value) for value in values)

    def flag(self, key: str) -> bool:
        """Return a yes or no; no when it is absent."""
        value = self.row.get(key, False)
        if not isinstance(value, bool):
            self.problem("fact-type", id=self.id, key=key)
            return False
        return value

    def day(self, key: str) -> date:
        """Return a date that must be there; a wrong one gives the earliest of all."""
        value = self.row.get(key)
        # A moment is a date too, but cannot be compared with one.
        if not isinstance(value, date) or isinstance(value, datetime):
            self.problem("fact-missing", id=self.id, key=key)
            return date.min
        return value

    def paged_proof(self, *, own_word: bool = False) -> Proof:
        """Return the proof, whose source must name a page that can be looked up again.

        Args:
            own_word: whether a shelter's own entry may name whoever says so instead.
        """
        proof = self.proof()
        if proof["source"] and not PAGE.search(proof["source"]) and not (own_word and self.file.own):
            self.problem("fact-no-page", id=self.id)
        return proof

    def proof(self) -> Proof:
        """Return source, confidence and days, by the names they have in a Fact.

        Only what the body that owns the fact, or a decent second source, says may ship: H, M-H or M.
        """
        return {
            "source": self.text("source", required=True),
            "confidence": self.text("confidence", required=True, known=("H", "M-H", "M")),
            "verified_on": self.day("verified_on"),
            "source_dated": self.day("source_dated") if "source_dated" in self.row else None,
        }


def facts_named(name: str, layers: Layers) -> Facts:
    """Return the facts of `facts/NAME.toml`, a shelter's own after the shipped ones."""
    paths = tuple(layers.files(f"facts/{name}.toml")) or (layers.root / "facts" / f"{name}.toml",)
    return Facts(
        [FactFile.load(path, layers.problems, read=layers.text, own=layers.is_own(path)) for path in paths]
    )
