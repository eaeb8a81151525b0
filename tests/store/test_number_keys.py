"""Keys of numbers: a migration makes them short, and back."""

from __future__ import annotations

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text

from app.store.connections.session import Database
from app.store.declared.resources import LISTS
from app.store.queries.parsing import parse_pairs
from app.store.repositories import observations
from app.store.rows import ordering
from app.store.upkeep import schema
from tests.made import observed, reported
from tests.store.storing import store

VALUES = ("-1E+45", "-120", "-12.5", "-0.01", "0", "1E-40", "0.96", "2", "12", "410000000", "9E+40")
KEYS = text("SELECT value_order FROM observations ORDER BY value_order")


def test_keys_of_numbers_come_through(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.migrations()))
    store(database, reported(2020), [observed(value, id=value) for value in reversed(VALUES)])
    with database.writing() as connection:
        before = connection.execute(KEYS).scalars().all()
        config.attributes["connection"] = connection
        # A later form of the keys changes nothing here.
        monkeypatch.setattr(ordering, "order_key", pytest.fail)
        monkeypatch.setattr(ordering, "number", pytest.fail)
        command.downgrade(config, "0031")
        older = connection.execute(KEYS).scalars().all()
        assert older[:2] == ["0499548~", "04999787~"]
        assert older[-4:] == ["2500002", "25000112", "25000841", "2500409"]
        command.upgrade(config, "head")
        assert connection.execute(KEYS).scalars().all() == before
    query = parse_pairs(LISTS["observations"], [("sort", "value")], lambda _: ())
    assert [row[0] for row in observations.LIST.page(database, query).rows] == list(VALUES)
