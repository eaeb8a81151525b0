"""What is stored of a report comes back as it was; same-named places stay apart."""

from dataclasses import replace
from datetime import date

from app.model.report import Basis, ReportKind
from app.store import reports
from app.store.session import Database
from tests.made import reported


def test_a_report_comes_back_as_it_was_stored(database: Database) -> None:
    report = reported(
        kind=ReportKind.BULLETIN,
        format="pdf",
        year_basis=Basis.MANIFEST,
        region_basis=Basis.FILE_NAME,
        source_url="https://example.org/1",
        publisher="云溪市统计局",
        retrieved_on=date(2024, 2, 3),
        warnings=("no title",),
    )
    shared = replace(reported(2021), region_code=None, region_shared=True)
    for each in (report, shared):
        with database.writing() as connection:
            reports.put(connection, each, 1, "1", "2024-01-01T00:00:00Z")
        with database.reading() as connection:
            assert reports.load(connection, each.id) == (each, "1")


def test_places_of_one_name_are_compared_by_code_or_not_at_all() -> None:
    here, there = (
        replace(reported(), id=f"{name}-2020", region="鼓楼区", region_code=None, region_shared=True)
        for name in ("here", "there")
    )
    zone = replace(reported(), region="某某开发区", region_code=None)
    assert reports.region_key(here) != reports.region_key(there)
    assert reports.region_key(zone) == reports.region_key(replace(zone, id="zone-2021"))
    assert reports.region_key(reported()) == "990100"
