"""The lists, a row for each, with its columns, filters, sort keys, names and key.

A list also needs a row in ``captions.CAPTIONS`` for each column name that no other list has. If a row is
missing, importing this module fails with its name.
"""

from __future__ import annotations

from app.store.declared import (
    comparison_fields,
    comparison_filters,
    count_filters,
    derived_filters,
    fields,
    filters,
    report_filters,
    restatement_columns,
)
from app.store.declared.computed_resources import DERIVED
from app.store.declared.resource import Resource

__all__ = ["DERIVED", "LISTS", "PUBLIC", "RESOURCES"]

RESOURCES: dict[str, Resource] = {
    row.name: row
    for row in (
        Resource(
            name="observations",
            row_name="Observation",
            zh="观测值",
            en="Observations",
            about="Every number that a report states as the value of a measurable quantity, with "
            "its sentence.",
            fields=fields.OBSERVATION_FIELDS,
            filters=filters.OBSERVATION_FILTERS,
            sorts=(
                "id", "indicator", "indicator_code", "category", "measure", "status", "value",
                "unit", "scope", "start_year", "year", "region_code", "report_id", "confidence",
                "level", "province_code",
            ),
            default_sort="reports in the order of their first ingestion, in each the order of its text; "
            "by relevance if q is given",
            key=("id",),
            facets=(
                "category", "year", "indicator_code", "region_code", "status", "measure", "bound",
                "unit", "flag", "level", "province_code", "action", "head", "source_kind", "reader",
            ),
        ),
        Resource(
            name="comparisons",
            row_name="Comparison",
            zh="目标与完成",
            en="Comparisons",
            about="Every target that a report sets for its year, and its result in a later report.",
            fields=comparison_fields.COMPARISON_FIELDS,
            filters=comparison_filters.COMPARISON_FILTERS,
            sorts=(
                "region_code", "scope", "indicator", "indicator_code", "category", "measure",
                "year", "target_value", "actual_value", "ambition", "gap", "attainment", "outcome",
                "confidence",
            ),
            default_sort="region, year, then the order of the targets in their reports",
            key=("vintage", "tolerance_rule", "target_observation_id"),
            facets=(
                "outcome", "category", "year", "indicator_code", "region_code", "measure", "match_reason",
                "commitment_class", "level", "actual_source",
            ),
        ),
        Resource(
            name="restatements",
            row_name="Restatement",
            zh="修订",
            en="Restatements",
            about="Values as they were first stated, as a later report restates them, and as a later report "
            "implies them by level and growth.",
            fields=restatement_columns.RESTATEMENT_FIELDS,
            filters=restatement_columns.RESTATEMENT_FILTERS,
            sorts=("region_code", "indicator", "indicator_code", "category", "measure", "year", "confidence"),
            default_sort="region, year, then the order of the first observations in their reports; places "
            "without a code last",
            key=("first_observation_id",),
            facets=("changed", "consistent", "year", "indicator_code", "region_code", "category", "measure"),
        ),
        Resource(
            name="checks",
            row_name="Check",
            zh="核对",
            en="Checks",
            about="Observations that do not fit what their place states elsewhere, and by how much.",
            fields=fields.CHECK_FIELDS,
            filters=derived_filters.CHECK_FILTERS,
            sorts=("kind", "judgement", "region_code", "indicator_code", "year"),
            default_sort="region code, then the order of the observations in their reports; places "
            "without a code last",
            key=("id",),
            facets=("kind", "judgement", "region_code", "indicator_code", "year"),
        ),
        Resource(
            name="corrections",
            row_name="Correction",
            zh="更正",
            en="Corrections",
            about="What readers say about statements: right, wrong fields, not an observation, or missed.",
            fields=fields.CORRECTION_FIELDS,
            filters=derived_filters.CORRECTION_FILTERS,
            sorts=("report_id", "made_at", "reader_name", "verdict", "state"),
            default_sort="the order in which they were stored",
            key=("id",),
            facets=("verdict", "reader", "reader_name", "state"),
            private=True,
        ),
        Resource(
            name="reports",
            row_name="Report",
            zh="报告",
            en="Reports",
            about="The reports in the database.",
            fields=fields.REPORT_FIELDS,
            filters=report_filters.REPORT_FILTERS,
            sorts=("id", "region_code", "level", "report_year", "delivered_on", "characters", "observations"),
            default_sort="region code, then year of delivery",
            key=("id",),
            facets=("region_code", "level", "report_year"),
        ),
        Resource(
            name="indicators",
            row_name="Indicator",
            zh="指标",
            en="Indicators",
            about="The catalogue of quantities that have a code.",
            fields=fields.INDICATOR_FIELDS,
            filters=count_filters.INDICATOR_FILTERS,
            sorts=("indicator_code", "category", "observations"),
            default_sort="code",
            key=("indicator_code",),
        ),
        Resource(
            name="categories",
            row_name="Category",
            zh="类别",
            en="Categories",
            about="The eighteen categories and the number of observations in each.",
            fields=fields.CATEGORY_FIELDS,
            filters=count_filters.COUNT_FILTERS,
            sorts=("category", "observations"),
            default_sort="code",
            key=("category",),
        ),
        Resource(
            name="years",
            row_name="Year",
            zh="年份",
            en="Years",
            about="The years that values refer to and the number of observations of each.",
            fields=fields.YEAR_FIELDS,
            filters=count_filters.COUNT_FILTERS,
            sorts=("year", "observations"),
            default_sort="year",
            key=("year",),
        ),
        Resource(
            name="units",
            row_name="Unit",
            zh="单位",
            en="Units",
            about="The units of the values and the number of observations with each.",
            fields=fields.UNIT_FIELDS,
            filters=count_filters.COUNT_FILTERS,
            sorts=("unit", "observations"),
            default_sort="unit",
            key=("unit",),
        ),
        Resource(
            name="regions",
            row_name="ReportedRegion",
            zh="地区",
            en="Regions",
            about="The places that have reports in the database.",
            fields=fields.REGION_FIELDS,
            filters=count_filters.REGION_FILTERS,
            sorts=("region_code", "reports", "observations"),
            default_sort="region code; places without a code last",
            key=("region_code",),
        ),
    )
}  # fmt: skip # sort keys read better on few lines

#: All lists by name, including the computed ones.
LISTS: dict[str, Resource] = RESOURCES | DERIVED
#: The stored lists that anyone may read; releases consist of them.
PUBLIC: dict[str, Resource] = {name: one for name, one in RESOURCES.items() if not one.private}
