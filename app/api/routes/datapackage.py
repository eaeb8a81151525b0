"""``/v1/datapackage.json``: all lists as one Data Package."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from app.api.edge.address import base
from app.api.openapi.document import describe_package
from app.api.responses.answers import JSON, answer_object, database_of, expect
from app.api.schemas.package import package
from app.services.upkeep import datapackage

router = APIRouter()


@router.get("/datapackage.json", **describe_package("Describe all lists as a Data Package"))
def get_data_package(request: Request) -> Response:
    """Each list with the addresses of its files, its columns, and its references to other lists.

    The descriptor follows the [Data Package standard](https://datapackage.org/). Columns have types,
    titles, units and constraints. `sequence` is the last change: a mirror follows `/v1/changes` from there.
    """
    expect(request, JSON)
    return answer_object(package(base(request.scope), datapackage.state(database_of(request))))
