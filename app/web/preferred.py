"""Pages whose address does not give a language: they use the one that the browser prefers."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import Final

from fastapi import Request, Response

from app.web.language import Language
from app.web.rendering import ENGLISH, here, render

#: Caches store one response for each combination of these headers.
VARY: Final = {"Vary": "Accept, Accept-Language"}


def to_english(request: Request, preferred: str) -> Response | None:
    """Redirect ``/`` to the English start page if the browser prefers English; else None.

    Args:
        request: A request of ``/``; ``/en/`` and ``/zh/`` never redirect, because the reader chose them.
        preferred: ``zh`` or ``en``.
    """
    if preferred != Language.EN:
        return None
    address = request.scope.get("root_path", "") + f"/{ENGLISH}"
    return Response(
        status_code=HTTPStatus.FOUND, headers={"Location": address, "Cache-Control": "no-cache", **VARY}
    )


def missing(request: Request, preferred: str) -> Response:
    """Return the page for an address that does not exist.

    Args:
        request: Under ``/en/`` the page is always in English.
        preferred: The language under all other addresses, ``zh`` or ``en``.
    """
    place = here(request)
    if preferred == Language.EN:
        place = replace(place, language=Language.EN)
    answer = render(request, "missing.html", HTTPStatus.NOT_FOUND, replace(place, inner="", query=""))
    answer.headers.update({**VARY, "Cache-Control": "no-store"})
    return answer
