"""The targets of the superior and the siblings of a place, for rows of the ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from app.comparison import comparable_unit
from app.comparison.history import among, midpoint
from app.lexicon.catalogue import load_catalogue
from app.lexicon.units import load_units
from app.model.digits import EXACT
from app.services.lists.hierarchy import Hierarchy
from app.store.connections.session import Connection
from app.store.declared.fields import Cell, Row
from app.store.declared.ledger_columns import LEDGER_FIELDS, OF_OTHERS
from app.store.repositories import ledger
from app.store.repositories.ledger import LedgerTarget
from app.store.rows.cells import plain

_PLACES = {field.name: number for number, field in enumerate(LEDGER_FIELDS)}
_FIRST = _PLACES[OF_OTHERS[0]]
Figures = Mapping[str, Decimal]


class ComparableQuantity(NamedTuple):
    """The fields in which targets of different places must agree to be compared."""

    indicator_code: str
    measure: str
    unit: str
    start_year: int
    year: int


def beside(connection: Connection, above: Hierarchy, rows: Sequence[Row]) -> list[Row]:
    """The rows with the target of the superior, and with their rank among their siblings."""
    known = _planned(connection, above, [row for row in rows if _quantity(row)])
    return [(*row[:_FIRST], *_cells(above, row, known), *row[_FIRST + len(OF_OTHERS) :]) for row in rows]


def _cells(above: Hierarchy, row: Row, known: Mapping[ComparableQuantity, Figures]) -> tuple[Cell, ...]:
    quantity, key = _quantity(row), str(_of(row, "region_code"))
    superior = above.superior(key)
    own = _of(row, "midpoint")
    if quantity is None or own is None or superior is None:
        return (superior, *(None,) * (len(OF_OTHERS) - 1))
    figures = known.get(quantity, {})
    mine = _in_base(Decimal(str(own)), str(_of(row, "unit")))
    from_above = _from_superior(row, mine, figures.get(superior))
    return (superior, *from_above, *_standing(above, key, quantity, row, figures))


def _from_superior(row: Row, mine: Decimal, theirs: Decimal | None) -> tuple[Cell, Cell]:
    if theirs is None:
        return None, None
    unit = str(_of(row, "unit"))
    return plain(_from_base(theirs, unit)), plain(_from_base(EXACT.subtract(mine, theirs), unit))


def _standing(
    above: Hierarchy, key: str, quantity: ComparableQuantity, row: Row, figures: Figures
) -> tuple[Cell, ...]:
    siblings = above.siblings(key)
    unit, own = str(_of(row, "unit")), figures.get(key)
    reporting = sum(quantity.year in above.places[other].years for other in siblings)
    if own is None:
        return None, None, None, None, reporting
    better = load_catalogue().indicators[quantity.indicator_code].better
    found = among(own, [figures[other] for other in siblings if other in figures], better)
    median, deviation = (plain(_from_base(figure, unit)) for figure in (found.median, found.deviation))
    return median, deviation, found.rank, found.stated, reporting


def _planned(
    connection: Connection, above: Hierarchy, rows: Sequence[Row]
) -> dict[ComparableQuantity, dict[str, Decimal]]:
    """The targets of each quantity by place, as midpoints in base units."""
    places: set[str] = set()
    for key in {str(_of(row, "region_code")) for row in rows}:
        places.update(above.siblings(key), filter(None, [above.superior(key)]))
    codes = {str(_of(row, "indicator_code")) for row in rows}
    years = {int(str(_of(row, "year"))) for row in rows}
    found: dict[ComparableQuantity, dict[str, Decimal]] = defaultdict(dict)
    if places:
        for target in ledger.targets(connection, places, codes, years):
            value = _in_base(midpoint(target.value, target.value_high), target.unit)
            found[_of_target(target)][target.place] = value
    return found


def _quantity(row: Row) -> ComparableQuantity | None:
    """The quantity of a row; None if it has no code or no target, or covers only a part of its place."""
    needed = (_of(row, name) for name in ("indicator_code", "region_code", "midpoint"))
    if None in needed or _of(row, "scope"):
        return None
    unit = comparable_unit(load_units().base(str(_of(row, "unit")))[0])
    years = int(str(_of(row, "start_year"))), int(str(_of(row, "year")))
    return ComparableQuantity(str(_of(row, "indicator_code")), str(_of(row, "measure")), unit, *years)


def _of_target(row: LedgerTarget) -> ComparableQuantity:
    unit = comparable_unit(load_units().base(row.unit)[0])
    return ComparableQuantity(row.indicator_code, row.measure, unit, row.start_year, row.year)


def _of(row: Row, name: str) -> Cell:
    return row[_PLACES[name]]


def _in_base(value: Decimal, unit: str) -> Decimal:
    return load_units().in_base(value, unit)[0]


def _from_base(value: Decimal, unit: str) -> Decimal:
    _, over, under = load_units().base(unit)
    return EXACT.divide(EXACT.multiply(value, Decimal(under)), Decimal(over))
