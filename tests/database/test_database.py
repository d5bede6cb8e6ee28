"""Kept plans in PostgreSQL: other roles, lost connections, two sessions at once, what the database sees."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import MagicMock

import psycopg
import pytest
from tests.database.cluster import OTHER as OTHER_ROLE
from tests.database.cluster import WORKER, Cluster, binary
from tests.faults.database import kills, promotions, store_at
from tests.unit.store.samples import OTHER, PASS, PLAN, WORDS, caught, keep

from safechat_tui import clock, config, store
from safechat_tui.conversation.keeping import Keeping
from safechat_tui.errors import SafeChatError
from safechat_tui.store import Database, Folder, Keyring, Seal, Store, connection
from safechat_tui.store.connection import Connection
from safechat_tui.store.moving import Sealed, _Way, move_everything, read_all, ways
from safechat_tui.store.names import is_key, is_plan

pytestmark = pytest.mark.usefixtures("little_work")


class LosesCommit(Connection):
    """A connection that is lost as the commit is answered: it was done, and nobody says so."""

    @contextlib.contextmanager
    def transaction(self) -> Iterator[psycopg.Cursor[tuple[object, ...]]]:
        with super().transaction() as cursor:
            yield cursor
        self.transaction = super().transaction  # type: ignore[method-assign]
        raise SafeChatError("database-not-sure")


def losing(cluster: Cluster) -> Connection:
    whole = cluster.connection()
    made = LosesCommit(whole._where)
    cluster.opened.append(made)
    return made


def codes_of(way: Connection) -> str:
    with way.transaction() as cursor:
        return str(cursor.execute("select code from safechat.plans").fetchall())


def test_a_server_that_says_nothing_is_hung_up_and_then_left_alone_for_a_while(
    database: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = database.connection()
    codes_of(way)
    monkeypatch.setattr(connection, "PATIENCE", 2)
    with database.frozen():
        silent = caught(lambda: codes_of(way)).code
    still = caught(lambda: codes_of(way)).code
    later = clock.running() + connection.REST
    monkeypatch.setattr(clock, "running", lambda: later)
    assert (silent, still, codes_of(way)) == ("database-away", "database-away", "[]")


@pytest.mark.parametrize("role", ["postgres", "clerk"])
def test_a_role_that_is_no_worker_s_is_not_let_in(database: Cluster, role: str) -> None:
    database.sql("drop role if exists clerk; create role clerk login createrole in role safechat_workers")
    with pytest.raises(AssertionError, match="is no worker's"):
        database.sql(f"select safechat.admit('{role}')")


def test_a_worker_who_leaves_takes_her_rows_and_her_role_along(database: Cluster) -> None:
    admitted = database.sql("select safechat.admit('third'), safechat.admit('third')")
    database.sql("insert into safechat.keys (name, content) values ('key.age', '')", "third")
    database.sql("select safechat.dismiss('third')")
    left = (
        "select count(*) from safechat.keys union all select count(*) from pg_roles where rolname = 'third'"
    )
    assert (admitted, database.sql(left).split()) == ("t|f", ["0", "0"])


def test_what_is_past_its_time_is_erased_by_the_owner_of_the_database_alone(
    database: Cluster, seal: Seal
) -> None:
    store = store_at(database.connection(), seal)
    keep(store)
    database.sql("update safechat.plans set last_day = current_date - 1")
    kept = keep(store)
    with pytest.raises(AssertionError, match="permission denied"):
        database.sql("select safechat.expire()", WORKER)
    gone = database.sql("select safechat.expire()")
    assert (gone, [kept.code]) == ("1", [plan.code for plan in store.list()])


def test_another_role_sees_nothing(database: Cluster, seal: Seal) -> None:
    keep(store_at(database.connection(), seal))
    seen = "select count(*) from {0} union all select count(*) from {1} union all select count(*) from {2}"
    asked = seen.format("safechat.plans", "safechat.keys", "safechat.seen")
    assert database.sql(asked, OTHER_ROLE).split() == ["0", "0", "0"]


@pytest.mark.parametrize(
    "attempt",
    [
        "update safechat.plans set content = ''",
        "delete from safechat.plans",
        "insert into safechat.plans (owner, code, content, changed, last_day)"
        " values ('worker_a', 'lamp-river-stone', '', now(), current_date)",
    ],
    ids=["update", "delete", "insert"],
)
def test_another_role_changes_nothing(database: Cluster, seal: Seal, attempt: str) -> None:
    kept = store_at(database.connection(), seal).keep(PLAN, lang="fr", words=["lamp", "river", "cloud"])
    with contextlib.suppress(AssertionError):
        database.sql(attempt, OTHER_ROLE)
    assert store_at(database.connection(), seal).open(kept.code).plan == PLAN.renewed()
    assert database.sql("select count(*) from safechat.plans") == "1"


def test_the_database_holds_no_word_of_a_plan(database: Cluster, seal: Seal) -> None:
    keep(store_at(database.connection(), seal))
    dumped = database.run(binary("pg_dump"), "-h", str(database.folder), "-U", "postgres", "safechat")
    assert WORKER in dumped
    words = [PLAN.words, *PLAN.chosen, *PLAN.answers, PASS]
    found = [word for word in words if word in dumped or word.encode().hex() in dumped]
    assert found == []


def test_a_dump_that_was_restored_opens(database: Cluster, seal: Seal) -> None:
    kept = keep(store_at(database.connection(), seal))
    dumped = database.run(
        binary("pg_dump"), "-h", str(database.folder), "-U", "postgres", "--data-only", "safechat"
    )
    database.sql("truncate safechat.plans, safechat.keys, safechat.seen")
    path = database.folder / "dump.sql"
    path.write_text(dumped, "utf-8")
    path.chmod(0o644)
    database.run(
        binary("psql"), "-h", str(database.folder), "-U", "postgres", "-qd", "safechat", "-f", str(path)
    )
    again = Keyring(Database(database.connection(), 30)).unlock(PASS)
    assert store_at(database.connection(), again).open(kept.code).plan == PLAN.renewed()


def test_of_two_sessions_that_save_at_once_one_is_told(database: Cluster, seal: Seal) -> None:
    kept = keep(store_at(database.connection(), seal))
    came: list[str] = []
    both = threading.Barrier(2)

    def save() -> None:
        session = store_at(database.connection(), seal)
        session.open(kept.code)
        both.wait()
        try:
            session.save(kept, OTHER)
            came.append("saved")
        except SafeChatError as error:
            came.append(error.code)

    threads = [threading.Thread(target=save) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(came) == ["changed-elsewhere", "saved"]


def test_a_save_whose_answer_was_lost_may_be_made_again(database: Cluster, seal: Seal) -> None:
    kept = keep(store_at(database.connection(), seal))
    session = store_at(losing(database), seal)
    assert caught(lambda: session.save(kept, OTHER)).code == "database-not-sure"
    saved = session.save(kept, OTHER)
    assert store_at(database.connection(), seal).open(kept.code).plan.words == saved.plan.words == OTHER.words


def test_a_plan_whose_answer_was_lost_is_kept_once(database: Cluster, seal: Seal) -> None:
    kept = keep(store_at(losing(database), seal))
    assert [each.code for each in store_at(database.connection(), seal).list()] == [kept.code]


def test_a_server_that_was_started_anew_is_found_again(database: Cluster, seal: Seal) -> None:
    session = store_at(database.connection(), seal)
    kept = keep(session)
    database.stop()
    away = caught(lambda: session.save(kept, OTHER)).code
    database.start()
    assert (away, session.save(kept, OTHER).revision) == ("database-away", 2)


def test_a_commit_that_no_standby_confirms_is_given_up_and_told(
    database: Cluster, seal: Seal, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = store_at(database.connection(), seal)
    kept = keep(session)
    monkeypatch.setattr(store.connection, "PATIENCE", 0.5)
    database.confirmed_by("*")
    try:
        told = caught(lambda: session.save(kept, OTHER)).code
    finally:
        database.confirmed_by("")
    assert (told, session.save(kept, OTHER).plan.words) == ("database-not-sure", OTHER.words)


def test_what_a_database_wishes_of_dates_changes_nothing(database: Cluster, seal: Seal) -> None:
    kept = keep(store_at(database.connection(), seal))
    database.sql("alter database safechat set datestyle = 'German'")
    try:
        found = store_at(database.connection(), seal).list()
    finally:
        database.sql("alter database safechat reset all")
    assert [each.changed for each in found] == [kept.changed]


def test_a_role_without_tables_is_told(database: Cluster, seal: Seal) -> None:
    database.sql("create role stranger login")
    try:
        error = caught(lambda: store_at(database.connection("stranger"), seal).list())
    finally:
        database.sql("drop role stranger")
    assert error.code == "database-refuses"


def test_no_save_that_was_told_is_lost_when_the_server_is_killed(database: Cluster, seal: Seal) -> None:
    assert kills(database, seal, 4).found == {}


def test_no_save_that_was_told_is_lost_when_a_standby_takes_over(database: Cluster, seal: Seal) -> None:
    folder = Path(tempfile.mkdtemp(prefix="safechat-standby-", dir="/var/tmp"))
    folder.chmod(0o755)
    try:
        assert promotions(database, seal, folder, 1).found == {}
    finally:
        shutil.rmtree(folder)


# Settings -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://me:secret@db/safechat",
        "postgresql://me@db/safechat",
        "postgresql://db/safechat?sslmode=disable",
        "postgresql://db",
        "postgresql:///",
        "http://db/safechat",
        "postgresql:// db/x",
    ],
)
def test_a_database_is_named_without_role_password_or_wishes(url: str) -> None:
    assert config.RULES["store"].take(url, Path("/")) is None


@pytest.mark.parametrize("url", ["postgresql:///safechat", "postgresql://db-1:5433,db-2/safechat"])
def test_it_may_be_here_or_on_machines_that_take_each_others_place(url: str) -> None:
    assert config.RULES["store"].take(url, Path("/")) == url


def test_another_machine_is_believed_only_by_its_certificate() -> None:
    assert store.connection.parameters("postgresql://db/safechat")["sslmode"] == "verify-full"


def test_nothing_is_wished_at_the_start_that_a_pooler_refuses() -> None:
    assert "options" not in store.connection.parameters("postgresql://db/safechat")


def test_a_worker_cannot_name_another_database(tmp_path: Path) -> None:
    own = tmp_path / ".config" / "safechat" / "settings.toml"
    own.parent.mkdir(parents=True)
    own.write_text('store = "postgresql:///elsewhere"\n', "utf-8")
    found = config.load({"HOME": str(tmp_path)}, system=tmp_path / "none.toml")
    assert found.store is None
    assert [each.code for each in found.troubles] == ["settings-everyone"]
    assert not found.guarded


def test_a_conversation_is_kept_and_gone_on_with(
    database: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = database.connection()
    monkeypatch.setattr(store, "connection_to", lambda url: connection)
    settings = config.Config(store="postgresql:///safechat", data_folder=tmp_path)
    keeping = Keeping(settings)
    keeping.take_key(keeping.keyring.create(PASS))
    keeping.keep(PLAN, "fr", WORDS)
    keeping.save(OTHER)
    later = Keeping(settings)
    later.take_key(later.keyring.unlock(PASS))
    assert (later.open(keeping.code).plan.words, list(tmp_path.iterdir())) == (OTHER.words, [])


# Moving -------------------------------------------------------------------------------------------


@pytest.fixture
def own(tmp_path: Path) -> tuple[Folder, Folder]:
    """The folders of a worker who keeps one plan, sealed: of its key, and of the plan."""
    data = Folder(tmp_path / "data"), Folder(tmp_path / "data" / "plans")
    keep(Store(data[1], seal=Keyring(data[0]).create(PASS)))
    return data


@pytest.fixture
def there(own: tuple[Folder, Folder], database: Cluster) -> tuple[_Way, ...]:
    """The ways into the database."""
    return ways(*own, Database(database.connection(), 30))


def lies(place: Folder | Database) -> dict[str, Sealed]:
    return read_all(place, lambda name: is_plan(name) or is_key(name))


def test_what_was_moved_into_the_database_opens_there(
    database: Cluster, own: tuple[Folder, Folder], there: tuple[_Way, ...]
) -> None:
    count = move_everything(*there)
    seal = Keyring(Database(database.connection(), 30)).unlock(PASS)
    (found,) = (session := store_at(database.connection(), seal)).list()
    assert (count, session.open(found.code).plan) == (1, PLAN.renewed())
    assert [lies(each) for each in own] == [{}, {}]


def test_what_was_moved_there_and_back_is_as_it_was(
    own: tuple[Folder, Folder], there: tuple[_Way, ...]
) -> None:
    before, database = [lies(each) for each in own], there[0].target
    move_everything(*there)
    move_everything(*ways(*own, database, back=True))
    assert ([lies(each) for each in own], lies(database)) == (before, {})


@pytest.mark.usefixtures("seal")
def test_a_move_writes_over_nothing_and_leaves_all_where_it_was(
    own: tuple[Folder, Folder], there: tuple[_Way, ...]
) -> None:
    places = [*own, there[0].target]
    before = [lies(each) for each in places]
    assert caught(lambda: move_everything(*there)).code == "move-other"
    assert [lies(each) for each in places] == before


def test_a_move_that_is_cut_short_may_be_made_again(
    there: tuple[_Way, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as cut:
        cut.setattr(Folder, "remove", lambda self, name: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            move_everything(*there)
    assert move_everything(*there) == 1


def owned(*rows: tuple[object, ...]) -> Database:
    """Return a database whose owner answers what she likes."""
    made = MagicMock(spec=Connection)
    made.transaction.return_value.__enter__.return_value.execute.return_value.fetchall.return_value = rows
    return Database(made, 30)


@pytest.mark.parametrize("name", ["authorized_keys", "key.age", "lamp-river-stone.age"])
def test_a_name_that_the_databases_owner_made_up_becomes_no_path(tmp_path: Path, name: str) -> None:
    move_everything(
        *ways(Folder(tmp_path / "a"), Folder(tmp_path / "b"), owned((f"{tmp_path}/{name}",)), back=True)
    )
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_code_that_the_databases_owner_made_up_is_not_shown(seal: Seal) -> None:
    assert Store(owned(("\x1b[2J.age",)), seal=seal).list() == ()


def test_a_plan_that_lies_open_is_not_moved(database: Cluster, tmp_path: Path) -> None:
    plans = Folder(tmp_path / "plans")
    keep(Store(plans))
    there = ways(Folder(tmp_path), plans, Database(database.connection(), 30))
    assert caught(lambda: move_everything(*there)).code == "move-open"
