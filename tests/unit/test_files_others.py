"""Folders that are not safe, and what a second real user of the machine may plant before us."""

from __future__ import annotations

import grp
import json
import os
import pwd
import stat
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.unit.store.samples import code_of
from tests.unit.test_files import PLANTS

from safechat_tui import files
from safechat_tui.config import Config
from safechat_tui.errors import SafeChatError
from safechat_tui.files import writing
from safechat_tui.store import Papers
from safechat_tui.store.papers import LIST_FILE, create_numbered

User = pwd.struct_passwd

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as two users")


def user(name: str) -> User:
    """Return a user of this machine, made if need be; what counts is that there is one."""
    subprocess.run(["useradd", "--system", "--no-create-home", name], check=False, capture_output=True)
    return pwd.getpwnam(name)


@pytest.fixture(scope="module")
def other() -> User:
    """A second user of this machine."""
    return user("safechat-other")


@pytest.fixture
def us(other: User) -> Iterator[User]:
    """Be an ordinary user for the time of a test; root may do anything."""
    found = user("safechat-us")
    assert found.pw_uid != other.pw_uid
    groups = os.getgroups()
    os.setgroups([])
    os.setegid(found.pw_gid)
    os.seteuid(found.pw_uid)
    try:
        yield found
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(groups)


@pytest.fixture
def shared(request: pytest.FixtureRequest) -> Iterator[Path]:
    """A folder where everyone writes and removes only what is theirs, such as /tmp."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        Path(folder).chmod(0o1777)
        yield Path(folder)


def as_other(other: User, work: Callable[[], object]) -> None:
    """Do something as the second user, in a process of its own."""
    pid = os.fork()
    if pid == 0:
        try:
            os.seteuid(0)
            os.setgroups([])
            os.setgid(other.pw_gid)
            os.setuid(other.pw_uid)
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    assert os.waitpid(pid, 0)[1] == 0


def made(folder: Path, mode: int) -> Path:
    folder.mkdir()
    folder.chmod(mode)
    return folder


# An export ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("plant", PLANTS[:4])
def test_an_export_goes_beside_what_another_user_planted(
    other: User, shared: Path, us: User, plant: Callable[[Path], None]
) -> None:
    as_other(other, lambda: plant(shared / "notes.txt"))
    path = create_numbered(b"ours", shared, "notes", ".txt")
    found = path.lstat()
    assert (path.name, found.st_uid, stat.S_IMODE(found.st_mode)) == ("notes-2.txt", us.pw_uid, 0o600)


def test_another_user_can_neither_read_nor_remove_an_export(other: User, shared: Path, us: User) -> None:
    path = create_numbered(b"ours", shared, "notes", ".txt")

    def try_both() -> None:
        for attempt in (path.read_bytes, path.unlink):
            with pytest.raises(PermissionError):
                attempt()

    as_other(other, try_both)
    assert path.read_bytes() == b"ours"


def test_nothing_is_exported_where_others_may_remove_it(other: User, shared: Path, us: User) -> None:
    as_other(other, lambda: made(shared / "theirs", 0o1777))
    for folder in (made(shared / "open", 0o777), made(shared / "others", 0o757), shared / "theirs"):
        assert code_of(lambda path=folder / "a": files.create(path, b"ours")) == "export-unsafe"  # type: ignore[misc]


# A folder that a house shares -----------------------------------------------------------------------


@pytest.fixture
def house(other: User, shared: Path, us: User) -> Papers:
    """Papers in a folder as docs/server.md makes it: of root, sticky, its group handed on."""
    folder = made(shared / "papers", 0o700)
    os.seteuid(0)
    os.chown(folder, 0, other.pw_gid)
    folder.chmod(0o3770)
    os.setgroups([other.pw_gid])
    os.seteuid(us.pw_uid)
    return Papers(Config(home=shared, exports=folder, data_folder=shared / "data"))


@pytest.mark.parametrize("named", [True, False], ids=["unnamed-first", "named-at-once"])
def test_the_group_of_a_shared_folder_reads_a_paper_and_cannot_take_it_away(
    other: User, house: Papers, named: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not named:
        monkeypatch.setattr(writing, "_UNNAMED", 0)
    path = house.write(b"ours", "plan", "plan-2026-11-22", ".txt").path

    def tries() -> None:
        assert path.read_bytes() == b"ours"
        for attempt in (path.unlink, lambda: path.write_bytes(b""), lambda: path.rename(path.with_name("a"))):
            with pytest.raises(PermissionError):
                attempt()

    as_other(other, tries)
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"ours", 0o640)


def test_the_group_that_reads_is_told(other: User, house: Papers) -> None:
    assert house.readers == grp.getgrgid(other.pw_gid).gr_name


def test_the_paper_of_another_account_is_neither_listed_nor_deleted(
    other: User, house: Papers, shared: Path
) -> None:
    paper = house.write(b"ours", "plan", "plan-2026-11-22", ".txt")
    remembered = json.dumps([[str(paper.path), paper.kind, paper.size, int(paper.changed.timestamp())]])

    def tries() -> None:
        folder = made(shared / "their data", 0o700)
        (folder / LIST_FILE).write_text(remembered, "utf-8")
        theirs = Papers(Config(home=shared, exports=house.folder, data_folder=folder))
        assert (theirs.list(), theirs.purge(sure=True)) == ((), 0)
        with pytest.raises(SafeChatError):
            theirs.delete(paper)

    as_other(other, tries)
    assert house.list() == (paper,)


def test_a_shared_folder_where_the_group_may_remove_papers_is_refused(house: Papers) -> None:
    os.seteuid(0)
    house.folder.chmod(0o2770)
    os.seteuid(user("safechat-us").pw_uid)
    assert code_of(lambda: house.write(b"ours", "plan", "plan-2026-11-22", ".txt")) == "export-unsafe"
    assert house.list() == ()


def test_in_a_home_folder_that_hands_on_a_group_a_paper_is_for_its_owner_alone(
    house: Papers, shared: Path
) -> None:
    papers = Papers(Config(home=house.folder, data_folder=shared / "data"))
    path = papers.write(b"ours", "plan", "plan-2026-11-22", ".txt").path
    assert (papers.readers, stat.S_IMODE(path.stat().st_mode)) == ("", 0o600)


# Where plans are kept ----------------------------------------------------------------------------


def test_plans_may_be_kept_below_a_folder_where_everyone_removes_only_what_is_theirs(
    shared: Path, us: User
) -> None:
    assert files.private_folder(shared / "ours" / "plans").is_dir()


def test_a_folder_or_link_that_another_user_made_first_is_refused(
    other: User, shared: Path, us: User
) -> None:
    made(shared / "real", 0o700)
    as_other(other, lambda: made(shared / "theirs", 0o777))
    as_other(other, lambda: (shared / "link").symlink_to(shared / "real"))
    for name in ("theirs", "link"):
        assert code_of(lambda path=shared / name: files.private_folder(path / "plans")) == "folder-unsafe"  # type: ignore[misc]


@pytest.mark.parametrize("mode", [0o777, 0o757])
def test_a_parent_that_everyone_may_write_is_refused_by_name(shared: Path, us: User, mode: int) -> None:
    made(shared / "ours", mode)
    with pytest.raises(SafeChatError, match="folder-unsafe") as caught:
        files.private_folder(shared / "ours" / "a" / "plans")
    assert caught.value.params == {"folder": str(shared / "ours")}


def test_a_link_of_our_own_among_the_parents_is_refused(shared: Path, us: User) -> None:
    (shared / "ours").symlink_to(made(shared / "real", 0o700))
    assert code_of(lambda: files.private_folder(shared / "ours" / "plans")) == "folder-unsafe"


def test_a_parent_open_to_our_own_group_is_fine(shared: Path, us: User) -> None:
    made(shared / "ours", 0o775)
    assert files.private_folder(shared / "ours" / "plans").is_dir()


def test_a_parent_open_to_a_group_of_several_is_refused(other: User, shared: Path, us: User) -> None:
    (shared / "ours").mkdir()
    os.seteuid(0)
    os.chown(shared / "ours", us.pw_uid, other.pw_gid)
    (shared / "ours").chmod(0o775)
    os.seteuid(us.pw_uid)
    assert code_of(lambda: files.private_folder(shared / "ours" / "plans")) == "folder-unsafe"
