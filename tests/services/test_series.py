"""Series of a place from a database."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from app.model.observation import Measure
from app.services.database import open_database
from app.services.ingesting.ingestion import ingest
from app.services.lists import series
from tests.api import stored
from tests.databases import migrated_file


def test_each_year_has_the_actual_and_the_target_that_count(tmp_path: Path) -> None:
    database = open_database(stored.fill(tmp_path).database_url)
    found = series.find(database, [("indicator_code", "GDP"), ("region", stored.REGION)])
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


def test_values_in_other_units_are_another_series(tmp_path: Path) -> None:
    """斤 and 吨 are different units: a line through both would jump."""
    grain = "三贤市2020年政府工作报告\n\n2019年,粮食产量{}。\n"
    url = migrated_file(tmp_path / "grain.db")
    database = open_database(url)
    for year, amount in ((2020, "100万吨"), (2021, "20亿斤")):
        text = grain.replace("2020", str(year)).replace("2019", str(year - 1)).format(amount)
        (tmp_path / f"sanxian-{year}.txt").write_text(text, encoding="utf-8")
        ingest(database, [tmp_path / f"sanxian-{year}.txt"])
    found = series.find(database, [("indicator_code", "GRAIN_OUTPUT")])
    assert [(one.unit, one.years) for one in found] == [("吨", [2019]), ("斤", [2020])]
