"""Counts met, missed, unreported and awaited targets by region, category or year."""

from __future__ import annotations

from decimal import Decimal

from app.services.lists import small
from app.store.connections.session import Connection
from app.store.declared.derived_filters import By
from app.store.declared.fields import Cell, Row
from app.store.queries.query import ListQuery
from app.store.repositories import places, tallies
from app.store.rows.cells import plain

_FOUR_DIGITS = Decimal("0.0001")
_COLUMNS = {By.REGION: "region_key", By.CATEGORY: "category", By.YEAR: "year"}


def _rows(connection: Connection, query: ListQuery) -> list[Row]:
    asked = query.values("by") or (By.REGION.value,)
    columns = [column for by, column in _COLUMNS.items() if by in asked]
    named = places.selected(connection, query) if By.REGION in asked else {}
    rows: list[Row] = []
    for *cells, met, missed, unreported, awaited in tallies.by(connection, query, columns):
        by = dict(zip(columns, cells, strict=True))
        counts = (met + missed + unreported + awaited, met, missed, unreported, awaited, _share(met, missed))
        rows.append((*_place(named, by.get("region_key")), by.get("category"), by.get("year"), *counts))
    return rows


def _place(named: dict[str, places.ReportingPlace], key: str | None) -> tuple[Cell, Cell]:
    return (None, None) if key is None else (named[key].code, named[key].name)


def _share(met: int, missed: int) -> str | None:
    known = met + missed
    return plain((Decimal(met) / known).quantize(_FOUR_DIGITS)) if known else None


page, stream = small.lists(_rows)
