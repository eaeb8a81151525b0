"""All servers set the same pragmas on their connections as the project."""

import sqlite3
from pathlib import Path

import pytest

from app.services.database import migrate, open_database
from tests.benchmarks.servers.pragmas import PRAGMAS

NAMES = [words.split()[1] for words in PRAGMAS]


@pytest.mark.parametrize("name", [*NAMES, "cache_size", "journal_mode"])
def test_the_same_pragmas_on_all_sides(tmp_path: Path, name: str) -> None:
    path = tmp_path / "one.db"
    with open_database(f"sqlite:///{path}") as database:
        migrate(database)
        with database.reading() as connection:
            ours = connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
    theirs = sqlite3.connect(path)
    for pragma in PRAGMAS:
        theirs.execute(pragma)
    assert theirs.execute(f"PRAGMA {name}").fetchone() == (ours,)
    theirs.close()
