"""``/v1/observations/{id}``: a value that a report states, and the evidence for it."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from app.api.openapi.document import ObservationId, describe_one
from app.api.responses.answers import JSON, answer_object, database_of, expect
from app.api.responses.evidence import detail_document
from app.services.lists import observations

router = APIRouter()


@router.get("/observations/{id}", **describe_one("observation", "Show one observation with its evidence"))
def get_observation(request: Request, id: ObservationId) -> Response:  # noqa: A002 # as the address
    """One observation, the sentence that states it, the text around it, and how the extractor read it."""
    expect(request, JSON)
    return answer_object(detail_document(observations.one(database_of(request), id)))
