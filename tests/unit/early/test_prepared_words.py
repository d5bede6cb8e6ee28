"""What was prepared is what the program would say and show; where that is uncertain it is not used."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pyte
import pytest
from tests.terminal.harness import Screen

from safechat_tui import clock, prepare
from safechat_tui.config import Config, load
from safechat_tui.conversation import Conversation
from safechat_tui.early import answer, blank, rows, screen, state, taking
from safechat_tui.early.surroundings import MARK, has_kept
from safechat_tui.guide import Ages, read_guide
from safechat_tui.i18n import LANGUAGES, Translator
from safechat_tui.plain import commands, whole
from safechat_tui.plain.guide import guide_text
from safechat_tui.plain.line import parse
from safechat_tui.plain.lines import WIDTH
from safechat_tui.store.seal import SUFFIXES
from safechat_tui.tui.first import first_parts, first_picture, picture_of

LOADED = """
import sys
from safechat_tui.early import answer
status = answer.guide(sys.argv[1:])
sys.stderr.write(f"{status} {len(sys.modules)} {'typing' in sys.modules}")
"""
EMPTY = "import sys; sys.stderr.write(str(len(sys.modules)))"


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """The environment of somebody without settings."""
    return {"HOME": str(tmp_path), "LANG": "C.UTF-8", "PATH": os.defpath}


def answered(environ: Mapping[str, str], *arguments: str) -> tuple[str, str]:
    """Return what is written at once, and what is told of it."""
    command = [sys.executable, "-c", LOADED, *arguments]
    done = subprocess.run(command, env=environ, capture_output=True, encoding="utf-8", check=True)
    return done.stdout, done.stderr


def drawn(lines: list[rows.Runs], size: tuple[int, int]) -> list[str]:
    emulator = Screen(*size)
    pyte.ByteStream(emulator).feed(rows.drawn(lines).encode("utf-8"))
    return list(emulator.display)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_guide_is_answered_at_once_and_as_ever(environ: dict[str, str], lang: str) -> None:
    words, told = answered(environ, "--lang", lang, "guide")
    assert words == guide_text(read_guide(lang), Translator(lang))
    assert told.split()[0] == "0"


@pytest.mark.parametrize("language", ["SAFECHAT_LANG", "LC_MESSAGES"])
def test_the_guide_is_answered_in_the_language_of_the_environment(
    environ: dict[str, str], language: str
) -> None:
    words, _ = answered(environ | {language: "en_CA.UTF-8"}, "guide")
    assert words.startswith("This is the whole guide")


def test_answering_loads_hardly_more_than_an_empty_python(environ: dict[str, str]) -> None:
    command = [sys.executable, "-c", EMPTY]
    empty = subprocess.run(command, env=environ, capture_output=True, encoding="utf-8", check=True).stderr
    _, told = answered(environ, "guide")
    _, modules, typing = told.split()
    assert (int(modules) - int(empty) <= 8, typing) == (True, "False")


@pytest.mark.parametrize(
    "arguments",
    [("guide", "urgent"), ("guide", "--help"), ("guide", "--guide", "calls"), ("guide", "--lang", "de")],
    ids=" ".join,
)  # fmt: skip
def test_whatever_else_is_asked_for_is_left_to_the_program(
    environ: dict[str, str], arguments: tuple[str, ...]
) -> None:
    words, told = answered(environ, *arguments)
    assert (words, told.split()[0]) == ("", "None")


def test_with_settings_nothing_is_answered_at_once(environ: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / ".config" / "safechat"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text('region = "qc"\n', "utf-8")
    assert answered(environ, "guide")[0] == ""


@pytest.mark.parametrize("region", ["ca", "qc", "nu"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_guide_for_a_region_is_prepared_as_it_is_said(lang: str, region: str) -> None:
    said = guide_text(read_guide(lang), Translator(lang), region=region)
    assert answer.lines(lang, 72, region) == said


@pytest.mark.parametrize(
    "wish", ["facts_days = 7", 'guide = "calls"', 'region = "qc"\nplain = true'], ids=str
)
def test_with_settings_the_guide_is_as_they_say(
    environ: dict[str, str], tmp_path: Path, wish: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / ".config" / "safechat"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text(f"{wish}\n", "utf-8")
    config = load(environ)
    tr = Translator("en")
    parsed = parse(["guide", "--lang", "en"], tr)
    assert parsed is not None
    whole.guide(parsed, config, tr)
    at_once = capsys.readouterr().out
    commands.guide(parsed, config, tr)
    assert at_once == capsys.readouterr().out != ""


def test_without_a_home_nothing_is_answered_at_once(environ: dict[str, str]) -> None:
    del environ["HOME"]
    assert answered(environ, "guide")[0] == ""


@pytest.mark.parametrize("letters", ["latin-1", "ascii"])
def test_in_other_letters_nothing_is_answered_at_once(environ: dict[str, str], letters: str) -> None:
    assert answered(environ | {"PYTHONIOENCODING": letters}, "guide")[0] == ""


def test_what_was_prepared_from_other_words_does_not_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = answer.name_of("fr", 72)
    written = Path(state.PREPARED, name).read_text("utf-8")
    monkeypatch.setattr(state, "PREPARED", str(tmp_path))
    (tmp_path / name).write_text(written, "utf-8")
    assert state.prepared(name, "fr", "messages")
    (tmp_path / name).write_text(f"1{written}", "utf-8")
    assert state.prepared(name, "fr", "messages") is None


@pytest.mark.parametrize("guide", ["", "calls", state.EVERY])
def test_a_digit_that_is_put_right_is_another_content(tmp_path: Path, guide: str) -> None:
    (tmp_path / "fr").mkdir()
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "helplines.csv").write_text("1 800 555-0100", "utf-8")
    before = state.content_state(str(tmp_path), "fr", guide)
    (tmp_path / "facts" / "helplines.csv").write_text("1 800 555-0101", "utf-8")
    assert state.content_state(str(tmp_path), "fr", guide) != before


@pytest.mark.parametrize("lang", LANGUAGES)
def test_lines_hold_until_the_day_before_a_fact_is_old(lang: str) -> None:
    guide, tr = read_guide(lang), Translator(lang)
    last, words = prepare.last_day(guide), guide_text(guide, tr)
    assert (state.prepared(answer.name_of(lang, 72), lang, "messages") or "").startswith(
        f"{last.isoformat()}\n"
    )
    assert last >= clock.today()
    assert guide_text(guide, tr, ages=Ages(last)) == words
    assert guide_text(guide, tr, ages=Ages(last + timedelta(days=1))) != words


def test_lines_of_the_past_are_not_answered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(state, "prepared", lambda *_: "2020-01-01\nwords\n")
    assert answer.guide(["guide"], {"HOME": str(tmp_path), "LANG": "C.UTF-8"}) is None


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 15), (132, 50), (80, 12), (40, 90)], ids=str)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("guide", ["", "messages", "calls"])
@pytest.mark.parametrize("kind", rows.KINDS)
def test_a_first_screen_is_the_one_that_is_drawn_later(
    size: tuple[int, int], lang: str, guide: str, kind: str
) -> None:
    data = Path(os.environ["HOME"])
    if kind == rows.KEPT:
        (data / "plans").mkdir(mode=0o700)
        (data / "plans" / "melon-radis-passoire.age").touch(mode=0o600)
    talk = Conversation(Config(data_name=os.environ["HOME"]), lang, guide)
    if kind != rows.FIRST:
        talk.keeping.started()
    parts = rows.prepared(lang, guide, rows.LATER if guide and kind == rows.KEPT else kind, size[0])
    here = rows.assembled(parts, size[1])
    picture = first_picture(talk, size, asks_for_guide=not guide)
    assert picture is not None
    assert picture_of(here, size[0]) == picture
    assert drawn(here, size) == ["".join(cell.text for cell in row) for row in picture.rows]


@pytest.mark.parametrize("width", [*range(40, 251, 19), 250])
@pytest.mark.parametrize(("lang", "guide"), [("fr", ""), ("en", "messages"), ("fr", "calls")])
def test_every_width_is_prepared(width: int, lang: str, guide: str) -> None:
    talk = Conversation(Config(), lang, guide)
    for kind in (rows.FIRST, rows.LATER):
        first = kind == rows.FIRST
        parts = first_parts(talk, width, first_start=first, asks_for_guide=not guide, kept=False)
        assert rows.prepared(lang, guide, kind, width) == [list(part) for part in parts]


@pytest.mark.parametrize("left", [0, 3, 2000, 30_000, -1])
def test_of_a_file_that_was_cut_nothing_is_shown(monkeypatch: pytest.MonkeyPatch, left: int) -> None:
    whole = state.prepared_bytes(rows.name_of("en"), "en", "") or b""
    assert rows.prepared("en", "", rows.KEPT, 250)
    monkeypatch.setattr(state, "prepared_bytes", lambda *_: whole[:left])
    assert rows.prepared("en", "", rows.KEPT, 250) == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("guide", ["", "messages", "calls"])
@pytest.mark.parametrize("kind", [rows.FIRST, rows.LATER])
def test_a_first_screen_is_drawn_in_at_most_1500_bytes(lang: str, guide: str, kind: str) -> None:
    shown = blank.MODES_ON + rows.drawn(rows.assembled(rows.prepared(lang, guide, kind, 80), 24))
    assert 500 < len(shown.encode()) <= 1500


def test_lines_are_prepared_for_where_there_is_no_terminal() -> None:
    assert answer.WIDTHS[0] == WIDTH


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_plan_is_seen_early_however_it_is_kept(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "plans").mkdir()
    seen = has_kept(str(tmp_path))
    (tmp_path / "plans" / f"melon-radis-passoire{suffix}").touch()
    assert (seen, has_kept(str(tmp_path))) == (False, True)


@pytest.mark.parametrize(("keeps", "named"), [(True, True), (False, False)])
def test_kept_plans_are_named_early_only_where_plans_may_be_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, keeps: bool, named: bool
) -> None:
    (tmp_path / MARK).touch()
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "melon-radis-passoire.age").touch()
    held = taking.Taken()
    monkeypatch.setattr(held, "ours", True)
    monkeypatch.setattr(blank, "put", lambda *_: b"")
    monkeypatch.setattr(taking, "held", lambda: held)
    monkeypatch.setattr(blank, "size_of", lambda _: (80, 24))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), "utf-8"))
    screen.show("en", "", str(tmp_path), keeps=keeps)
    words = " ".join(word for row in held.rows for _, word in row)
    assert ("Choose a guide" in words, "kept plan" in words) == (True, named)
