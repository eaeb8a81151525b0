"""Pages whose language no address says: in that which the browser prefers."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import Final

from fastapi import Request, Response

from app.web.language import Language
from app.web.rendering import ENGLISH, here, render

#: Caches keep one answer for each.
VARY: Final = {"Vary": "Accept, Accept-Language"}


def to_english(request: Request, preferred: str) -> Response | None:
    """From ``/`` to the first page in English, for browsers that prefer it; None for all others.

    Args:
        request: Only ``/`` itself leads elsewhere: ``/en/`` and ``/zh/`` are chosen by the reader.
        preferred: ``zh`` or ``en``.
    """
    if preferred != Language.EN:
        return None
    address = request.scope.get("root_path", "") + f"/{ENGLISH}"
    return Response(
        status_code=HTTPStatus.FOUND, headers={"Location": address, "Cache-Control": "no-cache", **VARY}
    )


def missing(request: Request, preferred: str) -> Response:
    """The page of an address at which there is nothing.

    Args:
        request: Below ``/en/`` the page is in English.
        preferred: The language of all other addresses, ``zh`` or ``en``.
    """
    place = here(request)
    if preferred == Language.EN:
        place = replace(place, language=Language.EN)
    answer = render(request, "missing.html", HTTPStatus.NOT_FOUND, replace(place, inner="", query=""))
    answer.headers.update({**VARY, "Cache-Control": "no-store"})
    return answer
