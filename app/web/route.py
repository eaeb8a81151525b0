"""Errors of pages: a page that explains the error in the same language."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute

from app.services.queries import NotFoundError, QueryError
from app.web.pictures import NoPictureError
from app.web.rendering import render, texts_of


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
                details = [f"{mistake.parameter}: {mistake.detail}" for mistake in error.mistakes]
                return render(request, "error.html", 422, kind="question", details=details)
            except RequestValidationError as error:
                details = [f"{mistake['loc'][-1]}: {mistake['msg']}" for mistake in error.errors()]
                return render(request, "error.html", 422, kind="question", details=details)

        return page


def _missing(request: Request, error: NotFoundError) -> str:
    """Say what does not exist, in the language of the page."""
    texts = texts_of(request)
    return texts("error.missing.what", noun=texts.named("noun", error.noun), name=error.identifier)


def page_router() -> APIRouter:
    """Return a router for pages, which are not part of the OpenAPI document."""
    return APIRouter(include_in_schema=False, route_class=PageRoute)
