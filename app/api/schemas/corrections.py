"""The request body of a correction, and its validation."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError, WithJsonSchema
from pydantic_core import PydanticCustomError

from app.api.edge.problems import wrong_parameters
from app.api.schemas.base import Schema, field
from app.correcting.changes import CHANGEABLE, CHOICES, EMPTY, FIRST_YEAR, LAST_YEAR, YEARS
from app.model.correction import Verdict
from app.services.lists.queries import WrongParameter

MOST_CHARACTERS = 1000
_Short = Annotated[str, Field(min_length=1, max_length=MOST_CHARACTERS)]
_CENTURIES = "|".join(map(str, range(FIRST_YEAR // 100, LAST_YEAR // 100 + 1)))


def _schema_of(name: str) -> dict[str, Any]:
    """The JSON schema of the new value of a field, which is a text."""
    if name in CHOICES:
        return {"type": "string", "enum": [str(choice) for choice in CHOICES[name]]}
    if name in YEARS:
        return {"type": "string", "pattern": f"^({_CENTURIES})[0-9]{{2}}$"}
    if name == "indicator_code":
        return {"type": ["string", "null"], "description": "A code of the catalogue, or null."}
    return {"type": "string", "minLength": 0 if name in EMPTY else 1, "maxLength": MOST_CHARACTERS}


#: ``check_fields`` checks the names and values: it says what is allowed.
_Fields = Annotated[
    dict[str, Annotated[str, Field(max_length=MOST_CHARACTERS)] | None],
    WithJsonSchema(
        {
            "type": "object",
            "title": "ChangedFields",
            "properties": {name: _schema_of(name) for name in CHANGEABLE},
            "additionalProperties": False,
        }
    ),
]


def _number(value: object) -> object:
    """The value, if JSON Schema takes it for a number: pydantic takes ``false`` and ``"1"`` for integers too.

    Its strict integers refuse ``1.0``, which is an integer in JSON Schema.
    """
    if isinstance(value, bool | str):
        raise PydanticCustomError("int_type", "Input should be a valid integer")
    return value


_Position = Annotated[int, Field(ge=0), BeforeValidator(_number)]
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
    start: _Position | None = optional(
        "Where the number starts in the report's text, in characters from 0.", 6479
    )
    end: _Position | None = optional("Where it ends, exclusive.", 6484)
    fields: _Fields | None = optional(
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
