"""The health checks ``/livez`` and ``/readyz``."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Request, Response

from app.api.edge.problems import RETRY, ProblemError
from app.api.openapi.document import describe_health
from app.api.responses.answers import answer_text, database_of, expect
from app.services.database import DatabaseError, check

router = APIRouter()
logger = logging.getLogger(__name__)
#: Threads reserved for health checks, so that they never wait for queries.
_LANE: Final = CapacityLimiter(2)

# A request with this tag still runs the check; 304 then means that the service still works.
STILL_OK: Final = {"ETag": '"ok"', "Cache-Control": "no-cache"}


@router.get("/livez", **describe_health("Check that the process runs", "getLiveness"))
async def get_liveness(request: Request) -> Response:
    """`ok` as long as the process runs. Nothing else is checked."""
    expect(request)
    return answer_text("ok\n", STILL_OK)


@router.get("/readyz", **describe_health("Check that the service can answer", "getReadiness"))
async def get_readiness(request: Request) -> Response:
    """`ok` while the database is reachable and has the tables that this version needs; else 503.

    Also 503 while the server ingests the reports that it was started with; `detail` shows the progress.
    """
    expect(request)
    if under_way := _under_way(request):
        raise ProblemError(503, under_way, headers=RETRY)
    try:
        await to_thread.run_sync(check, database_of(request), limiter=_LANE)
    except DatabaseError as error:
        # This address is public: names of files and servers belong in the log only.
        logger.warning("not ready: %s", error)
        detail = f"{error.public} The server's log has the details."
        raise ProblemError(503, detail, headers=RETRY) from error
    return answer_text("ok\n", STILL_OK)


def _under_way(request: Request) -> str | None:
    """The progress of the ingestion that the server was started with; None if there is none."""
    note: Path | None = request.app.state.starting
    if note is None:
        return None
    try:
        return note.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
