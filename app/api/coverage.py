"""``/v1/coverage``: what is stated, and what is not."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from app.api.answers import answer_list
from app.api.openapi import describe_list
from app.services import coverage

router = APIRouter()


@router.get("/coverage", **describe_list("coverage", "List what is stated where and when"))
def list_coverage(request: Request) -> Response:
    """Each region, year and indicator: stated, read with doubt, not stated, or no report held."""
    return answer_list(request, "coverage", coverage)
