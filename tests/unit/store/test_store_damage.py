"""Files of any kind in the place of a kept plan: opened, or reported as damaged and left as they are."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safechat_tui.errors import SafeChatError
from safechat_tui.options import REGIONS
from safechat_tui.plan import Plan
from safechat_tui.store import KeptPlan, Store, row
from safechat_tui.store.row import DamageError

CODE = "lamp-river-stone"
ROW: dict[str, Any] = {
    "schema": 1,
    "code": CODE,
    "lang": "fr",
    "created": "2026-11-20T12:00:00Z",
    "changed": "2026-11-21T12:00:00Z",
    "revision": 3,
    "answers": {"wants.stop": ["answer.yes"], "understand.platforms": ["platform.sms", "platform.x"]},
    "words": "Qu’il arrête",
    "chosen": ["legal.log"],
    "place": "place.home",
}


def file_with(**values: object) -> bytes:
    return json.dumps({"plan": {"1": ROW | values}}).encode()


def file_without(key: str) -> bytes:
    return json.dumps({"plan": {"1": {name: ROW[name] for name in ROW if name != key}}}).encode()


WHOLE = file_with()

DAMAGED = {
    "empty": b"",
    "white space": b" \n",
    "not text": bytes(range(256)),
    "not UTF-8": WHOLE.replace(b"place.home", b"place.h\xffme"),
    "UTF-16": WHOLE.decode().encode("utf-16"),
    "a byte order mark": b"\xef\xbb\xbf" + WHOLE,
    "zeros": bytes(4096),
    "cut": WHOLE[:-1],
    "twice": WHOLE * 2,
    "another form": b"hello",
    "null": b"null",
    "a list": b"[]",
    "no table": b"{}",
    "an empty table": b'{"plan": {}}',
    "a table that is none": b'{"plan": [1]}',
    "a row that is none": b'{"plan": {"1": [1]}}',
    "two tables": json.dumps({"plan": {"1": ROW}, "more": {}}).encode(),
    "two rows": json.dumps({"plan": {"1": ROW, "2": ROW}}).encode(),
    "another row": json.dumps({"plan": {"2": ROW}}).encode(),
    "another table": json.dumps({"_default": {"1": ROW}}).encode(),
    "a key twice": WHOLE.replace(b'"schema": 1', b'"schema": 1, "schema": 1'),
    "an answer twice": WHOLE.replace(b'"wants.stop":', b'"wants.stop": ["answer.no"], "wants.stop":'),
    "NaN": WHOLE.replace(b'"revision": 3', b'"revision": NaN'),
    "infinity": WHOLE.replace(b'"revision": 3', b'"revision": -Infinity'),
    "a fraction": WHOLE.replace(b'"revision": 3', b'"revision": 3.0'),
    "a huge power": WHOLE.replace(b'"revision": 3', b'"revision": 1e999'),
    "a long number": WHOLE.replace(b'"revision": 3', b'"revision": ' + b"9" * 5000),
    "nested lists": b"[" * 100_000,
    "nested tables": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "a nested answer": WHOLE.replace(b'["answer.yes"]', b"[" * 50_000 + b"]" * 50_000),
    "too large": WHOLE + b" " * row.MAX_BYTES,
    "another plan": file_with(code="lamp-river-cloud"),
    "no code": file_with(code="../../etc/passwd"),
    "a later schema": file_with(schema=2),
    "a schema that is yes": file_with(schema=True),
    "another language": file_with(lang="de"),
    "a language that is none": file_with(lang=["fr"]),
    "revision zero": file_with(revision=0),
    "a revision below zero": file_with(revision=-1),
    "a revision too high": file_with(revision=10**12),
    "a revision that is text": file_with(revision="3"),
    "a date that is a number": file_with(created=0),
    "a date in words": file_with(created="yesterday"),
    "a date without a zone": file_with(created="2026-11-20T12:00:00"),
    "a date in another zone": file_with(created="2026-11-20T12:00:00+01:00"),
    "a day that is none": file_with(created="2026-02-30T12:00:00Z"),
    "the year zero": file_with(created="0000-01-01T00:00:00Z"),
    "the first year": file_with(created="0001-01-01T00:00:00Z"),
    "the last year": file_with(changed="9999-12-31T23:59:59Z"),
    "a date with other digits": file_with(created="２０２６-11-20T12:00:00Z"),
    "changed before it was made": file_with(changed="2026-11-19T12:00:00Z"),
    "answers in a list": file_with(answers=[]),
    "an answer that is text": file_with(answers={"wants.stop": "answer.yes"}),
    "an answer without a code": file_with(answers={"wants.stop": []}),
    "an answer that is a number": file_with(answers={"wants.stop": [1]}),
    "an answer in words": file_with(answers={"wants.stop": ["He wrote to me"]}),
    "a question in words": file_with(answers={"Her name": ["answer.yes"]}),
    "too many answers": file_with(answers={f"q{n}": ["answer.yes"] for n in range(501)}),
    "too many codes": file_with(chosen=[f"c{n}" for n in range(201)]),
    "a code twice": file_with(chosen=["legal.log", "legal.log"]),
    "a code with an escape": file_with(chosen=["legal\x1b[31m"]),
    "a code too long": file_with(chosen=["a" * 101]),
    "steps that are text": file_with(chosen="legal.log"),
    "steps that are missing": file_with(chosen=None),
    "words too long": file_with(words="a" * 121),
    "words with an escape": file_with(words="\x1b]0;x\x07"),
    "words on two lines": file_with(words="a\nb"),
    "words with half a character": file_with(words="\ud800"),
    "words that are a list": file_with(words=["a"]),
    "a place in words": file_with(place="At my sister's"),
    "a place that is none": file_with(place=None),
    "one value more": file_with(name="Marie"),
    "a region that is none": file_with(region="Laval"),
    "a region that is a list": file_with(region=["qc"]),
    "a neutral title that is a number": file_with(neutral=1),
    **{f"without {key}": file_without(key) for key in ROW},
}


def put(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    path.chmod(0o600)


@pytest.fixture(autouse=True)
def _folder(store: Store) -> None:
    store.plan_folder.mkdir(0o700)


def test_the_whole_file_that_the_damage_is_done_to_opens(store: Store) -> None:
    put(store.plan_folder / f"{CODE}.json", WHOLE)
    assert store.open(CODE).plan == Plan(
        answers={"wants.stop": ("answer.yes",), "understand.platforms": ("platform.sms", "platform.x")},
        words="Qu’il arrête",
        chosen=("legal.log",),
        place="place.home",
    )


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_file_is_reported_with_its_code(store: Store, kind: str) -> None:
    put(store.plan_folder / f"{CODE}.json", DAMAGED[kind])
    with pytest.raises(SafeChatError, match="damaged") as caught:
        store.open(CODE)
    assert caught.value.params == {"code": CODE}


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_file_stays_byte_for_byte(store: Store, kind: str) -> None:
    path = store.plan_folder / f"{CODE}.json"
    put(path, DAMAGED[kind])
    before = path.stat()
    with pytest.raises(SafeChatError):
        store.open(CODE)
    store.purge()
    after = path.stat()
    assert (before.st_ino, before.st_mtime_ns, DAMAGED[kind]) == (
        after.st_ino,
        after.st_mtime_ns,
        path.read_bytes(),
    )


@pytest.mark.parametrize("kind", ["empty", "nested lists", "too large", "another plan"])
def test_a_damaged_file_is_listed_as_damaged(store: Store, kind: str) -> None:
    put(store.plan_folder / f"{CODE}.json", DAMAGED[kind])
    assert [(kept.code, kept.size, kept.changed, kept.damaged) for kept in store.list()] == [
        (CODE, len(DAMAGED[kind]), None, True)
    ]


def test_a_plan_damaged_while_it_was_open_is_not_overwritten(store: Store) -> None:
    path = store.plan_folder / f"{CODE}.json"
    put(path, WHOLE)
    kept = store.open(CODE)
    put(path, WHOLE[:100])
    with pytest.raises(SafeChatError, match="damaged"):
        store.save(kept, Plan())
    assert path.read_bytes() == WHOLE[:100]


def plant_link(path: Path) -> None:
    target = path.with_name("target")
    put(target, WHOLE)
    path.symlink_to(target)


def plant_dangling_link(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere"))


def plant_fifo(path: Path) -> None:
    os.mkfifo(path)


def plant_folder(path: Path) -> None:
    path.mkdir()


PLANTS = [plant_link, plant_dangling_link, plant_fifo, plant_folder]


@pytest.mark.parametrize("plant", PLANTS)
def test_what_is_no_file_is_reported_as_damaged(store: Store, plant: Callable[[Path], None]) -> None:
    plant(store.plan_folder / f"{CODE}.json")
    with pytest.raises(SafeChatError, match="damaged"):
        store.open(CODE)


@pytest.mark.parametrize("plant", PLANTS)
def test_what_is_no_file_is_never_saved_over(store: Store, plant: Callable[[Path], None]) -> None:
    path = store.plan_folder / f"{CODE}.json"
    put(path, WHOLE)
    kept = store.open(CODE)
    path.unlink()
    plant(path)
    with pytest.raises(SafeChatError, match="damaged"):
        store.save(kept, Plan())
    assert path.is_symlink() or not path.is_file()


@pytest.mark.parametrize("percent", range(0, 100, 5))
def test_a_file_cut_short_is_damaged(percent: int) -> None:
    with pytest.raises(DamageError):
        row.decode(WHOLE[: len(WHOLE) * percent // 100])


def test_damage_is_told_without_quoting_the_content() -> None:
    with pytest.raises(DamageError) as caught:
        row.decode(file_with(words="secret\nwords")[:-1] + b"secret")
    assert (str(caught.value), caught.value.__suppress_context__) == ("json", True)


def opens_or_is_damaged(data: bytes) -> bool:
    """Return whether a file opens, or is reported as damaged and left as it is."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{CODE}.json"
        put(path, data)
        store = Store(Path(folder))
        listed = [kept.damaged for kept in store.list()]
        try:
            opened = store.open(CODE).code == CODE
        except SafeChatError as error:
            opened = error.code != "damaged"
        return path.read_bytes() == data and listed == [not opened]


mutations = st.lists(
    st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 3), st.integers(0, 255)), min_size=1, max_size=6
)


def mutated(changes: list[tuple[int, int, int]]) -> bytes:
    data = bytearray(WHOLE)
    for at, kind, byte in changes:
        at = min(at, len(data) - 1)
        match kind:
            case 0:
                data[at] ^= 1 << byte % 8
            case 1:
                data[at:at] = bytes([byte])
            case 2 if len(data) > 1:
                del data[at]
            case _:
                data[at : at + byte] = data[: byte // 2]
    return bytes(data)


values: st.SearchStrategy[object] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@settings(max_examples=300)
@given(mutations)
def test_a_file_with_changed_bytes_opens_or_is_damaged(changes: list[tuple[int, int, int]]) -> None:
    assert opens_or_is_damaged(mutated(changes))


@settings(max_examples=300)
@given(st.sampled_from(sorted(ROW)), values)
def test_a_file_with_any_value_anywhere_opens_or_is_damaged(key: str, value: object) -> None:
    assert opens_or_is_damaged(file_with(**{key: value}))


@settings(max_examples=100)
@given(st.binary(max_size=2000))
def test_any_bytes_at_all_open_or_are_damaged(data: bytes) -> None:
    assert opens_or_is_damaged(data)


paper = st.tuples(st.sampled_from(["", *REGIONS]), st.booleans())
ids = st.text("abyz059.-", min_size=1, max_size=30).map(lambda text: f"a{text}")


@settings(max_examples=200)
@given(st.dictionaries(ids, st.lists(ids, min_size=1, max_size=5, unique=True), max_size=5), st.text(), paper)
def test_every_plan_reads_as_it_was_written(
    answers: dict[str, list[str]], words: str, chosen: tuple[str, bool]
) -> None:
    plan = Plan(answers={key: tuple(codes) for key, codes in answers.items()}).with_words(words)
    plan = plan.with_paper(region=chosen[0], neutral=chosen[1])
    kept = row.from_row(ROW, CODE, keep_days=30)
    given = row.to_row(KeptPlan(CODE, plan, "en", kept.created, kept.changed, kept.expires, 1))
    assert row.from_row(row.decode(row.encode(given)), CODE, keep_days=30).plan == plan
