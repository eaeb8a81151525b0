"""Which fields a correction can change, and to which values."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from app.model.observation import Bound, Measure, Observation, Status


class LexiconFunctions(NamedTuple):
    """The functions of the lexicon that derive fields from other fields.

    ``in_base`` converts a value with its unit, and returns the value in the base unit and that unit.
    ``category`` returns the category of a name with its code, unit and sentence.
    """

    in_base: Callable[[Decimal, str], tuple[Decimal, str]]
    category: Callable[[str, str | None, str, str], str]


Fields = tuple[tuple[str, str | None], ...]

FIRST_YEAR, LAST_YEAR = 1900, 2199
CHOICES: dict[str, type[StrEnum]] = {"measure": Measure, "status": Status, "bound": Bound}
"""Fields with one of a few values."""
YEARS = frozenset({"start_year", "year"})
EMPTY = frozenset({"scope", "unit"})
"""Fields that can be empty."""
_TEXTS = frozenset({"indicator", "unit", "scope"})
CHANGEABLE = (
    "indicator", "indicator_code", "measure", "status", "start_year", "year", "scope", "unit", "bound",
)  # fmt: skip
"""The fields of an observation that a reader can change. The value and the spans come from the text."""


class FieldError(ValueError):
    """A field can't be changed, or not to this value. The message says what is allowed."""


def check_fields(fields: Iterable[tuple[str, str | None]], codes: Collection[str]) -> Fields:
    """The fields in their order in ``CHANGEABLE``, all valid.

    ``codes`` are the codes of the catalogue.

    Raises:
        FieldError: a field or a value is wrong.
    """
    given = dict(fields)
    unknown = sorted(set(given) - set(CHANGEABLE))
    if unknown:
        raise FieldError(f"{unknown[0]} can't be corrected; these can: {', '.join(CHANGEABLE)}")
    for name, text in given.items():
        _check(name, text, codes)
    first, last = given.get("start_year"), given.get("year")
    if first and last and int(first) > int(last):
        raise FieldError(f"start_year {first} is after year {last}")
    return tuple((name, given[name]) for name in CHANGEABLE if name in given)


def _check(name: str, text: str | None, codes: Collection[str]) -> None:
    if name == "indicator_code":
        if text is not None and text not in codes:
            raise FieldError(
                f"{text} is not a code of the catalogue; leave it empty for a quantity without one"
            )
    elif text is None or (not text and name not in EMPTY):
        raise FieldError(f"{name} needs a value")
    elif name in CHOICES and text not in set(CHOICES[name]):
        raise FieldError(f"{name} is one of {', '.join(CHOICES[name])}, not {text}")
    elif name in YEARS and not (text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR):
        raise FieldError(f"{name} is a year, not {text}")


def changed(row: Observation, fields: Fields, meaning: LexiconFunctions) -> Observation:
    """The row with changed fields, and with the other fields that depend on them."""
    values: dict[str, Any] = {name: _value(name, text) for name, text in fields}
    if "year" in values and "start_year" not in values:
        values["start_year"] = min(row.start_year, values["year"])
    elif "start_year" in values and "year" not in values:
        values["year"] = max(row.year, values["start_year"])
    if "year" in values:
        values["date"] = date(values["year"], 12, 31)
    values |= _of_name(row, values, meaning)
    if "unit" in values:
        values["base_value"], values["base_unit"] = meaning.in_base(row.value, values["unit"])
        if row.value_high is not None:
            values["base_value_high"] = meaning.in_base(row.value_high, values["unit"])[0]
    return replace(row, **values)


def _of_name(row: Observation, values: dict[str, Any], meaning: LexiconFunctions) -> dict[str, Any]:
    """The fields that depend on the name or the code."""
    name, code = values.get("indicator", row.indicator), values.get("indicator_code", row.indicator_code)
    found: dict[str, Any] = {}
    if name != row.indicator:
        # These are parts of the name that the extractor read, not of the new one.
        found |= {"action": "", "head": ""}
    if (name, code) != (row.indicator, row.indicator_code):
        found["category"] = meaning.category(name, code, values.get("unit", row.unit), row.sentence)
    return found


def differences(row: Observation, fields: Fields) -> tuple[str, ...]:
    """The names of the fields whose values in the row differ from the given ones."""
    return tuple(name for name, text in fields if getattr(row, name) != _value(name, text))


def _value(name: str, text: str | None) -> object:
    if text is None or name in _TEXTS or name == "indicator_code":
        return text
    return int(text) if name in YEARS else CHOICES[name](text)
