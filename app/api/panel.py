"""``/v1/panel``: one indicator as a wide table."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from app.api.answers import answer_list
from app.api.openapi import describe_list
from app.services import panel

router = APIRouter()


@router.get(
    "/panel",
    **describe_list("panel", "Show one indicator as regions by years", operation_id="getPanel", tag="panel"),
)
def list_panel(request: Request) -> Response:
    """A row for each region and a column for each year, named by it: what regressions read."""
    return answer_list(request, "panel", panel)
