"""`safechat settings`: what is in force and from which file, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from safechat_tui.commands import settings
from safechat_tui.commands.parser import Asked
from safechat_tui.config import Config, load
from safechat_tui.i18n import Translator


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's settings file, in a home of its own."""
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    file = tmp_path / ".config" / "safechat" / "settings.toml"
    file.parent.mkdir(parents=True)
    return file


def told(capsys: pytest.CaptureFixture[str], config: Config, how: str) -> tuple[int, list[str]]:
    """Return the exit code and the lines of a command."""
    code = getattr(settings, how)(Asked(config=config, tr=Translator("en")))
    return code, capsys.readouterr().out.splitlines()


def test_each_setting_is_shown_with_its_file(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own.write_text('keep_days = 7\nregion = "qc"\n')
    _, lines = told(capsys, load(), "show")
    shown = {line.split(" = ")[0]: line.split(None, 2)[2] for line in lines}
    assert shown["keep_days"].split() == ["7", "from", str(own)]
    assert shown["region"].split() == ['"qc"', "from", str(own)]
    assert shown["paper"].split() == ['"letter"', "usual", "value"]


def test_what_the_file_for_everyone_locks_is_shown_as_that(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    everyone = Path("/etc/safechat/settings.toml")
    config = Config(keep="off", locked=("keep",), origins={"keep": everyone}, overruled=("keep",))
    _, lines = told(capsys, config, "show")
    assert any(line.startswith('keep = "off" ') and "does not let users change it" in line for line in lines)


def test_a_setting_that_is_locked_is_told_at_its_line(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own.write_text('lang = "en"\nkeep = "plain"\n')
    code, lines = told(capsys, Config(overruled=("keep",)), "check")
    assert (code, lines[0].startswith(f"{own}:2: keep is not used")) == (1, True)


def test_what_is_wrong_is_told_at_its_line_with_the_nearest(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own.write_text('lang = "en"\nkepp = "off"\nidle_minutes = 99\n')
    code, lines = told(capsys, load(), "check")
    assert code == 1
    assert f"{own}:2 The nearest is: keep." in lines[0]
    assert f"{own}:3 You may write: 1 … 15" in lines[1]


def test_a_file_that_cannot_be_used_leaves_safe_values_that_are_shown_as_that(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own.write_text('keep = "plain"\n')
    own.chmod(0o666)
    code, lines = told(capsys, load(), "check")
    _, shown = told(capsys, load(), "show")
    assert (code, str(own) in lines[0]) == (1, True)
    assert any(line.startswith('keep = "off" ') and "safe value" in line for line in shown)


def test_good_settings_are_told_as_good(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own.write_text('lang = "en"\n')
    code, lines = told(capsys, load(), "check")
    assert (code, f"{own} has no problem." in lines) == (0, True)
