"""Pages of the long lists on the event loop: for most of them, a thread would take longer than the page."""

from __future__ import annotations

from typing import Final

from anyio import to_thread
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from app.api.edge.negotiate import PARAMETER, best_format
from app.api.formats.registry import JSON
from app.api.responses.answers import answer_list, database_of
from app.services.database import QueryTimeoutError

#: The lists whose rows are stored as they are sent.
LISTS: Final = frozenset({"observations", "comparisons"})
#: The longest time in seconds for which a page may stop all other requests.
SECONDS: Final = 0.005
#: Bytes of a query. Longer ones, and facets, take time beside that of the database.
LONGEST: Final = 500
_SLOW: Final = (PARAMETER.encode(), b"facet")


async def answer_soon(request: Request, name: str) -> Response:
    """``answer_list``, on the event loop if the page is probably quick, else in a thread."""
    if _may_be_quick(request, name):
        try:
            with database_of(request).within(SECONDS):
                return answer_list(request, name)
        except QueryTimeoutError:
            # The thread has the time limit of the settings.
            pass
    return await run_in_threadpool(answer_list, request, name)


def _may_be_quick(request: Request, name: str) -> bool:
    """Whether a page takes the database milliseconds, unless its filters select few rows of many.

    While a thread works, each row that SQLite reads could wait for the interpreter, for milliseconds.
    """
    query: bytes = request.scope["query_string"]
    return (
        name in LISTS
        and database_of(request).cheap_version
        and to_thread.current_default_thread_limiter().borrowed_tokens == 0
        and len(query) <= LONGEST
        and not any(word in query for word in _SLOW)
        and best_format(request.headers.get("accept", "")) is JSON
    )
