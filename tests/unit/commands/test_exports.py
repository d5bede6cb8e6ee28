"""Written papers: sealed, listed, deleted; kept plans that need their passphrase on the command line."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.unit.conftest import Ran, Run, Terminal
from tests.unit.store.samples import needs_age

from safechat_tui import clock, config
from safechat_tui.age import keys, passphrase
from safechat_tui.commands import secret
from safechat_tui.plan import Plan
from safechat_tui.store import Papers, Store, keyring_of, store_of

PRIVATE = "AGE-SECRET-KEY-1ALLJYV5HCX6RU670ZLK02W4VDKA7LWC9DHUYZGLVX5DWR0WDNJKS7NGZ0E"
PUBLIC = keys.public_of(PRIVATE)
HANDOUT = ("handout", "--goals", "stop")
PASS = "of these tests alone"  # noqa: S105
WORDS = ("lamp", "river", "stone")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("SAFECHAT_LANG", "en")
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
def test_a_plan_sealed_to_a_key_is_opened_by_the_stock_program(run: Run, home: Path, tmp_path: Path) -> None:
    assert run(*HANDOUT, "--seal-to", PUBLIC, "-o", str(home)).code == 0
    (tmp_path / "key").write_text(PRIVATE)
    path = only_file(home)
    opened = subprocess.run(["age", "-d", "-i", tmp_path / "key", path], capture_output=True, check=True)
    assert path.suffixes[-2:] == [".txt", ".age"]
    assert opened.stdout[:3] != b"age"
    assert len(opened.stdout) > 1000


def test_a_plan_sealed_to_a_passphrase_opens_with_it(run: Run, home: Path, answers: list[str]) -> None:
    answers += [PASS, PASS]
    assert run(*HANDOUT, "--seal", "-o", str(home / "plan.txt")).code == 0
    assert only_file(home).name == "plan.txt.age"
    assert len(passphrase.open_passphrase(only_file(home).read_bytes(), PASS)) > 1000


def test_two_passphrases_that_differ_write_nothing(run: Run, home: Path, answers: list[str]) -> None:
    answers += [PASS, "another"]
    assert (run(*HANDOUT, "--seal", "-o", str(home)).code, list(home.iterdir())) == (1, [])


@pytest.mark.parametrize(
    "options", [["--seal-to", "age1x"], ["--seal-to", PUBLIC], ["--seal"], ["--seal", "--seal-to", PUBLIC]]
)
def test_a_seal_that_cannot_be_is_a_wrong_command_line(run: Run, home: Path, options: list[str]) -> None:
    target = str(home) if options[-1] != PUBLIC else "-"
    assert (run(*HANDOUT, *options, "-o", target).code, list(home.iterdir())) == (2, [])


# Listed and deleted ------------------------------------------------------------------------------


def test_a_log_as_a_table_is_listed_too(run: Run, home: Path) -> None:
    assert run("log", "--form", "short", "--format", "csv", "-o", str(home)).code == 0
    assert "Log, November 22, 2026: table for a spreadsheet." in run("exports", "list").out


def test_written_papers_are_listed_with_kind_date_pages_and_last_day(
    run: Run, home: Path, answers: list[str]
) -> None:
    count = run(*HANDOUT, "-o", str(home), "--format", "pdf").out.split("The PDF has ")[1].split()[0]
    answers += [PASS, PASS]
    run(*HANDOUT, "-o", str(home), "--neutral", "--seal")
    until = "Its last day is December 22, 2026; it is deleted after that."
    assert run("exports", "list").out.splitlines()[1:] == [
        f"notes-2026-11-22.txt.age: Neutral paper, November 22, 2026: text, sealed. {until}",
        f"plan-2026-11-22.pdf: Plan, November 22, 2026: PDF, {count} pages. {until}",
    ]


@pytest.fixture
def paper(run: Run, home: Path) -> str:
    """The name of the file of a plan that was written into the home folder."""
    assert run(*HANDOUT, "-o", str(home)).code == 0
    return Papers(config.load()).list()[0].path.name


@pytest.mark.usefixtures("paper")
def test_a_list_says_that_the_papers_can_be_read(run: Run) -> None:
    assert "No passphrase protects them" in run("exports", "list").out.splitlines()[0]


def test_a_written_paper_is_deleted_by_its_name(run: Run, home: Path, paper: str) -> None:
    assert run("exports", "delete", paper, "--yes").code == 0
    assert list(home.glob("*.txt")) == []


@pytest.mark.parametrize("name", ["notes.txt", "../home/notes.txt", "", "notes-2026-11-21.txt"])
def test_nothing_else_is_deleted(run: Run, home: Path, name: str) -> None:
    (home / "notes.txt").write_bytes(b"hers")
    (home / "notes-2026-11-21.txt").write_bytes(b"hers")
    assert (run("exports", "delete", name, "--yes").code, len(list(home.iterdir()))) == (1, 2)


@pytest.mark.usefixtures("paper")
def test_a_purge_deletes_papers_past_their_last_day_and_counts_them(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = NOW + timedelta(days=31)
    monkeypatch.setattr(clock, "now", lambda: later)
    purged = run("kept", "purge")
    assert (purged.code, "1 written paper came to its end" in purged.out) == (0, True)
    assert list(home.glob("*.txt")) == []


@pytest.mark.usefixtures("paper")
def test_another_program_is_told_how_many_papers_there_are_and_their_last_day(run: Run) -> None:
    assert run("kept", "count") == Ran(0, "0 1 2026-12-22 2026-12-22\n", "")


def test_in_a_folder_that_is_not_that_of_the_settings_no_paper_is_listed(run: Run, home: Path) -> None:
    (home / "stick").mkdir()
    assert run(*HANDOUT, "-o", str(home / "stick")).code == 0
    assert (len(list((home / "stick").iterdir())), Papers(config.load()).list()) == (1, ())


# Kept plans --------------------------------------------------------------------------------------


@pytest.fixture
def sealed(home: Path, little_work: None) -> Store:
    settings = home / ".config" / "safechat"
    settings.mkdir(parents=True)
    (settings / "settings.toml").write_text('keep = "sealed"\n')
    found = config.load()
    store = store_of(found, keyring_of(found).create(PASS))
    assert isinstance(store, Store)
    return store


def test_a_sealed_plan_is_shown_once_its_passphrase_was_given(
    run: Run, sealed: Store, answers: list[str]
) -> None:
    kept = sealed.keep(Plan(words="quiet words"), lang="en", words=WORDS)
    answers += ["wrong", PASS]
    shown = run("kept", "show", kept.code)
    assert (shown.code, "quiet words" in shown.out, "not the passphrase" in shown.err) == (0, True, True)


def test_three_wrong_passphrases_end_the_command(run: Run, sealed: Store, answers: list[str]) -> None:
    kept = sealed.keep(Plan(), lang="en", words=WORDS)
    answers += ["a", "b", "c", PASS]
    assert (run("kept", "show", kept.code).code, answers) == (1, [PASS])


def test_an_older_file_put_back_is_said(run: Run, sealed: Store, answers: list[str]) -> None:
    kept = sealed.keep(Plan(), lang="en", words=WORDS)
    path = config.load().plans_folder / f"{kept.code}.age"
    older = path.read_bytes()
    sealed.save(kept, Plan(words="later"))
    path.write_bytes(older)
    answers.append(PASS)
    shown = run("kept", "show", kept.code)
    assert (shown.code, "earlier version" in shown.err) == (0, True)


@pytest.fixture
def named(sealed: Store, home: Path, answers: list[str]) -> str:
    """The code of a kept plan; the settings name a recovery key which nobody agreed to."""
    text = f'keep = "sealed"\nrecovery_key = "{PUBLIC}"\n'
    (home / ".config" / "safechat" / "settings.toml").write_text(text)
    answers.append(PASS)
    return sealed.keep(Plan(words="quiet words"), lang="en", words=WORDS).code


@pytest.mark.parametrize(("typed", "reads"), [("yes\n", True), ("no\n", False), ("", False)])
def test_a_recovery_key_in_the_settings_is_shown_and_asked_about(
    run: Run, named: str, monkeypatch: pytest.MonkeyPatch, typed: str, reads: bool
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    shown = run("kept", "show", named)
    assert (shown.code, PUBLIC[-8:] in shown.out) == (0, True)
    seal = keyring_of(config.load()).unlock(PASS)
    try:
        keys.open_with(seal.seal(b"x"), PRIVATE)
    except keys.NotForKeyError:
        assert not reads
    else:
        assert reads


def test_where_nobody_can_be_asked_a_recovery_key_reads_nothing(run: Run, named: str) -> None:
    assert run("kept", "show", named).code == 2
    assert keyring_of(config.load()).unlock(PASS).change is not None


def test_a_plan_that_lies_open_is_sealed_on_the_way(run: Run, sealed: Store, answers: list[str]) -> None:
    kept = Store(sealed.backend).keep(Plan(words="quiet words"), lang="en", words=WORDS)
    answers.append(PASS)
    shown = run("kept", "show", kept.code)
    assert (shown.code, "quiet words" in shown.out, "is sealed now" in shown.err) == (0, True, True)
    assert [path.suffix for path in config.load().plans_folder.glob("*-*-*.*")] == [".age"]


@pytest.fixture
def both(sealed: Store) -> None:
    """Keep a plan that is not sealed, and one that is."""
    for store in (Store(sealed.backend), sealed):
        store.keep(Plan(), lang="en", words=WORDS)


@pytest.mark.usefixtures("both")
def test_the_list_says_which_plan_is_not_sealed(run: Run) -> None:
    shown = run("kept", "list")
    told = sorted("not sealed" in line for line in shown.out.splitlines())
    assert (shown.code, told) == (0, [False, True])


def test_what_a_jump_of_the_clock_ends_is_listed_and_told(
    run: Run, sealed: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = sealed.keep(Plan(), lang="en", words=WORDS)
    later = clock.now() + timedelta(days=4000)
    monkeypatch.setattr(clock, "now", lambda: later)
    shown = run("kept", "list")
    assert (shown.code, f"{kept.code}: " in shown.out, "past its last day" in shown.out) == (0, True, True)
    assert "safechat kept purge" in shown.err
    assert run("kept", "purge").code == 0
    assert sealed.list() == ()


@pytest.mark.usefixtures("both")
def test_doctor_counts_what_lies_on_the_disk(run: Run) -> None:
    assert "1 sealed, 1 readable" in " ".join(run("doctor").out.split())
