"""``/v1/reports/{id}``: a report, its text, versions, file and citation."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from app.api.edge.negotiate import require_acceptable
from app.api.edge.problems import ProblemError
from app.api.openapi.document import ReportId, describe_one
from app.api.openapi.reports import describe_citation, describe_original, describe_text, describe_versions
from app.api.responses.answers import (
    JSON,
    TEXT,
    answer_file,
    answer_object,
    answer_text,
    database_of,
    expect,
)
from app.api.responses.files import media_type_of
from app.api.responses.versions import version_document
from app.services.ingesting import choosing
from app.services.lists import reports
from app.services.originals import finding as originals
from app.store.declared.resources import LISTS
from app.store.rows.documents import structs

router = APIRouter()


@router.get("/reports/{id}", **describe_one("report", "Show one report"))
def get_report(request: Request, id: ReportId) -> Response:  # noqa: A002 # as the address
    """The metadata of one report; null for what its text does not state."""
    expect(request, JSON)
    row = reports.one(database_of(request), id)
    return answer_object(structs(LISTS["reports"].fields, [row])[0])


@router.get("/reports/{id}/text", **describe_text("Read the text of one report"))
def get_report_text(request: Request, id: ReportId) -> Response:  # noqa: A002 # as the address
    """The whole original text in UTF-8; the `_start` and `_end` of its observations count its characters."""
    expect(request, TEXT)
    return answer_text(reports.text(database_of(request), id))


@router.get("/reports/{id}/versions", **describe_versions("List all texts of one report"))
def get_report_versions(request: Request, id: ReportId) -> Response:  # noqa: A002 # as the address
    """All stored texts of a report; the first is in use. `choice` of the report says why."""
    expect(request, JSON)
    texts = choosing.texts_of(database_of(request), id)
    return answer_object({"data": [version_document(text) for text in texts]})


@router.get("/reports/{id}/citation", **describe_citation("Cite one report"))
def get_report_citation(request: Request, id: ReportId) -> Response:  # noqa: A002 # as the address
    """The citation as CSL JSON, an array with one item, which reference managers can import."""
    expect(request, JSON)
    return answer_object([reports.citation(database_of(request), id).csl()])


@router.get("/reports/{id}/original", **describe_original("Download the file of one report"))
def get_report_original(request: Request, id: ReportId) -> Response:  # noqa: A002 # as the address
    """The file that the report was read from, byte for byte; 404 if it is not stored.

    The file may come from anyone, so browsers must save it and never run it.
    """
    expect(request)
    try:
        found = originals.original(database_of(request), id)
    except originals.NotKeptError as error:
        raise ProblemError(404, str(error)) from None
    require_acceptable(request, media_type_of(found.format))
    return answer_file(found.content, found.name, media_type_of(found.format))
