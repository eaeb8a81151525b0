"""``/v1/changes``: what was added, changed and removed."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from app.api.answers import answer_list
from app.api.openapi import describe_list
from app.services import changes

router = APIRouter()


@router.get("/changes", **describe_list("changes", "List what was added, changed and removed"))
def list_changes(request: Request) -> Response:
    """Every change of an observation since the database began, in order: what a mirror follows.

    Ask again with the last `sequence` that was seen as `since`.
    """
    return answer_list(request, "changes", changes)
