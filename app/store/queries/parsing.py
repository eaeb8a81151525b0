"""Parses parameters to a checked query. The error names every wrong parameter and says what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import TypeVar

from app.store.declared.filters import Operator
from app.store.declared.resource import Resource, SortKey
from app.store.queries import cursors
from app.store.queries.query import (
    DEFAULT_LIMIT,
    MAX_LIMIT,
    ListQuery,
    QueryError,
    Value,
    WrongParameter,
    shortened,
)
from app.store.queries.values import Vocabulary, near, parse_values

MAX_LENGTH = 500
CONTROLS = ("sort", "fields", "limit", "cursor", "total", "facet")
_REPEATED = ("facet",)

_TOTALS = ("exact", "none")
_NUMBER = re.compile(r"[0-9]{1,9}")
#: NUL and surrogates, which UTF-8 has not.
_UNREADABLE = re.compile("[\0\ud800-\udfff]")

Given = TypeVar("Given")
Parsed = TypeVar("Parsed")


def parse_pairs(
    resource: Resource,
    pairs: Iterable[tuple[str, str]],
    vocabulary: Vocabulary,
    also: Sequence[str] = (),
) -> ListQuery:
    """The query of a list that these (name, text) pairs make.

    ``vocabulary`` returns the valid values of a named table; ``also`` names parameters that the caller has
    already removed.

    Raises:
        QueryError: one mistake for each wrong parameter.
    """
    asked: dict[str, list[str]] = {}
    for name, text in pairs:
        asked.setdefault(name, []).append(text)
    mistakes = [
        *_strangers(resource, asked, also),
        *_missing(resource, asked),
        *_twice(resource, asked),
        *_unreadable(asked),
        *_repeated(asked),
    ]
    if mistakes:
        raise QueryError(*mistakes)
    return _query(resource, asked, vocabulary)


def _strangers(resource: Resource, asked: dict[str, list[str]], also: Sequence[str]) -> list[WrongParameter]:
    strange = [name for name in asked if not (resource.filter(name) or name in CONTROLS or name in also)]
    if not strange:
        return []
    valid = (*(row.name for row in resource.filters), *CONTROLS, *also)
    return [
        WrongParameter(
            name[:MAX_LENGTH], asked[name][0][:MAX_LENGTH], _stranger(resource, name, valid), valid
        )
        for name in strange
    ]


def _stranger(resource: Resource, name: str, valid: tuple[str, ...]) -> str:
    close = near(shortened(name), valid)
    hint = f" Did you mean {close[0]}?" if close else ""
    return f"{resource.name} have no parameter {shortened(name)!r}.{hint}"


def _missing(resource: Resource, asked: dict[str, list[str]]) -> list[WrongParameter]:
    return [
        WrongParameter(
            row.name, "", f"{resource.name} needs {row.name}: give one, such as {row.name}={row.example}."
        )
        for row in resource.filters
        if row.required and row.name not in asked
    ] + _too_many(resource, asked)


def _twice(resource: Resource, asked: dict[str, list[str]]) -> list[WrongParameter]:
    return [
        WrongParameter(
            row.name, shortened(asked[row.name][0]), f"{row.name} is another name of {row.same_as}: give one."
        )
        for row in resource.filters
        if row.name in asked and row.same_as in asked
    ]


def _too_many(resource: Resource, asked: dict[str, list[str]]) -> list[WrongParameter]:
    if not resource.one_of or any(name in asked for name in resource.one_of):
        return []
    row = resource.needed()[0]
    names = f"{', '.join(resource.one_of[:-1])} or {resource.one_of[-1]}"
    detail = f"{resource.name} needs {names}: give one, such as {row.name}={row.example}."
    return [WrongParameter(row.name, "", detail)]


def _unreadable(asked: dict[str, list[str]]) -> list[WrongParameter]:
    mistakes = []
    for name, texts in asked.items():
        for text in texts:
            if _UNREADABLE.search(text):
                mistakes.append(
                    WrongParameter(name, "", f"{name} contains a character that no text has; remove it.")
                )
            elif name != "cursor" and len(text) > MAX_LENGTH:
                mistakes.append(
                    WrongParameter(name, shortened(text), f"{name} is longer than {MAX_LENGTH} characters.")
                )
    return mistakes


def _repeated(asked: dict[str, list[str]]) -> list[WrongParameter]:
    return [
        WrongParameter(name, shortened(asked[name][1]), f"{name} can be given once only.")
        for name in CONTROLS
        if name not in _REPEATED and len(asked.get(name, ())) > 1
    ]


def _query(resource: Resource, asked: dict[str, list[str]], vocabulary: Vocabulary) -> ListQuery:
    mistakes: list[WrongParameter] = []

    def control(name: str, parse: Callable[[str], Parsed], otherwise: Parsed) -> Parsed:
        return _kept(mistakes, parse, asked[name][0], otherwise) if name in asked else otherwise

    query = ListQuery(
        resource,
        tuple(_where(resource, asked, vocabulary, mistakes)),
        control("sort", partial(_sort, resource), ()),
        control("fields", partial(_fields, resource), resource.columns),
        control("limit", _limit, DEFAULT_LIMIT),
        asked["cursor"][0] if "cursor" in asked else None,
        control("total", _total, True),
        _kept(mistakes, partial(_facets, resource), asked.get("facet", []), ()),
    )
    mistakes += _crossed(query)
    if mistakes:
        raise QueryError(*mistakes)
    cursors.decode(query)
    return query


def _crossed(query: ListQuery) -> Iterator[WrongParameter]:
    """Mistakes for ranges that end before they begin: no row is in them."""
    given = [(row, values) for name, values in query.where if (row := query.resource.filter(name))]
    ends = {row.column: (row, values) for row, values in given if row.operator is Operator.TO}
    for row, lows in given:
        if row.operator is not Operator.FROM or row.column not in ends:
            continue
        end, highs = ends[row.column]
        for low, high in zip(lows, highs, strict=False):
            if isinstance(low, int | Decimal) and isinstance(high, int | Decimal) and low > high:
                detail = f"{row.name} {low} is after {end.name} {high}: swap them."
                yield WrongParameter(row.name, str(low), detail)


def _where(
    resource: Resource, asked: dict[str, list[str]], vocabulary: Vocabulary, mistakes: list[WrongParameter]
) -> Iterator[tuple[str, tuple[Value, ...]]]:
    for row in resource.filters:
        if row.name in asked:
            # Several places with a code can have the name of a place without one.
            literal = row.operator is Operator.PLACE and asked.get("region_code") == [""]
            parse = partial(parse_values, row, vocabulary=vocabulary, literal=literal)
            nothing: tuple[Value, ...] = ()
            values = _kept(mistakes, parse, asked[row.name], nothing)
            if row.operator is not Operator.LATEST or values != (row.default,):
                yield row.same_as or row.name, values


def _kept(
    mistakes: list[WrongParameter], parse: Callable[[Given], Parsed], given: Given, otherwise: Parsed
) -> Parsed:
    """The parsed values, or ``otherwise`` after a mistake. One error later names all mistakes."""
    try:
        return parse(given)
    except QueryError as error:
        mistakes.extend(error.mistakes)
        return otherwise


def _sort(resource: Resource, text: str) -> tuple[SortKey, ...]:
    parts = [part.strip() for part in text.split(",")]
    keys = tuple(SortKey(part.removeprefix("-"), part.startswith("-")) for part in parts)
    for key in keys:
        if key.name not in resource.sorts:
            detail = f"{resource.name} have no sort key {key.name!r}; a minus before a key sorts descending."
            raise QueryError(WrongParameter("sort", text, detail, resource.sorts))
    if len({key.name for key in keys}) < len(keys):
        raise QueryError(
            WrongParameter("sort", text, "sort names a key twice; once is enough.", resource.sorts)
        )
    return keys


def _fields(resource: Resource, text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(part.strip() for part in text.split(",")))
    for name in names:
        if not resource.has_field(name):
            detail = f"{resource.name} have no field {name!r}; give valid ones, joined by commas."
            raise QueryError(WrongParameter("fields", text, detail, resource.columns))
    return names


def _facets(resource: Resource, names: list[str]) -> tuple[str, ...]:
    for name in names:
        if name not in resource.facets:
            detail = f"{resource.name} can't be counted by {shortened(name)!r}."
            if not resource.facets:
                detail = f"{resource.name} have no facets: leave facet out."
            raise QueryError(WrongParameter("facet", shortened(name), detail, resource.facets))
    return tuple(dict.fromkeys(names))


def _limit(text: str) -> int:
    if _NUMBER.fullmatch(text) and 1 <= int(text) <= MAX_LIMIT:
        return int(text)
    detail = f"limit is a whole number from 1 to {MAX_LIMIT}; for more rows follow next or take format=csv."
    raise QueryError(WrongParameter("limit", text, detail))


def _total(text: str) -> bool:
    if text in _TOTALS:
        return text == "exact"
    raise QueryError(WrongParameter("total", text, "total is exact or none.", _TOTALS))
