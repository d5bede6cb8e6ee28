"""What a kept plan's file holds: to bytes and, strictly, back. Anything odd is damage, never a crash."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, TypeVar

from safechat_tui import clock
from safechat_tui.clean import clean
from safechat_tui.guide import FIRST_GUIDE
from safechat_tui.i18n import LANGUAGES
from safechat_tui.options import REGIONS
from safechat_tui.plan import MAX_WORDS, Plan
from safechat_tui.store.codes import is_code

SCHEMA: Final = 1
"""Version of the file's form; another one is not read."""

MAX_BYTES: Final = 1 << 20
"""The largest file that is read; a full plan takes some 5,000 bytes."""

TABLE: Final = "plan"
"""The one TinyDB table of a file."""

ROW: Final = "1"
"""The one row of the table."""

FIRST_YEAR: Final = 1970
"""The earliest year of a date in a file: where a clock that lost its battery begins."""

LAST_YEAR: Final = 9000
"""The latest one; later dates cannot be reckoned with."""

MAX_QUESTIONS: Final = 500
"""Answered questions a file may hold."""

MAX_CODES: Final = 200
"""Codes an answer may hold, and strategies a plan may hold."""

MAX_REVISION: Final = 10**9
"""The highest revision: 30 years of a save a second."""

_ID: Final = re.compile(r"[a-z0-9][a-z0-9.-]{0,99}")
"""Ids as the guide's reader takes them."""

Row = dict[str, Any]
"""The values of a file, by name: codes, choices, the one line, dates, nothing else."""

_ID_MATCH: Final = _ID.fullmatch
_MOMENT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_CONTROLS: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
_LATER: Final[Row] = {"guide": FIRST_GUIDE, "region": "", "neutral": False}
"""What came into the form later, with what its absence means; only the guide is written in any case."""

_KEYS: Final = frozenset(
    {
        "schema", "code", "lang", "created", "changed", "revision", "answers", "words", "chosen", "place",
        *_LATER,
    }
)  # fmt: skip

_T = TypeVar("_T")

Tables = dict[str, dict[str, Any]]
"""What TinyDB hands to its Storage: rows by number in tables by name."""


class DamageError(ValueError):
    """A file is not what the program wrote. Its text says where and quotes nothing of the content."""


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """A plan as it is kept."""

    code: str
    """Three words that stand for the plan."""
    plan: Plan
    lang: str
    """Language of the conversation: `fr` or `en`."""
    created: datetime
    """When it was first kept, in UTC."""
    changed: datetime
    """When it was last saved, in UTC; never before an earlier save, even when the clock was set back."""
    expires: date
    """The last day it is kept, in local time."""
    revision: int
    """How many times it was saved, from 1."""
    rolled_back: bool = False
    """Whether a later save of it was seen here: somebody put an older file back."""
    unknown: bool = False
    """Whether it was saved more than once and nothing here remembers: the memory of that is gone, or new."""


def last_day(changed: datetime, keep_days: int) -> date:
    """Return the last day, in local time, that a plan is kept which was changed at this moment."""
    return clock.day_of(changed + timedelta(days=keep_days))


def to_row(kept: KeptPlan) -> Row:
    """Return what is written of a kept plan; her words are cleaned once more.

    Raises:
        ValueError: when a value is none that could be read again.
    """
    plan = kept.plan.with_words(kept.plan.words)
    row: Row = {
        "schema": SCHEMA,
        "code": kept.code,
        "lang": kept.lang,
        "created": _written(kept.created),
        "changed": _written(kept.changed),
        "revision": kept.revision,
        "answers": {question: _once(codes) for question, codes in plan.answers.items() if codes},
        "words": plan.words,
        "chosen": _once(plan.chosen),
        "place": plan.place,
        "guide": plan.guide,
    }
    # Where nothing was chosen, programs from before these choices open the plan too.
    row |= {"region": plan.region} if plan.region else {}
    row |= {"neutral": True} if plan.neutral else {}
    from_row(row, keep_days=1)
    return row


def from_row(row: object, *, keep_days: int) -> KeptPlan:
    """Return the kept plan of a row.

    Raises:
        DamageError: when anything is missing, too much, or of the wrong kind.
    """
    row = _kind(row, dict, "row")
    row = {**_LATER, **row}
    _need(row.keys() == _KEYS, "keys")
    _need(_kind(row["schema"], int, "schema") == SCHEMA, "schema")
    code, lang = _kind(row["code"], str, "code"), _kind(row["lang"], str, "lang")
    _need(is_code(code), "code")
    _need(lang in LANGUAGES, "lang")
    revision = _kind(row["revision"], int, "revision")
    _need(1 <= revision <= MAX_REVISION, "revision")
    created, changed = _moment(row["created"]), _moment(row["changed"])
    _need(created <= changed, "dates")
    place = _kind(row["place"], str, "place")
    _need(not place or _is_id(place), "place")
    guide = _kind(row["guide"], str, "guide")
    _need(_is_id(guide), "guide")
    region = _kind(row["region"], str, "region")
    _need(not region or region in REGIONS, "region")
    return KeptPlan(
        code=code,
        plan=Plan(
            answers=_answers(row["answers"]),
            words=_words(row["words"]),
            chosen=_ids(row["chosen"]),
            place=place,
            guide=guide,
            region=region,
            neutral=_kind(row["neutral"], bool, "neutral"),
        ).renewed(),
        lang=lang,
        created=created,
        changed=changed,
        expires=last_day(changed, keep_days),
        revision=revision,
    )


def encode(tables: Tables) -> bytes:
    """Return TinyDB's tables as the bytes of a file.

    Raises:
        ValueError: when they are not one table with one row, or too large to be read again.
    """
    _only_row(tables)
    data = json.dumps(tables, ensure_ascii=False, allow_nan=False).encode()
    _need(len(data) <= MAX_BYTES, "size")
    return data


def changed_in(tables: Tables) -> datetime:
    """Return when the plan in these tables was last saved."""
    return _moment(tables[TABLE][ROW]["changed"])


def decode(data: bytes, code: str) -> Tables:
    """Return TinyDB's tables from the bytes of a file: one table with one row, which is a whole plan.

    Args:
        data: the bytes, opened by the seal.
        code: the plan's code, which the row must carry.

    Raises:
        DamageError: when they are anything else.
    """
    _need(len(data) <= MAX_BYTES, "size")
    try:
        tables = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_unique,
            parse_float=_refuse,
            parse_constant=_refuse,
            parse_int=_small,
        )
    # Nesting too deep for the reader ends in a RecursionError; the chain would quote the content.
    except (ValueError, RecursionError):
        raise DamageError("json") from None
    row = _kind(_only_row(tables), dict, "row")
    _need(from_row(row, keep_days=1).code == code, "other code")
    return {TABLE: {ROW: row}}


def _need(fine: bool, what: str) -> None:
    if not fine:
        raise DamageError(what)


def _kind(value: object, kind: type[_T], what: str) -> _T:
    # A bool counts as an int elsewhere, not here.
    if type(value) is not kind:
        raise DamageError(what)
    return value


def _only_row(tables: object) -> object:
    tables = _kind(tables, dict, "tables")
    _need(tables.keys() == {TABLE}, "tables")
    table = _kind(tables[TABLE], dict, "table")
    _need(table.keys() == {ROW}, "rows")
    return table[ROW]


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    _need(len(found) == len(pairs), "key twice")
    return found


def _refuse(text: str) -> None:
    raise DamageError("number")


def _small(text: str) -> int:
    # Long runs of digits cost quadratic time, so they are refused before they are read.
    _need(len(text) <= 18, "number")
    return int(text)


def _once(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))


def _is_id(value: object) -> bool:
    return type(value) is str and _ID_MATCH(value) is not None


def _ids(value: object) -> tuple[str, ...]:
    ids = _kind(value, list, "ids")
    _need(len(ids) <= MAX_CODES and all(map(_is_id, ids)) and len(set(ids)) == len(ids), "ids")
    return tuple(ids)


def _answers(value: object) -> dict[str, tuple[str, ...]]:
    answers = _kind(value, dict, "answers")
    _need(len(answers) <= MAX_QUESTIONS and all(map(_is_id, answers)) and all(answers.values()), "answers")
    return {question: _ids(codes) for question, codes in answers.items()}


def _words(value: object) -> str:
    words = _kind(value, str, "words")
    _need(len(words) <= MAX_WORDS, "words")
    _need(not any(unicodedata.category(letter) in _CONTROLS for letter in words), "words")
    return clean(words)


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _moment(value: object) -> datetime:
    text = _kind(value, str, "date")
    _need(_MOMENT.fullmatch(text) is not None, "date")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise DamageError("date") from None
    _need(FIRST_YEAR <= moment.year <= LAST_YEAR, "date")
    return moment
