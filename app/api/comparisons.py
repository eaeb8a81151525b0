"""``/v1/comparisons``: targets beside what came of them."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from app.api.answers import answer_list
from app.api.openapi import describe_list
from app.services import comparisons

router = APIRouter()


@router.get("/comparisons", **describe_list("comparisons", "List targets beside what came of them"))
def list_comparisons(request: Request) -> Response:
    """Every target that a report sets for its year, what came of it, and the value of the year before.

    The actual value is that of a later report; `gap` and `outcome` say how it compares to the target.
    """
    return answer_list(request, "comparisons", comparisons)
