"""Responses: a page of a list, a whole selection as a stream, one object, a text, a file."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator, Iterator, Mapping
from dataclasses import replace
from typing import Final
from urllib.parse import quote

import anyio
from starlette.concurrency import iterate_in_threadpool, run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from app.api.edge.address import absolute, parameters
from app.api.edge.authorization import guarded
from app.api.edge.negotiate import BOM_PARAMETER, PARAMETER, list_format, require_acceptable, wants_bom
from app.api.edge.problems import ProblemError, wrong_parameters
from app.api.formats.delimited import with_bom
from app.api.formats.registry import FORMATS, Format, FormatError
from app.api.responses.facets import facet_documents
from app.api.responses.written_files import Files, answer_written
from app.services.database import Database
from app.services.lists import any_list
from app.services.lists.absent import absent
from app.services.lists.queries import ListQuery, Page, Stream, WrongParameter, parse_query
from app.store.rows.documents import ENCODER, array, structs

JSON: Final = "application/json"
TEXT: Final = "text/plain"


@guarded
def answer_list(request: Request, name: str) -> Response:
    """The rows of the list ``name`` that the parameters of the request select.

    Raises:
        QueryError: a parameter is wrong.
        ProblemError: 406 or 422 if the format is wrong.
    """
    pairs = parameters(request.scope)
    chosen = list_format(request, [value for key, value in pairs if key == PARAMETER])
    bom = wants_bom(chosen, [value for key, value in pairs if key == BOM_PARAMETER])
    ours = (PARAMETER, BOM_PARAMETER)
    query = parse_query(name, [pair for pair in pairs if pair[0] not in ours], also=ours)
    query = replace(query, written=chosen.write is None or chosen.of_documents)
    database = database_of(request)
    if chosen.write is None:
        return _page(request, query, any_list.page(database, query))
    return _stream(request, query, chosen, any_list.stream(database, query), bom=bom)


@guarded
def answer_list_file(request: Request, name: str) -> Response:
    """The list ``name`` as a file in the format that the path ends with; for ``json`` one page.

    Rows are sorted by place and year unless ``sort`` is given, so that query engines can skip row groups.

    Raises:
        QueryError: a parameter is wrong.
        ProblemError: 404 if there is no such format, 406 if a library that writes it is not installed.
    """
    chosen = FORMATS.get(request.path_params["format"])
    if chosen is None:
        endings = ", .".join(FORMATS)
        raise ProblemError(404, f"There is no such format: the address of a list may end in .{endings}.")
    pairs = parameters(request.scope)
    bom = wants_bom(chosen, [value for key, value in pairs if key == BOM_PARAMETER])
    others = [pair for pair in pairs if pair[0] != BOM_PARAMETER]
    query, database = parse_query(name, others, also=(BOM_PARAMETER,)), database_of(request)
    if chosen.write is None:
        query = replace(query, written=True)
        return _page(request, query, any_list.page(database, query))
    query = replace(query, written=chosen.of_documents, sort=query.sort or query.resource.file_order)

    def chunks() -> Iterator[bytes]:
        made = written(chosen, query, any_list.stream(database, query))
        return with_bom(made) if bom else made

    question = repr((query.where, query.sort, query.fields, bom))
    file = files_of(request).get((database.version(), name, chosen.name, question), chunks)
    return answer_written(request, file, chosen, name)


def files_of(request: Request) -> Files:
    """The application's store of written files."""
    found: Files = request.app.state.files
    return found


def written(chosen: Format, query: ListQuery, stream: Stream) -> Iterator[bytes]:
    """The whole selection in a format.

    Raises:
        ProblemError: 406 if a library that writes it is not installed.
    """
    try:
        return chosen.chunks(query.resource, stream)
    except FormatError as error:
        raise ProblemError(406, str(error)) from error


def database_of(request: Request) -> Database:
    """The database of the application."""
    database: Database = request.app.state.database
    return database


def _page(request: Request, query: ListQuery, page: Page) -> Response:
    """``{"data", "next", "total"}``; ``Link`` repeats the next address, ``X-Total-Count`` the total."""
    headers = {} if page.total is None else {"X-Total-Count": str(page.total)}
    following = None
    if page.next is not None:
        others = [pair for pair in parameters(request.scope) if pair[0] != "cursor"]
        following = absolute(request.scope, [*others, ("cursor", page.next)])
        headers["Link"] = f'<{following}>; rel="next"'
    if page.documents is None:
        data: object = structs([query.resource.field(name) for name in page.columns], page.rows)
    else:
        data = array(page.documents)
    answered = {"data": data, "next": following, "total": page.total}
    if query.facets:
        answered["facets"] = facet_documents(request.scope, page)
    if not page.rows and not page.documents and (notes := absent(database_of(request), query)):
        answered["notes"] = notes
    body = ENCODER.encode(answered)
    return Response(body, headers=headers, media_type=JSON)


def _stream(request: Request, query: ListQuery, chosen: Format, stream: Stream, *, bom: bool) -> Response:
    """The whole selection as a stream; for HEAD only the headers."""
    headers = {
        "X-Total-Count": str(stream.total),
        "Content-Disposition": f'inline; filename="{query.resource.name}.{chosen.name}"',
        "Content-Type": chosen.content_type,
    }
    if request.scope.get("zhibiao.head"):
        head = Response(headers=headers)
        # The length of a stream is unknown until it is written.
        del head.headers["content-length"]
        return head
    chunks = written(chosen, query, stream)
    return StreamingResponse(closing(with_bom(chunks) if bom else chunks), headers=headers)


async def closing(chunks: Iterator[bytes]) -> AsyncGenerator[bytes]:
    """Yield the chunks, each from a worker thread; close their source when the client disconnects."""
    try:
        async for chunk in iterate_in_threadpool(chunks):
            # An empty chunk would end a chunked response early.
            if chunk:
                yield chunk
    finally:
        if isinstance(chunks, Generator):
            with anyio.CancelScope(shield=True):
                await run_in_threadpool(chunks.close)


def expect(request: Request, media_type: str | None = None) -> None:
    """Refuse any parameter, and an ``Accept`` header that does not accept ``media_type`` (if not None).

    Raises:
        ProblemError: 422 that names each parameter, or 406 that names the type.
    """
    mistakes = [
        WrongParameter(name, value, f"There is no parameter {name!r} here: this address takes none.")
        for name, value in parameters(request.scope)
    ]
    if mistakes:
        raise wrong_parameters(*mistakes)
    if media_type is not None:
        require_acceptable(request, media_type)


def answer_object(document: object) -> Response:
    """One object as JSON."""
    return Response(ENCODER.encode(document), media_type=JSON)


def answer_text(text: str, headers: Mapping[str, str] | None = None) -> Response:
    """Plain text in UTF-8."""
    return Response(text.encode("utf-8", "replace"), headers=headers, media_type=TEXT)


def answer_file(content: bytes, name: str, media_type: str) -> Response:
    """An untrusted file: browsers save it, do not guess its type, and run nothing in it."""
    headers = {
        # No charset: the file itself declares it.
        "Content-Type": media_type,
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return Response(content, headers=headers)
