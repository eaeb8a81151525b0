"""What all schemas share: closed objects, exact numbers, one way to describe a field."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

# A decimal leaves as a JSON number with all its digits; pydantic would document a string.
Number = Annotated[Decimal, WithJsonSchema({"type": "number"})]


class Schema(BaseModel):
    """A JSON object with exactly these fields."""

    model_config = ConfigDict(extra="forbid")


def field(description: str, example: object) -> Any:  # noqa: ANN401 # what pydantic's own Field returns
    """A field that is always there, with what it means (units included) and a real example.

    Args:
        description: One or two sentences in English.
        example: A JSON value of the field, not null.
    """
    return Field(description=description, examples=[example])
