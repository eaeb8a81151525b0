"""``/v1/observations``: the values that reports state, and the evidence for them."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from app.api.openapi.document import ObservationId, describe_list, describe_one
from app.api.responses.answers import JSON, answer_list, answer_object, database_of, expect
from app.api.responses.evidence import detail_document
from app.api.routes.lean import LeanRoute
from app.services.lists import observations

router = APIRouter(route_class=LeanRoute)


@router.get("/observations", **describe_list("observations", "List the values that reports state"))
def list_observations(request: Request) -> Response:
    """Every number that a report states as the value of a measurable quantity, one row for each.

    Combine any filters; repeat a filter to allow several values.
    """
    return answer_list(request, "observations")


@router.get("/observations/{id}", **describe_one("observation", "Show one observation with its evidence"))
def get_observation(
    request: Request,
    id: ObservationId,  # noqa: A002 # as the address names it
) -> Response:
    """One observation, the sentence that states it, the text around it, and how the extractor read it."""
    expect(request, JSON)
    return answer_object(detail_document(observations.one(database_of(request), id)))
