"""The filters of reports."""

from __future__ import annotations

from dataclasses import replace

from app.model.report import ChoiceReason, ReportKind
from app.store.declared.fields import CellType
from app.store.declared.filters import (
    LEVEL,
    PLACES,
    REPORT_YEAR,
    UPDATED_SINCE,
    Filter,
    Operator,
    choice,
    end,
)

REPORT_FILTERS: tuple[Filter, ...] = (
    *PLACES,
    LEVEL,
    REPORT_YEAR,
    end(
        "report_year_from", "report_year", Operator.FROM, CellType.INTEGER, "Delivered then or later.", "2018"
    ),
    end("report_year_to", "report_year", Operator.TO, CellType.INTEGER, "Delivered then or earlier.", "2020"),
    choice("kind", ReportKind, "Kind of document.", "bulletin"),
    choice("choice", ChoiceReason, "Why this text of the report is the one in use.", "longer"),
    replace(UPDATED_SINCE, column="ingested_at", description="Reports that were read then or later."),
)
