"""The atomic writer: whole or not at all, private, never through a link."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.unit.store.samples import code_of, fail

from safechat_tui import files
from safechat_tui.errors import SafeChatError
from safechat_tui.files import locks, writing

LEFT_OVER = ".safechat-0123456789abcdef.tmp"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


@pytest.fixture(params=[0o000, 0o077, 0o777], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def plant_file(path: Path) -> None:
    path.write_bytes(b"theirs")


def plant_link(path: Path) -> None:
    target = path.with_name("target")
    target.write_bytes(b"theirs")
    path.symlink_to(target)


def plant_dangling_link(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere"))


PLANTS = [plant_file, plant_link, plant_dangling_link, os.mkfifo, os.mkdir]


# Folders -----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("umask")
def test_a_private_folder_and_its_new_parents_are_closed_to_others_whatever_the_umask(tmp_path: Path) -> None:
    folder = files.private_folder(tmp_path / "a" / "b")
    assert (mode(folder), mode(folder.parent)) == (0o700, 0o700)


def test_a_folder_of_ours_that_others_may_read_is_closed_to_them(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    folder.chmod(0o755)
    files.private_folder(folder)
    assert mode(folder) == 0o700


@pytest.mark.parametrize("open_mode", [0o770, 0o707, 0o1777])
def test_a_folder_that_others_may_write_is_refused(tmp_path: Path, open_mode: int) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    folder.chmod(open_mode)
    assert code_of(lambda: files.private_folder(folder)) == "folder-unsafe"


@pytest.mark.parametrize("plant", [plant_file, plant_link, os.mkfifo])
def test_what_is_no_folder_is_refused_as_one(tmp_path: Path, plant: Callable[[Path], None]) -> None:
    plant(tmp_path / "a")
    assert code_of(lambda: files.private_folder(tmp_path / "a")) == "folder-unsafe"
    (tmp_path / "link").symlink_to(tmp_path)
    assert code_of(lambda: files.private_folder(tmp_path / "link")) == "folder-unsafe"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_someone_else_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    folder.mkdir(0o700)
    os.chown(folder, 65534, 65534)
    assert code_of(lambda: files.private_folder(folder)) == "folder-unsafe"


def test_a_folder_whose_disk_cannot_sync_folders_is_unfit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", fail(errno.EINVAL))
    assert code_of(lambda: files.can_keep(tmp_path)) == "folder-unfit"


# New files ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("umask")
def test_a_file_that_is_created_and_replaced_holds_what_was_given_for_its_owner_alone(tmp_path: Path) -> None:
    for write, data in ((files.create, os.urandom(300_000)), (files.replace, b"new and shorter")):
        write(tmp_path / "a", data)
        assert (tmp_path / "a").read_bytes() == data
        assert (mode(tmp_path / "a"), [path.name for path in tmp_path.iterdir()]) == (0o600, ["a"])


@pytest.mark.parametrize("lacks", ["links", "unnamed files"])
def test_files_are_written_on_disks_that_know_less(
    tmp_path: Path, lacks: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if lacks == "links":
        monkeypatch.setattr(os, "link", fail(errno.EPERM))
    else:
        refuse_unnamed(monkeypatch, errno.EOPNOTSUPP)
    files.create(tmp_path / "a", b"whole")
    files.replace(tmp_path / "a", b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"new"}


@pytest.mark.parametrize("seen", [True, False], ids=["seen", "planted-late"])
@pytest.mark.parametrize("links", [True, False], ids=["links", "no-links"])
@pytest.mark.parametrize("plant", PLANTS)
def test_creating_leaves_what_has_the_name_as_it_was(
    tmp_path: Path, plant: Callable[[Path], None], links: bool, seen: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not seen:
        monkeypatch.setattr(writing, "_has", lambda *_, **__: False)
    if not links:
        monkeypatch.setattr(os, "link", fail(errno.EPERM))
    plant(tmp_path / "a")
    before = {path.name: path.lstat() for path in tmp_path.iterdir()}
    assert code_of(lambda: files.create(tmp_path / "a", b"mine")) == "file-exists"
    after = {path.name: path.lstat() for path in tmp_path.iterdir()}
    assert [(name, found.st_ino, found.st_mtime_ns, found.st_size) for name, found in before.items()] == [
        (name, found.st_ino, found.st_mtime_ns, found.st_size) for name, found in after.items()
    ]


@pytest.mark.parametrize("call", ["write", "fsync", "link"])
def test_nothing_is_left_of_a_file_that_could_not_be_created(
    tmp_path: Path, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, call, fail(errno.EIO))
    with pytest.raises(SafeChatError):
        files.create(tmp_path / "a", b"x")
    assert list(tmp_path.iterdir()) == []


def refuse_unnamed(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    opened = os.open

    def refuse(path: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if flags & os.O_TMPFILE == os.O_TMPFILE:
            raise OSError(number, "refused")
        return opened(path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", refuse)


@pytest.mark.parametrize("unnamed", [True, False])
def test_while_a_file_is_written_no_other_name_than_its_own_is_there(
    tmp_path: Path, unnamed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not unnamed:
        refuse_unnamed(monkeypatch, errno.EOPNOTSUPP)
    seen: set[str] = set()

    def watched(call: Callable[..., object]) -> Callable[..., object]:
        def calling(*given: object, **named: object) -> object:
            seen.update(os.listdir(tmp_path))
            found = call(*given, **named)
            seen.update(os.listdir(tmp_path))
            return found

        return calling

    for name in ("write", "fsync", "fchmod", "utime", "link", "close"):
        monkeypatch.setattr(os, name, watched(getattr(os, name)))
    files.create(tmp_path / "a", b"whole", changed=datetime(2026, 1, 1, tzinfo=UTC))
    assert seen == {"a"}


def test_a_file_whose_name_another_program_took_meanwhile_is_left_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken(*_: object, **__: object) -> None:
        (tmp_path / "a").write_bytes(b"theirs")
        raise OSError(errno.EIO, "failed")

    monkeypatch.setattr(os, "link", taken)
    with pytest.raises(SafeChatError):
        files.create(tmp_path / "a", b"mine")
    assert (tmp_path / "a").read_bytes() == b"theirs"


def test_a_new_file_that_cannot_be_taken_back_is_not_said_to_be_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "sync", fail(errno.EIO))
    monkeypatch.setattr(os, "unlink", fail(errno.EIO))
    assert code_of(lambda: files.create(tmp_path / "a", b"x")) == "not-sure"


def test_what_was_replaced_is_not_said_to_be_missing_and_what_is_gone_not_to_be_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.create(tmp_path / "a", b"old")
    monkeypatch.setattr(writing, "sync", fail(errno.EIO))
    assert code_of(lambda: files.replace(tmp_path / "a", b"new")) == "not-sure"
    assert (tmp_path / "a").read_bytes() == b"new"
    assert code_of(lambda: files.remove(tmp_path / "a")) == "not-sure-deleted"
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_named_by_a_process_whose_memory_is_hidden_from_others(tmp_path: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import os, sys, threading\n"
            "from pathlib import Path\n"
            "from safechat_tui import files, hardening\n"
            "from safechat_tui.files import writing\n"
            "os.chmod('.', 0o700)\n"
            "os.geteuid() or (os.chown('.', 65534, 65534), os.setgid(65534), os.setuid(65534))\n"
            "hardening.hide_memory()\n"
            "writing._NEW = None\n"
            "work = threading.Thread(target=files.create, args=(Path('a'), b'whole'))\n"
            "work.start(); work.join(); print(Path('a').read_text())",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("whole\n", "")


# Replaced files ----------------------------------------------------------------------------------


def test_replacing_a_link_leaves_its_target_as_it_was(tmp_path: Path) -> None:
    plant_link(tmp_path / "a")
    files.replace(tmp_path / "a", b"mine")
    assert (tmp_path / "target").read_bytes() == b"theirs"


def test_what_is_not_saved_tells_name_and_folder_and_has_its_cause(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "write", fail(errno.ENOSPC))
    for path in (Path("a"), tmp_path / "gone" / "a"):
        with pytest.raises(SafeChatError, match="not-saved") as caught:
            files.create(path, b"x")
        assert caught.value.params == {"name": "a", "folder": str(path.parent.absolute())}
        assert isinstance(caught.value.__cause__, OSError)


def test_short_writes_are_carried_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, bytes(data)[:7]))
    files.create(tmp_path / "a", bytes(range(100)))
    assert (tmp_path / "a").read_bytes() == bytes(range(100))


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_failed_replacement_leaves_the_old_file_alone_and_whole(
    tmp_path: Path, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.create(tmp_path / "a", b"old")
    monkeypatch.setattr(os, call, fail(errno.ENOSPC))
    with pytest.raises(SafeChatError):
        files.replace(tmp_path / "a", b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"old"}


def test_an_interrupted_replacement_leaves_no_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        files.replace(tmp_path / "a", b"new")
    assert list(tmp_path.iterdir()) == []


# Deleted files -----------------------------------------------------------------------------------


def test_removing_takes_a_link_itself_minds_nothing_that_is_gone_and_tells_the_rest(tmp_path: Path) -> None:
    plant_link(tmp_path / "a")
    files.remove(tmp_path / "a")
    files.remove(tmp_path / "a")
    os.mkdir(tmp_path / "b")
    assert code_of(lambda: files.remove(tmp_path / "b")) == "not-deleted"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b", "target"]


# Reading -----------------------------------------------------------------------------------------


def test_a_file_is_read_up_to_its_limit_and_a_missing_one_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 100_000)
    assert files.read(tmp_path / "a", 100_000) == b"x" * 100_000
    assert code_of(lambda: files.read(tmp_path / "a", 99_999)) == "file-too-large"
    assert code_of(lambda: files.read(tmp_path / "b", 100)) == "file-missing"


@pytest.mark.parametrize("plant", [plant_link, plant_dangling_link, os.mkfifo, os.mkdir])
def test_only_a_regular_file_is_read(tmp_path: Path, plant: Callable[[Path], None]) -> None:
    plant(tmp_path / "a")
    assert code_of(lambda: files.read(tmp_path / "a", 100)) == "file-unreadable"


# Locks -------------------------------------------------------------------------------------------


def test_a_held_lock_is_busy_for_others_and_given_back_after_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "LOCK_WAIT", 0.05)
    with files.lock(tmp_path / ".lock"):
        assert code_of(lambda: files.lock(tmp_path / ".lock").__enter__()) == "busy"
    with pytest.raises(KeyError), files.lock(tmp_path / ".lock"):
        raise KeyError
    with files.lock(tmp_path / ".lock"):
        assert mode(tmp_path / ".lock") == 0o600


def test_the_lock_file_of_a_dead_program_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "LOCK_WAIT", 0.05)
    take_and_die = (
        "import os, pathlib, sys; from safechat_tui import files; "
        "files.lock(pathlib.Path(sys.argv[1])).__enter__(); os.kill(os.getpid(), 9)"
    )
    died = subprocess.run([sys.executable, "-c", take_and_die, tmp_path / ".lock"], check=False)
    with files.lock(tmp_path / ".lock"):
        assert died.returncode == -9


@pytest.mark.parametrize("plant", [plant_link, plant_dangling_link, os.mkfifo, os.mkdir])
def test_a_lock_file_that_was_planted_is_refused(tmp_path: Path, plant: Callable[[Path], None]) -> None:
    plant(tmp_path / ".lock")
    assert code_of(lambda: files.lock(tmp_path / ".lock").__enter__()) == "folder-unsafe"


def test_a_disk_that_cannot_lock_is_unfit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fcntl, "flock", fail(errno.ENOLCK))
    assert code_of(lambda: files.lock(tmp_path / ".lock").__enter__()) == "folder-unfit"


# Left-over files ---------------------------------------------------------------------------------


def test_sweeping_removes_left_over_temporary_files_and_no_other_name(tmp_path: Path) -> None:
    others = ["plan.json", ".lock", ".safechat-x.tmp", f"{LEFT_OVER}.txt", "x.tmp"]
    for name in (LEFT_OVER, *others):
        (tmp_path / name).touch()
    assert (files.sweep(tmp_path), files.sweep(tmp_path / "gone")) == (1, 0)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(others)


@pytest.mark.parametrize("plant", [plant_link, os.mkfifo, os.mkdir])
def test_sweeping_touches_regular_files_only(tmp_path: Path, plant: Callable[[Path], None]) -> None:
    plant(tmp_path / LEFT_OVER)
    assert (files.sweep(tmp_path), os.path.lexists(tmp_path / LEFT_OVER)) == (0, True)


def test_sweeping_leaves_a_file_that_is_being_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    swept: list[int] = []
    replace = os.replace

    def sweep_first(old: str, new: str, *, src_dir_fd: int, dst_dir_fd: int) -> None:
        swept.append(files.sweep(tmp_path))
        replace(old, new, src_dir_fd=src_dir_fd, dst_dir_fd=dst_dir_fd)

    monkeypatch.setattr(os, "replace", sweep_first)
    files.replace(tmp_path / "a", b"new")
    assert (swept, (tmp_path / "a").read_bytes()) == ([0], b"new")
