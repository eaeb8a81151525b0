"""``/v1/years``: the years that values refer to."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from app.api.answers import answer_list
from app.api.openapi import describe_list
from app.services import years

router = APIRouter()


@router.get("/years", **describe_list("years", "List the years that values refer to"))
def list_years(request: Request) -> Response:
    """Each year that an observation refers to, and how many of its observations are actuals and targets."""
    return answer_list(request, "years", years)
