"""All pages about the data: in Chinese, and in English under ``/en``."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from app.web.preferred import to_english
from app.web.rendering import ENGLISH
from app.web.views import (
    compare,
    documents,
    drawings,
    evidence,
    explore,
    feed,
    indicators,
    league,
    originals,
    places,
    search,
    start,
)

VIEWS: Final = (
    start,
    search,
    places,
    evidence,
    explore,
    indicators,
    compare,
    league,
    feed,
    documents,
    drawings,
    originals,
)

router = APIRouter(include_in_schema=False)


@router.get("/en")
def english(request: Request) -> RedirectResponse:
    """Redirect to ``/en/``: the relative links of the start page depend on the slash."""
    prefix: str = request.scope.get("root_path", "")
    return RedirectResponse(f"{prefix}/{ENGLISH}")


@router.get("/")
def first(request: Request) -> Response:
    """The start page, in the language that the browser prefers."""
    return to_english(request, request.app.state.best_language(request)) or start.start(request)


@router.get("/zh/")
def chinese(request: Request) -> Response:
    """The start page in Chinese, whatever the browser prefers."""
    return start.start(request)


for _view in VIEWS:
    router.include_router(_view.router)
    router.include_router(_view.router, prefix="/en")
