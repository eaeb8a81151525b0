"""``/v1/comparisons/summary``: how many targets were met."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from app.api.answers import answer_list
from app.api.openapi import describe_list
from app.services import summary

router = APIRouter()


@router.get(
    "/comparisons/summary",
    **describe_list(
        "summary",
        "Count targets that were met, missed and pending",
        operation_id="summarizeComparisons",
        tag="comparisons",
    ),
)
def list_summary(request: Request) -> Response:
    """Counts of targets by what came of them, for each region, category or year as `by` says."""
    return answer_list(request, "summary", summary)
