"""Tables: migrations create the tables of the code, and an unsuitable database is reported."""

from __future__ import annotations

import shutil
import sqlite3
from itertools import groupby
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Index, inspect, select, text

from app.store.connections.session import Database, DatabaseError
from app.store.declared.fields import Row
from app.store.declared.resources import LISTS
from app.store.queries.parsing import parse_pairs
from app.store.repositories import changes, observations, reports
from app.store.rows import state
from app.store.rows.computed_tables import CheckRow
from app.store.rows.tables import ObservationDocumentRow, ObservationRow
from app.store.upkeep import schema
from tests.made import observed, reported
from tests.store.storing import store


def fresh(tmp_path: Path) -> Database:
    return Database(f"sqlite:///{tmp_path / 'fresh.db'}")


def test_the_code_knows_all_revisions() -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.migrations()))
    scripts = ScriptDirectory.from_config(config)
    assert tuple(script.revision for script in scripts.walk_revisions())[::-1] == schema.REVISIONS


def test_migrations_make_what_is_mapped(database: Database) -> None:
    with database.reading() as connection:
        made = inspect(connection)
        for table in CheckRow.metadata.sorted_tables:
            columns = {
                column["name"]: (str(column["type"].compile(connection.dialect)), column["nullable"])
                for column in made.get_columns(table.name)
            }
            mapped = {
                column.name: (str(column.type.compile(connection.dialect)), column.nullable)
                for column in table.columns
            }
            assert columns == mapped, table.name
            indexes = made.get_indexes(table.name)
            # PostgreSQL also lists the index of a constraint.
            own = {index["name"] for index in indexes if "duplicates_constraint" not in index}
            expected = {index.name for index in table.indexes if applies(index, database)}
            assert own == expected, table.name
            assert made.get_pk_constraint(table.name)["constrained_columns"] == [
                column.name for column in table.primary_key
            ]


def applies(index: Index, database: Database) -> bool:
    """Whether an index is made on this database."""
    only = index._ddl_if  # noqa: SLF001 # nothing else says it
    return only is None or only.dialect == database.dialect


def test_no_binary_number_holds_a_value(database: Database) -> None:
    with database.reading() as connection:
        made = inspect(connection)
        types = {
            str(column["type"]) for table in CheckRow.metadata.tables for column in made.get_columns(table)
        }
    # Bytes are documents.
    exact = {
        "sqlite": {"INTEGER", "TEXT", "BLOB"},
        # Collation "C" compares byte by byte, as SQLite does.
        "postgresql": {"INTEGER", "BIGINT", "NUMERIC", 'TEXT COLLATE "C"', "BYTEA"},
    }
    assert types == exact[database.dialect]


def test_migrating_twice_does_nothing(tmp_path: Path) -> None:
    database = fresh(tmp_path)
    last = schema.REVISIONS[-1]
    assert schema.migrate(database) == (None, last)
    assert schema.migrate(database) == (last, last)
    schema.check(database)
    database.close()


def test_every_way_back_and_forth(database: Database) -> None:
    from alembic import command

    config = Config()
    config.set_main_option("script_location", str(schema.migrations()))
    with database.writing() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
        command.upgrade(config, "head")
    schema.check(database)


def test_what_is_not_there(tmp_path: Path) -> None:
    database = fresh(tmp_path)
    with pytest.raises(DatabaseError, match=r"There is no database .*fresh\.db yet: run `zhibiao ingest"):
        schema.check(database)
    assert not (tmp_path / "fresh.db").exists()


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "fresh.db").touch()
    with pytest.raises(DatabaseError, match="has no tables yet: run `zhibiao migrate`"):
        schema.check(fresh(tmp_path))


def test_a_newer_database(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for use in (schema.check, schema.migrate):
        with pytest.raises(DatabaseError, match=r"newer than this program .*9999.*install a newer zhibiao"):
            use(database)


def test_an_older_database(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(text("DELETE FROM alembic_version"))
    with pytest.raises(DatabaseError, match="run `zhibiao migrate`"):
        schema.check(database)


def test_a_database_of_something_else(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "fresh.db") as other:
        other.execute("CREATE TABLE songs (title TEXT)")
    other.close()
    for use in (schema.check, schema.migrate):
        with pytest.raises(
            DatabaseError, match=r"another program \(songs\): give|another program \(songs\): set"
        ):
            use(fresh(tmp_path))


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "fresh.db").write_text("a letter, not a database" * 99, encoding="utf-8")
    with pytest.raises(DatabaseError, match="is not a SQLite database"):
        schema.check(fresh(tmp_path))


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="its folder must exist and be writable"):
        schema.migrate(Database(f"sqlite:///{tmp_path / 'nowhere' / 'x.db'}"))


def test_a_migration_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "migrations"
    shutil.copytree(schema.migrations(), broken)
    (script,) = (broken / "versions").glob("0001*.py")
    script.write_text(
        script.read_text(encoding="utf-8").replace(
            "    full_text()\n", "    raise RuntimeError('halfway')\n"
        ),
        encoding="utf-8",
    )
    monkeypatch.setattr(schema, "migrations", lambda: broken)
    database = fresh(tmp_path)
    with pytest.raises(RuntimeError, match="halfway"):
        schema.migrate(database)
    with database.reading() as connection:
        assert inspect(connection).get_table_names() == []
    database.close()


def test_texts_come_through_every_way_of_keeping_them(database: Database) -> None:
    from alembic import command

    config = Config()
    config.set_main_option("script_location", str(schema.migrations()))
    texts = {year: f"{year}年，新建公厕{year}座。\n" * 99 for year in range(2000, 2060)}
    for year, said in texts.items():
        store(database, reported(year, said), [])
    with database.writing() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0017")
        plain = set(connection.execute(text("SELECT text FROM report_texts")).scalars())
        command.upgrade(config, "head")
    assert plain == set(texts.values())
    with database.reading() as connection:
        assert {year: reports.text(connection, f"990100-{year}") for year in texts} == texts
        packed = "SELECT max(length(text)) FROM report_texts"
        assert connection.execute(text(packed)).scalar_one() < len(texts[2000])


def test_keys_count_sentences_after_a_migration_and_rows_before(database: Database) -> None:
    from alembic import command

    config = Config()
    config.set_main_option("script_location", str(schema.migrations()))
    rows = {
        year: [
            observed(
                f"{place}.50", id=f"{year}-{place}", sentence=sentence, report_id=f"990100-{year}", city=None
            )
            for place, sentence in enumerate(["新建“书屋”\n。"] * 18 + ["新建公厕。"] * 2)
        ]
        for year in (2020, 2021)
    }
    for year, of_year in rows.items():
        store(database, reported(year), of_year)
    with database.writing() as connection:
        after = _keys(connection)
        assert after[0] == [(1 << 24) + place for place in (*range(16), 16, 17, 32, 33)]
        config.attributes["connection"] = connection
        command.downgrade(config, "0020")
        assert _keys(connection) == [[(number << 24) + place for place in range(20)] for number in (1, 2)]
        command.upgrade(config, "head")
        assert _keys(connection) == after
        found = [row for _, _, row in observations.of_region(connection, "990100")]
    assert found == [row for of_year in rows.values() for row in of_year]


def test_rows_of_a_report_times_and_changes_come_through(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alembic import command

    config = Config()
    config.set_main_option("script_location", str(schema.migrations()))
    rows = [observed(f"{place}.50", id=f"{place}", indicator_code="GDP") for place in range(7)]
    for day, year, some in ((1, 2020, rows[:4]), (2, 2020, rows[1:3]), (2, 2021, rows[4:]), (3, 2021, [])):
        monkeypatch.setattr(state, "now", lambda day=day: f"2026-01-0{day}T08:00:01Z")
        store(database, reported(year), some)
    store(database, reported(2021), [observed("9", id="9", report_id="990100-2021", indicator_code="GDP")])
    before = [_page(database, *query) for query in QUERIES]
    assert [len(page) for page in before] == [3, 3, 13, 4, 2, 1]
    with database.writing() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0026")
        times = connection.execute(text("SELECT DISTINCT updated_at FROM observations ORDER BY 1")).scalars()
        assert list(times) == ["2026-01-01T08:00:01Z", "2026-01-03T08:00:01Z"]
        assert _columns_of(connection, "changes", "ix_changes_report_id") == ["report_id"]
        command.upgrade(config, "head")
    assert [_page(database, *query) for query in QUERIES] == before


QUERIES = (
    ("observations",),
    ("observations", ("indicator_code", "GDP")),
    ("changes",),
    ("changes", ("report_id", "990100-2021"), ("updated_since", "2026-01-02"), ("since", "9")),
    ("observations", ("report_id", "990100-2020")),
    ("observations", ("updated_since", "2026-01-02")),
)


def _page(database: Database, name: str, *pairs: tuple[str, str]) -> list[Row]:
    query = parse_pairs(LISTS[name], pairs, lambda _: ())
    lists = {"observations": observations.LIST, "changes": changes.LIST}
    page = lists[name].page(database, query)
    assert page.total == len(page.rows)
    return page.rows


def _keys(connection: Connection) -> list[list[int]]:
    """The keys of each report, which are also those of the rows of documents."""
    found = connection.execute(select(ObservationRow.key).order_by(ObservationRow.key)).scalars().all()
    row = ObservationDocumentRow
    documents = connection.execute(select(row.key, row.document).order_by(row.key)).all()
    assert found == [key + line for key, one in documents for line in range(one.count(b"\n") + 1)]
    return [list(keys) for _, keys in groupby(found, lambda key: key >> 24)]


def test_a_key_ends_the_indexes_of_postgresql_alone(database: Database) -> None:
    from alembic import command

    config = Config()
    config.set_main_option("script_location", str(schema.migrations()))
    with database.writing() as connection:
        ends = _columns_of(connection, "observations", "ix_observations_category_year_key")
        assert ends == ["category", "year", "key"][: 2 if database.dialect == "sqlite" else 3]
        assert _columns_of(connection, "observations", "ix_observations_series_year") == ["series", "year"]
        config.attributes["connection"] = connection
        command.downgrade(config, "0019")
        older = _columns_of(connection, "changes", "ix_changes_changed_at_sequence")
        assert older == ["changed_at", "sequence"]


def _columns_of(connection: Connection, table: str, index: str) -> list[str | None]:
    found = inspect(connection).get_indexes(table)
    return next(row["column_names"] for row in found if row["name"] == index)
