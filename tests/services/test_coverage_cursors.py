"""Cursors that coverage never gave."""

from __future__ import annotations

import pytest

from app.services import coverage
from app.services.database import Database
from app.services.queries import QueryError, parse_query
from app.store import cursors


@pytest.mark.parametrize("keys", [(1, 2, 3), ("330100", "2018", "GDP"), ("330100",)])
def test_cursors_that_coverage_never_gave(database: Database, keys: tuple[object, ...]) -> None:
    forged = cursors.encode(parse_query("coverage", []), keys)  # type: ignore[arg-type]  # forged
    with pytest.raises(QueryError, match="no cursor of this list"):
        coverage.page(database, parse_query("coverage", [("cursor", forged)]))
