"""Rewrites a table of SQLite once, for migrations that change several of its columns.

SQLite rewrites the whole table for each column that is dropped.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Constraint,
    ForeignKeyConstraint,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    inspect,
    literal_column,
    select,
    text,
)

#: Begins the name of a table while it is filled.
_NEW = "rebuilt_"
NOTHING: Mapping[str, Any] = {}


def rebuild(
    connection: Connection,
    table: str,
    *,
    dropped: Collection[str] = (),
    added: Mapping[str, tuple[Column[Any], str]] = NOTHING,
    constraints: Collection[Constraint] = (),
) -> None:
    """Rewrite a table without some columns and constraints, and with others.

    Args:
        connection: A connection to SQLite, in a transaction.
        table: Its name.
        dropped: Names of columns and constraints. Indexes of dropped columns must be dropped before.
        added: New columns by name, each with the SQL expression of its cells over the old columns. A column
            that exists is replaced, and comes last.
        constraints: New constraints.
    """
    metadata = MetaData()
    old = Table(table, metadata, autoload_with=connection)
    for added_one in constraints:
        for element in added_one.elements if isinstance(added_one, ForeignKeyConstraint) else ():
            Table(element.target_fullname.split(".")[0], metadata, autoload_with=connection)
    children = _children(connection, table, metadata)
    new = _like(old, metadata, {*dropped, *added}, [*(column for column, _ in added.values()), *constraints])
    cells = [literal_column(added[c.name][1]) if c.name in added else old.c[c.name] for c in new.c]
    _fill(connection, new, old, cells)
    for child in children:
        # Dropping a table deletes the rows of its children.
        copy = _like(child, metadata, (), (), {table: new.name})
        _fill(connection, copy, child, list(child.c))
    indexes = [statement for one in (old, *children) for statement in _indexes(connection, one.name)]
    for one in (*children, old):
        one.drop(connection)
    for name in (table, *(child.name for child in children)):
        connection.execute(text(f"ALTER TABLE {_NEW}{name} RENAME TO {name}"))
    for statement in indexes:
        connection.execute(text(statement))


def _children(connection: Connection, table: str, metadata: MetaData) -> list[Table]:
    """The tables that refer to a table."""
    inspected = inspect(connection)
    return [
        Table(name, metadata, autoload_with=connection)
        for name in inspected.get_table_names()
        if any(key["referred_table"] == table for key in inspected.get_foreign_keys(name))
    ]


def _like(
    old: Table,
    metadata: MetaData,
    without: Collection[str],
    more: Collection[Column[Any] | Constraint],
    renamed: Mapping[str, str] = NOTHING,
) -> Table:
    """A table with the columns and constraints of another, without indexes."""
    columns = [
        Column(c.name, c.type, nullable=c.nullable, server_default=c.server_default, autoincrement=False)
        for c in old.columns
        if c.name not in without
    ]
    keys: list[Any] = [
        (UniqueConstraint if isinstance(one, UniqueConstraint) else PrimaryKeyConstraint)(
            *(c.name for c in one.columns),
            name=one.name,  # type: ignore[arg-type]  # a reflected name
        )
        for one in old.constraints
        if isinstance(one, UniqueConstraint | PrimaryKeyConstraint) and one.name not in without
    ]
    references = [
        ForeignKeyConstraint(
            [element.parent.name for element in one.elements],
            [_target(element.target_fullname, renamed) for element in one.elements],
            name=one.name,
            ondelete=one.ondelete,
        )
        for one in old.foreign_key_constraints
        if one.name not in without
    ]
    return Table(f"{_NEW}{old.name}", metadata, *columns, *more, *keys, *references)


def _target(name: str, renamed: Mapping[str, str]) -> str:
    table, column = name.rsplit(".", 1)
    return f"{renamed.get(table, table)}.{column}"


def _fill(connection: Connection, new: Table, old: Table, cells: list[Any]) -> None:
    """Create a table, and copy the rows of another in the order of its key."""
    new.create(connection)
    rows = select(*cells).select_from(old).order_by(*old.primary_key.columns)
    connection.execute(new.insert().from_select([c.name for c in new.c], rows))


def _indexes(connection: Connection, table: str) -> list[str]:
    """The statements that created the indexes of a table."""
    made = "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = :table AND sql IS NOT NULL"
    return list(connection.execute(text(made), {"table": table}).scalars())
