"""The one row of a kept plan's file: to bytes and, strictly, back. Anything odd is damage, never a crash."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, NamedTuple, TypeVar

from safechat_tui import clock
from safechat_tui.clean import clean
from safechat_tui.i18n import LANGUAGES
from safechat_tui.options import FIRST_GUIDE, PARTS, REGIONS
from safechat_tui.plan import MAX_WORDS, Plan

SCHEMA: Final = 1
"""Version of the file's form; another one is not read."""

MAX_BYTES: Final = 1 << 20
"""The largest file that is read; a full plan takes some 5,000 bytes."""

TABLE: Final = "plan"
"""The one TinyDB table of a file."""

ROW_ID: Final = "1"
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

PlanRow = dict[str, Any]
"""The values of a file, by name: codes, choices, the one line, dates, nothing else."""

_MOMENT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_CONTROLS: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
_LATER: Final[PlanRow] = {"guide": FIRST_GUIDE, "region": "", "neutral": False, "parts": []}
"""What came into the form later, with what its absence means; only the guide is written in any case."""

_KEYS: Final = frozenset(
    {
        "schema", "code", "lang", "created", "changed", "revision", "answers", "words", "chosen", "place",
        *_LATER,
    }
)  # fmt: skip

_T = TypeVar("_T")


class DamageError(ValueError):
    """A file is not what the program wrote. Its text says where and quotes nothing of the content."""


class KeptPlan(NamedTuple):
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


def to_row(kept: KeptPlan) -> PlanRow:
    """Return what is written of a kept plan, her words cleaned once more; `from_row` judges it."""
    plan = kept.plan.with_words(kept.plan.words)
    row: PlanRow = {
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
    row |= {"parts": _once(plan.parts)} if plan.parts else {}
    return row


def from_row(row: PlanRow, code: str, *, keep_days: int) -> KeptPlan:
    """Return the kept plan of a row.

    Args:
        row: the values, each of which may be of any kind.
        code: the plan's code, which the row must carry.
        keep_days: days after its last change that a plan is kept.

    Raises:
        DamageError: when anything is missing, too much, or of the wrong kind.
    """
    row = {**_LATER, **row}
    _need(row.keys() == _KEYS, "keys")
    _need(_kind(row["schema"], int, "schema") == SCHEMA, "schema")
    _need(_kind(row["code"], str, "code") == code, "other code")
    _need(row["lang"] in LANGUAGES, "lang")
    revision = _kind(row["revision"], int, "revision")
    _need(1 <= revision <= MAX_REVISION, "revision")
    created, changed = read_moment(row["created"]), read_moment(row["changed"])
    _need(created <= changed, "dates")
    _need(row["place"] == "" or _is_id(row["place"]), "place")
    _need(_is_id(row["guide"]), "guide")
    _need(row["region"] == "" or row["region"] in REGIONS, "region")
    _need(set(_ids(row["parts"])) <= set(PARTS), "parts")
    return KeptPlan(
        code=code,
        plan=Plan(
            answers=_answers(row["answers"]),
            words=_words(row["words"]),
            chosen=_ids(row["chosen"]),
            place=row["place"],
            guide=row["guide"],
            region=row["region"],
            neutral=_kind(row["neutral"], bool, "neutral"),
            parts=_ids(row["parts"]),
        ).renewed(),
        lang=row["lang"],
        created=created,
        changed=changed,
        expires=last_day(changed, keep_days),
        revision=revision,
    )


def checked_row(kept: KeptPlan, keep_days: int) -> tuple[PlanRow, KeptPlan]:
    """Return what is to be written of a plan, and the plan as it will be read again.

    Raises:
        DamageError: when a value is none that could be read again.
    """
    row = to_row(kept)
    return row, from_row(row, kept.code, keep_days=keep_days)


def encode(row: PlanRow) -> bytes:
    """Return the bytes of a file that holds this row, as TinyDB lays them out.

    Raises:
        DamageError: when they are too large to be read again.
    """
    data = json.dumps({TABLE: {ROW_ID: row}}, ensure_ascii=False, allow_nan=False).encode()
    _need(len(data) <= MAX_BYTES, "size")
    return data


def decode(data: bytes) -> PlanRow:
    """Return the row in the bytes of a file, which must hold one table with one row; `from_row` judges it.

    Raises:
        DamageError: when they hold anything else.
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
    table = _only(tables, TABLE)
    return _kind(_only(table, ROW_ID), dict, "row")


def _need(fine: bool, what: str) -> None:
    if not fine:
        raise DamageError(what)


def _kind(value: object, kind: type[_T], what: str) -> _T:
    # A bool counts as an int elsewhere, not here.
    if type(value) is not kind:
        raise DamageError(what)
    return value


def _only(value: object, key: str) -> object:
    """Return what a mapping holds under its one key."""
    mapping = _kind(value, dict, key)
    _need(mapping.keys() == {key}, key)
    return mapping[key]


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
    return type(value) is str and _ID.fullmatch(value) is not None


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


def read_moment(value: object) -> datetime:
    """Return a moment as rows hold it, in UTC and to the second.

    Raises:
        DamageError: when it is none, or in a year that cannot be reckoned with.
    """
    text = _kind(value, str, "date")
    _need(_MOMENT.fullmatch(text) is not None, "date")
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise DamageError("date") from None
    _need(FIRST_YEAR <= found.year <= LAST_YEAR, "date")
    return found
