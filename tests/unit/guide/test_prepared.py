"""The prepared form of a guide: the same guide, and none as soon as the content says something else."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

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
    (root / "fr" / "place.md").rename(root / "fr" / "places.md")
    assert load(root) is None


def test_a_changed_fact_is_noticed(root: Path) -> None:
    facts = root / "facts" / "helplines.toml"
    facts.write_text(facts.read_text("utf-8").replace("1", "2", 1), "utf-8")
    assert load(root) is None


def test_a_digit_that_is_put_right_is_noticed(root: Path) -> None:
    facts = root / "facts" / "helplines.toml"
    facts.write_text(facts.read_text("utf-8").replace("8", "9", 1), "utf-8")
    assert load(root) is None


def test_another_guide_more_is_noticed(root: Path) -> None:
    shutil.copytree(root / "fr" / "calls", root / "fr" / "letters")
    assert load(root) is None


READ: Final = """
import json, sys
opened = []
sys.addaudithook(lambda event, details: opened.append(str(details[0])) if event == "open" else None)
from safechat_tui.guide import reader
reader.{what}
print(json.dumps(opened))
"""
"""Prints every file that reading opens."""


@pytest.mark.parametrize("what", ["read_guide('en', guide='calls')", "read_guide('en')", "guides('en')"])
def test_every_file_that_is_read_for_a_guide_counts(tmp_path: Path, what: str) -> None:
    done = subprocess.run([sys.executable, "-c", READ.format(what=what)], capture_output=True, check=True)
    files = {path for path in map(Path, json.loads(done.stdout)) if path.is_relative_to(CONTENT)}
    root = tmp_path / "content"
    shutil.copytree(CONTENT, root)
    before = prepared.content_state(root, "en")
    assert files
    for path in files:
        copy = root / path.relative_to(CONTENT)
        text = copy.read_bytes()
        copy.write_bytes(text + b"\n")
        assert prepared.content_state(root, "en") != before, path
        copy.write_bytes(text)


def test_another_form_of_the_guide_is_noticed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared, "form", lambda: "another")
    assert load(root) is None


@pytest.mark.parametrize("end", ["", "[", "[8,1]", "[99]", "[-3,1]"])
def test_a_damaged_file_is_no_guide(root: Path, end: str) -> None:
    path = root.parent / "prepared" / "messages.fr.json"
    path.write_text(path.read_text("utf-8").partition("\n")[0] + "\n" + end, "utf-8")
    assert load(root) is None
