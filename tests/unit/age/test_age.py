"""age files: both kinds against the stock `age`, and strict reading."""

from __future__ import annotations

import hashlib
import os
import pty
import subprocess
import termios
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.terminal.harness import until
from tests.unit.store.samples import needs_age

from safechat_tui.age import keys, passphrase
from safechat_tui.age.parts import MAX_STANZAS, AgeError, read_header

PASS = "étoile lampe rivière érable nuage"  # noqa: S105 - of files that the tests make
# Made for these tests alone; the same in every process, for tests are named by it.
PRIVATE = "AGE-SECRET-KEY-1ALLJYV5HCX6RU670ZLK02W4VDKA7LWC9DHUYZGLVX5DWR0WDNJKS7NGZ0E"
PUBLIC = keys.public_of(PRIVATE)
SEALED = passphrase.seal_passphrase(b"what is inside", PASS, work=1)


def typed(command: Sequence[str | Path], answers: list[str]) -> int:
    """Run a program in a terminal of its own, type an answer at each question and return how it ended."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvp(command[0], list(map(str, command)))  # noqa: S606
    try:
        for answer in answers:
            seen = b""
            while not seen.rstrip().endswith(b":"):
                seen += os.read(terminal, 1024)
            # The question is written just before what was typed is thrown away and the echo is switched off.
            until(lambda: not termios.tcgetattr(terminal)[3] & termios.ECHO, "that the echo is off")
            os.write(terminal, answer.encode() + b"\n")
        while os.read(terminal, 1024):
            pass
    except OSError:
        pass
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


# Passphrases -------------------------------------------------------------------------------------


@needs_age
@pytest.mark.parametrize("size", [1, 65535, 65536, 65537, 140_000])
def test_the_stock_program_opens_what_was_sealed_to_a_passphrase(tmp_path: Path, size: int) -> None:
    data = os.urandom(size)
    (tmp_path / "a.age").write_bytes(passphrase.seal_passphrase(data, PASS, work=8))
    ended = typed(["age", "-d", "-o", tmp_path / "a", tmp_path / "a.age"], [PASS])
    assert (ended, (tmp_path / "a").read_bytes()) == (0, data)


@pytest.mark.slow
@needs_age
def test_a_file_of_the_stock_program_asks_for_more_work_than_is_done(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    assert typed(["age", "-p", "-o", tmp_path / "a.age", tmp_path / "a"], [PASS, PASS]) == 0
    with pytest.raises(AgeError, match="work"):
        passphrase.open_passphrase((tmp_path / "a.age").read_bytes(), PASS)


def test_a_wrong_passphrase_opens_nothing() -> None:
    with pytest.raises(passphrase.WrongPassphraseError):
        passphrase.open_passphrase(SEALED, PASS + "s")


def test_a_passphrase_typed_with_separate_accents_is_the_same() -> None:
    assert passphrase.open_passphrase(SEALED, unicodedata.normalize("NFD", f" {PASS}\n")) == b"what is inside"


@pytest.mark.parametrize("work", ["18", "62", "99", "0", "015", "+1", "1e1", "100", "-1", "٣", ""])
def test_work_out_of_range_is_refused_before_it_is_begun(work: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashlib, "scrypt", lambda *_, **__: pytest.fail("work was done"))
    greedy = SEALED.replace(b" 1\n", f" {work}\n".encode(), 1)
    with pytest.raises(AgeError):
        passphrase.open_passphrase(greedy, PASS)


@pytest.mark.parametrize("at", range(len(SEALED)))
def test_every_altered_byte_of_a_file_is_noticed(at: int) -> None:
    altered = bytearray(SEALED)
    altered[at] ^= 1
    with pytest.raises((AgeError, passphrase.WrongPassphraseError)):
        passphrase.open_passphrase(bytes(altered), PASS)


@pytest.mark.parametrize("length", range(0, len(SEALED), 3))
def test_a_file_cut_anywhere_is_noticed(length: int) -> None:
    with pytest.raises((AgeError, passphrase.WrongPassphraseError)):
        passphrase.open_passphrase(SEALED[:length], PASS)


# Keys --------------------------------------------------------------------------------------------


@needs_age
def test_the_stock_program_opens_what_was_sealed_to_a_key(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(PRIVATE + "\n")
    (tmp_path / "a.age").write_bytes(keys.seal_to(b"inside", [PUBLIC, keys.new_identity()[1]]))
    found = subprocess.run(
        ["age", "-d", "-i", tmp_path / "key", tmp_path / "a.age"], capture_output=True, check=True
    )
    assert found.stdout == b"inside"


@needs_age
def test_a_file_of_the_stock_program_opens_with_the_key() -> None:
    made = subprocess.run(["age", "-r", PUBLIC], input=b"inside", capture_output=True, check=True)
    assert keys.open_with(made.stdout, PRIVATE) == b"inside"


def test_another_key_opens_nothing() -> None:
    with pytest.raises(keys.NotForKeyError):
        keys.open_with(keys.seal_to(b"inside", [PUBLIC]), keys.new_identity()[0])


def test_a_file_under_a_passphrase_is_not_tried_with_a_key() -> None:
    with pytest.raises(keys.NotForKeyError):
        keys.open_with(SEALED.replace(b" 1\n", b" 62\n", 1), PRIVATE)


def test_a_file_of_ten_thousand_keys_is_refused_unread() -> None:
    sealed = keys.seal_to(b"inside", [PUBLIC])
    stanza = sealed[sealed.index(b"-> X25519") : sealed.index(b"\n", sealed.index(b"\n", 30) + 1) + 1]
    with pytest.raises(AgeError):
        read_header(sealed.replace(stanza, stanza * 10_000, 1))


def test_a_file_of_as_many_keys_as_may_be_is_read() -> None:
    sealed = keys.seal_to(b"inside", [PUBLIC] * (MAX_STANZAS - 1))
    assert keys.open_with(sealed, PRIVATE) == b"inside"


def test_every_new_key_is_a_recipient() -> None:
    assert all(keys.is_recipient(keys.new_identity()[1]) for _ in range(50))


@pytest.mark.parametrize("at", range(4, 62))
def test_a_recipient_with_a_wrong_letter_is_none(at: int) -> None:
    wrong = "q" if PUBLIC[at] != "q" else "p"
    assert not keys.is_recipient(PUBLIC[:at] + wrong + PUBLIC[at + 1 :])


@pytest.mark.parametrize("text", ["", "age1", PUBLIC.upper(), PUBLIC + "\n", PRIVATE, "ssh-ed25519 AAAA"])
def test_what_is_no_public_key_is_no_recipient(text: str) -> None:
    assert not keys.is_recipient(text)
