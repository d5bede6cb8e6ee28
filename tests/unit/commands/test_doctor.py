"""What `safechat doctor` finds, and what it says to do about it."""

from __future__ import annotations

import ast
import os
import re
from datetime import date
from pathlib import Path

import pytest

from safechat_tui import clock
from safechat_tui.commands import doctor, server
from safechat_tui.commands.finding import GOOD, LOOK, STOP, Finding
from safechat_tui.config import Config, load
from safechat_tui.i18n import LANGUAGES, Translator


def states(findings: object) -> dict[str, str]:
    return {finding.id: finding.state for finding in findings}  # type: ignore[attr-defined]


def ids_that_can_be_found() -> dict[str, bool]:
    """Return the ids in the code, and whether the finding can be anything but good."""
    found: dict[str, bool] = {}
    code = "\n".join(Path(str(each.__file__)).read_text("utf-8") for each in (doctor, server))
    for node in ast.walk(ast.parse(code.replace("from __future__ import annotations", ""))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Finding":
            bad = len(node.args) > 1 and ast.unparse(node.args[1]) != "GOOD"
            whats = ("papers", "plans")
            for name in ast.walk(node.args[0]):
                if isinstance(name, ast.Constant) and isinstance(name.value, str):
                    stem = isinstance(node.args[0], ast.JoinedStr)
                    found |= {f"{what}{name.value}": bad for what in whats} if stem else {name.value: bad}
    # The folder for papers need not be private.
    found.pop("papers-open", None)
    return found | dict.fromkeys(set(doctor.WATCHERS.values()), True)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_finding_has_words_and_what_to_do(lang: str) -> None:
    tr = Translator(lang)
    found = ids_that_can_be_found()
    assert {"terminal-poor", "plans-open", "papers-missing", "recorder", "facts-old"} <= set(found)
    ids = [f"doctor.{id}" for id in found] + [f"doctor.{id}.todo" for id, bad in found.items() if bad]
    assert [id for id in ids if not tr.has(id)] == []


def test_settings_in_a_folder_open_to_all_are_not_said_to_be_read(tmp_path: Path) -> None:
    folder = tmp_path / ".config" / "safechat"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text('keep = "plain"\n', "utf-8")
    folder.chmod(0o777)
    environ = {"HOME": str(tmp_path)}
    found = states(doctor.settings(load(environ, system=tmp_path / "none"), environ))
    assert found == {"settings-loose": LOOK}


@pytest.mark.parametrize("keep", ["off", "plain"])
def test_no_passphrase_is_named_where_none_would_seal_what_lies_open(tmp_path: Path, keep: str) -> None:
    (tmp_path / "plans").mkdir(mode=0o700)
    (tmp_path / "plans" / "lamp-river-stone.json").touch(mode=0o600)
    found = states(doctor.keeping(Config(keep=keep, data_folder=tmp_path)))
    assert (found.get("on-disk-unsealed"), found.get("on-disk")) == (LOOK, None)


def test_a_dumb_terminal_is_worth_a_look() -> None:
    assert states(doctor.terminal({"TERM": "dumb"}, True, (80, 24)))["terminal-poor"] == LOOK


def test_an_ordinary_terminal_is_good() -> None:
    assert set(states(doctor.terminal({"TERM": "xterm"}, True, (80, 24))).values()) == {GOOD}


def test_a_recorder_above_the_program_is_told() -> None:
    assert states(doctor.watchers({"bash", "script", "xterm"})) == {"recorder": LOOK}


def test_no_recorder_is_never_told_as_a_promise() -> None:
    assert states(doctor.watchers({"bash"})) == {"no-watcher": GOOD}


def test_the_names_of_processes_are_read_upwards(tmp_path: Path) -> None:
    for pid, name, parent in ((30, "python", 20), (20, "tmux: server", 10), (10, "a (b) c", 1)):
        (tmp_path / str(pid)).mkdir()
        (tmp_path / str(pid) / "stat").write_text(f"{pid} ({name}) S {parent} 1 1")
    assert list(doctor.parents(tmp_path, 30)) == ["python", "tmux", "a (b) c"]


def test_a_process_that_is_its_own_parent_ends_the_reading(tmp_path: Path) -> None:
    (tmp_path / "30").mkdir()
    (tmp_path / "30" / "stat").write_text("30 (loop) S 30 1 1")
    assert list(doctor.parents(tmp_path, 30)) == ["loop"]


@pytest.mark.parametrize(("mode", "id"), [(0o700, "plans"), (0o755, "plans-open"), (0o770, "plans-open")])
def test_the_rights_of_the_folder_of_plans_are_looked_at(tmp_path: Path, mode: int, id: str) -> None:
    os.chmod(tmp_path, mode)
    assert doctor.folder("plans", tmp_path, private=True).id == id


@pytest.mark.parametrize(
    ("mode", "id"), [(0o700, "papers"), (0o2700, "papers-shared"), (0o777, "papers-unsafe")]
)
def test_the_folder_for_papers_is_told_by_who_can_read_or_empty_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: int, id: str
) -> None:
    monkeypatch.setattr("safechat_tui.files.folders._is_own_group", lambda _: False)
    tmp_path.chmod(mode)
    assert doctor.papers(Config(exports=tmp_path)).id == id


@pytest.mark.parametrize(
    ("printer", "attached", "id"),
    [(None, False, "printer-none"), ("desk", False, "printer-queue"), ("gone", False, "printer-missing"),
     ("attached", True, "printer-attached"), ("attached", False, "printer-detached")],
)  # fmt: skip
def test_the_printer_is_told_by_whether_it_can_be_had(
    monkeypatch: pytest.MonkeyPatch, printer: str | None, attached: bool, id: str
) -> None:
    monkeypatch.setattr(doctor, "is_queue", lambda name: name == "desk")
    assert doctor.printing(Config(printer=printer), attached).id == id


def test_a_missing_folder_for_papers_is_told(tmp_path: Path) -> None:
    assert doctor.folder("papers", tmp_path / "none") == Finding(
        "papers-missing", LOOK, {"folder": str(tmp_path / "none")}
    )


@pytest.mark.parametrize(
    ("keep", "id", "state"),
    [("off", "keep-off", GOOD), ("plain", "keep-plain", LOOK), ("sealed", "keep-sealed", GOOD)],
)
def test_how_plans_are_kept_is_told(tmp_path: Path, keep: str, id: str, state: str) -> None:
    config = Config()._replace(keep=keep, data_folder=tmp_path)
    assert states(doctor.keeping(config))[id] == state


def test_sealing_without_a_recovery_key_is_worth_a_look(tmp_path: Path) -> None:
    config = Config()._replace(keep="sealed", data_folder=tmp_path)
    assert states(doctor.keeping(config))["no-recovery"] == LOOK


def test_what_stops_the_job_is_said_with_what_to_do() -> None:
    text = doctor.doctor_text([Finding("guide-broken", STOP)], Translator("en"), width=60)
    assert re.match(r"Stop: the guide cannot be read\.\n    safechat content check", text)


def test_looking_changes_nothing(tmp_path: Path) -> None:
    config = Config()._replace(home=tmp_path, data_folder=tmp_path / "safechat")
    list(doctor.examine(config, {"HOME": str(tmp_path), "TERM": "xterm"}))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("noted", "id"),
    [
        ("2026-11-29\n", "retention"),
        ("2026-11-26\n", "retention-late"),
        ("2026-11-30 failed\n", "retention-late"),
        (" failed\n", "retention-never"),
        (None, "retention-never"),
    ],
)
def test_an_erasing_that_is_late_or_failed_is_worth_a_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, noted: str | None, id: str
) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 30))
    if noted is not None:
        (tmp_path / "retention").write_text(noted, "ascii")
    assert states(server.retention(tmp_path / "retention")) == {id: GOOD if id == "retention" else LOOK}


def test_a_database_that_does_not_answer_is_told_with_its_own_words(tmp_path: Path) -> None:
    found = server.database(Config(store="postgresql:///no-such-safechat"))
    assert found is not None
    text = doctor.doctor_text([found], Translator("en"), width=200)
    assert re.search(r"postgresql:///no-such-safechat.*\n.*connection", text)
