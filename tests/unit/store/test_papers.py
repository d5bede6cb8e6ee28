"""Written papers: only what was written here is listed and deleted, and it goes when its time is over."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.unit.store.samples import NOON, Clock, code_of

from safechat_tui import files
from safechat_tui.config import Config
from safechat_tui.errors import SafeChatError
from safechat_tui.i18n import LANGUAGES, Translator
from safechat_tui.store import Papers, Written
from safechat_tui.store.papers import KINDS, LIST_FILE, create_numbered, stem

NEUTRAL_NAME = "notes-2026-11-20"


@pytest.fixture
def config(tmp_path: Path) -> Config:
    (tmp_path / "home").mkdir()
    return Config(home=tmp_path / "home", data_folder=tmp_path / "data", keep_days=3)


@pytest.fixture
def papers(config: Config) -> Papers:
    return Papers(config)


@pytest.fixture
def paper(papers: Papers) -> Written:
    return papers.write(b"her plan", "plan", "plan-2026-11-20", ".txt")


def names(papers: Papers) -> list[str]:
    return [each.path.name for each in papers.list()]


# Names -------------------------------------------------------------------------------------------


def test_a_paper_is_named_by_what_it_is_and_the_date() -> None:
    assert stem("log", Translator("fr")) == "journal-2026-11-20"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_name_of_a_neutral_paper_says_nothing(lang: str) -> None:
    assert stem("notes", Translator(lang)) == NEUTRAL_NAME


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_name_goes_through_ssh_as_one_word_of_plain_letters(lang: str) -> None:
    assert all(stem(kind, Translator(lang)).replace("-", "").isalnum() for kind in KINDS)
    assert all(stem(kind, Translator(lang)).isascii() for kind in KINDS)


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    written = [create_numbered(b"x", tmp_path, "notes", ".txt").name for _ in range(3)]
    assert written == ["notes.txt", "notes-2.txt", "notes-3.txt"]


def test_a_folder_full_of_such_names_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["safechat_tui.store.papers"], "MAX_TRIES", 2)
    for _ in range(2):
        create_numbered(b"x", tmp_path, "notes", ".txt")
    assert code_of(lambda: create_numbered(b"x", tmp_path, "notes", ".txt")) == "file-exists"


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    assert code_of(lambda: create_numbered(b"x", tmp_path / "none", "notes", ".txt")) == "not-saved"


# What is one of ours -----------------------------------------------------------------------------


def test_papers_are_listed_the_last_first(papers: Papers) -> None:
    for kind in ("plan", "log"):
        papers.write(b"x", kind, f"{kind}-2026-11-20", ".txt")
    assert names(papers) == ["log-2026-11-20.txt", "plan-2026-11-20.txt"]


def test_her_own_file_of_such_a_name_is_none_of_ours(papers: Papers, config: Config) -> None:
    own = config.home / f"{NEUTRAL_NAME}.txt"
    own.write_bytes(b"her own notes")
    own.chmod(0o600)
    papers.write(b"x", "notes", NEUTRAL_NAME, ".txt")
    assert names(papers) == [f"{NEUTRAL_NAME}-2.txt"]


def _changes(path: Path) -> None:
    path.write_bytes(b"her plan, and a line of hers")


def _puts_another(path: Path) -> None:
    path.unlink()
    path.write_bytes(b"her word")
    os.utime(path, (0, 0))


def _puts_a_link(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to(path.with_name("elsewhere"))


def _renames(path: Path) -> None:
    path.rename(path.with_name("mine.txt"))


def _puts_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("does", [_changes, _puts_another, _puts_a_link, _renames, _puts_a_folder])
def test_what_is_no_longer_what_was_written_is_neither_listed_nor_read_nor_deleted(
    papers: Papers, paper: Written, at: Clock, does: Callable[[Path], None]
) -> None:
    does(paper.path)
    before = sorted(path.name for path in paper.path.parent.iterdir())
    assert names(papers) == []
    for call in (papers.read, papers.delete):
        assert code_of(lambda call=call: call(paper)) in {"no-such-export", "file-missing", "file-unreadable"}  # type: ignore[misc]
    at.now = NOON + timedelta(days=30)
    assert papers.purge(sure=True) == 0
    assert sorted(path.name for path in paper.path.parent.iterdir()) == before


def test_a_paper_that_somebody_deleted_is_forgotten_with_the_next_one(
    papers: Papers, paper: Written, config: Config, at: Clock
) -> None:
    paper.path.unlink()
    at.now = NOON + timedelta(minutes=2)
    papers.write(b"x", "log", "log-2026-11-20", ".txt")
    assert b"plan" not in (config.data_folder / LIST_FILE).read_bytes()


def test_what_another_session_is_just_writing_is_not_forgotten(
    papers: Papers, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    create = files.create

    def between(path: Path, *args: Any, **how: Any) -> None:
        monkeypatch.setattr(files, "create", create)
        Papers(config).write(b"x", "log", "log-2026-11-20", ".txt")
        create(path, *args, **how)

    monkeypatch.setattr(files, "create", between)
    papers.write(b"x", "plan", "plan-2026-11-20", ".txt")
    assert sorted(names(papers)) == ["log-2026-11-20.txt", "plan-2026-11-20.txt"]


def test_a_paper_that_is_deleted_here_is_forgotten_at_once(
    papers: Papers, paper: Written, config: Config
) -> None:
    papers.delete(paper)
    assert (config.data_folder / LIST_FILE).read_bytes() == b"[]"


def test_a_paper_is_known_in_a_folder_that_was_named_before(
    papers: Papers, paper: Written, config: Config
) -> None:
    (config.home / "new").mkdir()
    after = Papers(config._replace(exports=config.home / "new"))
    assert after.find(str(paper.path)) == paper


def test_half_a_paper_left_by_a_kill_is_listed_and_deleted(papers: Papers, paper: Written) -> None:
    os.truncate(paper.path, 3)
    os.utime(paper.path, (seconds := NOON.timestamp() + 5, seconds))
    papers.delete(papers.find(paper.path.name))
    assert not paper.path.exists()


@pytest.mark.parametrize(
    "content",
    [b"", b"not JSON", b"{}", b'[["x"]]', b'[["x", "plan", 1, 1e400]]', b"[[1, 2, 3, 4]]", b"[" * 100_000]
    + [b'[["/%s.txt", "plan", 1, 1]]' % odd for odd in (b"a\\u0000b", b"a\\ud800b", b"x/")],
)
def test_what_is_remembered_may_be_damaged(papers: Papers, config: Config, content: bytes) -> None:
    config.data_folder.mkdir(mode=0o700)
    (config.data_folder / LIST_FILE).write_bytes(content)
    assert (names(papers), papers.purge(sure=True)) == ([], 0)
    papers.write(b"x", "plan", "plan-2026-11-20", ".txt")
    assert names(papers) == ["plan-2026-11-20.txt"]


def test_a_file_of_hers_that_somebody_wrote_there_by_hand_is_no_paper(
    papers: Papers, config: Config, paper: Written
) -> None:
    known, key = config.data_folder / LIST_FILE, config.data_folder / "key.age"
    paper.path.rename(key)
    known.write_bytes(known.read_bytes().replace(bytes(paper.path), bytes(key)))
    assert names(papers) == []


def test_a_paper_that_cannot_be_remembered_is_written_and_says_so(papers: Papers, config: Config) -> None:
    config.data_folder.symlink_to(config.home)
    paper = papers.write(b"her plan", "plan", "plan-2026-11-20", ".txt")
    assert (paper.path.read_bytes(), paper.expires) == (b"her plan", None)


def test_where_nothing_was_written_nothing_is_made(papers: Papers, config: Config) -> None:
    assert (papers.list(), papers.purge(), papers.overdue(), config.data_folder.exists()) == ((), 0, 0, False)


def test_what_is_remembered_holds_no_word_of_the_paper(paper: Written, config: Config) -> None:
    assert b"her plan" not in (config.data_folder / LIST_FILE).read_bytes()
    assert stat.S_IMODE((config.data_folder / LIST_FILE).stat().st_mode) == 0o600


# Until when --------------------------------------------------------------------------------------


def test_a_paper_is_deleted_and_counted_after_its_last_day(papers: Papers, paper: Written, at: Clock) -> None:
    for day in range(1, 4):
        at.now = NOON + timedelta(days=day)
        assert papers.purge() == 0
    at.now = NOON + timedelta(days=4)
    assert (papers.purge(), paper.path.exists()) == (1, False)


def test_a_jump_of_the_clock_deletes_nothing_until_a_person_asks(
    papers: Papers, paper: Written, at: Clock
) -> None:
    papers.purge()
    at.now = NOON + timedelta(days=400)
    assert (papers.purge(), papers.overdue(), papers.purge(sure=True)) == (0, 1, 1)
    assert not paper.path.exists()


def test_a_paper_that_cannot_be_deleted_is_not_forgotten(
    papers: Papers, paper: Written, at: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise PermissionError

    at.now = NOON + timedelta(days=400)
    with monkeypatch.context() as broken:
        broken.setattr(os, "unlink", fails)
        with pytest.raises(SafeChatError, match="not-deleted"):
            papers.purge(sure=True)
    assert papers.list() == (paper,)
