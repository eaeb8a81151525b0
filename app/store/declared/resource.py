"""The description of a list: its columns, filters, sort keys, names and key."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from app.store.declared.captions import CAPTIONS
from app.store.declared.fields import Field
from app.store.declared.filters import Filter

#: The name of a year's column: the value, or with a suffix another cell of that year (2025_high).
YEAR = re.compile(r"(?P<year>[12][0-9]{3})(?P<suffix>_[a-z]+)?")
_YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class SortKey:
    """One key of an order: a documented field, ascending or descending."""

    name: str
    descending: bool = False


@dataclass(frozen=True, eq=False, kw_only=True)
class Resource:
    """One list, at ``/v1/{path}``; two lists are never equal.

    Attributes:
        name: Name of the list, of its service and of its function in ``api/lists.py``.
        row_name: Name of one row, in OpenAPI.
        zh: Its Chinese name.
        en: Its English name.
        about: A sentence that says what its rows are.
        fields: Its columns.
        filters: Its query parameters, except those that all lists have.
        sorts: The sort keys.
        default_sort: The order without a sort key, in words. Every order ends with a unique key, so that
            no row is missing or repeated over pages.
        key: The columns that identify a row; some may be null.
        facets: The filters whose values can be counted.
        path: Its address below ``/v1``; the name by default.
        one_of: Filters of which at least one must be given, since the whole list is too long to read.
        private: Whether only clients with the review token may read it over HTTP.
        year_fields: The columns that a panel also has for each year; their names begin with the year.
    """

    name: str
    row_name: str
    zh: str
    en: str
    about: str
    fields: tuple[Field, ...]
    filters: tuple[Filter, ...]
    sorts: tuple[str, ...]
    default_sort: str
    key: tuple[str, ...]
    facets: tuple[str, ...] = ()
    path: str = ""
    year_fields: tuple[Field, ...] = ()
    one_of: tuple[str, ...] = ()
    private: bool = False

    def __post_init__(self) -> None:
        if not self.path:
            object.__setattr__(self, "path", self.name)
        for column in self.columns:
            if column not in CAPTIONS:
                raise LookupError(
                    f"The column {column!r} of the list {self.name!r} has no name for people: "
                    "add a row to CAPTIONS in app/store/declared/captions.py."
                )
        for column in (*self.sorts, *self.key):
            self.field(column)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Names of the fields that the list always has, in order."""
        return tuple(field.name for field in self.fields)

    def field(self, name: str) -> Field:
        """The field with this name.

        Raises:
            LookupError: the list has no such field.
        """
        found = self._fields.get(name)
        if found is None and (model := self._year_field(name)):
            return replace(model, name=name)
        if found is None:
            raise LookupError(f"The list {self.name!r} has no field {name!r}.")
        return found

    def has_field(self, name: str) -> bool:
        """Whether rows can have a field with this name."""
        return name in self._fields or self._year_field(name) is not None

    def _year_field(self, name: str) -> Field | None:
        """The field of ``year_fields`` that describes a year's column."""
        found = YEAR.fullmatch(name)
        suffix = (found["suffix"] or "") if found else None
        return next((field for field in self.year_fields if field.name[_YEAR_DIGITS:] == suffix), None)

    def filter(self, name: str) -> Filter | None:
        """The filter with this name, if there is one."""
        return self._filters.get(name)

    def needed(self) -> tuple[Filter, ...]:
        """The filters that an example query needs: the required ones, and one of ``one_of``."""
        return tuple(row for row in self.filters if row.required or row.name in self.one_of[:1])

    def choices(self, name: str) -> tuple[str, ...]:
        """All cells that a field can have, except null, if they are few and fixed; else empty."""
        row = self.filter(name)
        if row is None or row.column != name or row.same_as:
            return ()
        meant = dict(row.means)
        return tuple(choice for choice in row.choices if choice not in meant)

    @cached_property
    def file_order(self) -> tuple[SortKey, ...]:
        """The order of files: by place and year, so that engines can skip what they don't need."""
        return tuple(SortKey(name) for name in ("region_code", "year") if name in self.sorts)

    @cached_property
    def _fields(self) -> dict[str, Field]:
        return {field.name: field for field in self.fields}

    @cached_property
    def _filters(self) -> dict[str, Filter]:
        return {row.name: row for row in self.filters}
