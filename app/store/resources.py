"""What can be listed: each list with its columns, filters and sort keys, as data."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from app.store import derived_fields, derived_filters, fields, filters
from app.store.fields import Field
from app.store.filters import Filter

YEAR = re.compile(r"[12][0-9]{3}")


@dataclass(frozen=True, eq=False)
class Resource:
    """One list, at ``/v1/{path}``; each is itself only.

    ``sorts`` are the documented sort keys. ``default_sort`` says in words what order rows have
    without one; every order ends with a unique key, so that no row is lost or doubled over pages.
    ``facets`` are the filters whose values can be counted. ``year_field`` is what the columns of a
    list are like that has one more for each year, named by it (a panel).
    """

    name: str
    fields: tuple[Field, ...]
    filters: tuple[Filter, ...]
    sorts: tuple[str, ...]
    default_sort: str
    facets: tuple[str, ...] = ()
    path: str = ""
    year_field: Field | None = None

    def __post_init__(self) -> None:
        if not self.path:
            object.__setattr__(self, "path", self.name)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Names of the fields that the list always has, in order."""
        return tuple(field.name for field in self.fields)

    def field(self, name: str) -> Field:
        """The field of that name; ``KeyError`` where there is none."""
        found = self._fields.get(name)
        if found is None and self.year_field is not None and YEAR.fullmatch(name):
            return replace(self.year_field, name=name)
        return self._fields[name]

    def has_field(self, name: str) -> bool:
        """Whether rows can have a field of that name."""
        return name in self._fields or (self.year_field is not None and bool(YEAR.fullmatch(name)))

    def filter(self, name: str) -> Filter | None:
        """The filter of that name, if there is one."""
        return self._filters.get(name)

    @cached_property
    def _fields(self) -> dict[str, Field]:
        return {field.name: field for field in self.fields}

    @cached_property
    def _filters(self) -> dict[str, Filter]:
        return {row.name: row for row in self.filters}


RESOURCES: dict[str, Resource] = {
    row.name: row
    for row in (
        Resource(
            "observations",
            fields.OBSERVATION_FIELDS,
            filters.OBSERVATION_FILTERS,
            (
                "id", "indicator", "indicator_code", "category", "measure", "status", "value", "unit",
                "scope", "start_year", "year", "region_code", "report_id", "confidence",
                "level", "province_code",
            ),
            "reports in the order of their first ingestion, in each the order of its text; by relevance "
            "where q is given",
            (
                "category", "year", "indicator_code", "region_code", "status", "measure", "bound", "unit",
                "flag", "level", "province_code", "action", "head", "source_kind",
            ),
        ),
        Resource(
            "comparisons",
            fields.COMPARISON_FIELDS,
            filters.COMPARISON_FILTERS,
            (
                "region_code", "scope", "indicator", "indicator_code", "category", "measure", "year",
                "target_value", "actual_value", "ambition", "gap", "attainment", "outcome",
            ),
            "region, year, then the order of the targets in their reports",
            ("outcome", "category", "year", "indicator_code", "region_code", "measure"),
        ),
        Resource(
            "reports",
            fields.REPORT_FIELDS,
            filters.REPORT_FILTERS,
            ("id", "region_code", "level", "report_year", "delivered_on", "characters", "observations"),
            "region code, then year of delivery",
            ("region_code", "level", "report_year"),
        ),
        Resource(
            "indicators",
            fields.INDICATOR_FIELDS,
            filters.INDICATOR_FILTERS,
            ("indicator_code", "category", "observations"),
            "code",
        ),
        Resource(
            "categories",
            fields.CATEGORY_FIELDS,
            filters.COUNT_FILTERS,
            ("category", "observations"),
            "code",
        ),
        Resource("years", fields.YEAR_FIELDS, filters.COUNT_FILTERS, ("year", "observations"), "year"),
        Resource(
            "regions",
            fields.REGION_FIELDS,
            filters.REGION_FILTERS,
            ("region_code", "reports", "observations"),
            "region code; places without a code last",
        ),
    )
}  # fmt: skip # sort keys read better on few lines

#: Lists that are computed from the others.
DERIVED: dict[str, Resource] = {
    row.name: row
    for row in (
        Resource(
            "changes",
            derived_fields.CHANGE_FIELDS,
            derived_filters.CHANGE_FILTERS,
            ("sequence",),
            "the order in which they happened",
        ),
        Resource(
            "coverage",
            derived_fields.COVERAGE_FIELDS,
            derived_filters.COVERAGE_FILTERS,
            ("region_code",),
            "region code, year, indicator code; places without a code last",
            ("region_code", "year", "indicator_code", "category", "state"),
        ),
        Resource(
            "panel",
            derived_fields.PANEL_FIELDS,
            derived_filters.PANEL_FILTERS,
            ("region_code", "unit"),
            "region code, unit; places without a code last",
            year_field=derived_fields.PANEL_YEAR,
        ),
        Resource(
            "summary",
            derived_fields.SUMMARY_FIELDS,
            derived_filters.SUMMARY_FILTERS,
            ("region_code", "category", "year", "targets", "met", "missed", "pending", "met_share"),
            "region code, category, year",
            path="comparisons/summary",
        ),
        Resource(
            "league",
            derived_fields.LEAGUE_FIELDS,
            derived_filters.LEAGUE_FILTERS,
            ("rank", "region_code"),
            "rank, then region code",
            path="comparisons/league",
        ),
    )
}  # fmt: skip # sort keys read better on few lines

#: All lists by name, those that are computed from others too.
LISTS: dict[str, Resource] = RESOURCES | DERIVED
