"""The lists that are computed from other lists, in the form of ``resources``."""

from __future__ import annotations

from app.store.declared import derived_fields, derived_filters, ledger_columns
from app.store.declared.resource import Resource

#: The computed lists by name.
DERIVED: dict[str, Resource] = {
    row.name: row
    for row in (
        Resource(
            name="changes",
            row_name="ChangeRecord",
            zh="变更",
            en="Changes",
            about="Every change of an observation since the database was created, for mirrors.",
            fields=derived_fields.CHANGE_FIELDS,
            filters=derived_filters.CHANGE_FILTERS,
            sorts=("sequence",),
            default_sort="the order in which they happened",
            key=("sequence",),
        ),
        Resource(
            name="review",
            row_name="DoubtfulStatement",
            zh="待审",
            en="Statements to review",
            about="The 1,000 statements that most deserve a reader: by doubt times weight, without those "
            "that a person has read.",
            fields=derived_fields.REVIEW_FIELDS,
            filters=derived_filters.REVIEW_FILTERS,
            sorts=("confidence", "weight", "region_code", "year"),
            default_sort="(1 - confidence) x weight, the greatest first",
            key=("id",),
        ),
        Resource(
            name="resolve",
            row_name="Resolved",
            zh="问答",
            en="Resolved questions",
            about="The observations that answer a question in words, the best first.",
            fields=derived_fields.RESOLVE_FIELDS,
            filters=derived_filters.RESOLVE_FILTERS,
            sorts=("rank",),
            default_sort="rank",
            key=("rank",),
        ),
        Resource(
            name="coverage",
            row_name="Coverage",
            zh="覆盖",
            en="Coverage",
            about="For each place, year and indicator whether a value is stated, doubtful, not "
            "stated, or its report is missing.",
            fields=derived_fields.COVERAGE_FIELDS,
            filters=derived_filters.COVERAGE_FILTERS,
            sorts=("region_code",),
            default_sort="region code, year, indicator code; places without a code last",
            key=("region_code", "year", "indicator_code"),
            facets=("region_code", "year", "indicator_code", "category", "state"),
        ),
        Resource(
            name="ledger",
            row_name="LedgerEntry",
            zh="目标台账",
            en="Ledger of targets",
            about="The targets of a place year by year, with changes, results, and what its superior and "
            "its siblings plan.",
            fields=ledger_columns.LEDGER_FIELDS,
            filters=ledger_columns.LEDGER_FILTERS,
            sorts=(
                "region_code", "indicator_code", "indicator", "measure", "year", "midpoint",
                "own_previous_target", "gap", "target_change", "bound_change", "outcome",
            ),
            default_sort="region, indicator code, line, year; quantities without a code last",
            key=("region_code", "region", "indicator", "scope", "measure", "unit", "start_year", "year"),
            one_of=("region_code", "region", "within", "province", "city", "indicator_code", "indicator"),
        ),
        Resource(
            name="panel",
            row_name="PanelRow",
            zh="面板",
            en="Panel",
            about="One indicator as a wide table of regions by years, for regressions.",
            fields=derived_fields.PANEL_FIELDS,
            filters=derived_filters.PANEL_FILTERS,
            sorts=("region_code", "unit", "period_years"),
            default_sort="region code, unit, length of the period; places without a code last",
            key=("region_code", "unit", "period_years"),
            year_fields=derived_fields.PANEL_YEARS,
            one_of=("indicator_code", "indicator"),
        ),
        Resource(
            name="summary",
            row_name="ComparisonSummary",
            zh="完成情况汇总",
            en="Summary of comparisons",
            about="How many targets were met, missed, are unreported and awaited.",
            fields=derived_fields.SUMMARY_FIELDS,
            filters=derived_filters.SUMMARY_FILTERS,
            sorts=(
                "region_code", "category", "year", "targets", "met", "missed", "unreported", "awaited",
                "met_share",
            ),
            default_sort="region code, category, year",
            key=("region_code", "category", "year"),
            path="comparisons/summary",
        ),
        Resource(
            name="league",
            row_name="LeaguePlace",
            zh="排名",
            en="League of regions",
            about="Regions ranked by their result for one indicator in a year.",
            fields=derived_fields.LEAGUE_FIELDS,
            filters=derived_filters.LEAGUE_FILTERS,
            sorts=("rank", "region_code"),
            default_sort="rank, then region code",
            key=("region_code",),
            path="comparisons/league",
            one_of=("indicator_code", "indicator"),
        ),
    )
}  # fmt: skip # sort keys read better on few lines
