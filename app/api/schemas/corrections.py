"""The request body of a correction, and its validation."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from app.api.edge.problems import wrong_parameters
from app.api.schemas.base import Schema, field
from app.model.correction import Verdict
from app.services.lists.queries import WrongParameter

MOST_CHARACTERS = 1000
_Short = Annotated[str, Field(min_length=1, max_length=MOST_CHARACTERS)]
_OfPerson = Literal[Verdict.CONFIRM, Verdict.CHANGE, Verdict.REJECT, Verdict.ADD]


def optional(description: str, example: object) -> Any:  # noqa: ANN401 # what pydantic's own Field returns
    """An optional field; None by default."""
    return Field(default=None, description=description, examples=[example])


class NewCorrection(Schema):
    """What a person says about a statement.

    The verdict `add` requires `report_id`, `start` and `end`; the others require `observation_id`.
    """

    verdict: _OfPerson = field("confirm, change, reject or add, as in `/v1/corrections`.", "change")
    reader_name: _Short = field("Name of the reader.", "李敏")
    observation_id: _Short | None = optional(
        "The observation that is confirmed, changed or rejected.", "b0ca74dbccb5f04c"
    )
    report_id: _Short | None = optional("The report that states the number to add.", "330212-2020")
    start: Annotated[int, Field(ge=0)] | None = optional(
        "Where the number starts in the report's text, in characters from 0.", 6479
    )
    end: Annotated[int, Field(ge=0)] | None = optional("Where it ends, exclusive.", 6484)
    fields: dict[str, Annotated[str, Field(max_length=MOST_CHARACTERS)] | None] | None = optional(
        "The fields to change, with their new values as text; null for a quantity without a code.",
        {"indicator": "新增就业"},
    )
    reason: Annotated[str, Field(max_length=MOST_CHARACTERS)] = Field(
        default="", description="The reader's reason, in any words.", examples=["名称更短"]
    )


def parse_correction(body: bytes) -> NewCorrection:
    """Parse the body of a request.

    Raises:
        ProblemError: 422 that names each wrong field.
    """
    try:
        given = NewCorrection.model_validate_json(body)
    except ValidationError as error:
        mistakes = [
            WrongParameter(".".join(map(str, one["loc"])) or "body", "", f"{one['msg']}.")
            for one in error.errors()
        ]
        raise wrong_parameters(*mistakes) from None
    needed = ("report_id", "start", "end") if given.verdict is Verdict.ADD else ("observation_id",)
    missing = [name for name in needed if getattr(given, name) is None]
    if missing:
        raise wrong_parameters(
            *(WrongParameter(name, "", f"{given.verdict} needs {name}.") for name in missing)
        )
    return given
