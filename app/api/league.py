"""``/v1/comparisons/league``: regions by what they reached."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from app.api.answers import answer_list
from app.api.openapi import describe_list
from app.services import league

router = APIRouter()


@router.get(
    "/comparisons/league",
    **describe_list(
        "league", "Rank regions by what they reached", operation_id="rankRegions", tag="comparisons"
    ),
)
def list_league(request: Request) -> Response:
    """Regions by what they reached of one indicator in one year, and how many of those held stated it."""
    return answer_list(request, "league", league)
