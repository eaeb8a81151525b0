"""``POST /v1/corrections`` and ``DELETE /v1/corrections/{id}``, for readers with the review token."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from app.api.edge.authorization import authorize
from app.api.edge.limits import MOST_BODY
from app.api.edge.problems import DETAILS, ProblemError
from app.api.openapi.corrections import CorrectionId, describe_correct, describe_undo
from app.api.responses.answers import JSON, database_of
from app.api.schemas.corrections import NewCorrection, parse_correction
from app.model.correction import Correction, Verdict
from app.model.span import Span
from app.services.corrections.adding import add
from app.services.corrections.correcting import ReaderVerdict, record, undo
from app.services.database import Database
from app.services.lists import corrections
from app.store.declared.resources import LISTS
from app.store.rows.documents import ENCODER, structs

CREATED: Final = 201
NO_CONTENT: Final = 204

router = APIRouter()


@router.post("/corrections", **describe_correct("Record that a statement is right, wrong or missed"))
async def create_correction(request: Request) -> Response:
    """Record what a person says about an observation, or about a number that the extractor missed.

    The row changes at once; the correction is applied again whenever its report is read again. Needs the
    review token of the service.
    """
    authorize(request)
    given = parse_correction(await _body(request))
    correction = await run_in_threadpool(_record, database_of(request), given)
    (document,) = structs(LISTS["corrections"].fields, [corrections.row_of(correction)])
    return Response(ENCODER.encode(document), CREATED, media_type=JSON)


@router.delete("/corrections/{id}", **describe_undo("Undo a correction"))
async def delete_correction(request: Request, id: CorrectionId) -> Response:  # noqa: A002 # as the address
    """Delete a correction: the row returns to what the extractor and the other corrections say.

    Needs the review token of the service.
    """
    authorize(request)
    await run_in_threadpool(undo, database_of(request), id)
    return Response(status_code=NO_CONTENT)


def _record(database: Database, given: NewCorrection) -> Correction:
    fields = tuple((given.fields or {}).items())
    word = ReaderVerdict(given.verdict, given.reader_name, fields, given.reason)
    if given.verdict is Verdict.ADD:
        return add(database, str(given.report_id), Span(given.start or 0, given.end or 0), word)
    return record(database, str(given.observation_id), word)


async def _body(request: Request) -> bytes:
    """The body of a request, which must be JSON and short.

    Raises:
        ProblemError: 415 if it is not JSON, 413 if it is too long.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != JSON:
        raise ProblemError(415, DETAILS[415])
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BODY:
            raise ProblemError(413, DETAILS[413])
    return bytes(body)
