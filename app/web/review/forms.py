"""What the forms of the page say: one word of a reader on one statement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl

from fastapi import Request

from app.model.correction import Verdict
from app.model.observation import Observation
from app.model.span import Span
from app.services.corrections.correcting import ReaderVerdict

#: The fields of the form that changes a row, in the order of the page.
FIELDS: Final = (
    "indicator",
    "indicator_code",
    "measure",
    "status",
    "start_year",
    "year",
    "scope",
    "unit",
    "bound",
)
MOST_BYTES: Final = 65_536
_MOST_CHARACTERS: Final = 1000
Form = dict[str, str]


async def read_form(request: Request) -> Form:
    """The fields of a form; longer bodies than forms have are cut, and miss their last fields."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk[: MOST_BYTES - len(body)]
    pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
    return {name: value.strip()[:_MOST_CHARACTERS] for name, value in pairs}


def word_of(form: Form, row: Observation, reader_name: str) -> ReaderVerdict:
    """What the form says of a row: only fields that differ from it are changed.

    The code of a changed name follows the name, unless the reader changes it as well.
    """
    verdict = Verdict(form.get("verdict", Verdict.CHANGE))
    changed = () if verdict in (Verdict.CONFIRM, Verdict.REJECT) else tuple(_changed(form, row).items())
    if verdict is Verdict.CHANGE and not changed:
        verdict = Verdict.CONFIRM
    return ReaderVerdict(verdict, reader_name, changed, form.get("reason", ""))


def _changed(form: Form, row: Observation) -> Mapping[str, str | None]:
    given = {name: form[name] for name in FIELDS if name in form}
    found = {name: value for name, value in given.items() if value != shown(row, name)}
    return {name: value or None if name == "indicator_code" else value for name, value in found.items()}


def shown(row: Observation, name: str) -> str:
    """The value of a field as the form has it."""
    value = getattr(row, name)
    return "" if value is None else str(value)


def span_of(text: str) -> Span | None:
    """A span as addresses have it: ``12-15``."""
    start, _, end = text.partition("-")
    return Span(int(start), int(end)) if start.isdecimal() and end.isdecimal() else None
