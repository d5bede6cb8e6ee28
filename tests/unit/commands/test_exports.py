"""Written papers: sealed, listed, deleted; kept plans that need their passphrase on the command line."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from safechat_tui import cli, clock, config
from safechat_tui.age import keys, passphrase
from safechat_tui.commands import secret
from safechat_tui.plan import Plan
from safechat_tui.store import Papers, Store, keyring_of, store_of

PRIVATE = "AGE-SECRET-KEY-1ALLJYV5HCX6RU670ZLK02W4VDKA7LWC9DHUYZGLVX5DWR0WDNJKS7NGZ0E"
PUBLIC = keys.public_of(PRIVATE)
needs_age = pytest.mark.skipif(shutil.which("age") is None, reason="needs the stock program")
HANDOUT = ["handout", "--goals", "stop", "--lang", "en"]
PASS = "of these tests alone"  # noqa: S105
WORDS = ("lamp", "river", "stone")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "SAFECHAT_LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setattr(config, "SYSTEM", tmp_path / "none.toml")
    return folder


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a person types at the next questions."""
    given: list[str] = []
    monkeypatch.setattr(secret, "ask", lambda *_: given.pop(0))
    return given


def only_file(home: Path) -> Path:
    (found,) = (path for path in home.iterdir() if path.is_file())
    return found


# Sealed ------------------------------------------------------------------------------------------


@needs_age
def test_a_plan_sealed_to_a_key_is_opened_by_the_stock_program(home: Path, tmp_path: Path) -> None:
    assert cli.main([*HANDOUT, "--seal-to", PUBLIC, "-o", str(home)]) == 0
    (tmp_path / "key").write_text(PRIVATE)
    path = only_file(home)
    opened = subprocess.run(["age", "-d", "-i", tmp_path / "key", path], capture_output=True, check=True)
    assert path.suffixes[-2:] == [".txt", ".age"]
    assert opened.stdout[:3] != b"age"
    assert len(opened.stdout) > 1000


def test_a_plan_sealed_to_a_passphrase_opens_with_it(home: Path, answers: list[str]) -> None:
    answers += [PASS, PASS]
    assert cli.main([*HANDOUT, "--seal", "-o", str(home / "plan.txt")]) == 0
    assert only_file(home).name == "plan.txt.age"
    assert len(passphrase.open_passphrase(only_file(home).read_bytes(), PASS)) > 1000


def test_two_passphrases_that_differ_write_nothing(home: Path, answers: list[str]) -> None:
    answers += [PASS, "another"]
    assert (cli.main([*HANDOUT, "--seal", "-o", str(home)]), list(home.iterdir())) == (1, [])


@pytest.mark.parametrize(
    "options", [["--seal-to", "age1x"], ["--seal-to", PUBLIC], ["--seal"], ["--seal", "--seal-to", PUBLIC]]
)
def test_a_seal_that_cannot_be_is_a_wrong_command_line(home: Path, options: list[str]) -> None:
    target = str(home) if options[-1] != PUBLIC else "-"
    assert (cli.main([*HANDOUT, *options, "-o", target]), list(home.iterdir())) == (2, [])


# Listed and deleted ------------------------------------------------------------------------------


def written(home: Path, *options: str) -> str:
    """Write a plan into the home folder, and return the name of its file."""
    assert cli.main([*HANDOUT, "-o", str(home), *options]) == 0
    return Papers(config.load()).list()[0].path.name


def test_a_log_as_a_table_is_listed_too(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["log", "--form", "short", "--format", "csv", "--lang", "en", "-o", str(home)]) == 0
    capsys.readouterr()
    assert cli.main(["exports", "list", "--lang", "en"]) == 0
    assert "Log, November 22, 2026: table for a spreadsheet." in capsys.readouterr().out


def test_written_papers_are_listed_with_kind_date_pages_and_last_day(
    home: Path, answers: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    written(home, "--format", "pdf")
    count = capsys.readouterr().out.split("The PDF has ")[1].split()[0]
    answers += [PASS, PASS]
    written(home, "--neutral", "--seal")
    capsys.readouterr()
    assert cli.main(["exports", "list", "--lang", "en"]) == 0
    until = "Its last day is December 22, 2026; it is deleted after that."
    assert capsys.readouterr().out.splitlines()[1:] == [
        f"notes-2026-11-22.txt.age: Neutral paper, November 22, 2026: text, sealed. {until}",
        f"plan-2026-11-22.pdf: Plan, November 22, 2026: PDF, {count} pages. {until}",
    ]


def test_a_list_says_that_the_papers_can_be_read(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(home)
    capsys.readouterr()
    cli.main(["exports", "list", "--lang", "en"])
    assert "No passphrase protects them" in capsys.readouterr().out.splitlines()[0]


def test_a_written_paper_is_deleted_by_its_name(home: Path) -> None:
    assert cli.main(["exports", "delete", written(home), "--yes"]) == 0
    assert list(home.glob("*.txt")) == []


@pytest.mark.parametrize("name", ["notes.txt", "../home/notes.txt", "", "notes-2026-11-21.txt"])
def test_nothing_else_is_deleted(home: Path, name: str) -> None:
    (home / "notes.txt").write_bytes(b"hers")
    (home / "notes-2026-11-21.txt").write_bytes(b"hers")
    assert (cli.main(["exports", "delete", name, "--yes"]), len(list(home.iterdir()))) == (1, 2)


def test_a_purge_deletes_papers_past_their_last_day_and_counts_them(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    written(home)
    later = NOW + timedelta(days=31)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert cli.main(["kept", "purge", "--lang", "en"]) == 0
    assert "1 written paper came to its end" in capsys.readouterr().out
    assert list(home.glob("*.txt")) == []


def test_another_program_is_told_how_many_papers_there_are_and_their_last_day(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(home)
    capsys.readouterr()
    assert cli.main(["kept", "count"]) == 0
    assert capsys.readouterr().out == "0 1 2026-12-22 2026-12-22\n"


def test_in_a_folder_that_is_not_that_of_the_settings_no_paper_is_listed(home: Path) -> None:
    (home / "stick").mkdir()
    assert cli.main([*HANDOUT, "-o", str(home / "stick")]) == 0
    assert (len(list((home / "stick").iterdir())), Papers(config.load()).list()) == (1, ())


# Kept plans --------------------------------------------------------------------------------------


@pytest.fixture
def sealed(home: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(passphrase.seal_passphrase, "__kwdefaults__", {"work": 4})
    settings = home / ".config" / "safechat"
    settings.mkdir(parents=True)
    (settings / "settings.toml").write_text('keep = "sealed"\n')
    found = config.load()
    store = store_of(found, keyring_of(found).create(PASS))
    assert isinstance(store, Store)
    return store


def test_a_sealed_plan_is_shown_once_its_passphrase_was_given(
    sealed: Store, answers: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    kept = sealed.keep(Plan(words="quiet words"), lang="en", words=WORDS)
    answers += ["wrong", PASS]
    assert cli.main(["kept", "show", kept.code, "--lang", "en"]) == 0
    shown = capsys.readouterr()
    assert ("quiet words" in shown.out, "not the passphrase" in shown.err) == (True, True)


def test_three_wrong_passphrases_end_the_command(sealed: Store, answers: list[str]) -> None:
    kept = sealed.keep(Plan(), lang="en", words=WORDS)
    answers += ["a", "b", "c", PASS]
    assert (cli.main(["kept", "show", kept.code]), answers) == (1, [PASS])


def test_an_older_file_put_back_is_said(
    sealed: Store, answers: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    kept = sealed.keep(Plan(), lang="en", words=WORDS)
    path = config.load().plans_folder / f"{kept.code}.age"
    older = path.read_bytes()
    sealed.save(kept, Plan(words="later"))
    path.write_bytes(older)
    answers.append(PASS)
    assert cli.main(["kept", "show", kept.code, "--lang", "en"]) == 0
    assert "earlier version" in capsys.readouterr().err


@pytest.fixture
def named(sealed: Store, home: Path) -> str:
    """Settings that name a recovery key which nobody agreed to, and a plan that is kept."""
    text = f'keep = "sealed"\nrecovery_key = "{PUBLIC}"\n'
    (home / ".config" / "safechat" / "settings.toml").write_text(text)
    return sealed.keep(Plan(words="quiet words"), lang="en", words=WORDS).code


class Typist(io.StringIO):
    """A person at a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("typed", "reads"), [("yes\n", True), ("no\n", False), ("", False)])
def test_a_recovery_key_in_the_settings_is_shown_and_asked_about(
    named: str,
    answers: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    reads: bool,
) -> None:
    answers.append(PASS)
    monkeypatch.setattr(sys, "stdin", Typist(typed))
    assert cli.main(["kept", "show", named, "--lang", "en"]) == 0
    assert PUBLIC[-8:] in capsys.readouterr().out
    found = config.load()
    seal = keyring_of(found).unlock(PASS)
    try:
        keys.open_with(seal.seal(b"x"), PRIVATE)
    except keys.NotForKeyError:
        assert not reads
    else:
        assert reads


def test_where_nobody_can_be_asked_a_recovery_key_reads_nothing(named: str, answers: list[str]) -> None:
    answers.append(PASS)
    assert cli.main(["kept", "show", named]) == 2
    assert keyring_of(config.load()).unlock(PASS).change is not None


def test_a_plan_that_lies_open_is_sealed_on_the_way(
    sealed: Store, answers: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    kept = Store(sealed.backend).keep(Plan(words="quiet words"), lang="en", words=WORDS)
    answers.append(PASS)
    assert cli.main(["kept", "show", kept.code, "--lang", "en"]) == 0
    shown = capsys.readouterr()
    assert ("quiet words" in shown.out, "is sealed now" in shown.err) == (True, True)
    assert [path.suffix for path in config.load().plans_folder.glob("*-*-*.*")] == [".age"]


def test_the_list_says_which_plan_is_not_sealed(sealed: Store, capsys: pytest.CaptureFixture[str]) -> None:
    Store(sealed.backend).keep(Plan(), lang="en", words=WORDS)
    sealed.keep(Plan(), lang="en", words=WORDS)
    assert cli.main(["kept", "list", "--lang", "en"]) == 0
    assert sorted("not sealed" in line for line in capsys.readouterr().out.splitlines()) == [False, True]


def test_what_a_jump_of_the_clock_ends_is_listed_and_told(
    sealed: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = sealed.keep(Plan(), lang="en", words=WORDS)
    later = clock.now() + timedelta(days=4000)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert cli.main(["kept", "list", "--lang", "en"]) == 0
    shown = capsys.readouterr()
    assert (f"{kept.code}: " in shown.out, "past its last day" in shown.out) == (True, True)
    assert "safechat kept purge" in shown.err
    assert cli.main(["kept", "purge", "--lang", "en"]) == 0
    assert sealed.list() == ()


def test_doctor_counts_what_lies_on_the_disk(sealed: Store, capsys: pytest.CaptureFixture[str]) -> None:
    Store(sealed.backend).keep(Plan(), lang="en", words=WORDS)
    sealed.keep(Plan(), lang="en", words=WORDS)
    cli.main(["doctor", "--lang", "en"])
    assert "1 sealed, 1 readable" in " ".join(capsys.readouterr().out.split())
