"""A table of SQLite that is rewritten once keeps its rows, those that refer to it, and its indexes."""

from __future__ import annotations

from sqlalchemy import Column, Connection, Integer, Text, text

from app.store.connections.session import Database
from app.store.upkeep.rebuilding import rebuild

TABLES = """
CREATE TABLE places (code TEXT NOT NULL, CONSTRAINT pk_places PRIMARY KEY (code));
CREATE TABLE towns (
    number INTEGER NOT NULL, code TEXT, name TEXT DEFAULT '' NOT NULL, people TEXT,
    CONSTRAINT pk_towns PRIMARY KEY (number), CONSTRAINT uq_towns_name UNIQUE (name),
    CONSTRAINT fk_towns_code FOREIGN KEY(code) REFERENCES places (code) ON DELETE CASCADE
);
CREATE TABLE maps (
    number INTEGER NOT NULL, sheet BLOB NOT NULL, CONSTRAINT pk_maps PRIMARY KEY (number),
    CONSTRAINT fk_maps_number FOREIGN KEY(number) REFERENCES towns (number) ON DELETE CASCADE
);
CREATE INDEX ix_towns_code ON towns (code DESC) WHERE code <> '';
CREATE INDEX ix_maps_sheet ON maps (sheet);
INSERT INTO places VALUES ('990100');
INSERT INTO towns VALUES (1, '990100', '东村', '12'), (2, NULL, '西村', '34');
INSERT INTO maps VALUES (1, X'01'), (2, X'02')
"""


def test_rows_references_and_indexes_stay(file_database: Database) -> None:
    with file_database.writing() as connection:
        made(connection)
        before = schema(connection)
        rebuild(connection, "towns")
        assert schema(connection) == before
        assert rows(connection, "towns") == [(1, "990100", "东村", "12"), (2, None, "西村", "34")]
        assert rows(connection, "maps") == [(1, b"\1"), (2, b"\2")]
        assert rows(connection, "pragma_foreign_key_check") == []
        connection.execute(text("DELETE FROM places"))
        assert rows(connection, "maps") == [(2, b"\2")]


def test_columns_are_replaced_and_dropped(file_database: Database) -> None:
    with file_database.writing() as connection:
        made(connection)
        number = Column("people", Integer, nullable=False, server_default="0")
        more = Column("half", Text, nullable=True)
        rebuild(
            connection,
            "towns",
            dropped=["name", "uq_towns_name"],
            added={"people": (number, "CAST(people AS INTEGER)"), "half": (more, "people / 2")},
        )
        assert rows(connection, "towns") == [(1, "990100", 12, "6"), (2, None, 34, "17")]
        assert "name" not in schema(connection)


def made(connection: Connection) -> None:
    for statement in TABLES.split(";"):
        connection.execute(text(statement))


def schema(connection: Connection) -> str:
    """The statements that make the tables and indexes, without the layout of SQLAlchemy."""
    found = connection.execute(
        text("SELECT sql FROM sqlite_master WHERE tbl_name IN ('places', 'towns', 'maps') ORDER BY name")
    ).scalars()
    return (
        "\n".join(" ".join(str(one).replace('"', "").split()) for one in found)
        .replace("( ", "(")
        .replace(" )", ")")
    )


def rows(connection: Connection, table: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute(text(f"SELECT * FROM {table} ORDER BY 1"))]  # noqa: S608 # ours
