"""The tables of counts that are updated when observations are stored."""

from __future__ import annotations

from sqlalchemy import Integer
from sqlalchemy.orm import Mapped, mapped_column

from app.store.rows.column_types import BIG, TEXT
from app.store.rows.tables import Base


class TallyRow(Base):
    """The number of observations of each category, year, status and measure; never zero."""

    __tablename__ = "observation_tallies"

    category: Mapped[str] = mapped_column(TEXT, primary_key=True)
    year: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    status: Mapped[str] = mapped_column(TEXT, primary_key=True)
    measure: Mapped[str] = mapped_column(TEXT, primary_key=True)
    observations: Mapped[int] = mapped_column(BIG)


class ValueTallyRow(Base):
    """The number of observations with each value of a column; never zero.

    ``value`` begins with ``=``; it is empty for the rows without a value.
    """

    __tablename__ = "observation_value_tallies"

    name: Mapped[str] = mapped_column(TEXT, primary_key=True)
    value: Mapped[str] = mapped_column(TEXT, primary_key=True)
    observations: Mapped[int] = mapped_column(BIG)
