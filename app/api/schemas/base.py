"""Shared by all schemas: closed objects, and described fields."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


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
