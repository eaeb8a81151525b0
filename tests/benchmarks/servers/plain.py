"""The same list as a competent user of FastAPI and SQLAlchemy would write it: ORM and response_model.

``BENCHMARK_DATABASE`` names the SQLite file.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI, Query
from pydantic import BaseModel, ConfigDict
from sqlalchemy import create_engine, event, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from tests.benchmarks.servers.pragmas import PRAGMAS

engine = create_engine(f"sqlite:///{os.environ['BENCHMARK_DATABASE']}")
app = FastAPI()


@event.listens_for(engine, "connect")
def prepare(connection: sqlite3.Connection, record: object) -> None:
    """Set the pragmas of all sides."""
    for pragma in PRAGMAS:
        connection.execute(pragma)


class Base(DeclarativeBase):
    """The mapped classes."""


class Observation(Base):
    """One row of the list; the key is its order."""

    __tablename__ = "flat_observations"

    key: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str]
    indicator: Mapped[str]
    indicator_code: Mapped[str | None]
    category: Mapped[str]
    measure: Mapped[str]
    status: Mapped[str]
    value: Mapped[str]
    value_high: Mapped[str | None]
    bound: Mapped[str]
    unit: Mapped[str]
    scope: Mapped[str]
    start_year: Mapped[int]
    year: Mapped[int]
    region: Mapped[str | None]
    region_code: Mapped[str | None]
    report_id: Mapped[str]
    value_text: Mapped[str]
    bound_text: Mapped[str]
    commitment: Mapped[str]
    value_start: Mapped[int]
    value_end: Mapped[int]
    sentence_start: Mapped[int]
    sentence_end: Mapped[int]
    sentence: Mapped[str]
    rules: Mapped[str]
    flags: Mapped[str]
    confidence: Mapped[str]
    action: Mapped[str]
    head: Mapped[str]
    base_value: Mapped[str]
    base_value_high: Mapped[str | None]
    base_unit: Mapped[str]
    date: Mapped[str]
    level: Mapped[str | None]
    province: Mapped[str | None]
    province_code: Mapped[str | None]
    city: Mapped[str | None]
    source_kind: Mapped[str]
    reader: Mapped[str]
    corrected: Mapped[str]


class ObservationOut(BaseModel):
    """One row of the response."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    indicator: str
    indicator_code: str | None
    category: str
    measure: str
    status: str
    value: float
    value_high: float | None
    bound: str
    unit: str
    scope: str
    start_year: int
    year: int
    region: str | None
    region_code: str | None
    report_id: str
    value_text: str
    bound_text: str
    commitment: str
    value_start: int
    value_end: int
    sentence_start: int
    sentence_end: int
    sentence: str
    rules: str
    flags: str
    confidence: float
    action: str
    head: str
    base_value: float
    base_value_high: float | None
    base_unit: str
    date: str
    level: str | None
    province: str | None
    province_code: str | None
    city: str | None
    source_kind: str
    reader: str
    corrected: str


class Page(BaseModel):
    """One page of the list."""

    data: list[ObservationOut]
    total: int


def session() -> Iterator[Session]:
    """One session for each request."""
    with Session(engine) as made:
        yield made


@app.get("/observations", response_model=Page)
def list_observations(
    database: Annotated[Session, Depends(session)],
    category: str | None = None,
    year: int | None = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    after: int = 0,
) -> object:
    """One page, in the order of keys, and the exact total."""
    where = []
    if category is not None:
        where.append(Observation.category == category)
    if year is not None:
        where.append(Observation.year == year)
    rows = select(Observation).where(*where, Observation.key > after).order_by(Observation.key).limit(limit)
    total = database.scalar(select(func.count()).select_from(Observation).where(*where))
    return {"data": database.scalars(rows).all(), "total": total}
