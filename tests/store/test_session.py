"""Connections: their settings, the guarantees of transactions, the messages of failures."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import TextClause, text
from sqlalchemy.exc import IntegrityError

from app.services.database import data_version
from app.store.connections.prepared import Statements
from app.store.connections.reader import ReadTransaction, timed
from app.store.connections.session import STREAMS, Database, DatabaseError, QueryTimeoutError
from app.store.declared.resources import LISTS
from app.store.queries.parsing import parse_pairs
from app.store.repositories import observations
from app.store.upkeep.schema import check
from tests.made import observed, reported
from tests.store.storing import store

POSTGRES = "postgresql+psycopg://user:secret@localhost/x"


def test_sqlite_has_on_what_it_leaves_off(file_database: Database) -> None:
    with file_database.reading() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("foreign_keys", "journal_mode", "busy_timeout")
        }
    assert settings == {"foreign_keys": 1, "journal_mode": "wal", "busy_timeout": 10_000}


def test_only_a_writer_of_sqlite_has_a_large_cache(file_database: Database) -> None:
    with file_database.writing() as writer, file_database.reading() as reader:
        sizes = [one.exec_driver_sql("PRAGMA cache_size").scalar_one() for one in (writer, reader)]
    assert sizes == [-65_536, -2_000]


def test_a_reader_sees_one_state(database: Database) -> None:
    store(database, reported(), [observed()])
    with database.reading() as connection:
        before = connection.execute(text("SELECT count(*) FROM observations")).scalar()
        store(database, reported(2021), [observed(id="o-2", report_id="990100-2021")])
        assert connection.execute(text("SELECT count(*) FROM observations")).scalar() == before == 1


def test_a_reader_writes_nothing(database: Database) -> None:
    version = data_version(database)
    with pytest.raises(Exception, match=r"read-only|readonly"), database.reading() as connection:
        connection.execute(text("UPDATE state SET version = 99"))
    assert data_version(database) == version


def test_a_write_that_fails_leaves_nothing(database: Database) -> None:
    def halfway() -> None:
        with database.writing() as connection:
            connection.execute(text("UPDATE state SET version = 99"))
            raise RuntimeError("halfway")

    version = data_version(database)
    with pytest.raises(RuntimeError, match="halfway"):
        halfway()
    assert data_version(database) == version


def test_writers_wait_for_each_other(database: Database) -> None:
    def write(year: int) -> None:
        store(
            database, reported(year, f"{year}年报告\n"), [observed(id=str(year), report_id=f"990100-{year}")]
        )

    threads = [threading.Thread(target=write, args=(2000 + number,)) for number in range(8)]
    before = int(data_version(database).rpartition("-")[2])
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert int(data_version(database).rpartition("-")[2]) == before + 8


def test_each_change_has_a_version_of_its_own(database: Database, tmp_path: Path) -> None:
    first = data_version(database)
    store(database, reported(), [observed()])
    assert data_version(database) != first
    assert data_version(database) == data_version(database)


def read_only(database: Database) -> Database:
    """A handle that may only read, even if the tests run as root."""
    with database.writing() as connection:
        connection.exec_driver_sql("SELECT 1")
    database.close()
    return Database(f"sqlite:///file:{database.file}?mode=ro&uri=true")


def test_a_read_only_file_can_be_read(file_database: Database) -> None:
    closed = read_only(file_database)
    check(closed)
    assert data_version(closed)
    with pytest.raises(DatabaseError, match=r"is read-only: make the file and its folder writable, or set"):
        store(closed, reported(), [observed()])
    closed.close()


@pytest.mark.parametrize(
    "url, advice",
    [
        ("nonsense", "is not an address: 'nonsense'. Give sqlite:///FILE"),
        ("mysql://root@localhost/x", "mysql databases are not supported"),
        ("sqlite://", "in memory would be lost at once"),
        ("sqlite:///:memory:", "in memory would be lost at once"),
        ("postgresql+nothing://localhost/x", "no driver for postgresql\\+nothing"),
    ],
)
def test_addresses_that_lead_nowhere(url: str, advice: str) -> None:
    with pytest.raises(DatabaseError, match=advice):
        Database(url)


@pytest.mark.parametrize("url, replica", [("sqlite:///a.db", "sqlite:///b.db"), ("sqlite:///a.db", POSTGRES)])
def test_sqlite_has_no_replicas(url: str, replica: str) -> None:
    with pytest.raises(DatabaseError, match="SQLite has none: leave it out"):
        Database(url, read_url=replica)


def test_a_replica_is_not_asked_before_it_is_needed() -> None:
    pytest.importorskip("psycopg", reason="the driver comes with zhibiao[postgres]")
    with Database(POSTGRES, read_url=POSTGRES) as database:
        assert database.dialect == "postgresql"


def test_the_version_of_a_file_alone_is_cheap(file_database: Database) -> None:
    pytest.importorskip("psycopg", reason="the driver comes with zhibiao[postgres]")
    with Database(POSTGRES) as database:
        assert (file_database.cheap_version, database.cheap_version) == (True, False)


def test_statements_are_prepared_once_while_there_is_room(file_database: Database) -> None:
    statements, built = Statements(kept=2), list[str]()

    def get(reader: ReadTransaction, shape: str) -> None:
        def build() -> TextClause:
            built.append(shape)
            return text("SELECT 1")

        statements.get(reader.dialect, shape, build)

    with file_database.reader() as reader:
        for shape in "ababca":
            get(reader, shape)
    assert built == [*"abca"]


def test_other_failures_of_a_database_are_quoted(file_database: Database) -> None:
    quoted = r"^The database sqlite:///\S+ can't be used: no such function: missing$"
    with pytest.raises(DatabaseError, match=quoted), file_database.reader() as reader:
        reader.rows(text("SELECT missing()"), {})
    with pytest.raises(DatabaseError, match=quoted), file_database.reading() as connection:
        connection.execute(text("SELECT missing()"))


def test_errors_of_the_program_stay_as_they_are(file_database: Database) -> None:
    with pytest.raises(IntegrityError), file_database.writing() as connection:
        connection.execute(text("INSERT INTO state SELECT * FROM state"))


def test_passwords_are_not_shown() -> None:
    pytest.importorskip("psycopg", reason="the driver comes with zhibiao[postgres]")
    assert "secret" not in Database(POSTGRES).name


def test_the_first_question_about_an_older_version_can_come_late(database: Database) -> None:
    store(database, reported(), [observed()])
    query = parse_pairs(LISTS["observations"], [], lambda _: ())
    with database.reader() as slow, database.reader() as fast:
        assert slow.rows(text("SELECT count(*) FROM observations"), {}) == [(1,)]
        fast.rest()
        store(database, reported(2021), [observed(id="o-2", report_id="990100-2021")])
        newest = fast.version()
        assert observations.LIST.total(database, fast, query) == 2
        assert observations.LIST.total(database, slow, query) == 1
    database.cache.put(newest, "cached", 2)
    assert database.cache.find(newest, "cached") == 2


SLOW = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) SELECT count(*) FROM n"
)
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def test_a_question_that_takes_too_long_is_stopped(database: Database) -> None:
    limited = Database(database.url.render_as_string(hide_password=False), seconds=1)
    with pytest.raises(QueryTimeoutError, match="narrow it by filters"), limited.reader() as reader:
        reader.rows(text(ENDLESS), {})
    with pytest.raises(QueryTimeoutError), limited.reading() as connection:
        connection.execute(text(ENDLESS)).all()
    with pytest.raises(QueryTimeoutError), limited.reader(streaming=True) as reader:
        next(reader.batches(text(ENDLESS), {}))
    with limited.reader() as reader:
        assert reader.rows(text("SELECT 1"), {}) == [(1,)]
    assert limited.in_use() == 0
    limited.close()


def test_streams_leave_connections_for_pages(database: Database) -> None:
    with ExitStack() as streams:
        for _ in range(STREAMS):
            streams.enter_context(database.reader(streaming=True))
        with pytest.raises(QueryTimeoutError), database.reader(streaming=True):
            pass
        with pytest.raises(QueryTimeoutError), database.reading(streaming=True):
            pass
        with database.reading() as connection, database.reader() as reader:
            assert connection.execute(text("SELECT 1")).all() == reader.rows(text("SELECT 1"), {})


def test_a_question_of_several_statements_has_one_time(database: Database) -> None:
    url = database.url.render_as_string(hide_password=False)
    with Database(url, seconds=0.2) as limited, limited.reader() as reader:
        reader.rows(text("SELECT 1"), {})
        time.sleep(0.3)
        with pytest.raises(QueryTimeoutError, match="longer than the limit"):
            reader.rows(text("SELECT 1"), {})


def test_work_in_python_has_a_time_too() -> None:
    def slow() -> Iterator[int]:
        for number in range(5000):
            time.sleep(0.0005)
            yield number

    assert list(timed(range(5000), 60)) == list(range(5000))
    with pytest.raises(QueryTimeoutError):
        list(timed(slow(), 0.1))
