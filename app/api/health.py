"""``/livez`` and ``/readyz``, for monitoring."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Request, Response

from app.api.answers import answer_text, database_of, expect
from app.api.openapi import describe_health
from app.api.problems import RETRY, ProblemError
from app.services.database import DatabaseError, check

router = APIRouter()
logger = logging.getLogger(__name__)
#: Threads that only monitoring uses, so that it need not wait for questions.
_LANE: Final = CapacityLimiter(2)

# A request with the tag checks again; 304 then means that the service still works.
STILL_OK: Final = {"ETag": '"ok"', "Cache-Control": "no-cache"}


@router.get("/livez", **describe_health("Say that the process is alive", "getLiveness"))
async def get_liveness(request: Request) -> Response:
    """`ok` as long as the process answers at all; looks at nothing else."""
    expect(request)
    return answer_text("ok\n", STILL_OK)


@router.get("/readyz", **describe_health("Say whether questions can be answered", "getReadiness"))
async def get_readiness(request: Request) -> Response:
    """`ok` while the database can be reached and has the tables that this version needs; else 503.

    503 also while the reports that the server was started with are being ingested: `detail` says how far.
    """
    expect(request)
    if under_way := _under_way(request):
        raise ProblemError(503, under_way, headers=RETRY)
    try:
        await to_thread.run_sync(check, database_of(request), limiter=_LANE)
    except DatabaseError as error:
        # Anyone may ask this: names of files and servers are for the log.
        logger.warning("not ready: %s", error)
        detail = f"{error.public} The server's log has the details."
        raise ProblemError(503, detail, headers=RETRY) from error
    return answer_text("ok\n", STILL_OK)


def _under_way(request: Request) -> str | None:
    """What the server still does before all reports are there; None if nothing."""
    note: Path | None = request.app.state.starting
    if note is None:
        return None
    try:
        return note.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
