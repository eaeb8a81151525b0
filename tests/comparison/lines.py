"""Small reports for tests of comparisons: one line for each statement."""

from __future__ import annotations

from app.comparison import ReportedValue
from tests.made import observed

#: Year of the report, what it states: status, year, value.
Line = tuple[int, str, int, str]


def stated(lines: list[Line], **fields: object) -> list[ReportedValue]:
    return [
        ReportedValue(
            observed(
                value,
                id=f"{report_year}-{place}",
                report_id=f"r-{report_year}",
                status=status,
                year=year,
                value_start=place,
                **fields,
            ),
            report_year,
        )
        for place, (report_year, status, year, value) in enumerate(lines)
    ]
