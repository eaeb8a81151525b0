"""Makes reports from tables of facts. All rows are checked before any is used."""

from __future__ import annotations

from hashlib import sha256

from app.extraction.pipeline import check_facts
from app.extraction.tables.facts import Fact, WrongRow
from app.lexicon.lexicon import load_lexicon
from app.model.observation import Status
from app.model.report import Report
from app.reading.errors import ReadingError
from app.reading.facts import FactRow, Publication, listed, publication, read_fact_table, report_of


def read_facts(
    data: bytes, source: str, *, region: str | None = None, report_year: int | None = None
) -> list[Report]:
    """The reports of a table of facts, one for each place and year.

    ``source`` is the name of the file; ``region`` and ``report_year`` apply to rows that state none.
    Raises ``ReadingError`` if the file is not such a table; the message names the line of each wrong row.
    """
    table = read_fact_table(data)
    if not table.rows:
        raise ReadingError("is a table without a row")
    published: dict[Publication, list[FactRow]] = {}
    wrong = []
    for row, fact in zip(table.rows, check_facts(table.text(table.rows), load_lexicon()), strict=True):
        try:
            published.setdefault(_publication(row, fact, region, report_year), []).append(row)
        except ValueError as error:
            wrong.append(f"line {row.line}: {error}")
    if wrong:
        raise ReadingError(listed(wrong))
    digest = sha256(data).hexdigest()
    made = (report_of(table, rows, at, source, digest) for at, rows in published.items())
    return sorted(made, key=lambda report: (report.region_code or "~", report.region, report.report_year))


def _publication(
    row: FactRow, fact: Fact | WrongRow, region: str | None, report_year: int | None
) -> Publication:
    if isinstance(fact, WrongRow):
        raise ValueError(fact.reason)  # the row is wrong, not the type
    # A plan is stated in its year, a result in the year after.
    known = fact.start_year if fact.status is Status.TARGET else fact.year + 1
    return publication(row, known, region=region, report_year=report_year)
