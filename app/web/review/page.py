"""The addresses of the review page: the next statement, what a reader says of it, undo, enter and leave."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse

from app.correcting import FieldError
from app.model.correction import Verdict
from app.services.corrections import reviewing
from app.services.corrections.adding import add, propose
from app.services.corrections.correcting import record, undo
from app.services.corrections.reviewing import ReviewItem
from app.services.database import Database
from app.web.rendering import render, texts_of
from app.web.review import session as sessions
from app.web.review.forms import Form, read_form, span_of, word_of
from app.web.review.item import shown_item
from app.web.review.session import Session, has_token, session_of
from app.web.route import page_router
from app.web.rows import ask, database_of
from app.web.sentences import said

FILTERS: Final = ("region", "report_id", "status", "indicator_code", "below")
SKIP: Final = "skip"
_MOST_SKIPPED: Final = 999
_SEE_OTHER: Final = 303

router = page_router()


@router.get("/review")
def review(request: Request) -> Response:
    """The statement that most deserves a reader, or the one that the address names."""
    session = session_of(request)
    if session is None:
        return _private(render(request, "review_enter.html", wrong=False))
    query = request.scope["query_string"].decode("latin-1")
    try:
        item, wrong = _asked(request, query), ""
    except FieldError as error:
        item, wrong = _next(database_of(request), query), said(str(error), texts_of(request).language)
    return _page(request, session, item, query, wrong=wrong)


@router.post("/review/enter")
async def enter(request: Request) -> Response:
    """Begin a session with the review token and a name."""
    form = await read_form(request)
    name = form.get("reader_name", "")
    if not name or not has_token(request, form.get("token", "")):
        return _private(render(request, "review_enter.html", 403, wrong=True))
    response = RedirectResponse("../review", _SEE_OTHER)
    sessions.start(request, response, name)
    return response


@router.post("/review/leave")
async def leave(request: Request) -> Response:
    """End the session."""
    response = _back([])
    if await _form_of_session(request):
        sessions.stop(request, response)
    return response


@router.post("/review/say")
async def say(request: Request) -> Response:
    """What the reader says of a statement; the next one follows."""
    found = await _form_of_session(request)
    return await run_in_threadpool(_say, request, *found) if found else _back([])


@router.post("/review/undo")
async def take_back(request: Request) -> Response:
    """Undo a correction; its statement follows, unless the correction had added it."""
    found = await _form_of_session(request)
    if found is None:
        return _back([])
    form = found[1]
    correction = await run_in_threadpool(undo, database_of(request), form.get("correction", ""))
    again = [("id", form["row"])] if correction.verdict is not Verdict.ADD and form.get("row") else []
    return _back([*kept(form.get("query", "")), *again])


async def _form_of_session(request: Request) -> tuple[Session, Form] | None:
    """A form that a page of the reader's session sent; None for all others."""
    session, form = session_of(request), await read_form(request)
    return (session, form) if session and sessions.is_of_session(session, form.get("form", "")) else None


def _say(request: Request, session: Session, form: Form) -> Response:
    database, query = database_of(request), form.get("query", "")
    span = span_of(form.get("missed", ""))
    if span is None:
        row = reviewing.find_row(database, form.get("id", ""))
    else:
        row = propose(database, form.get("of", ""), span)
    word = word_of(form, row, session.reader_name)
    try:
        done = add(database, row.report_id, span, word) if span else record(database, row.id, word)
    except FieldError as error:
        shown = (
            reviewing.missed(database, row.report_id, span) if span else reviewing.reviewed(database, row.id)
        )
        wrong = said(str(error), texts_of(request).language)
        return _page(request, session, shown, query, wrong=wrong, given=form)
    return _back([*kept(query), ("done", done.id), *([] if span else [("row", row.id)])])


def _asked(request: Request, query: str) -> ReviewItem | None:
    """The statement that an address asks for."""
    database, asked = database_of(request), dict(parse_qsl(query))
    if span := span_of(asked.get("missed", "")):
        return reviewing.missed(database, asked.get("of", ""), span)
    if not asked.get("id"):
        return _next(database, query)
    item = reviewing.reviewed(database, asked["id"])
    if not (words := asked.get("words", "").strip()):
        return item
    found = reviewing.find_words(item.report, item.row, words)
    if found is None:
        raise FieldError(texts_of(request)("review.not_found", words=words))
    return reviewing.missed(database, item.row.report_id, found)


def _next(database: Database, query: str) -> ReviewItem | None:
    """The statement that most deserves a reader, after those that are skipped."""
    place = skipped(query)
    found = ask(database, "review", *_filters(query), ("fields", "id"), ("limit", str(place + 1))).rows
    return reviewing.reviewed(database, found[place]["id"]) if len(found) > place else None


def kept(query: str) -> list[tuple[str, str]]:
    """What stays in the address from one statement to the next: the filters, and how many are skipped."""
    return [(name, value.strip()) for name, value in parse_qsl(query) if name in (*FILTERS, SKIP)]


def skipped(query: str) -> int:
    """How many statements are skipped."""
    skip = dict(parse_qsl(query)).get(SKIP, "")
    return min(int(skip[:9]), _MOST_SKIPPED) if skip.isdecimal() else 0


def _filters(query: str) -> list[tuple[str, str]]:
    return [(name, value) for name, value in kept(query) if name in FILTERS and value]


def _page(
    request: Request, session: Session, item: ReviewItem | None, query: str, *, wrong: str = "",
    given: Form | None = None,
) -> Response:  # fmt: skip
    """The page of one statement, or the one that says that none is left."""
    database, asked = database_of(request), dict(parse_qsl(query))
    context: dict[str, Any] = {
        "session": session, "item": item, "wrong": wrong, "filters": dict(_filters(query)),
        "query": urlencode(kept(query)), "of_row": asked.get("row", ""),
        "done": reviewing.find_correction(database, asked.get("done", "")),
        "following": urlencode([*_filters(query), (SKIP, str(skipped(query) + 1))]),
        "left": ask(database, "review", *_filters(query), ("fields", "id"), ("limit", "1")).total,
    }  # fmt: skip
    more = shown_item(database, item, given or {}) if item else {}
    return _private(render(request, "review.html", 422 if given else 200, **context, **more))


def _back(pairs: list[tuple[str, str]]) -> Response:
    """Redirect to the page, so that reloading it does not send the form again."""
    query = f"?{urlencode(pairs)}" if pairs else ""
    return _private(RedirectResponse(f"../review{query}", _SEE_OTHER))


def _private(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
