"""Compacting changes no answer, and leaves no unfinished index."""

from __future__ import annotations

from sqlalchemy import text

from app.store.connections.session import Database
from app.store.upkeep.compacting import compact
from tests.made import observed, reported
from tests.store.storing import store
from tests.store.test_search import search

UNFINISHED = "SELECT count(*) FROM pg_index WHERE NOT indisvalid"


def test_compacting_keeps_all_answers(database: Database) -> None:
    rows = [observed(id=f"{place}", sentence=f"养老{place}服务。") for place in range(300)]
    store(database, reported(2020), rows)
    found = search(database, "养老 服务")
    if database.dialect == "postgresql":
        with database.maintaining() as connection:
            connection.exec_driver_sql("CREATE INDEX ix_left_ccnew ON observations (year)")
            connection.exec_driver_sql(
                "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_left_ccnew'::regclass"
            )
    compact(database)
    assert search(database, "养老 服务") == found
    if database.dialect == "postgresql":
        with database.reading() as connection:
            assert connection.execute(text(UNFINISHED)).scalar_one() == 0
            counted = "SELECT reltuples FROM pg_class WHERE relname = 'observations'"
            assert connection.execute(text(counted)).scalar_one() == len(rows)
