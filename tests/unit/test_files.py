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

from safechat_tui import files
from safechat_tui.errors import SafeChatError
from safechat_tui.files import locks, writing

LEFT_OVER = ".safechat-0123456789abcdef.tmp"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(SafeChatError) as caught:
        call()
    return caught.value.code


def fail(number: int) -> Callable[..., int]:
    def failing(*_: object, **__: object) -> int:
        raise OSError(number, os.strerror(number))

    return failing


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


def plant_fifo(path: Path) -> None:
    os.mkfifo(path)


def plant_folder(path: Path) -> None:
    path.mkdir()


PLANTS = [plant_file, plant_link, plant_dangling_link, plant_fifo, plant_folder]


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


@pytest.mark.parametrize("plant", [plant_file, plant_link, plant_dangling_link, plant_fifo])
def test_what_is_no_folder_is_refused_as_one(tmp_path: Path, plant: Callable[[Path], None]) -> None:
    plant(tmp_path / "a")
    assert code_of(lambda: files.private_folder(tmp_path / "a")) == "folder-unsafe"


def test_a_link_to_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir(0o700)
    (tmp_path / "a").symlink_to(tmp_path / "real")
    assert code_of(lambda: files.private_folder(tmp_path / "a")) == "folder-unsafe"


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


def test_a_created_file_holds_what_was_given(tmp_path: Path) -> None:
    data = os.urandom(300_000)
    files.create(tmp_path / "a", data)
    assert (tmp_path / "a").read_bytes() == data


@pytest.mark.usefixtures("umask")
def test_a_created_file_is_its_owners_alone_whatever_the_umask(tmp_path: Path) -> None:
    files.create(tmp_path / "a", b"x")
    assert mode(tmp_path / "a") == 0o600


def test_creating_a_file_leaves_no_other_file(tmp_path: Path) -> None:
    files.create(tmp_path / "a", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("plant", PLANTS)
def test_creating_says_so_when_anything_has_the_name(tmp_path: Path, plant: Callable[[Path], None]) -> None:
    plant(tmp_path / "a")
    assert code_of(lambda: files.create(tmp_path / "a", b"mine")) == "file-exists"


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
    with pytest.raises(SafeChatError):
        files.create(tmp_path / "a", b"mine")
    after = {path.name: path.lstat() for path in tmp_path.iterdir()}
    assert [(name, found.st_ino, found.st_mtime_ns, found.st_size) for name, found in before.items()] == [
        (name, found.st_ino, found.st_mtime_ns, found.st_size) for name, found in after.items()
    ]


def test_a_file_is_created_where_the_disk_has_no_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", fail(errno.EPERM))
    files.create(tmp_path / "a", b"whole")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"whole"}


@pytest.mark.parametrize("call", ["write", "fsync", "link"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT], ids=errno.errorcode.get)
def test_nothing_is_left_of_a_file_that_could_not_be_created(
    tmp_path: Path, call: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, call, fail(number))
    with pytest.raises(SafeChatError):
        files.create(tmp_path / "a", b"x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL], ids=errno.errorcode.get)
def test_a_file_is_created_where_the_disk_knows_no_files_without_a_name(
    tmp_path: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_unnamed(monkeypatch, number)
    files.create(tmp_path / "a", b"whole")
    files.replace(tmp_path / "a", b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"new"}


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


def test_a_replacement_that_is_in_place_is_not_said_to_be_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.create(tmp_path / "a", b"old")
    monkeypatch.setattr(writing, "sync", fail(errno.EIO))
    assert (code_of(lambda: files.replace(tmp_path / "a", b"new")), (tmp_path / "a").read_bytes()) == (
        "not-sure",
        b"new",
    )


def test_a_file_that_is_gone_is_not_said_to_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files.create(tmp_path / "a", b"old")
    monkeypatch.setattr(writing, "sync", fail(errno.EIO))
    assert (code_of(lambda: files.remove(tmp_path / "a")), list(tmp_path.iterdir())) == (
        "not-sure-deleted",
        [],
    )


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


def test_nothing_is_left_of_a_new_file_whose_folder_could_not_be_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "sync", fail(errno.EIO))
    with pytest.raises(SafeChatError):
        files.create(tmp_path / "a", b"x")
    assert list(tmp_path.iterdir()) == []


def test_creating_in_a_folder_that_is_missing_is_not_saved(tmp_path: Path) -> None:
    assert code_of(lambda: files.create(tmp_path / "gone" / "a", b"x")) == "not-saved"


# Replaced files ----------------------------------------------------------------------------------


def test_replacing_puts_the_new_content_in_place(tmp_path: Path) -> None:
    files.create(tmp_path / "a", b"old and longer")
    files.replace(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"


@pytest.mark.usefixtures("umask")
def test_a_replaced_file_is_its_owners_alone_whatever_the_umask(tmp_path: Path) -> None:
    files.create(tmp_path / "a", b"old")
    files.replace(tmp_path / "a", b"new")
    assert mode(tmp_path / "a") == 0o600


def test_replacing_a_link_leaves_its_target_as_it_was(tmp_path: Path) -> None:
    plant_link(tmp_path / "a")
    files.replace(tmp_path / "a", b"mine")
    assert (tmp_path / "target").read_bytes() == b"theirs"


def test_short_writes_are_carried_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, bytes(data)[:7]))
    files.create(tmp_path / "a", bytes(range(100)))
    assert (tmp_path / "a").read_bytes() == bytes(range(100))


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT], ids=errno.errorcode.get)
def test_a_failed_replacement_leaves_the_old_file_alone_and_whole(
    tmp_path: Path, call: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.create(tmp_path / "a", b"old")
    monkeypatch.setattr(os, call, fail(number))
    with pytest.raises(SafeChatError):
        files.replace(tmp_path / "a", b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"old"}


def test_a_failed_replacement_is_reported_with_its_cause(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "write", fail(errno.ENOSPC))
    with pytest.raises(SafeChatError, match="not-saved") as caught:
        files.replace(tmp_path / "a", b"new")
    cause = caught.value.__cause__
    assert isinstance(cause, OSError)
    assert cause.errno == errno.ENOSPC


def test_what_is_not_saved_tells_the_folder(tmp_path: Path) -> None:
    with pytest.raises(SafeChatError, match="not-saved") as caught:
        files.create(tmp_path / "gone" / "a", b"x")
    assert caught.value.params == {"name": "a", "folder": str(tmp_path / "gone")}


def test_the_folder_of_a_bare_name_is_told_in_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "write", fail(errno.ENOSPC))
    with pytest.raises(SafeChatError, match="not-saved") as caught:
        files.create(Path("a"), b"x")
    assert caught.value.params["folder"] == str(tmp_path)


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


def test_removing_a_link_leaves_its_target(tmp_path: Path) -> None:
    plant_link(tmp_path / "a")
    files.remove(tmp_path / "a")
    assert [path.name for path in tmp_path.iterdir()] == ["target"]


def test_removing_what_is_gone_is_no_error(tmp_path: Path) -> None:
    files.remove(tmp_path / "a")
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_removed_is_reported(tmp_path: Path) -> None:
    plant_folder(tmp_path / "a")
    assert code_of(lambda: files.remove(tmp_path / "a")) == "not-deleted"


# Reading -----------------------------------------------------------------------------------------


def test_a_file_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 100_000)
    assert files.read(tmp_path / "a", 100_000) == b"x" * 100_000


def test_a_file_of_one_byte_more_than_the_limit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 100_001)
    assert code_of(lambda: files.read(tmp_path / "a", 100_000)) == "file-too-large"


@pytest.mark.parametrize("plant", [plant_link, plant_dangling_link, plant_fifo, plant_folder])
def test_only_a_regular_file_is_read(tmp_path: Path, plant: Callable[[Path], None]) -> None:
    plant(tmp_path / "a")
    assert code_of(lambda: files.read(tmp_path / "a", 100)) == "file-unreadable"


def test_reading_tells_a_missing_file_from_a_bad_one(tmp_path: Path) -> None:
    assert code_of(lambda: files.read(tmp_path / "a", 100)) == "file-missing"


# Locks -------------------------------------------------------------------------------------------


def test_a_held_lock_is_busy_for_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "LOCK_WAIT", 0.05)
    with files.lock(tmp_path / ".lock"):
        assert code_of(lambda: files.lock(tmp_path / ".lock").__enter__()) == "busy"


def test_a_lock_is_given_back_after_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "LOCK_WAIT", 0.05)
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


@pytest.mark.parametrize("plant", [plant_link, plant_dangling_link, plant_fifo, plant_folder])
def test_a_lock_file_that_was_planted_is_refused(tmp_path: Path, plant: Callable[[Path], None]) -> None:
    plant(tmp_path / ".lock")
    assert code_of(lambda: files.lock(tmp_path / ".lock").__enter__()) == "folder-unsafe"


def test_a_disk_that_cannot_lock_is_unfit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fcntl, "flock", fail(errno.ENOLCK))
    assert code_of(lambda: files.lock(tmp_path / ".lock").__enter__()) == "folder-unfit"


# Left-over files ---------------------------------------------------------------------------------


def test_sweeping_removes_a_left_over_temporary_file(tmp_path: Path) -> None:
    (tmp_path / LEFT_OVER).write_bytes(b"half")
    assert (files.sweep(tmp_path), list(tmp_path.iterdir())) == (1, [])


@pytest.mark.parametrize("name", ["plan.json", ".lock", ".safechat-x.tmp", f"{LEFT_OVER}.txt", "x.tmp"])
def test_sweeping_leaves_every_other_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert (files.sweep(tmp_path), (tmp_path / name).exists()) == (0, True)


@pytest.mark.parametrize("plant", [plant_link, plant_dangling_link, plant_fifo, plant_folder])
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


def test_sweeping_a_missing_folder_finds_nothing(tmp_path: Path) -> None:
    assert files.sweep(tmp_path / "gone") == 0
