"""Where a finished plan goes."""

from __future__ import annotations

import stat
import sys
from datetime import date
from pathlib import Path

import pytest

from safechat_tui.errors import SafeChatError
from safechat_tui.handout.export import default_stem, export

TODAY = date(2026, 11, 22)


def test_a_files_name_says_nothing_but_the_date() -> None:
    assert default_stem(TODAY) == "notes-2026-11-22"


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    written = [export(b"x", tmp_path, "notes", ".txt").name for _ in range(3)]
    assert written == ["notes.txt", "notes-2.txt", "notes-3.txt"]


def test_a_file_that_is_there_stays_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_bytes(b"old")
    export(b"new", tmp_path, "notes", ".txt")
    assert (tmp_path / "notes.txt").read_bytes() == b"old"


def test_a_link_of_that_name_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").symlink_to(tmp_path / "elsewhere")
    export(b"new", tmp_path, "notes", ".txt")
    assert not (tmp_path / "elsewhere").exists()


def test_only_its_owner_can_read_the_file(tmp_path: Path) -> None:
    path = export(b"x", tmp_path, "notes", ".pdf")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_folder_full_of_such_names_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["safechat_tui.handout.export"], "MAX_TRIES", 2)
    for _ in range(2):
        export(b"x", tmp_path, "notes", ".txt")
    with pytest.raises(SafeChatError) as caught:
        export(b"x", tmp_path, "notes", ".txt")
    assert caught.value.code == "file-exists"


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SafeChatError) as caught:
        export(b"x", tmp_path / "none", "notes", ".txt")
    assert caught.value.code == "not-saved"
