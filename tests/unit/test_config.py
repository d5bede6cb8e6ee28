"""The settings files."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safechat_tui import config
from safechat_tui.config import Config, language, load
from safechat_tui.errors import SafeChatError
from safechat_tui.i18n import Translator

Environ = dict[str, str]


@pytest.fixture
def environ(tmp_path: Path) -> Environ:
    return {"HOME": str(tmp_path / "home")}


@pytest.fixture
def system(tmp_path: Path) -> Path:
    return tmp_path / "etc" / "settings.toml"


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    def put(text: str) -> Path:
        path = tmp_path / "home" / ".config" / "safechat" / "settings.toml"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
        return path

    return put


def refused(environ: Environ, system: Path) -> SafeChatError:
    return load(environ, system=system).troubles[0]


def test_without_any_file_plans_are_kept_thirty_days(environ: Environ, system: Path) -> None:
    assert load(environ, system=system).keep_days == 30


def test_without_any_file_no_language_is_named(environ: Environ, system: Path) -> None:
    assert load(environ, system=system).lang is None


def test_the_quick_exit_keeps_the_scrollback_where_the_settings_say_so(
    environ: Environ, system: Path, write: Callable[[str], Path]
) -> None:
    write("clear_scrollback = false\n")
    assert load(environ, system=system).clear_scrollback is False


def test_a_whole_file_is_read(environ: Environ, system: Path, write: Callable[[str], Path]) -> None:
    write('lang = "en"\nkeep_days = 7\nkeep = "off"\npaper = "a4"\nregion = "qc"\nexports = "/srv/paper"\n')
    home = Path(environ["HOME"])
    assert load(environ, system=system) == Config(
        lang="en",
        keep_days=7,
        keep="off",
        paper="a4",
        region="qc",
        exports=Path("/srv/paper"),
        home=home,
        data_folder=home / ".local" / "share" / "safechat",
    )


def test_the_users_file_wins_over_the_systems(
    environ: Environ, system: Path, write: Callable[[str], Path]
) -> None:
    system.parent.mkdir()
    system.write_text('paper = "a4"\nregion = "on"\n')
    write('region = "qc"\n')
    config = load(environ, system=system)
    assert (config.paper, config.region) == ("a4", "qc")


def test_the_xdg_config_folder_is_followed(environ: Environ, system: Path, tmp_path: Path) -> None:
    (tmp_path / "x" / "safechat").mkdir(parents=True)
    (tmp_path / "x" / "safechat" / "settings.toml").write_text('lang = "en"\n')
    environ["XDG_CONFIG_HOME"] = str(tmp_path / "x")
    assert load(environ, system=system).lang == "en"


def test_the_xdg_data_folder_is_followed(environ: Environ, system: Path) -> None:
    environ["XDG_DATA_HOME"] = "/srv/data"
    assert load(environ, system=system).plans_folder == Path("/srv/data/safechat/plans")


def test_a_relative_xdg_folder_is_passed_over(environ: Environ, system: Path) -> None:
    environ["XDG_DATA_HOME"] = "data"
    assert load(environ, system=system).data_folder.is_absolute()


def test_handouts_go_to_the_home_folder_unless_told(environ: Environ, system: Path) -> None:
    assert load(environ, system=system).export_folder == Path(environ["HOME"])


def test_a_tilde_in_the_exports_folder_is_the_home_folder(
    environ: Environ, system: Path, write: Callable[[str], Path]
) -> None:
    write('exports = "~/paper"\n')
    assert load(environ, system=system).export_folder == Path(environ["HOME"]) / "paper"


def test_reading_the_settings_makes_no_folder(environ: Environ, system: Path, tmp_path: Path) -> None:
    _ = load(environ, system=system).plans_folder
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_key_is_refused_with_its_near_match(
    environ: Environ, system: Path, write: Callable[[str], Path]
) -> None:
    write("keep_day = 3\n")
    error = refused(environ, system)
    assert (error.code, error.params["key"], error.params["meant"]) == (
        "settings-key",
        "keep_day",
        "keep_days",
    )


def test_a_wrong_key_is_told_with_its_file(
    environ: Environ, system: Path, write: Callable[[str], Path]
) -> None:
    path = write("langue = 3\n")
    assert refused(environ, system).params["file"] == str(path)


@pytest.mark.parametrize(
    "line",
    [
        'lang = "es"',
        "lang = 1",
        "idle_minutes = 0",
        "idle_minutes = 16",
        "idle_minutes = 2.5",
        "clear_scrollback = 1",
        "keep_days = 0",
        "keep_days = 366",
        "keep_days = true",
        'keep_days = "30"',
        'keep = "locked"',
        'paper = "A4"',
        'region = "france"',
        'exports = "paper"',
        'exports = ""',
        "region = []",
        'exports = "/a\\u0000b"',
    ],
)
def test_a_wrong_value_is_refused(
    environ: Environ, system: Path, write: Callable[[str], Path], line: str
) -> None:
    write(line)
    assert refused(environ, system).code == "settings-value"


def test_a_wrong_value_is_told_with_what_may_be_written(
    environ: Environ, system: Path, write: Callable[[str], Path]
) -> None:
    write('paper = "lettre"\n')
    params = refused(environ, system).params
    assert (params["allowed"], params["meant"]) == ("letter, a4", "letter")


def test_a_file_that_is_not_toml_is_told_with_the_place(
    environ: Environ, system: Path, write: Callable[[str], Path]
) -> None:
    write('lang = "fr"\npaper = letter\n')
    error = refused(environ, system)
    assert (error.code, error.params["detail"]) == ("settings-toml", "2:9")


@pytest.mark.parametrize(
    ("text", "keep", "days"),
    [
        ("keep_day = 3\n", "off", 365),
        ("lang = “en”\n", "off", 365),
        ('keep = "palin"\n', "off", 365),
        ('recovery_key = "age1"\n', "off", 365),
        ("keep_days = 0\n", "off", 365),
        ('region = "onn"\n', "sealed", 30),
        ('region = "onn"\nkeep = "plain"\nkeep_days = 3\n', "plain", 3),
    ],
)
def test_what_may_have_been_about_keeping_keeps_nothing_and_deletes_nothing_early(
    environ: Environ, system: Path, write: Callable[[str], Path], text: str, keep: str, days: int
) -> None:
    write(text)
    config = load(environ, system=system)
    assert (config.keep, config.keep_days, config.guarded, len(config.troubles)) == (
        keep,
        days,
        keep == "off",
        1,
    )


def test_a_wrong_line_leaves_the_others_in_force(
    environ: Environ, system: Path, write: Callable[[str], Path]
) -> None:
    write('regionn = "on"\nlang = "en"\nidle_minutes = 5\n')
    config = load(environ, system=system)
    assert (config.lang, config.idle_minutes) == ("en", 5)


def test_a_file_that_begins_with_the_mark_of_an_editor_is_read(
    environ: Environ, system: Path, write: Callable[[str], Path]
) -> None:
    write("").write_bytes(b'\xef\xbb\xbflang = "en"\n')
    assert (load(environ, system=system).lang, load(environ, system=system).troubles) == ("en", ())


@pytest.mark.parametrize("mode", [0o622, 0o606, 0o620, 0o602, 0o666])
def test_a_file_that_somebody_else_could_change_is_not_obeyed(
    environ: Environ, system: Path, write: Callable[[str], Path], mode: int
) -> None:
    write('keep = "plain"\nlang = "en"\n').chmod(mode)
    config = load(environ, system=system)
    assert (config.keep, config.lang, config.troubles[0].code) == (
        ("plain", "en", "") if not mode & 0o022 else ("off", None, "settings-loose")
    )


needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")


@needs_root
@pytest.mark.parametrize("above", [0, 1, 2])
def test_a_file_or_folder_of_somebody_else_is_not_obeyed(
    environ: Environ, system: Path, write: Callable[[str], Path], above: int
) -> None:
    path = write('keep = "plain"\n')
    os.chown([path, *path.parents][above], 12345, 12345)
    assert refused(environ, system).code == "settings-loose"


def test_a_folder_where_all_may_put_another_file_is_not_trusted(
    environ: Environ, system: Path, write: Callable[[str], Path]
) -> None:
    write('keep = "plain"\n').parent.chmod(0o777)
    assert refused(environ, system).code == "settings-loose"


@needs_root
def test_the_file_for_everyone_is_roots_alone(
    environ: Environ, system: Path, lock: Callable[[str], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    lock('keep = "plain"\n')
    monkeypatch.setattr(config, "SYSTEM", system)
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    os.chown(system, 12345, 12345)
    assert refused(environ, system).code == "settings-loose"


def test_a_link_is_not_followed(environ: Environ, system: Path, write: Callable[[str], Path]) -> None:
    path = write('keep = "plain"\n')
    path.rename(path.with_suffix(".real"))
    path.symlink_to(path.with_suffix(".real"))
    assert (refused(environ, system).code, load(environ, system=system).keep) == ("settings-odd", "off")


@pytest.mark.parametrize("plant", [os.mkfifo, os.mkdir])
def test_what_is_no_file_is_not_waited_for(
    environ: Environ, system: Path, write: Callable[[str], Path], plant: Callable[[Path], None]
) -> None:
    path = write("")
    path.unlink()
    plant(path)
    assert refused(environ, system).code == "settings-odd"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a = " + "[" * 900, "settings-toml"),
        ("a = [\n" * 1 + "[\n" * 5_000, "settings-toml"),
        ("[" + "a." * 450 + "a]\n", "settings-key"),
        ("[" + "a." * 30_000 + "a]\n", "settings-odd"),
        ("# long\n" * 5_000, "settings-odd"),
        ("a = " + "9" * 900, "settings-key"),
        ("a = { b = " * 80 + "}" * 80, "settings-toml"),
    ],
    ids=["deep", "deeper", "dots", "more dots", "large", "number", "tables"],
)
def test_a_hostile_file_ends_in_a_sentence(
    environ: Environ, system: Path, write: Callable[[str], Path], text: str, code: str
) -> None:
    write(text)
    assert refused(environ, system).code == code


@settings(max_examples=300)
@given(
    text=st.text()
    | st.from_regex(r'(keep|lang|locked|recovery_key) = ["\[{]?[a-z0-9“”"\]}.]{0,9}', fullmatch=True)
)
def test_no_text_at_all_stops_a_start(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    home = tmp_path_factory.mktemp("home")
    path = home / ".config" / "safechat" / "settings.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8", "surrogateescape")
    found = load({"HOME": str(home)}, system=home / "none")
    assert found.keep != "plain" or not found.troubles


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(
    "code",
    [
        "settings-odd",
        "settings-loose",
        "settings-unreadable",
        "settings-toml",
        "settings-key",
        "settings-value",
    ],
)
def test_every_trouble_has_a_sentence_and_a_hint(code: str, lang: str) -> None:
    tr = Translator(lang)
    params = dict.fromkeys(("file", "detail", "key", "known", "value", "allowed"), "x")
    assert tr(f"error.{code}", **params)
    assert tr(f"error.{code}.hint", **params)


def test_a_file_that_is_not_utf8_is_refused(
    environ: Environ, system: Path, write: Callable[[str], Path]
) -> None:
    write("").write_bytes(b'lang = "\xff"')
    assert refused(environ, system).code == "settings-unreadable"


def test_the_language_is_found_in_a_file_whose_other_keys_are_wrong(
    environ: Environ, system: Path, write: Callable[[str], Path]
) -> None:
    write('lang = "en"\nnonsense = 1\n')
    assert language(environ, system=system) == "en"


def test_no_language_is_found_in_a_file_that_is_not_toml(
    environ: Environ, system: Path, write: Callable[[str], Path]
) -> None:
    write("lang = = 3\n")
    assert language(environ, system=system) is None


def test_the_settings_cannot_be_changed(environ: Environ, system: Path) -> None:
    with pytest.raises(AttributeError):
        load(environ, system=system).keep = "off"  # type: ignore[misc]


def test_the_system_file_says_how_long_a_screen_may_be_left_alone(
    environ: dict[str, str], system: Path
) -> None:
    system.parent.mkdir()
    system.write_text("idle_minutes = 15\n", "utf-8")
    assert load(environ, system=system).idle_minutes == 15


RECOVERY = "age1wpc6gcgq6u5k8z4g62g90kvx83ll88gnltdyrjzu6z07f5kqsdxsgg4zmv"


def test_a_recovery_key_is_taken_letter_for_letter(
    environ: Environ, system: Path, write: Callable[[str], Path]
) -> None:
    write(f'recovery_key = "{RECOVERY}"\n')
    assert load(environ, system=system).recovery_key == RECOVERY


@pytest.mark.parametrize("key", [RECOVERY[:-1] + "q", RECOVERY.upper(), "", "AGE-SECRET-KEY-1QQ"])
def test_a_recovery_key_with_a_slip_is_refused(
    environ: Environ, system: Path, write: Callable[[str], Path], key: str
) -> None:
    write(f'recovery_key = "{key}"\n')
    assert refused(environ, system).code == "settings-value"


@pytest.fixture
def lock(system: Path) -> Callable[[str], int]:
    system.parent.mkdir()
    return system.write_text


def test_what_the_systems_file_locks_no_user_changes(
    environ: Environ, system: Path, write: Callable[[str], Path], lock: Callable[[str], int]
) -> None:
    lock('locked = ["keep", "keep_days"]\nkeep = "off"\npaper = "a4"\n')
    write('keep = "plain"\nkeep_days = 365\npaper = "letter"\n')
    config = load(environ, system=system)
    assert (config.keep, config.keep_days, config.paper) == ("off", 30, "letter")


def test_a_users_own_lock_is_nothing(
    environ: Environ, system: Path, write: Callable[[str], Path], lock: Callable[[str], int]
) -> None:
    lock('locked = ["keep"]\nkeep = "off"\n')
    write('locked = []\nkeep = "plain"\n')
    assert load(environ, system=system).keep == "off"


@pytest.mark.parametrize("value", ['"keep"', "true", '["kep"]', '["locked"]', "[1]", "[[]]"])
def test_a_lock_of_what_is_no_setting_is_refused(
    environ: Environ, system: Path, lock: Callable[[str], int], value: str
) -> None:
    lock(f"locked = {value}\n")
    assert refused(environ, system).code == "settings-value"


def test_a_language_that_is_locked_is_spoken_whatever_a_user_says(
    environ: Environ, system: Path, write: Callable[[str], Path], lock: Callable[[str], int]
) -> None:
    lock('locked = ["lang"]\nlang = "fr"\n')
    write('lang = "en"\n')
    assert (language(environ, system=system), load(environ, system=system).lang) == ("fr", "fr")
