"""Shared by all schemas: closed objects, exact numbers, and described fields."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

# A decimal is sent as a JSON number with all its digits; pydantic would document a string.
Number = Annotated[Decimal, WithJsonSchema({"type": "number"})]


class Schema(BaseModel):
    """A JSON object with exactly these fields."""

    model_config = ConfigDict(extra="forbid")


def field(description: str, example: object) -> Any:  # noqa: ANN401 # what pydantic's own Field returns
    """A required field with a description and a real example.

    Args:
        description: Its meaning and unit, in one or two English sentences.
        example: A JSON value of the field, not null.
    """
    return Field(description=description, examples=[example])
