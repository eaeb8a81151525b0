"""What can be listed: each list with its columns, filters and sort keys, as data."""

from __future__ import annotations

from dataclasses import dataclass

from app.store import fields, filters
from app.store.fields import Field
from app.store.filters import Filter


@dataclass(frozen=True, slots=True)
class Resource:
    """One list.

    ``sorts`` are the documented sort keys. ``default_sort`` says in words what order rows have
    without one; every order ends with a unique key, so that no row is lost or doubled over pages.
    """

    name: str
    fields: tuple[Field, ...]
    filters: tuple[Filter, ...]
    sorts: tuple[str, ...]
    default_sort: str

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the fields, in order."""
        return tuple(field.name for field in self.fields)

    def field(self, name: str) -> Field:
        """The field of that name; ``KeyError`` where there is none."""
        return {field.name: field for field in self.fields}[name]

    def filter(self, name: str) -> Filter | None:
        """The filter of that name, if there is one."""
        return next((row for row in self.filters if row.name == name), None)


RESOURCES: dict[str, Resource] = {
    row.name: row
    for row in (
        Resource(
            "observations",
            fields.OBSERVATION_FIELDS,
            filters.OBSERVATION_FILTERS,
            (
                "id", "indicator", "indicator_code", "category", "measure", "status", "value", "unit",
                "scope", "start_year", "year", "region_code", "report_id",
            ),
            "reports in the order of their first ingestion, in each the order of its text",
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
        ),
        Resource(
            "reports",
            fields.REPORT_FIELDS,
            filters.REPORT_FILTERS,
            ("id", "region_code", "level", "report_year", "delivered_on", "characters", "observations"),
            "region code, then year of delivery",
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
