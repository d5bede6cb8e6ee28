"""The prepared form of a guide: the same guide, and none as soon as the content says something else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from safechat_tui.guide import prepare, prepared, reader
from safechat_tui.resources import CONTENT


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a copy of the content with its guide prepared beside it."""
    root = tmp_path / "content"
    shutil.copytree(CONTENT, root)
    prepare.save(
        "messages", "fr", reader.read_guide("fr", root=root), root=root, folder=tmp_path / "prepared"
    )
    return root


def load(root: Path) -> object:
    return prepared.load("fr", "messages", root=root, folder=root.parent / "prepared")


def test_a_prepared_guide_is_the_guide_that_was_read(root: Path) -> None:
    assert load(root) == reader.read_guide("fr", root=root)


def test_the_prepared_names_of_the_guides_are_those_that_were_read() -> None:
    assert prepared.guides("fr") == reader.guides("fr")


def test_a_changed_word_of_the_same_length_is_noticed(root: Path) -> None:
    page = root / "fr" / "messages" / "opening.md"
    page.write_text(page.read_text("utf-8").replace("guide", "guida", 1), "utf-8")
    assert load(root) is None


def test_a_new_file_is_noticed(root: Path) -> None:
    (root / "fr" / "notes.md").write_text("", "utf-8")
    assert load(root) is None


def test_a_file_that_is_gone_is_noticed(root: Path) -> None:
    (root / "fr" / "place.md").unlink()
    assert load(root) is None


def test_a_file_that_was_renamed_is_noticed(root: Path) -> None:
    (root / "LICENSE").rename(root / "LICENCE")
    assert load(root) is None


def test_another_form_of_the_guide_is_noticed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared, "form", lambda: "another")
    assert load(root) is None


@pytest.mark.parametrize("end", ["", "[", "[8,1]", "[99]", "[-3,1]"])
def test_a_damaged_file_is_no_guide(root: Path, end: str) -> None:
    path = root.parent / "prepared" / "messages.fr.json"
    path.write_text(path.read_text("utf-8").partition("\n")[0] + "\n" + end, "utf-8")
    assert load(root) is None
