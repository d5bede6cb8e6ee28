"""Any file at all in the place of a sealed plan or of the key: opened, or one error that leaves it as it is.

Memory is measured in processes of their own; `make bench` prints the time.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.store.test_store_damage import CODE, DAMAGED, ROW, WHOLE

from safechat_tui.age import keys, passphrase
from safechat_tui.errors import SafeChatError
from safechat_tui.store import Keyring, Store
from safechat_tui.store.keyring import KeySeal
from safechat_tui.store.reading import plan_in, row_in

PRIVATE = "AGE-SECRET-KEY-1ALLJYV5HCX6RU670ZLK02W4VDKA7LWC9DHUYZGLVX5DWR0WDNJKS7NGZ0E"
PUBLIC = keys.public_of(PRIVATE)
SEAL = KeySeal(PRIVATE, None)
SEALED = SEAL.seal(WHOLE)
PASS = "of these tests alone"  # noqa: S105
KEY = passphrase.seal_passphrase(f"{PRIVATE}\n".encode(), PASS, work=1)
PATH = Path(f"{CODE}.age")
TOLD = {"damaged", "other-key"}


def answer(data: bytes) -> str:
    """Return `opened`, or the code of the one error that these bytes of a sealed plan are answered with."""
    try:
        plan_in(row_in(data, PATH, SEAL), PATH, keep_days=30)
    except SafeChatError as error:
        return error.code
    return "opened"


def test_the_whole_file_opens() -> None:
    assert answer(SEALED) == "opened"


@pytest.mark.parametrize("percent", range(100))
def test_a_sealed_file_cut_at_any_percent_is_told(percent: int) -> None:
    assert answer(SEALED[: len(SEALED) * percent // 100]) in TOLD


@pytest.mark.parametrize("kind", DAMAGED)
def test_whatever_was_sealed_with_our_key_is_judged_when_it_is_opened(kind: str) -> None:
    assert answer(SEAL.seal(DAMAGED[kind])) == "damaged"


def many_keys(count: int) -> bytes:
    """Return a file that is sealed to so many keys."""
    stanza = SEALED[SEALED.index(b"-> X25519") : SEALED.index(b"-> X25519") + 200]
    end = stanza.index(b"\n", stanza.index(b"\n") + 1) + 1
    return SEALED.replace(stanza[:end], stanza[:end] * count, 1)


UNDER_PASS = passphrase.seal_passphrase(WHOLE, PASS, work=1)
HOSTILE = {
    "another's": keys.seal_to(WHOLE, [keys.new_identity()[1]]),
    "under a passphrase": UNDER_PASS,
    "under a passphrase of work 62": passphrase.seal_passphrase(WHOLE, PASS, work=1).replace(
        b" 1\n", b" 62\n", 1
    ),
    "of ten thousand keys": many_keys(10_000),
    "of a million keys": many_keys(10_000) * 40,
    "of 50 MB": SEALED + bytes(50 << 20),
    "50 MB of nothing": bytes(50 << 20),
    "50 MB of lists, sealed": keys.seal_to(b"[" * (50 << 20), [PUBLIC]),
    "a header without an end": b"age-encryption.org/v1\n" + b"-> a\n\n" * 100_000,
    "a stanza without an end": b"age-encryption.org/v1\n-> X25519 a\n" + b"a" * 900_000,
    "lists 100,000 deep, sealed": SEAL.seal(b"[" * 100_000),
    "twice": SEALED * 2,
}

MEASURED = r"""
import re, sys
from pathlib import Path
from safechat_tui.errors import SafeChatError
from safechat_tui.store import Keyring, Store
from safechat_tui.store.keyring import KeySeal
kind, folder, secret = sys.argv[1:]
store = Store(Path(folder), seal=KeySeal(secret, None)) if kind == "plan" else None
try:
    found = store.open("lamp-river-stone").code if store else Keyring(Path(folder)).unlock(secret).suffix
except SafeChatError as error:
    found = error.code
if store:
    store.list()
    store.purge()
print(found, int(re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())[1]) / 1024)
"""


def measured(kind: str, folder: Path, secret: str) -> tuple[str, bool]:
    """Return what a process says of a file, and whether it took no more than 200 MB."""
    command = [sys.executable, "-c", MEASURED, kind, str(folder), secret]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    found, megabytes = done.stdout.split()
    return found, float(megabytes) <= 200


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_costs_little_is_told_and_stays(tmp_path: Path, kind: str) -> None:
    path = tmp_path / PATH
    path.write_bytes(HOSTILE[kind])
    found, small = measured("plan", tmp_path, PRIVATE)
    assert (found in TOLD, small, path.read_bytes() == HOSTILE[kind]) == (True, True, True)


@pytest.mark.parametrize("work", [17, 18, 62])
def test_a_key_file_that_asks_for_much_work_costs_little(tmp_path: Path, work: int) -> None:
    (tmp_path / "key.age").write_bytes(KEY.replace(b" 1\n", b" %d\n" % work, 1))
    assert measured("key", tmp_path, PASS) == (
        "wrong-passphrase" if work == 17 else "key-damaged",
        True,
    )


# Mutations ---------------------------------------------------------------------------------------

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


def test_two_thousand_mutations_of_a_sealed_file_are_all_told() -> None:
    dice = random.Random(2000)  # noqa: S311 - damage, not secrets
    for _ in range(2000):
        times = dice.randint(1, 6)
        drawn = [(dice.randrange(4001), dice.randrange(5), dice.randrange(256)) for _ in range(times)]
        data = mutated(SEALED, drawn)
        assert answer(data) in TOLD or data == SEALED, drawn


@settings(max_examples=200, deadline=None)
@given(changes)
def test_a_sealed_file_with_changed_bytes_never_opens_as_something_else(
    changes: list[tuple[int, int, int]],
) -> None:
    data = mutated(SEALED, changes)
    assert answer(data) in TOLD or data == SEALED


@settings(max_examples=200, deadline=None)
@given(changes)
def test_changed_content_under_our_own_seal_opens_or_is_told(changes: list[tuple[int, int, int]]) -> None:
    assert answer(SEAL.seal(mutated(WHOLE, changes))) in TOLD | {"opened"}


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_at_all_are_told(data: bytes, begins_well: bool) -> None:
    assert answer((SEALED[:40] if begins_well else b"") + data) in TOLD


values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(ROW)), values)
def test_any_value_anywhere_under_our_own_seal_opens_or_is_told(key: str, value: object) -> None:
    data = json.dumps({"plan": {"1": ROW | {key: value}}}).encode()
    assert answer(SEAL.seal(data)) in TOLD | {"opened"}


@settings(max_examples=200, deadline=None)
@given(changes)
def test_a_key_file_with_changed_bytes_opens_no_other_key(changes: list[tuple[int, int, int]]) -> None:
    data = mutated(KEY, changes)
    # No change may ask for work that these tests would feel.
    if data != KEY and b"scrypt" in data:
        data = data.replace(b" 17\n", b" 1\n")
    try:
        found = passphrase.open_passphrase(data, PASS)
    except ValueError:
        found = b""
    assert found in (b"", f"{PRIVATE}\n".encode())


# Through the store -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["another's", "under a passphrase", "twice"])
def test_a_hostile_file_is_listed_can_be_deleted_and_is_never_saved_over(tmp_path: Path, kind: str) -> None:
    store = Store(tmp_path / "plans", seal=SEAL)
    store.plan_folder.mkdir(0o700)
    path = store.plan_folder / PATH
    path.write_bytes(SEALED)
    kept = store.open(CODE)
    path.write_bytes(HOSTILE[kind])
    with pytest.raises(SafeChatError) as caught:
        store.save(kept, kept.plan)
    assert (caught.value.code in TOLD, path.read_bytes()) == (True, HOSTILE[kind])
    assert [found.code for found in store.list()] == [CODE]
    store.delete(CODE)
    assert store.list() == ()


@pytest.mark.parametrize("percent", range(0, 100, 7))
def test_a_key_file_cut_short_is_told_and_stays(tmp_path: Path, percent: int) -> None:
    cut = KEY[: len(KEY) * percent // 100]
    (tmp_path / "key.age").write_bytes(cut)
    with pytest.raises(SafeChatError) as caught:
        Keyring(tmp_path).unlock(PASS)
    assert (caught.value.code, (tmp_path / "key.age").read_bytes()) == ("key-damaged", cut)
