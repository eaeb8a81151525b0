"""The tables that are computed from observations, place by place: comparisons, restatements and checks.

Their columns are fields of their lists, ``key``, and ``region_key``, which says which rows are computed
together: the region's code, else its name, else the report's id.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table
from sqlalchemy.orm import Mapped, mapped_column

from app.store.declared.comparison_fields import COMPARISON_FIELDS
from app.store.declared.fields import CHECK_FIELDS, Field
from app.store.declared.restatement_columns import RESTATEMENT_FIELDS
from app.store.rows.column_types import BIG, TEXT, columns_of
from app.store.rows.tables import Base


def _of_places(name: str, fields: Iterable[Field], *more: Column[Any] | Index) -> Table:
    """A table with these fields, and with ``more`` columns and indexes."""
    keys: tuple[Column[Any], ...] = (
        Column("key", BIG, primary_key=True, autoincrement=False),
        Column("region_key", TEXT, nullable=False),
    )
    return Table(name, Base.metadata, *keys, *columns_of(fields), *more)


def _order(name: str, *, nullable: bool = False) -> Column[Any]:
    """The column with the ``ordering.order_key`` of a decimal."""
    return Column(f"{name}_order", TEXT, nullable=nullable)


#: The fields of a comparison that only its document has: nothing is selected or sorted by them.
_ONLY_SHOWN = (
    "tolerance_rule", "match", "target_report_id", "actual_report_id", "previous_observation_id", "province",
    "city",
)  # fmt: skip # names read better on few lines
#: An outcome in the default order, and the columns that most selections use, so that the index counts them.
_COUNTED = ("outcome", "region_key", "year", "key", "tolerance_mode", "vintages", "start_year")


class ComparisonRow(Base):
    """The cells of a target and its outcome that queries use; ``ComparisonDocumentRow`` has all.

    ``key`` is eight times its target's key, plus the number of its vintage, plus four if a tolerance is
    left out. ``vintages`` has a bit for each vintage that the row is of, see ``comparison_filters.bit``: a
    target has one row for all vintages in which its actual is the same. ``series`` is that of the target.
    ``tolerance_mode`` is ``any`` if both modes of the filter ``tolerance`` select the row, else the mode that
    does.
    """

    __table__ = _of_places(
        "comparisons",
        (field for field in COMPARISON_FIELDS if field.name not in _ONLY_SHOWN),
        _order("target_value"),
        *(_order(name, nullable=True) for name in ("actual_value", "ambition", "gap", "attainment")),
        _order("confidence"),
        Column("vintages", Integer, nullable=False),
        Column("tolerance_mode", TEXT, nullable=False),
        Column("series", BIG, nullable=False),
        Index(None, "region_key", "year", "key"),
        Index(None, "indicator_code", "year"),
        Index(None, "year"),
        Index("ix_comparisons_outcome", *_COUNTED),
        Index(None, "gap_order"),
        Index(None, "region_key", "indicator_code", "year"),
    )


class ComparisonDocumentRow(Base):
    """A comparison as the JSON object that lists return."""

    __tablename__ = "comparison_documents"
    group_bits: ClassVar[int] = 0

    key: Mapped[int] = mapped_column(
        BIG, ForeignKey("comparisons.key", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    document: Mapped[bytes] = mapped_column(LargeBinary)


class RestatementRow(Base):
    """A value as first stated, restated and implied. ``key`` is that of the first observation."""

    __table__ = _of_places(
        "restatements",
        RESTATEMENT_FIELDS,
        _order("confidence"),
        Index(None, "region_key", "year", "key"),
        Index(None, "indicator_code", "year", "key"),
        Index(None, "year", "key"),
    )


class CheckRow(Base):
    """An observation that does not fit others. ``key`` begins with the observation's key."""

    __table__ = _of_places(
        "checks",
        CHECK_FIELDS,
        Index(None, "region_key", "key"),
        Index(None, "kind", "key"),
        Index(None, "indicator_code", "key"),
    )
