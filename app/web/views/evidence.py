"""``/reports`` and ``/observations/{id}``: the text that the numbers come from."""

from __future__ import annotations

from collections import Counter
from typing import Final

from fastapi import Request, Response

from app.lexicon.columns import separate_columns
from app.model.citation import cite
from app.model.observation import Observation
from app.services.database import Database
from app.services.lists import observations, reports
from app.services.originals.table_rows import cells_of_row
from app.store.declared.resources import LISTS
from app.web import pictures
from app.web.marking import blocks, is_doubtful, lines
from app.web.rendering import render, texts_of
from app.web.route import page_router
from app.web.rows import MANY, Record, ask, database_of, every, items
from app.web.table_rows import fact_word, head_word, shown
from app.web.views.places import selecting

_PAGE: Final = "200"
#: The parts of the page of an observation that can also be requested separately.
ROW, DERIVATION = "row", "derivation"

router = page_router()


@router.get("/reports")
def list_reports(request: Request, cursor: str | None = None) -> Response:
    """The reports in the database, the latest first."""
    pairs = [("sort", "-report_year"), ("limit", _PAGE)] + ([("cursor", cursor)] if cursor else [])
    return render(request, "reports.html", found=ask(database_of(request), "reports", *pairs))


@router.get("/reports/{report_id}")
def report(request: Request, report_id: str, rejected: bool = False) -> Response:
    """The text of a report with each number marked in place."""
    database = database_of(request)
    found = dict(zip(LISTS["reports"].columns, reports.one(database, report_id), strict=True))
    rows = every(database, "observations", ("report_id", report_id))
    refused = reports.rejections(database, report_id) if rejected else ()
    counts = Counter(row["status"] for row in rows)
    marked = lines(separate_columns(reports.text(database, report_id)), rows, refused)
    return render(
        request,
        "report.html",
        report=found,
        drawable=pictures.font() is not None,
        lines=marked,
        blocks=blocks(marked),
        head_word=head_word,
        fact_word=fact_word,
        counts=counts,
        doubtful=sum(map(is_doubtful, rows)),
        rejected=rejected,
        refused=len(refused),
    )


@router.get("/observations/{observation_id}")
def observation(
    request: Request, observation_id: str, part: str | None = None, derivation: bool = False
) -> Response:
    """One observation: its sentence, its row, its comparisons, and how it was read."""
    database = database_of(request)
    detail = observations.one(database, observation_id, derived=derivation or part == DERIVATION)
    template = f"observation_{part}.html" if part in (ROW, DERIVATION) else "observation.html"
    row = detail.observation
    return render(
        request,
        template,
        row=row,
        detail=detail,
        drawable=pictures.font() is not None,
        cells=shown(cells_of_row(detail.report.text, row), texts_of(request)),
        cited=cite(detail.report, detail.extractor_version, row).text,
        derived=derivation or part == DERIVATION,
        comparisons=comparisons_of(database, row) if part != DERIVATION else [],
        checks=checks_of(database, row) if part != DERIVATION else [],
    )


def comparisons_of(database: Database, row: Observation) -> list[Record]:
    """Return the comparisons in which the row is the target, the actual or the previous value."""
    quantity = ("indicator_code", row.indicator_code) if row.indicator_code else ("indicator", row.indicator)
    pairs = (*_place(row), quantity, ("measure", row.measure.value), ("year_from", str(row.year)))
    rows = ask(database, "comparisons", *pairs, ("limit", MANY)).rows
    names = ("target_observation_id", "actual_observation_id", "previous_observation_id")
    return [one for one in rows if row.id in {one[name] for name in names}]


def checks_of(database: Database, row: Observation) -> list[Record]:
    """Return the checks that the row failed, and those in which it contradicts another row of its place."""
    rows = ask(database, "checks", *_place(row), ("limit", MANY), ("total", "none")).rows
    return [one for one in rows if row.id in (one["observation_id"], *items(one["other_observation_ids"]))]


def _place(row: Observation) -> list[tuple[str, str]]:
    """The filters for the place of a row."""
    if row.region_code or not row.region:
        return [("region_code", row.region_code or "")]
    return selecting(row.region)
