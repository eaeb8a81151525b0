"""``/v1/indicators``: the catalogue."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from app.api.answers import answer_list
from app.api.openapi import describe_list
from app.services import indicators

router = APIRouter()


@router.get("/indicators", **describe_list("indicators", "List the indicators of the catalogue"))
def list_indicators(request: Request) -> Response:
    """The quantities that have a code, with their definitions, and how many observations of each are held."""
    return answer_list(request, "indicators", indicators)
