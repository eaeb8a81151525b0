"""The tables that are computed from observations, place by place: comparisons and checks."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.store.rows.tables import BIG, Amount, Base, Number, PrimaryKey, Words


class OfQuantity:
    """The columns that identify the quantity of a row.

    ``region_key`` is the region's code, else its name, else the report's id: which rows are computed
    together.
    """

    region_key: Mapped[Words]
    region: Mapped[Words | None]
    region_code: Mapped[Words | None]
    scope: Mapped[Words]
    indicator: Mapped[Words]
    indicator_code: Mapped[Words | None]
    category: Mapped[Words]
    measure: Mapped[Words]
    unit: Mapped[Words]
    start_year: Mapped[Number]
    year: Mapped[Number]


#: An outcome in the default order, and the columns that most selections use, so that the index counts them.
_COUNTED = ("outcome", "region_key", "year", "key", "tolerance_mode", "vintages", "start_year")


class ComparisonRow(OfQuantity, Base):
    """The cells of a target and its outcome that queries use; ``ComparisonDocumentRow`` has all.

    ``key`` is eight times its target's key, plus the number of its vintage, plus four if a tolerance is
    left out. ``vintages`` has a bit for each vintage that the row is of, see ``comparison_filters.bit``: a
    target has one row for all vintages in which its actual is the same. ``series`` is that of the target.
    ``tolerance_mode`` is ``any`` if both modes of the filter ``tolerance`` select the row, else the mode that
    does.
    """

    __tablename__ = "comparisons"
    __table_args__ = (
        Index(None, "region_key", "year", "key"),
        Index(None, "indicator_code", "year", "key"),
        Index(None, "year", "key"),
        Index("ix_comparisons_outcome", *_COUNTED),
        Index(None, "gap_order", "key"),
        Index(None, "region_key", "indicator_code", "year"),
    )

    key: Mapped[PrimaryKey]
    vintage: Mapped[Words]
    target_value: Mapped[Amount]
    target_value_high: Mapped[Amount | None]
    target_bound: Mapped[Words]
    actual_value: Mapped[Amount | None]
    actual_bound: Mapped[Words | None]
    previous_value: Mapped[Amount | None]
    ambition: Mapped[Amount | None]
    gap: Mapped[Amount | None]
    attainment: Mapped[Amount | None]
    outcome: Mapped[Words]
    tolerance: Mapped[Amount]
    match_reason: Mapped[Words | None]
    confidence: Mapped[Amount]
    commitment: Mapped[Words]
    commitment_class: Mapped[Words | None]
    done_until: Mapped[Number | None]
    done_share: Mapped[Amount | None]
    time_share: Mapped[Amount | None]
    actual_source: Mapped[Words | None]
    target_observation_id: Mapped[Words]
    actual_observation_id: Mapped[Words | None]
    target_value_order: Mapped[Words]
    actual_value_order: Mapped[Words | None]
    ambition_order: Mapped[Words | None]
    gap_order: Mapped[Words | None]
    attainment_order: Mapped[Words | None]
    confidence_order: Mapped[Words]
    level: Mapped[Words | None]
    province_code: Mapped[Words | None]
    vintages: Mapped[Number]
    tolerance_mode: Mapped[Words]
    series: Mapped[int] = mapped_column(BIG)


class ComparisonDocumentRow(Base):
    """A comparison as the JSON object that lists return."""

    __tablename__ = "comparison_documents"
    group_bits: ClassVar[int] = 0

    key: Mapped[int] = mapped_column(
        BIG, ForeignKey("comparisons.key", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    document: Mapped[bytes] = mapped_column(LargeBinary)


class RestatementRow(OfQuantity, Base):
    """A value as first stated, restated and implied. ``key`` is that of the first observation."""

    __tablename__ = "restatements"
    __table_args__ = (
        Index(None, "region_key", "year", "key"),
        Index(None, "indicator_code", "year", "key"),
        Index(None, "year", "key"),
    )

    key: Mapped[PrimaryKey]
    first_value: Mapped[Amount]
    first_report_id: Mapped[Words]
    restated_value: Mapped[Amount | None]
    restated_report_id: Mapped[Words | None]
    revision: Mapped[Amount | None]
    changed: Mapped[Words | None]
    implied_value: Mapped[Amount | None]
    implied_low: Mapped[Amount | None]
    implied_high: Mapped[Amount | None]
    implied_report_id: Mapped[Words | None]
    implied_revision: Mapped[Amount | None]
    consistent: Mapped[Words | None]
    confidence: Mapped[Amount]
    first_observation_id: Mapped[Words]
    restated_observation_id: Mapped[Words | None]
    level_observation_id: Mapped[Words | None]
    growth_observation_id: Mapped[Words | None]
    confidence_order: Mapped[Words]


class CheckRow(Base):
    """An observation that does not fit others. ``key`` begins with the observation's key.

    ``region_key`` is the region's code, else its name, else the report's id: which rows are computed
    together.
    """

    __tablename__ = "checks"
    __table_args__ = (
        Index(None, "region_key", "key"),
        Index(None, "kind", "key"),
        Index(None, "indicator_code", "key"),
    )

    key: Mapped[PrimaryKey]
    id: Mapped[Words]
    region_key: Mapped[Words]
    kind: Mapped[Words]
    judgement: Mapped[Words]
    region: Mapped[Words | None]
    region_code: Mapped[Words | None]
    scope: Mapped[Words]
    indicator: Mapped[Words]
    indicator_code: Mapped[Words | None]
    measure: Mapped[Words]
    unit: Mapped[Words]
    year: Mapped[Number]
    value: Mapped[Amount]
    expected_low: Mapped[Amount | None]
    expected_high: Mapped[Amount | None]
    distance: Mapped[Amount | None]
    report_id: Mapped[Words]
    observation_id: Mapped[Words]
    other_observation_ids: Mapped[Words]
    sentence: Mapped[Words]
    other_sentences: Mapped[Words]
