"""Command line options for the filters of lists, generated from the same rows as the API's parameters."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator

from app.store.declared.filters import Filter
from app.store.declared.resources import LISTS


def add_filters(parser: ArgumentParser, lists: Iterable[str]) -> None:
    """Add an option for each filter of the lists; a filter that several lists share is one option."""
    for name, rows in _filters(lists).items():
        options = dict.fromkeys((f"--{name.replace('_', '-')}", f"--{name}"))
        parser.add_argument(
            *options, dest=f"filter_{name}", action="append", metavar="VALUE", help=_help(rows)
        )


def given_filters(arguments: Namespace, lists: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The filters that were given, as pairs of name and value."""
    for name in _filters(lists):
        yield from ((name, text) for text in getattr(arguments, f"filter_{name}") or [])


def _filters(lists: Iterable[str]) -> dict[str, dict[str, Filter]]:
    """Each filter by its name, then by the names of the lists that have it."""
    found: dict[str, dict[str, Filter]] = {}
    for name in lists:
        for row in LISTS[name].filters:
            found.setdefault(row.name, {})[name] = row
    return found


def _help(rows: dict[str, Filter]) -> str:
    """The help text of a filter; if lists use it differently, with their names."""
    names_by_text: dict[str, list[str]] = {}
    for name, row in rows.items():
        names_by_text.setdefault(f"{row.description} Example: {row.example}", []).append(name)
    many = len(rows) > 1
    texts = (f"{text} ({', '.join(names)})" if many else text for text, names in names_by_text.items())
    return " ".join(texts).replace("%", "%%")
