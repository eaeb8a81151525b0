"""Errors of pages: a page that explains the error in the same language."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute

from app.services.lists.queries import NotFoundError, QueryError
from app.store.declared.captions import CAPTIONS
from app.web.pictures import NoPictureError
from app.web.rendering import render, texts_of
from app.web.sentences import said


class PageRoute(APIRoute):
    """A route that returns errors as pages, because problem documents are for programs."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler, with the errors of services turned into pages."""
        handle = super().get_route_handler()

        async def page(request: Request) -> Response:
            try:
                return await handle(request)
            except NotFoundError as error:
                return render(request, "error.html", 404, kind="missing", details=[_missing(request, error)])
            except NoPictureError:
                details = [texts_of(request)("error.picture.how")]
                return render(request, "error.html", 501, kind="picture", details=details)
            except QueryError as error:
                details = [_wrong(request, one.parameter, one.detail) for one in error.mistakes]
                return render(request, "error.html", 422, kind="question", details=details)
            except RequestValidationError as error:
                details = [_wrong(request, str(one["loc"][-1]), one["msg"]) for one in error.errors()]
                return render(request, "error.html", 422, kind="question", details=details)

        return page


def _missing(request: Request, error: NotFoundError) -> str:
    """Say what does not exist, in the language of the page."""
    texts = texts_of(request)
    return texts("error.missing.what", noun=texts.named("noun", error.noun), name=error.identifier)


def _wrong(request: Request, parameter: str, detail: str) -> str:
    """Say what is wrong with a parameter, in the language of the page."""
    texts = texts_of(request)
    name = texts.named("filter", parameter)
    if name == parameter and parameter in CAPTIONS:
        name = texts.pick(CAPTIONS[parameter].zh, CAPTIONS[parameter].en)
    called = parameter if name == parameter else texts("error.parameter", name=name, parameter=parameter)
    return texts("error.detail", name=called, detail=said(detail, texts.language))


def page_router() -> APIRouter:
    """Return a router for pages, which are not part of the OpenAPI document."""
    return APIRouter(include_in_schema=False, route_class=PageRoute)
