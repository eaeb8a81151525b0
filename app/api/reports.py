"""``/v1/reports``: the list, one report, its text."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from app.api.answers import JSON, TEXT, answer_list, answer_object, answer_text, database_of, expect
from app.api.openapi import ReportId, describe_list, describe_one, describe_text
from app.services import reports
from app.store.documents import structs
from app.store.resources import LISTS

router = APIRouter()


@router.get("/reports", **describe_list("reports", "List the reports"))
def list_reports(request: Request) -> Response:
    """Each report with its place, its year, its speaker, and the number of its observations."""
    return answer_list(request, "reports")


@router.get("/reports/{id}", **describe_one("report", "Show one report"))
def get_report(
    request: Request,
    id: ReportId,  # noqa: A002 # as the address names it
) -> Response:
    """The metadata of one report; what its text does not state is null."""
    expect(request, JSON)
    row = reports.one(database_of(request), id)
    return answer_object(structs(LISTS["reports"].fields, [row])[0])


@router.get("/reports/{id}/text", **describe_text("Read the text of one report"))
def get_report_text(
    request: Request,
    id: ReportId,  # noqa: A002 # as the address names it
) -> Response:
    """The whole text as it was given, in UTF-8: all `_start` and `_end` of its observations point into it."""
    expect(request, TEXT)
    return answer_text(reports.text(database_of(request), id))
