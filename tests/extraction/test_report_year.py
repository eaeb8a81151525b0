"""If the year of a report is assumed, every row that depends on it has a flag."""

import pytest

from app.model.report import Basis
from app.services.extracting.whole import extract_report
from tests.made import reported


@pytest.mark.parametrize(
    "basis,flagged", [(Basis.ASSUMED, True), (Basis.HEADING, False), (Basis.STATED, False)]
)
def test_rows_of_an_assumed_year_are_flagged(basis: Basis, flagged: bool) -> None:
    report = reported(2021, "全市地区生产总值增长5%，新增就业3万人。", year_basis=basis)
    rows = extract_report(report, explained=False).observations
    assert len(rows) == 2
    assert [("report_year_assumed" in row.flags) for row in rows] == [flagged] * 2
