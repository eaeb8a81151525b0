"""OpenAPI descriptions of the routes that accept corrections."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Path

from app.api.openapi.document import SECURITY, Route, problems, route
from app.api.schemas import rows
from app.api.schemas.corrections import NewCorrection

CorrectionId = Annotated[
    str,
    Path(
        alias="id",
        description="Id of the correction, as in the list `/v1/corrections`.",
        examples=["5d0c2a7e91b34f68"],
    ),
]


def describe_correct(summary: str) -> Route:
    """Keyword arguments for the route that records a correction."""
    schema: dict[str, Any] = NewCorrection.model_json_schema()
    example = {
        "observation_id": "b0ca74dbccb5f04c",
        "verdict": "change",
        "fields": {"indicator": "新增就业"},
        "reader_name": "李敏",
    }
    body = {"required": True, "content": {"application/json": {"schema": schema, "example": example}}}
    created = {
        "description": "The correction as stored; `state` says whether it is applied.",
        "content": {
            "application/json": {
                "schema": {"$ref": "#/components/schemas/Correction"},
                "example": rows.example_row("corrections"),
            }
        },
    }
    made = route(
        "corrections", "createCorrection", summary, created, _refusals("/v1/corrections", 415),
        {"requestBody": body, "security": SECURITY},
    )  # fmt: skip
    return _instead_of_ok(made, 201, created)


def describe_undo(summary: str) -> Route:
    """Keyword arguments for the route that deletes a correction."""
    gone = {"description": "The correction is deleted."}
    refusals = _refusals("/v1/corrections/5d0c2a7e91b34f68", 404)
    made = route("corrections", "deleteCorrection", summary, gone, refusals, {"security": SECURITY})
    return _instead_of_ok(made, 204, gone)


def _refusals(instance: str, status: int) -> dict[int | str, dict[str, Any]]:
    return problems((401, 403, 404, 422, status), instance, "correction")


def _instead_of_ok(made: Route, status: int, answer: dict[str, Any]) -> Route:
    """The route with ``status`` instead of 200, and without 304, which only reading can return."""
    others = {known: response for known, response in made["responses"].items() if known not in (200, 304)}
    return {**made, "status_code": status, "responses": {status: answer, **others}}
