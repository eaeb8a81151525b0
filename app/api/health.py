"""``/livez`` and ``/readyz``, for monitoring."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response

from app.api.answers import answer_text, database_of, expect
from app.api.openapi import describe_health
from app.api.problems import RETRY, ProblemError
from app.services.database import DatabaseError, check

router = APIRouter()

# A request with the tag checks again; 304 then means that the service still works.
STILL_OK: Final = {"ETag": '"ok"', "Cache-Control": "no-cache"}


@router.get("/livez", **describe_health("Say that the process is alive", "getLiveness"))
def get_liveness(request: Request) -> Response:
    """`ok` as long as the process answers at all; looks at nothing else."""
    expect(request)
    return answer_text("ok\n", STILL_OK)


@router.get("/readyz", **describe_health("Say whether questions can be answered", "getReadiness"))
def get_readiness(request: Request) -> Response:
    """`ok` while the database can be reached and has the tables that this version needs; else 503."""
    expect(request)
    try:
        check(database_of(request))
    except DatabaseError as error:
        raise ProblemError(503, str(error), headers=RETRY) from error
    return answer_text("ok\n", STILL_OK)
