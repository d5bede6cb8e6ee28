"""What a start would compile anew, as far as files of bytecode tell."""

from __future__ import annotations

import os
import py_compile
from collections.abc import Callable
from pathlib import Path
from py_compile import PycInvalidationMode as Mode

import pytest

from safechat_tui.plain import compiled, doctor


@pytest.fixture
def module(tmp_path: Path) -> Path:
    """A package of one module that nobody may compile in passing."""
    (tmp_path / "pack").mkdir()
    path = tmp_path / "pack" / "part.py"
    path.write_text("ONE = 1\n", "utf-8")
    return path


@pytest.fixture(autouse=True)
def _nothing_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)


def anew(module: Path) -> list[str]:
    return [path.name for path in compiled.compiled_anew([module.parent])]


def test_a_module_without_bytecode_is_compiled_anew(module: Path) -> None:
    assert anew(module) == ["part.py"]


@pytest.mark.parametrize("mode", Mode)
def test_a_module_with_bytecode_is_not(module: Path, mode: Mode) -> None:
    py_compile.compile(str(module), invalidation_mode=mode)
    assert anew(module) == []


@pytest.mark.parametrize(
    ("mode", "found"),
    [(Mode.TIMESTAMP, ["part.py"]), (Mode.CHECKED_HASH, []), (Mode.UNCHECKED_HASH, [])],
)
def test_another_time_counts_only_where_bytecode_is_told_by_it(
    module: Path, mode: Mode, found: list[str]
) -> None:
    py_compile.compile(str(module), invalidation_mode=mode)
    os.utime(module, (1, 1))
    assert anew(module) == found


@pytest.mark.parametrize(
    ("mode", "found"),
    [(Mode.TIMESTAMP, ["part.py"]), (Mode.CHECKED_HASH, ["part.py"]), (Mode.UNCHECKED_HASH, [])],
)
def test_another_content_counts_unless_nothing_is_looked_at(
    module: Path, mode: Mode, found: list[str]
) -> None:
    py_compile.compile(str(module), invalidation_mode=mode)
    module.write_text("TWENTY = 20\n", "utf-8")
    assert anew(module) == found


def _another(data: bytes) -> bytes:
    return b"\0\0" + data[2:]


@pytest.mark.parametrize(
    "spoil", [_another, lambda data: data[:10], lambda data: b""], ids=["other", "cut", "empty"]
)
def test_bytecode_that_is_none_of_this_python_does_not_count(
    module: Path, spoil: Callable[[bytes], bytes]
) -> None:
    cache = Path(str(py_compile.compile(str(module))))
    cache.write_bytes(spoil(cache.read_bytes()))
    assert anew(module) == ["part.py"]


def test_what_the_next_start_compiles_for_good_does_not_count(
    module: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr("os.access", lambda path, mode: True)
    assert anew(module) == []


def test_what_only_root_could_write_counts_for_root_too(
    module: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert anew(module) == ["part.py"]


def test_the_program_itself_is_looked_at(root: Path) -> None:
    assert root / "src" / "safechat_tui" in compiled.folders()
    assert len(compiled.folders()) == len(compiled.PACKAGES)


def test_the_doctor_says_what_to_run(module: Path) -> None:
    found = doctor.bytecode([module.parent])
    assert (found.id, found.params["count"]) == ("not-compiled", 1)
    assert str(found.params["command"]).endswith(f" -m compileall -q {module.parent.parent}")
