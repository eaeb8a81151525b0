"""The lists that count observations: each count equals the total of the same query of observations."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from app.store.declared.resources import RESOURCES

#: The lists that count observations by a filter, with this filter.
COUNTING = {
    name: row.key[0]
    for name, row in RESOURCES.items()
    if "observations" in row.columns and RESOURCES["observations"].filter(row.key[0])
}
FILTERS = [{}, {"status": "actual"}, {"year": "2020"}, {"category": "employment", "measure": "level"}]


def total(client: TestClient, asked: dict[str, str]) -> int:
    found: int = client.get(f"/v1/observations?{urlencode(asked)}&limit=1").json()["total"]
    return found


def different(client: TestClient, asked: dict[str, str], field: str) -> int:
    """How many distinct values of a field the selected observations have."""
    rows = client.get(f"/v1/observations?{urlencode(asked)}&fields={field}").json()["data"]
    return len({row[field] for row in rows} - {None})


def expected(client: TestClient, column: str, asked: dict[str, str]) -> int | None:
    """The expected count in a column of a row; None for columns that do not count observations."""
    match column:
        case "observations":
            return total(client, asked)
        case "actuals" | "targets":
            status = column.removesuffix("s")
            return total(client, {"status": status, **asked}) if asked.get("status", status) == status else 0
        case "indicators":
            return different(client, asked, "indicator_code")
        case "regions":
            return different(client, asked, "region")
    return None


def test_every_list_of_counts_is_tested() -> None:
    assert {"categories", "indicators", "regions", "units", "years"} <= set(COUNTING)


@pytest.mark.parametrize("name", COUNTING)
@pytest.mark.parametrize("filters", FILTERS, ids=urlencode)
def test_each_row_counts_the_observations_that_it_selects(
    shared_client: TestClient, name: str, filters: dict[str, str]
) -> None:
    known = {key: value for key, value in filters.items() if RESOURCES[name].filter(key)}
    # Filters of the catalogue select indicators, not observations.
    known = {} if name == "indicators" else known
    key = COUNTING[name]
    rows: list[dict[str, Any]] = shared_client.get(f"/v1/{name}?{urlencode(known)}").json()["data"]
    assert rows
    for row in rows:
        asked = {**known, key: "" if row[key] is None else str(row[key])}
        if any(known.get(same, value) != value for same, value in asked.items()):
            # The same filter selects the observations, so the row of another value counts 0.
            continue
        counts = {column: expected(shared_client, column, asked) for column in row}
        assert {column: row[column] for column, count in counts.items() if count is not None} == {
            column: count for column, count in counts.items() if count is not None
        }, row


@pytest.mark.parametrize("name", COUNTING)
def test_the_rows_together_count_all_observations(shared_client: TestClient, name: str) -> None:
    rows = shared_client.get(f"/v1/{name}?limit=1000").json()["data"]
    uncoded = total(shared_client, {"indicator_code": ""}) if name == "indicators" else 0
    assert sum(row["observations"] for row in rows) + uncoded == total(shared_client, {})
