"""One file of facts: its entries, what is asked of them, and the line of each thing that is wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple

from safechat_tui import clock
from safechat_tui.clean import clean
from safechat_tui.guide.front_matter import lines_of
from safechat_tui.guide.problems import Problem
from safechat_tui.guide.slips import as_day, toml_slips
from safechat_tui.text.near import near
from safechat_tui.text.toml import in_toml, line_of_key

_ID: Final = re.compile(r"[a-z0-9][a-z0-9.-]*")
"""What an id may be, since it is written in `{#…}` too."""

MOST_SHOWN: Final = 14
"""Values that are listed where a value is none of them; every set that is not ids of the guide has fewer."""

PAGE: Final = re.compile(r"\b[\w-]+(\.[\w-]+)+/")
"""The address of a page: a host and a path, which for a site's first page is `/` alone."""


PROOF: Final = frozenset({"id", "source", "confidence", "verified_on", "source_dated"})
"""Keys of an entry that changes nothing of the shipped one but what it rests on."""


@lru_cache(maxsize=8)
def _data(text: str) -> dict[str, Any]:
    """Return what a TOML text says; the guides share files, and nobody changes what was read."""
    return tomllib.loads(text)


class FactFile:
    """A TOML file of facts, with the problems found while reading it."""

    def __init__(self, path: Path, text: str, problems: list[Problem], *, own: bool = False) -> None:
        """Read a text, a shelter's `own` or the shipped one; what is wrong is added to `problems`."""
        self.path = path
        self.own = own
        self.problems = problems
        self.lines = lines_of(text)
        self.data: dict[str, Any] = {}
        """What is in it; nothing where that is not TOML."""
        self.asked: dict[str, set[str]] = {}
        """The keys that were asked for, by table; those outside the tables under an empty name."""
        self._rows: dict[str, list[FactRow]] = {}
        text = "\n".join(self.lines)
        try:
            self.data = _data(text)
        # Brackets nested a thousand deep end in a RecursionError.
        except (ValueError, RecursionError) as error:
            self.problems += toml_slips(path, text, error)

    def line_of(self, id: str, key: str = "") -> int:
        """Return the line where this id is given first, or a key of its entry; 0 for none."""
        at, first, end = self.places(id)[0]
        return (line_of_key(self.lines, key, first, end) if key else 0) or at

    def places(self, id: str) -> list[tuple[int, int, int]]:
        """Return where this id is given: its line, and the first and last of the entry; or 0 and all."""
        given = re.compile(rf"""\s*id\s*=\s*(["']){re.escape(id)}\1""")
        lines = list(enumerate(self.lines, start=1))
        tables = [0, *(number for number, line in lines if line.lstrip().startswith("[[")), len(lines) + 1]
        entries = [(first, after - 1) for first, after in pairwise(tables)]
        ids = [number for number, line in lines if given.match(line)]
        return [(at, *each) for at in ids for each in entries if each[0] <= at <= each[1]] or [
            (0, 0, len(lines))
        ]

    def problem(self, id: str, code: str, /, **params: str) -> None:
        """Note a problem of one entry, at its `key` where it has that."""
        self.problems.append(Problem(self.path, self.line_of(id, params.get("key", "")), code, params))

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts that stands outside the entries; none when it is absent."""
        self.asked.setdefault("", set())
        return FactRow(self, "", self.path.stem, self.data, self.own).texts(key)

    def rows(self, table: str) -> list[FactRow]:
        """Return the entries of an array of tables that have an id."""
        if table not in self._rows:
            self.asked[table] = {"id"}
            self._rows[table] = list(self._read(table))
        return self._rows[table]

    def _read(self, table: str) -> Iterator[FactRow]:
        seen: set[str] = set()
        entries = self.data.get(table, [])
        for row in entries if isinstance(entries, list) else [entries]:
            id = row.get("id", "") if isinstance(row, dict) else ""
            if not isinstance(id, str) or not id:
                line = line_of_key(self.lines, table)
                self.problems.append(Problem(self.path, line, "fact-without-id", {"table": table}))
            elif id in seen:
                at = self.places(id)[-1][0]
                self.problems.append(Problem(self.path, at, "fact-twice", {"id": id}))
            elif not _ID.fullmatch(id):
                self.problem(id, "fact-id", id=id)
            else:
                seen.add(id)
                yield FactRow(self, table, id, row, self.own)


class FactRow(NamedTuple):
    """One entry of a file of facts."""

    file: FactFile
    table: str
    id: str
    row: dict[str, Any]
    own: bool
    """Whether what it states is a shelter's, and not only what proves it."""

    def proved_by(self, other: FactRow) -> FactRow:
        """Return this entry with the source, the confidence and the days of another one."""
        kept = {key: value for key, value in self.row.items() if key not in PROOF}
        return FactRow(other.file, self.table, self.id, {**kept, **other.row}, self.own)

    def problem(self, code: str, /, **params: str) -> None:
        """Note a problem of this entry, at its `key` where it has that."""
        self.file.problem(self.id, code, **params)

    def value(self, key: str, default: object = None) -> Any:
        """Return what stands at a key, whatever it is."""
        self.file.asked[self.table].add(key)
        return self.row.get(key, default)

    def text(self, key: str, *, required: bool = False, known: Iterable[str] = ()) -> str:
        """Return a text value; nothing where there are known ones and it is none of them."""
        value = self.value(key, "")
        if not isinstance(value, str):
            first = value[0] if isinstance(value, list) and value else value
            self._other_kind(key, f'{key} = "{clean(str(first))}"')
            return ""
        known = tuple(known)
        if not value.strip() and required:
            self.problem("fact-missing", id=self.id, key=key, write=f'{key} = "{next(iter(known), "…")}"')
        elif value and known and value not in known:
            self.unknown(key, value, known)
            return ""
        return clean(value)

    def texts(
        self, key: str, *, known: Iterable[str] = (), names: Mapping[str, str] | None = None
    ) -> tuple[str, ...]:
        """Return a list of texts, each to be a known one where there are some; `names` help to guess it."""
        values = self.value(key, [])
        known = tuple(known)
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            said = [each.strip() for each in values.split(",")] if isinstance(values, str) else ["…"]
            unknown = [each for each in said if known and each not in known]
            meant = {each: self._nearest(each, known, names or {}) or "…" for each in unknown}
            said = [meant.get(each, each) for each in said]
            self._other_kind(key, f"{key} = {in_toml(said)}")
            return ()
        for value in values:
            if known and value not in known:
                self.unknown(key, value, known, names)
        return tuple(clean(value) for value in values)

    def flag(self, key: str) -> bool:
        """Return a yes or no; no when it is absent."""
        value = self.value(key, default=False)
        if not isinstance(value, bool):
            self._other_kind(key, f"{key} = true")
            return False
        return value

    def day(self, key: str) -> date:
        """Return a date that must be there; a wrong one gives the earliest of all."""
        value = self.value(key)
        # A moment is a date too, but cannot be compared with one.
        if isinstance(value, date) and not isinstance(value, datetime):
            if value > clock.today():
                self.problem("day-ahead", id=self.id, key=key, date=value.isoformat())
            return value
        if value is None:
            self.problem("fact-missing", id=self.id, key=key, write=f"{key} = 2026-11-22")
        else:
            day = value.date().isoformat() if isinstance(value, datetime) else as_day(str(value))
            shown = clean(str(value))
            write = f"{key} = {day}" if day else ""
            self.problem("fact-day", id=self.id, key=key, value=shown, write=write)
        return date.min

    @staticmethod
    def _nearest(value: str, known: Sequence[str], names: Mapping[str, str]) -> str:
        """Return the known value that was meant by other letters, or by its name."""
        for each in (value, value.lower(), value.upper()):
            if found := near(each, known):
                return found
        named = names.get(near(value.lower(), names, least=0.8), "")
        return named or (value[:2].lower() if value[:2].lower() in known else "")

    def unknown(
        self, key: str, value: str, known: Sequence[str], names: Mapping[str, str] | None = None
    ) -> None:
        """Note that a value is none of the known ones, with the one that was probably meant."""
        nearest = self._nearest(value, known, names or {})
        shown = ", ".join(known[:MOST_SHOWN]) + (" …" if len(known) > MOST_SHOWN else "")
        self.problem("fact-unknown", key=key, value=clean(value), near=nearest, known=shown)

    def _other_kind(self, key: str, example: str) -> None:
        self.problem("fact-type", id=self.id, key=key, value=clean(str(self.row[key]))[:60], write=example)

    def proof(self, *, page: bool = False) -> dict[str, Any]:
        """Return source, confidence and days, by the names they have in a Fact.

        Only what the body that owns the fact, or a decent second source, says may ship: H, M-H or M. Where a
        `page` is wanted, the source must name one that can be looked up again.
        """
        source = self.text("source", required=True)
        if page and source and not PAGE.search(source):
            self.problem("fact-no-page", id=self.id)
        return {
            "source": source,
            "confidence": self.text("confidence", required=True, known=("H", "M-H", "M")),
            "verified_on": self.day("verified_on"),
            "source_dated": self.day("source_dated") if self.value("source_dated") is not None else None,
        }
