"""The prepared index: the one that would be built, and none as soon as something says another thing."""

from __future__ import annotations

from pathlib import Path

import pytest

from safechat_tui import prepare
from safechat_tui.cli import main
from safechat_tui.early import state
from safechat_tui.guide import guides
from safechat_tui.guide.search import Index, prepared_index
from safechat_tui.guide.search.prepared import name_of

every_language = pytest.mark.parametrize("lang", ["fr", "en"])


@every_language
def test_the_prepared_index_is_the_one_that_is_built(lang: str) -> None:
    built = prepare.indexes(lang)
    for guide in guides(lang):
        found = prepared_index(lang, guide.id)
        assert found is not None
        assert found.text == built[name_of(lang, guide.id)]


@every_language
@pytest.mark.parametrize(
    "words", ["block", "bloquer", "capture", "363 9010", "mot de passe", "scrren", "xyzzt"]
)
def test_a_search_says_the_same_without_a_prepared_index(
    lang: str, words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    line = ["search", *words.split(), "--lang", lang]
    code, said = main(line), capsys.readouterr()
    monkeypatch.setattr("safechat_tui.plain.search.prepared_index", lambda *_: None)
    assert (main(line), capsys.readouterr()) == (code, said)


@pytest.mark.parametrize("text", ["", "\f", "a\fb", "\f" * 5])
def test_what_is_no_index_is_not_taken_for_one(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "PREPARED", str(tmp_path))
    (tmp_path / name_of("fr", "messages")).write_text(f"{state.head('fr', state.EVERY)}\n{text}", "utf-8")
    assert prepared_index("fr", "messages") is None


def test_an_index_of_another_content_or_program_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = prepared_index("fr", "messages")
    assert isinstance(index, Index)
    monkeypatch.setattr(state, "PREPARED", str(tmp_path))
    (tmp_path / name_of("fr", "messages")).write_text(f"1 2\n{index.text}", "utf-8")
    assert prepared_index("fr", "messages") is None


def test_a_shelters_own_folder_is_searched_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "ours"
    page = own / "fr" / "urgent.md"
    page.parent.mkdir(parents=True)
    shipped = Path(state.folder("content")) / "fr" / "urgent.md"
    page.write_text(shipped.read_text("utf-8") + "\nNotre maison s’appelle Zibeline.\n", "utf-8")
    settings = tmp_path / "config" / "safechat" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'content_dir = "{own}"\n', "utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert main(["search", "zibeline", "--lang", "fr"]) == 0
    assert "Zibeline" in capsys.readouterr().out
