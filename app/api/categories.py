"""``/v1/categories``: the eighteen categories."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from app.api.answers import answer_list
from app.api.openapi import describe_list
from app.services import categories

router = APIRouter()


@router.get("/categories", **describe_list("categories", "List the categories"))
def list_categories(request: Request) -> Response:
    """The eighteen categories with their Chinese and English names, and how many observations each holds."""
    return answer_list(request, "categories", categories)
