"""The settings files."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safechat_tui import config
from safechat_tui.config import RULES, Config, load
from safechat_tui.errors import SafeChatError
from safechat_tui.i18n import Translator

RECOVERY = "age1wpc6gcgq6u5k8z4g62g90kvx83ll88gnltdyrjzu6z07f5kqsdxsgg4zmv"
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")


class Machine:
    """A machine with a home folder, and the settings files that a test puts on it."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.own = self.home / ".config" / "safechat" / "settings.toml"
        self.system = folder / "etc" / "settings.toml"
        self.environ = {"HOME": str(self.home)}

    def write(self, text: str | bytes, path: Path | None = None) -> Path:
        """Write the user's own settings, or another file of settings."""
        path = path or self.own
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def lock(self, text: str) -> None:
        """Write the settings for everyone."""
        self.write(text, self.system)

    @property
    def config(self) -> Config:
        return load(self.environ, system=self.system)

    @property
    def trouble(self) -> SafeChatError:
        """The first of what cannot be used."""
        return self.config.troubles[0]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


# What holds --------------------------------------------------------------------------------------


def test_without_any_file_the_usual_holds_and_no_folder_is_made(machine: Machine, tmp_path: Path) -> None:
    found = machine.config
    assert (found.keep_days, found.lang, found.export_folder) == (30, None, machine.home)
    assert found.plans_folder == machine.home / ".local" / "share" / "safechat" / "plans"
    assert list(tmp_path.iterdir()) == []


def test_a_whole_file_is_read(machine: Machine) -> None:
    machine.write(
        'lang = "en"\nkeep_days = 7\nkeep = "off"\npaper = "a4"\nregion = "qc"\nexports = "~/paper"\n'
        f'clear_scrollback = false\nidle_minutes = 15\nlock_minutes = 120\nrecovery_key = "{RECOVERY}"\n'
    )
    assert machine.config._replace(origins={}) == Config(
        lang="en",
        keep_days=7,
        keep="off",
        paper="a4",
        region="qc",
        exports=machine.home / "paper",
        clear_scrollback=False,
        idle_minutes=15,
        lock_minutes=120,
        recovery_key=RECOVERY,
        home=machine.home,
        data_folder=machine.home / ".local" / "share" / "safechat",
    )


def test_the_users_file_wins_over_the_systems(machine: Machine) -> None:
    machine.lock('paper = "a4"\nregion = "on"\n')
    machine.write('region = "qc"\n')
    assert (machine.config.paper, machine.config.region) == ("a4", "qc")


def test_the_xdg_folders_are_followed_and_relative_ones_passed_over(machine: Machine, tmp_path: Path) -> None:
    machine.write('lang = "en"\n', tmp_path / "x" / "safechat" / "settings.toml")
    machine.environ |= {"XDG_CONFIG_HOME": str(tmp_path / "x"), "XDG_DATA_HOME": "/srv/data"}
    assert (machine.config.lang, machine.config.data_folder) == ("en", Path("/srv/data/safechat"))
    machine.environ["XDG_DATA_HOME"] = "data"
    assert machine.config.data_folder.is_absolute()


def test_a_file_that_begins_with_the_mark_of_an_editor_is_read(machine: Machine) -> None:
    machine.write(b'\xef\xbb\xbflang = "en"\n')
    assert (machine.config.lang, machine.config.troubles) == ("en", ())


def test_every_setting_has_a_rule_that_takes_its_own_default() -> None:
    usual = {key: getattr(Config(), key) for key in RULES}
    wrong = [
        key
        for key, value in usual.items()
        if value not in (None, ()) and RULES[key].take(value, Path("/home")) != value
    ]
    assert wrong == []


# What is wrong -----------------------------------------------------------------------------------


def test_an_unknown_key_is_told_with_its_file_and_near_match(machine: Machine) -> None:
    path = machine.write("keep_day = 3\n")
    params = machine.trouble.params
    assert (machine.trouble.code, params["file"]) == ("settings-key", str(path))
    assert (params["key"], params["meant"]) == ("keep_day", "keep_days")


@pytest.mark.parametrize(
    "line",
    [
        *('lang = "es"', "lang = 1", "region = []", 'region = "france"', 'keep = "locked"', 'paper = "A4"'),
        *(
            "lock_minutes = 0",
            "lock_minutes = 121",
            "idle_minutes = 0",
            "idle_minutes = 16",
            "idle_minutes = 2.5",
            "keep_days = 366",
        ),
        *("keep_days = true", 'keep_days = "30"', "clear_scrollback = 1", 'guide = "../x"'),
        *('printer = "-o"', 'printer = "a b"', 'printer = "a/b"', 'printer = ""', "printer = true"),
        *('exports = "paper"', 'exports = ""', 'exports = "/a\\u0000b"'),
        *(f'recovery_key = "{key}"' for key in (RECOVERY[:-1] + "q", RECOVERY.upper(), "", RECOVERY + " ")),
    ],
)
def test_a_wrong_value_is_refused(machine: Machine, line: str) -> None:
    machine.write(line)
    assert machine.trouble.code == "settings-value"


def test_a_wrong_value_is_told_with_what_may_be_written(machine: Machine) -> None:
    machine.write('paper = "lettre"\n')
    params = machine.trouble.params
    assert (params["key"], params["allowed"], params["meant"]) == ("paper", "letter, a4", "letter")


def test_a_file_that_is_not_toml_is_told_with_the_place(machine: Machine) -> None:
    machine.write('lang = "fr"\npaper = letter\n')
    assert (machine.trouble.code, machine.trouble.params["detail"]) == ("settings-toml", "2:9")


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
    machine: Machine, text: str, keep: str, days: int
) -> None:
    machine.write(text)
    found = machine.config
    assert (found.keep, found.keep_days, found.guarded) == (keep, days, keep == "off")
    assert len(found.troubles) == 1


def test_a_wrong_line_leaves_the_others_in_force(machine: Machine) -> None:
    machine.write('regionn = "on"\nlang = "en"\nidle_minutes = 5\n')
    assert (machine.config.lang, machine.config.idle_minutes) == ("en", 5)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("code", ["odd", "loose", "unreadable", "toml", "key", "value"])
def test_every_trouble_has_a_sentence_and_a_hint(code: str, lang: str) -> None:
    tr = Translator(lang)
    params = dict.fromkeys(("file", "detail", "key", "known", "value", "allowed"), "x")
    ids = (f"error.settings-{code}", f"error.settings-{code}.hint")
    assert not any(tr(id, **params) == id for id in ids)


# Files that are not to be trusted ----------------------------------------------------------------


@pytest.mark.parametrize("mode", [0o644, 0o604, 0o620, 0o602, 0o666])
def test_a_file_that_somebody_else_could_change_is_not_obeyed(machine: Machine, mode: int) -> None:
    machine.write('keep = "plain"\nlang = "en"\n').chmod(mode)
    found = machine.config
    told = [trouble.code for trouble in found.troubles]
    if mode & 0o022:
        assert (found.keep, found.lang, told) == ("off", None, ["settings-loose"])
    else:
        assert (found.keep, found.lang, told) == ("plain", "en", [])


@needs_root
@pytest.mark.parametrize("above", [0, 1, 2])
def test_a_file_or_folder_of_somebody_else_is_not_obeyed(machine: Machine, above: int) -> None:
    path = machine.write('keep = "plain"\n')
    os.chown([path, *path.parents][above], 12345, 12345)
    assert machine.trouble.code == "settings-loose"


def test_a_folder_where_all_may_put_another_file_is_not_trusted(machine: Machine) -> None:
    machine.write('keep = "plain"\n').parent.chmod(0o777)
    assert machine.trouble.code == "settings-loose"


@needs_root
def test_the_file_for_everyone_is_roots_alone(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.lock('keep = "plain"\n')
    monkeypatch.setattr(config, "SYSTEM", machine.system)
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    os.chown(machine.system, 12345, 12345)
    assert machine.trouble.code == "settings-loose"


def plant_link(path: Path) -> None:
    path.with_suffix(".real").write_text('keep = "plain"\n')
    path.symlink_to(path.with_suffix(".real"))


@pytest.mark.parametrize("plant", [plant_link, os.mkfifo, os.mkdir])
def test_what_is_no_file_is_neither_followed_nor_waited_for(
    machine: Machine, plant: Callable[[Path], None]
) -> None:
    path = machine.write("")
    path.unlink()
    plant(path)
    assert (machine.trouble.code, machine.config.keep) == ("settings-odd", "off")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a = " + "[" * 900, "settings-toml"),
        ("a = [\n" + "[\n" * 5_000, "settings-toml"),
        ("[" + "a." * 450 + "a]\n", "settings-key"),
        ("[" + "a." * 30_000 + "a]\n", "settings-odd"),
        ("# long\n" * 5_000, "settings-odd"),
        ("a = " + "9" * 900, "settings-key"),
        ("a = { b = " * 80 + "}" * 80, "settings-toml"),
        (b'lang = "\xff"', "settings-unreadable"),
    ],
    ids=["deep", "deeper", "dots", "more dots", "large", "number", "tables", "no letters"],
)
def test_a_hostile_file_ends_in_a_sentence(machine: Machine, text: str | bytes, code: str) -> None:
    machine.write(text)
    assert machine.trouble.code == code


@settings(max_examples=300)
@given(
    text=st.text()
    | st.from_regex(r'(keep|lang|locked|recovery_key) = ["\[{]?[a-z0-9“”"\]}.]{0,9}', fullmatch=True)
)
def test_no_text_at_all_stops_a_start(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    machine = Machine(tmp_path_factory.mktemp("machine"))
    machine.write(text.encode("utf-8", "surrogatepass"))
    assert machine.config.keep != "plain" or not machine.config.troubles


# The language ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [('lang = "en"\nnonsense = 1\n', "en"), ("lang = = 3\n", None), ('lang = "es"\n', None)],
)
def test_the_language_is_found_however_wrong_the_rest_is(
    machine: Machine, text: str, found: str | None
) -> None:
    machine.write(text)
    assert machine.config.lang == found


# Locks -------------------------------------------------------------------------------------------


def test_what_the_systems_file_locks_no_user_changes_and_none_unlocks(machine: Machine) -> None:
    machine.lock('locked = ["keep", "keep_days"]\nkeep = "off"\npaper = "a4"\n')
    machine.write('locked = []\nkeep = "plain"\nkeep_days = 365\npaper = "letter"\n')
    found = machine.config
    assert (found.keep, found.keep_days, found.paper) == ("off", 30, "letter")
    assert found.locked == ("keep", "keep_days")


@pytest.mark.parametrize("value", ['"keep"', "true", '["kep"]', '["locked"]', "[1]", "[[]]"])
def test_a_lock_of_what_is_no_setting_is_refused(machine: Machine, value: str) -> None:
    machine.lock(f"locked = {value}\n")
    assert machine.trouble.code == "settings-value"
