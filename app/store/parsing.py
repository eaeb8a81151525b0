"""Parameters to a checked question; every wrong one is named, with what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from app.store import cursors
from app.store.listing import DEFAULT_LIMIT, MAX_LIMIT, ListQuery, Mistake, QueryError, SortKey, Value
from app.store.resources import Resource
from app.store.values import Vocabulary, near, parse_values

MAX_LENGTH = 500
CONTROLS = ("sort", "fields", "limit", "cursor", "total")

Parsed = TypeVar("Parsed")


def parse_pairs(resource: Resource, pairs: Iterable[tuple[str, str]], vocabulary: Vocabulary) -> ListQuery:
    """The question that (name, text) pairs ask of a list; ``vocabulary`` knows the values of open tables.

    Raises:
        QueryError: one mistake for each wrong parameter.
    """
    asked: dict[str, list[str]] = {}
    for name, text in pairs:
        asked.setdefault(name, []).append(text)
    mistakes = [*_strangers(resource, asked), *_unreadable(asked), *_repeated(asked)]
    if mistakes:
        raise QueryError(*mistakes)
    return _query(resource, asked, vocabulary)


def _strangers(resource: Resource, asked: dict[str, list[str]]) -> list[Mistake]:
    valid = (*(row.name for row in resource.filters), *CONTROLS)
    return [
        Mistake(name[:MAX_LENGTH], texts[0][:MAX_LENGTH], _stranger(resource, name, valid), valid)
        for name, texts in asked.items()
        if name not in valid
    ]


def _stranger(resource: Resource, name: str, valid: tuple[str, ...]) -> str:
    close = near(name[:50], valid)
    hint = f" Did you mean {close[0]}?" if close else ""
    return f"{resource.name} have no parameter {name[:50]!r}.{hint}"


def _unreadable(asked: dict[str, list[str]]) -> list[Mistake]:
    mistakes = []
    for name, texts in asked.items():
        for text in texts:
            if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
                mistakes.append(Mistake(name, "", f"{name} holds a character that no text has; remove it."))
            elif name != "cursor" and len(text) > MAX_LENGTH:
                mistakes.append(Mistake(name, text[:50], f"{name} is longer than {MAX_LENGTH} characters."))
    return mistakes


def _repeated(asked: dict[str, list[str]]) -> list[Mistake]:
    return [
        Mistake(name, asked[name][1][:50], f"{name} can be given once only.")
        for name in CONTROLS
        if len(asked.get(name, ())) > 1
    ]


def _query(resource: Resource, asked: dict[str, list[str]], vocabulary: Vocabulary) -> ListQuery:
    mistakes: list[Mistake] = []

    def control(name: str, parse: Callable[[Resource, str], Parsed], otherwise: Parsed) -> Parsed:
        return _kept(mistakes, lambda: parse(resource, asked[name][0]), otherwise) if name in asked else otherwise

    where = tuple(
        (row.name, _kept(mistakes, lambda row=row: parse_values(row, asked[row.name], vocabulary), ()))
        for row in resource.filters
        if row.name in asked
    )
    query = ListQuery(
        resource,
        where,
        control("sort", _sort, ()),
        control("fields", _fields, resource.columns),
        control("limit", _limit, DEFAULT_LIMIT),
        control("cursor", lambda _, text: text, None),
        control("total", _total, True),
    )
    if mistakes:
        raise QueryError(*mistakes)
    cursors.decode(query)
    return query


def _kept(mistakes: list[Mistake], parse: Callable[[], Parsed], otherwise: Parsed) -> Parsed:
    """What ``parse`` gives; its mistakes are kept, so that all are told at once."""
    try:
        return parse()
    except QueryError as error:
        mistakes.extend(error.mistakes)
        return otherwise


def _sort(resource: Resource, text: str) -> tuple[SortKey, ...]:
    keys = tuple(SortKey(part.strip().lstrip("-"), part.strip().startswith("-")) for part in text.split(","))
    for key in keys:
        if key.name not in resource.sorts:
            detail = f"{resource.name} can't be sorted by {key.name!r}; use one of the valid keys, - before a falling one."
            raise QueryError(Mistake("sort", text, detail, resource.sorts))
    if len({key.name for key in keys}) < len(keys):
        raise QueryError(Mistake("sort", text, "sort names a key twice; once is enough.", resource.sorts))
    return keys


def _fields(resource: Resource, text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(part.strip() for part in text.split(",")))
    for name in names:
        if name not in resource.columns:
            detail = f"{resource.name} have no field {name!r}; give names from the valid ones, joined by commas."
            raise QueryError(Mistake("fields", text, detail, resource.columns))
    return names


def _limit(resource: Resource, text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= MAX_LIMIT:
        return int(text)
    detail = f"limit is a whole number from 1 to {MAX_LIMIT}; for more rows follow next or take format=csv."
    raise QueryError(Mistake("limit", text, detail))


def _total(resource: Resource, text: str) -> bool:
    if text in ("exact", "none"):
        return text == "exact"
    raise QueryError(Mistake("total", text, "total is exact or none.", ("exact", "none")))


__all__ = ["CONTROLS", "Value", "parse_pairs"]
