"""Answers: one page, a whole selection as a stream, one object, one text. Raw cells go straight to bytes."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, Protocol

import anyio
from starlette.concurrency import iterate_in_threadpool, run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from app.api.address import absolute, parameters
from app.api.delimited import with_bom
from app.api.facets import facet_documents
from app.api.formats import Format
from app.api.negotiate import BOM_PARAMETER, PARAMETER, demand, list_format, wants_bom
from app.api.problems import wrong_parameters
from app.services.database import Database
from app.services.queries import ListQuery, Mistake, Page, Stream, parse_query
from app.store.documents import ENCODER, array, structs
from app.store.fields import Row
from app.store.resources import RESOURCES

JSON: Final = "application/json"
TEXT: Final = "text/plain"


class Listing(Protocol):
    """What the service of every list offers."""

    def page(self, database: Database, query: ListQuery) -> Page:
        """One page of the selection."""

    def stream(self, database: Database, query: ListQuery) -> Stream:
        """The whole selection."""


def answer_list(request: Request, name: str, listing: Listing) -> Response:
    """The list ``name`` as the request's parameters ask for it.

    Raises:
        QueryError: a parameter is wrong.
        ProblemError: 406 or 422 where the format is.
    """
    pairs = parameters(request.scope)
    chosen = list_format(request, [value for key, value in pairs if key == PARAMETER])
    bom = wants_bom(chosen, [value for key, value in pairs if key == BOM_PARAMETER])
    ours = (PARAMETER, BOM_PARAMETER)
    query = parse_query(name, [pair for pair in pairs if pair[0] not in ours], also=ours)
    query = replace(query, written=chosen.write is None or chosen.join is not None)
    if chosen.write is None:
        return _page(request, query, listing.page(database_of(request), query))
    return _stream(request, query, chosen, listing.stream(database_of(request), query), bom=bom)


def database_of(request: Request) -> Database:
    """The handle on the database that the application was made with."""
    database: Database = request.app.state.database
    return database


def _page(request: Request, query: ListQuery, page: Page) -> Response:
    """``{"data", "next", "total"}``; the next address in ``Link`` too, the total in ``X-Total-Count``."""
    headers = {} if page.total is None else {"X-Total-Count": str(page.total)}
    following = None
    if page.next is not None:
        others = [pair for pair in parameters(request.scope) if pair[0] != "cursor"]
        following = absolute(request.scope, [*others, ("cursor", page.next)])
        headers["Link"] = f'<{following}>; rel="next"'
    fields = [query.resource.field(name) for name in page.columns]
    data: object = structs(fields, page.rows) if page.documents is None else array(page.documents)
    answered = {"data": data, "next": following, "total": page.total}
    if query.facets:
        answered["facets"] = facet_documents(request.scope, page)
    body = ENCODER.encode(answered)
    return Response(body, headers=headers, media_type=JSON)


def _stream(request: Request, query: ListQuery, chosen: Format, stream: Stream, *, bom: bool) -> Response:
    """The whole selection in a format that streams; nothing of it where only the headers are asked for."""
    headers = {
        "X-Total-Count": str(stream.total),
        "Content-Disposition": f'inline; filename="{query.resource.name}.{chosen.name}"',
        "Content-Type": chosen.content_type,
    }
    if request.scope.get("zhibiao.head"):
        head = Response(headers=headers)
        # How long the stream would be is not known before it is written.
        del head.headers["content-length"]
        return head
    fields = [query.resource.field(name) for name in stream.columns]
    chunks = chosen.chunks(fields, stream)
    return StreamingResponse(closing(with_bom(chunks) if bom else chunks), headers=headers)


async def closing(chunks: Iterator[bytes]) -> AsyncGenerator[bytes]:
    """The chunks, each made in a worker thread; what they hold is given back when the client goes away."""
    try:
        async for chunk in iterate_in_threadpool(chunks):
            # An empty chunk would end a chunked answer early.
            if chunk:
                yield chunk
    finally:
        if isinstance(chunks, Generator):
            with anyio.CancelScope(shield=True):
                await run_in_threadpool(chunks.close)


def expect(request: Request, media_type: str | None = None) -> None:
    """Refuse what an address with no parameters and, if given, one media type can't answer.

    Raises:
        ProblemError: 422 names every parameter that is there, 406 says which type there is.
    """
    mistakes = [
        Mistake(name, value, f"There is no parameter {name!r} here: this address takes none.")
        for name, value in parameters(request.scope)
    ]
    if mistakes:
        raise wrong_parameters(*mistakes)
    if media_type is not None:
        demand(request, media_type)


def answer_object(document: object) -> Response:
    """One object as JSON."""
    return Response(ENCODER.encode(document), media_type=JSON)


def answer_row(name: str, columns: Sequence[str], row: Row) -> Response:
    """One row of the list ``name`` as a JSON object."""
    fields = [RESOURCES[name].field(column) for column in columns]
    return answer_object(structs(fields, [row])[0])


def answer_text(text: str, headers: Mapping[str, str] | None = None) -> Response:
    """Plain text in UTF-8."""
    return Response(text.encode("utf-8", "replace"), headers=headers, media_type=TEXT)
