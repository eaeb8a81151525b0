"""The schema of errors: RFC 9457, `application/problem+json`."""

from __future__ import annotations

from typing import Literal

from app.api.schemas.base import Schema, field


class Mistake(Schema):
    """What is wrong with one parameter."""

    parameter: str = field("Name of the parameter.", "yaer")
    value: str = field("Its value as received.", "2020")
    detail: str = field("What is wrong and what to do.", "There is no parameter yaer; did you mean year?")
    valid: list[str] = field(
        "The valid values, if they can be listed; else empty.", ["year", "year_from", "year_to"]
    )


class Problem(Schema):
    """What went wrong and what to do about it."""

    type: Literal["about:blank"] = field("Always about:blank: the status gives the kind.", "about:blank")
    title: str = field("The status in words.", "Unprocessable Content")
    status: int = field("The HTTP status.", 422)
    detail: str = field("What is wrong and what to do.", "There is no parameter yaer; did you mean year?")
    instance: str = field("The requested address.", "/v1/observations?yaer=2020")
    errors: list[Mistake] = field(
        "Each wrong parameter; empty for other problems.",
        [
            {
                "parameter": "yaer",
                "value": "2020",
                "detail": "There is no parameter yaer; did you mean year?",
                "valid": ["year", "year_from", "year_to"],
            }
        ],
    )
