"""Bytes of each table and index of a database, for each observation, the largest first.

``python -m tests.benchmarks.sizes sqlite:///zhibiao.db`` (or the address of a PostgreSQL).
"""

from __future__ import annotations

import argparse

from sqlalchemy import Connection, text

from app.services.database import open_database

SQLITE = "SELECT name, sum(pgsize) FROM dbstat GROUP BY name"
# With a table, its free space map, its visibility map and its long values.
POSTGRES = """
    SELECT relname, pg_table_size(c.oid) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
    WHERE nspname = current_schema() AND relkind IN ('r', 'i')
"""


def sizes(connection: Connection) -> dict[str, int]:
    """Bytes of each table and index."""
    found = connection.execute(text(SQLITE if connection.dialect.name == "sqlite" else POSTGRES))
    return {str(name): int(size) for name, size in found}


def main() -> None:
    """Print the sizes."""
    parser = argparse.ArgumentParser(description="Print the bytes of each table and index")
    parser.add_argument("address", help="the address of the database")
    with (
        open_database(parser.parse_args().address) as database,
        database.reading() as connection,
    ):
        rows = connection.execute(text("SELECT count(*) FROM observations")).scalar_one()
        found = sizes(connection)
    print(f"{sum(found.values()) / rows:8.1f} all, for each of {rows} observations")
    for name, size in sorted(found.items(), key=lambda item: -item[1]):
        print(f"{size / rows:8.1f} {name}")


if __name__ == "__main__":
    main()
