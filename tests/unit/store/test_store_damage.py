"""Any file at all in the place of a kept plan or of the key: opened, or told as damaged and left as it is.

The table and the mutations go through plain files and sealed ones alike, for both hold the same row. Memory
is measured in a process of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.store.samples import caught, plans_of

from safechat_tui.age import keys, passphrase
from safechat_tui.errors import SafeChatError
from safechat_tui.options import REGIONS
from safechat_tui.plan import Plan
from safechat_tui.store import Folder, KeptPlan, KeySeal, Seal, Store, row
from safechat_tui.store.reading import told_of
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
    "not text": bytes(range(256)),
    "not UTF-8": WHOLE.replace(b"place.home", b"place.h\xffme"),
    "a byte order mark": b"\xef\xbb\xbf" + WHOLE,
    "cut": WHOLE[:-1],
    "null": b"null",
    "no table": b"{}",
    "an empty table": b'{"plan": {}}',
    "two tables": json.dumps({"plan": {"1": ROW}, "more": {}}).encode(),
    "another row": json.dumps({"plan": {"2": ROW}}).encode(),
    "a key twice": WHOLE.replace(b'"schema": 1', b'"schema": 1, "schema": 1'),
    "an answer twice": WHOLE.replace(b'"wants.stop":', b'"wants.stop": ["answer.no"], "wants.stop":'),
    "NaN": WHOLE.replace(b'"revision": 3', b'"revision": NaN'),
    "a fraction": WHOLE.replace(b'"revision": 3', b'"revision": 3.0'),
    "a huge power": WHOLE.replace(b'"revision": 3', b'"revision": 1e999'),
    "a long number": WHOLE.replace(b'"revision": 3', b'"revision": ' + b"9" * 5000),
    "nested lists": b"[" * 100_000,
    "too large": WHOLE + b" " * row.MAX_BYTES,
    "another plan": file_with(code="lamp-river-cloud"),
    "no code": file_with(code="../../etc/passwd"),
    "a later schema": file_with(schema=2),
    "another language": file_with(lang="de"),
    "revision zero": file_with(revision=0),
    "a revision too high": file_with(revision=10**12),
    "a date that is a number": file_with(created=0),
    "a date without a zone": file_with(created="2026-11-20T12:00:00"),
    "a day that is none": file_with(created="2026-02-30T12:00:00Z"),
    "the last year": file_with(changed="9999-12-31T23:59:59Z"),
    "a date with other digits": file_with(created="２０２６-11-20T12:00:00Z"),
    "changed before it was made": file_with(changed="2026-11-19T12:00:00Z"),
    "answers in a list": file_with(answers=[]),
    "an answer that is text": file_with(answers={"wants.stop": "answer.yes"}),
    "an answer without a code": file_with(answers={"wants.stop": []}),
    "an answer in words": file_with(answers={"wants.stop": ["He wrote to me"]}),
    "too many answers": file_with(answers={f"q{n}": ["answer.yes"] for n in range(501)}),
    "too many codes": file_with(chosen=[f"c{n}" for n in range(201)]),
    "a code twice": file_with(chosen=["legal.log", "legal.log"]),
    "a code with an escape": file_with(chosen=["legal\x1b[31m"]),
    "a code too long": file_with(chosen=["a" * 101]),
    "steps that are missing": file_with(chosen=None),
    "words too long": file_with(words="a" * 121),
    "words with an escape": file_with(words="\x1b]0;x\x07"),
    "words on two lines": file_with(words="a\nb"),
    "words with half a character": file_with(words="\ud800"),
    "a place that is none": file_with(place=None),
    "one value more": file_with(name="Marie"),
    "a region that is none": file_with(region="Laval"),
    "a neutral title that is a number": file_with(neutral=1),
    "a part of the paper that there is not": file_with(parts=["cover"]),
    **{f"without {key}": file_without(key) for key in ROW},
}


PRIVATE = "AGE-SECRET-KEY-1ALLJYV5HCX6RU670ZLK02W4VDKA7LWC9DHUYZGLVX5DWR0WDNJKS7NGZ0E"
SEAL = KeySeal(PRIVATE, None)
SEALED = SEAL.seal(WHOLE)
PASS = "of these tests alone"  # noqa: S105
KEY = passphrase.seal_passphrase(f"{PRIVATE}\n".encode(), PASS, work=1)
TOLD = {"damaged", "other-key"}


def put(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    path.chmod(0o600)


def answer(data: bytes, seal: Seal) -> str:
    """Return `opened`, or the code of the one error that these bytes of a plan's file are answered with."""
    try:
        with told_of(CODE):
            row.from_row(row.decode(seal.open(data)), CODE, keep_days=30)
    except SafeChatError as error:
        return error.code
    return "opened"


@pytest.fixture
def path(store: Store) -> Path:
    """Where the plan's file is, in a folder that is there."""
    plans_of(store).mkdir(0o700)
    return plans_of(store) / f"{CODE}.json"


# Plain files -------------------------------------------------------------------------------------


def test_the_whole_file_that_the_damage_is_done_to_opens(store: Store, path: Path) -> None:
    put(path, WHOLE)
    assert store.open(CODE).plan == Plan(
        answers={"wants.stop": ("answer.yes",), "understand.platforms": ("platform.sms", "platform.x")},
        words="Qu’il arrête",
        chosen=("legal.log",),
        place="place.home",
    )


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_file_is_told_by_its_code_and_stays_byte_for_byte(
    store: Store, path: Path, kind: str
) -> None:
    put(path, DAMAGED[kind])
    before = path.stat()
    error = caught(lambda: store.open(CODE))
    store.purge()
    assert (error.code, error.params) == ("damaged", {"code": CODE})
    assert [(kept.code, kept.size, kept.changed, kept.damaged) for kept in store.list()] == [
        (CODE, len(DAMAGED[kind]), None, True)
    ]
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert path.read_bytes() == DAMAGED[kind]


def test_whatever_was_sealed_with_our_key_is_judged_when_it_is_opened() -> None:
    told = {kind: answer(SEAL.seal(data), SEAL) for kind, data in DAMAGED.items()}
    assert told == dict.fromkeys(DAMAGED, "damaged")


def test_a_plan_damaged_while_it_was_open_is_not_overwritten(store: Store, path: Path) -> None:
    put(path, WHOLE)
    kept = store.open(CODE)
    for damage in (WHOLE[:100], file_with(revision=0)):
        put(path, damage)
        assert caught(lambda: store.save(kept, Plan())).code == "damaged"
        assert path.read_bytes() == damage


def plant_link(path: Path) -> None:
    put(path.with_name("target"), WHOLE)
    path.symlink_to(path.with_name("target"))


@pytest.mark.parametrize("plant", [plant_link, os.mkfifo, os.mkdir])
def test_what_is_no_file_is_told_as_damaged_and_never_saved_over(
    store: Store, path: Path, plant: Callable[[Path], None]
) -> None:
    put(path, WHOLE)
    kept = store.open(CODE)
    path.unlink()
    plant(path)
    assert caught(lambda: store.open(CODE)).code == "damaged"
    assert caught(lambda: store.save(kept, Plan())).code == "damaged"
    assert path.is_symlink() or not path.is_file()


def test_damage_is_told_without_quoting_the_content() -> None:
    with pytest.raises(DamageError) as error:
        row.decode(file_with(words="secret\nwords")[:-1] + b"secret")
    assert (str(error.value), error.value.__suppress_context__) == ("json", True)


# Mutations, anything -----------------------------------------------------------------------------


changes = st.lists(
    st.tuples(st.integers(0, 4000), st.integers(0, 4), st.integers(0, 255)), min_size=1, max_size=6
)


def mutated(data: bytes, changes: list[tuple[int, int, int]]) -> bytes:
    """Return the bytes after flips, insertions, deletions, copies and cuts."""
    found = bytearray(data)
    for place, kind, byte in changes:
        at = place % max(len(found), 1)
        match kind:
            case 0 if found:
                found[at] ^= 1 << byte % 8
            case 1:
                found[at:at] = bytes([byte])
            case 2:
                del found[at : at + 1 + byte % 8]
            case 3:
                found[at : at + byte] = found[: byte // 2]
            case _:
                del found[max(at, len(found) // 2) :]
    return bytes(found)


def opens_or_is_damaged(data: bytes) -> bool:
    """Return whether a file opens, or is told as damaged, in the list too, and is left as it is."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{CODE}.json"
        put(path, data)
        store = Store(Folder(Path(folder)))
        listed = [kept.damaged for kept in store.list()]
        try:
            opened = store.open(CODE).code == CODE
        except SafeChatError as error:
            opened = error.code != "damaged"
        return path.read_bytes() == data and listed == [not opened]


values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
files_of_any_kind = (
    changes.map(lambda drawn: mutated(WHOLE, drawn))
    | st.builds(lambda key, value: file_with(**{key: value}), st.sampled_from(sorted(ROW)), values)
    | st.binary(max_size=2000)
)


@pytest.mark.slow
@settings(max_examples=600)
@given(files_of_any_kind)
def test_any_file_at_all_opens_or_is_damaged(data: bytes) -> None:
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


# Hostile files -----------------------------------------------------------------------------------


def many_keys(count: int) -> bytes:
    """Return a file that is sealed to so many keys."""
    stanza = SEALED[SEALED.index(b"-> X25519") : SEALED.index(b"-> X25519") + 200]
    end = stanza.index(b"\n", stanza.index(b"\n") + 1) + 1
    return SEALED.replace(stanza[:end], stanza[:end] * count, 1)


UNDER_PASS = passphrase.seal_passphrase(WHOLE, PASS, work=1)
HOSTILE: dict[str, Callable[[], bytes]] = {
    "another's": lambda: keys.seal_to(WHOLE, [keys.new_identity()[1]]),
    "under a passphrase": lambda: UNDER_PASS,
    "under a passphrase of work 62": lambda: UNDER_PASS.replace(b" 1\n", b" 62\n", 1),
    "of ten thousand keys": lambda: many_keys(10_000),
    "of 50 MB": lambda: SEALED + bytes(50 << 20),
    "50 MB of lists, sealed": lambda: keys.seal_to(b"[" * (50 << 20), [keys.public_of(PRIVATE)]),
    "a header without an end": lambda: b"age-encryption.org/v1\n" + b"-> a\n\n" * 100_000,
    "a stanza without an end": lambda: b"age-encryption.org/v1\n-> X25519 a\n" + b"a" * 900_000,
    "lists 100,000 deep, sealed": lambda: SEAL.seal(b"[" * 100_000),
    "twice": lambda: SEALED * 2,
}

MEASURED = r"""
import re, sys
from pathlib import Path
from safechat_tui.errors import SafeChatError
from safechat_tui.store import Folder, Keyring, KeySeal, Store
for folder in map(Path, sys.argv[3:]):
    store = Store(Folder(folder), seal=KeySeal(sys.argv[1], None))
    try:
        key = Keyring(Folder(folder))
        print(key.unlock(sys.argv[2]).suffix if key.exists else store.open("lamp-river-stone").code)
    except SafeChatError as error:
        print(error.code)
    store.list()
    store.purge()
print(int(re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""


def measured(*folders: Path) -> tuple[list[str], int]:
    """Return what a process of its own says of what is in each folder, and the most memory it took, in MB."""
    command = [sys.executable, "-c", MEASURED, PRIVATE, PASS, *map(str, folders)]
    *told, megabytes = subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()
    return told, int(megabytes)


def test_hostile_files_cost_little_are_told_and_stay(tmp_path: Path) -> None:
    made = {tmp_path / f"{number}" / f"{CODE}.age": make() for number, make in enumerate(HOSTILE.values())}
    for path, data in made.items():
        path.parent.mkdir(0o700)
        put(path, data)
    told, megabytes = measured(*(path.parent for path in made))
    assert (set(told), megabytes <= 200) == (TOLD, True), (told, megabytes)
    assert [path for path, data in made.items() if path.read_bytes() != data] == []


@pytest.mark.parametrize(
    ("work", "told"), [(17, "wrong-passphrase"), (18, "key-damaged"), (62, "key-damaged")]
)
def test_a_key_file_that_asks_for_much_work_costs_little(tmp_path: Path, work: int, told: str) -> None:
    (tmp_path / "key.age").write_bytes(KEY.replace(b" 1\n", b" %d\n" % work, 1))
    found, megabytes = measured(tmp_path)
    assert (found, megabytes <= 200) == ([told], True)


@pytest.mark.parametrize("kind", ["another's", "under a passphrase", "twice"])
def test_a_hostile_file_is_listed_can_be_deleted_and_is_never_saved_over(path: Path, kind: str) -> None:
    store, path, hostile = Store(Folder(path.parent), seal=SEAL), path.with_suffix(".age"), HOSTILE[kind]()
    put(path, SEALED)
    kept = store.open(CODE)
    put(path, hostile)
    told = caught(lambda: store.save(kept, kept.plan)).code
    assert (told in TOLD, path.read_bytes()) == (True, hostile)
    assert [found.code for found in store.list()] == [CODE]
    store.delete(CODE)
    assert store.list() == ()
