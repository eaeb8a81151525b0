"""Parses the values of filters: from text to the cells that columns are compared with."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache

from app.lexicon.indicator_names import codes_like
from app.lexicon.region_meaning import is_code
from app.store.declared.fields import CellType
from app.store.declared.filters import FIRST_YEAR, LAST_YEAR, Empty, Filter, Operator
from app.store.queries import names
from app.store.queries.query import QueryError, Value, WrongParameter, shortened
from app.store.queries.words import words

MAX_VALUES = 100
#: A mistake lists all valid values up to this number, else only the nearest.
MAX_LISTED = 40
#: If there are more valid values, a wrong one is only compared with those that begin in the same way.
MANY = 1000
_YEAR = re.compile(r"[12][0-9]{3}")
# The numbers of JSON, with bounds: programs write large and small numbers with an exponent.
_DECIMAL = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?")
_NUMBER = re.compile(r"[0-9]{1,18}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)?")
NAME = re.compile(r"[A-Za-z0-9_.-]+")

#: Returns all valid values of a named table (``categories``, ``indicators``, ``regions``).
Vocabulary = Callable[[str], tuple[str, ...]]


def parse_values(
    row: Filter, texts: list[str], vocabulary: Vocabulary, *, literal: bool = False
) -> tuple[Value, ...]:
    """The checked, distinct values of one filter, in a canonical order.

    ``literal``: names stand for themselves, also those of places and quantities that have a code.

    Raises:
        QueryError: a value is not valid; the mistake says which values are.
    """
    if len(texts) > 1 and not row.repeatable:
        raise QueryError(WrongParameter(row.name, texts[1], f"{row.name} can be given once only."))
    if len(texts) > MAX_VALUES:
        raise QueryError(WrongParameter(row.name, "", f"{row.name} takes at most {MAX_VALUES} values."))
    values = [value for text in dict.fromkeys(texts) for value in _values(row, text, vocabulary, literal)]
    return tuple(sorted(set(values), key=lambda value: (value is not None, str(value))))


def _values(row: Filter, text: str, vocabulary: Vocabulary, literal: bool) -> tuple[Value, ...]:
    """The values that one text stands for: a name can be several codes."""
    find = None if literal else _BY_NAME.get(row.operator)
    by_code = row.vocabulary is not None and is_code(text)
    return find(row, text) if find and text and not by_code else (_value(row, text, vocabulary),)


def _value(row: Filter, text: str, vocabulary: Vocabulary) -> Value:
    if not text and row.empty is not Empty.REFUSED:
        return None if row.empty is Empty.NULL else ""
    if not text:
        detail = f"{row.name} is empty; give a value or leave it out."
        raise QueryError(WrongParameter(row.name, text, detail, listed(_valid(row, vocabulary))))
    if row.vocabulary and text in _members(row.vocabulary, vocabulary):
        return text
    parse = None if row.choices else _BY_KIND.get(row.kind) or _BY_OPERATOR.get(row.operator)
    return parse(row, text) if parse else _known(row, text, _valid(row, vocabulary))


def _valid(row: Filter, vocabulary: Vocabulary) -> tuple[str, ...]:
    """All values that the filter accepts; empty if they are not known."""
    return row.choices or (vocabulary(row.vocabulary) if row.vocabulary else ())


@lru_cache
def _members(name: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The valid values of a named table as a set: there are 6,700 codes of regions."""
    return frozenset(vocabulary(name))


def listed(valid: tuple[str, ...]) -> tuple[str, ...]:
    """The valid values in a mistake: all, or none if there are too many to help."""
    return valid if len(valid) <= MAX_LISTED else ()


def _matching(row: Filter, text: str, pattern: re.Pattern[str], form: str) -> str:
    if pattern.fullmatch(text):
        return text
    raise QueryError(
        WrongParameter(row.name, text, f"{row.name} {form} {row.example}; {shortened(text)!r} is not.")
    )


def _whole(row: Filter, text: str) -> int:
    if (row.lowest, row.highest) == (FIRST_YEAR, LAST_YEAR):
        return int(_matching(row, text, _YEAR, "is a year of four digits, such as"))
    number = int(_matching(row, text, _NUMBER, "is a whole number, such as"))
    if row.lowest <= number <= row.highest:
        return number
    raise QueryError(WrongParameter(row.name, text, f"{row.name} is from {row.lowest} to {row.highest}."))


def _moment(row: Filter, text: str) -> str:
    """A date (at 00:00) or a time in UTC, in the form in which times are stored."""
    form = "is a date, or a time in UTC such as 2026-01-31T08:00:00Z; for example"
    whole = f"{_matching(row, text, _MOMENT, form)[:19]:T<11}00:00:00"[:19]
    try:
        return f"{datetime.fromisoformat(whole).isoformat()}Z"
    except ValueError:
        raise QueryError(
            WrongParameter(row.name, text, f"{row.name}: there is no such day or time.")
        ) from None


def _words(row: Filter, text: str) -> str:
    if not words(text):
        raise QueryError(
            WrongParameter(row.name, text, f"{row.name} contains no word; give one, such as {row.example}.")
        )
    return " ".join(text.split())


def _number(row: Filter, text: str) -> Decimal:
    return Decimal(_matching(row, text, _DECIMAL, "is a number, such as"))


def _name(row: Filter, text: str) -> str:
    return _matching(row, text, NAME, "is a name of letters, such as")


_BY_KIND: dict[CellType, Callable[[Filter, str], Value]] = {
    CellType.INTEGER: _whole,
    CellType.DECIMAL: _number,
    CellType.DATE: _moment,
}
_BY_OPERATOR: dict[Operator, Callable[[Filter, str], Value]] = {
    Operator.CONTAINS: _name,
    Operator.RULE: _name,
    Operator.WORDS: _words,
}


_BY_NAME: dict[Operator, Callable[[Filter, str], tuple[str, ...]]] = {
    Operator.PLACE: names.place,
    Operator.WITHIN: names.place_with_code,
    Operator.QUANTITY: names.quantity,
}


def _known(row: Filter, text: str, valid: tuple[str, ...]) -> str:
    if not valid or text in valid:
        return text
    close = near(shortened(text), valid)
    if row.vocabulary == "indicators":
        close = tuple(dict.fromkeys((*close, *(code for code in codes_like(text) if code in valid))))
    hint = f" Did you mean {close[0]}?" if close else ""
    where = f" /v1/{row.vocabulary} lists those that there are." if row.vocabulary else ""
    detail = f"There is no {row.name} {shortened(text)!r}.{hint}{where}"
    raise QueryError(WrongParameter(row.name, text, detail, listed(valid) or close[: names.MOST_SUGGESTED]))


def near(text: str, valid: tuple[str, ...]) -> tuple[str, ...]:
    """The valid values with the most similar spelling, the nearest first, ignoring case.

    If there are very many, only those with the same first four characters: 3302 is a region's city.
    """
    folded = {value.casefold(): value for value in valid}
    wanted = text.casefold()
    if len(valid) > MANY:
        folded = {key: value for key, value in folded.items() if key[:4] == wanted[:4]}
    return tuple(folded[key] for key in get_close_matches(wanted, folded, n=5, cutoff=0.6))
