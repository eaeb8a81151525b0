"""``/v1/regions``: the places whose reports are held."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from app.api.answers import answer_list
from app.api.openapi import describe_list
from app.services import regions

router = APIRouter()


@router.get("/regions", **describe_list("regions", "List the places whose reports are held"))
def list_regions(request: Request) -> Response:
    """Each place with its code and level, and how many of its reports and observations are held."""
    return answer_list(request, "regions", regions)
