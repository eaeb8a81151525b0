"""Computed lists reject queries without their required filters, and forged cursors."""

from __future__ import annotations

import pytest

from app.services.database import Database
from app.services.lists import coverage
from app.services.lists.queries import QueryError, parse_query
from app.store.queries import cursors

NEEDED = {"panel": ("indicator_code=GDP", "measure=growth"), "league": ("indicator_code=GDP", "year=2020")}


@pytest.mark.parametrize(
    "name, missing", [("panel", "indicator_code"), ("panel", "measure"), ("league", "year")]
)
def test_what_must_be_named(name: str, missing: str) -> None:
    words = [tuple(word.split("=")) for word in NEEDED[name] if not word.startswith(missing)]
    with pytest.raises(QueryError, match=f"needs {missing}"):
        parse_query(name, words)  # type: ignore[arg-type]  # pairs indeed


@pytest.mark.parametrize("keys", [(1, 2, 3), ("330100", "2018", "GDP"), ("330100",)])
def test_cursors_that_coverage_never_gave(database: Database, keys: tuple[object, ...]) -> None:
    forged = cursors.encode(parse_query("coverage", []), keys)  # type: ignore[arg-type]  # forged
    with pytest.raises(QueryError, match="not a cursor of this list"):
        coverage.page(database, parse_query("coverage", [("cursor", forged)]))
