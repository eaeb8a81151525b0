"""Series of a place, from a real database."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from app.model.observation import Measure
from app.services import series
from app.services.database import open_database
from tests.api import held


def test_each_year_has_the_actual_and_the_target_that_count(tmp_path: Path) -> None:
    database = open_database(held.fill(tmp_path).database_url)
    found = series.find(database, [("indicator_code", "GDP"), ("region", held.REGION)])
    by_measure = {one.measure: one for one in found}
    growth = by_measure[Measure.GROWTH]
    assert growth.years == [2019, 2020]
    assert {year: row.value for year, row in growth.actuals.items()} == {
        2019: Decimal("7.1"),
        2020: Decimal("6.8"),
    }
    assert growth.targets[2020].value_high == Decimal(7)
    assert by_measure[Measure.LEVEL].unit == "元"
    assert series.find(database, [("indicator_code", "CPI")]) == []
