"""Filters as SQL: one function for each operator; values are always bound parameters.

The text of a condition depends on the number of values of a filter and on whether "without one" is
among them, never on the values, so one statement serves all queries of the same shape.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from operator import ge, gt, le
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    and_,
    case,
    exists,
    false,
    func,
    literal_column,
    or_,
    select,
    union_all,
)

from app.store.declared.filters import Operator, Period
from app.store.rows import keys, tables
from app.store.selecting import word_index
from app.store.selecting.given import GivenFilter

EMPTY_LIST = "[]"
Condition = ColumnElement[bool]
#: The parameter of the pattern of searched words.
WORDS_NAME = "q_at0"


@dataclass(frozen=True, slots=True)
class QueriedTable:
    """A table that is queried.

    ``stands_for`` maps a column to the one that is compared and sorted in its place. ``copies`` is the
    largest number of rows for an observation: their keys begin at ``copies`` times the observation's key.
    ``ranked``: the full-text index is joined, so words need no other condition. ``also`` maps a column to an
    indexed one that has the same cells if they are not null.
    """

    table: FromClause
    stands_for: Mapping[str, str] = field(default_factory=dict)
    copies: int = 1
    ranked: bool = False
    also: Mapping[str, str] = field(default_factory=dict)

    def compared(self, name: str) -> ColumnElement[Any]:
        """The column that is compared and sorted for this field."""
        column: ColumnElement[Any] = self.table.c[self.stands_for.get(name, name)]
        return column


def conditions(
    selection: tuple[GivenFilter, ...], source: QueriedTable, dialect: str, same: str | None = None
) -> list[Condition]:
    """The conditions that the selected rows meet.

    ``same`` is a column: the newest year of a series is then the newest for each value of this column, as
    counting by it requires.
    """
    found = []
    for item in selection:
        if item.row.operator is Operator.LATEST:
            found.append(_latest(selection, source, dialect, same))
        elif item.row.operator is Operator.WORDS:
            if not source.ranked:
                found.append(_words(source, dialect))
        elif item.row.operator in _OF_SOURCE:
            found.append(_OF_SOURCE[item.row.operator](source, item, dialect))
        else:
            selects = _OPERATORS[item.row.operator]
            found.append(selects(source.compared(item.row.column), item, dialect))
            if item.row.column in source.also and not item.missing:
                found.append(selects(source.table.c[source.also[item.row.column]], item, dialect))
    return found


def _equals(target: ColumnElement[Any], item: GivenFilter, _: str) -> Condition:
    parameters = item.parameters()
    any_of = target == parameters[0] if item.given == 1 else target.in_(parameters)
    if not item.missing:
        return any_of
    return or_(target.is_(None), any_of) if item.given else target.is_(None)


def _compared(by: Callable[[Any, Any], Condition]) -> Callable[..., Condition]:
    return lambda target, item, _: by(target, item.parameters()[0])


def _within(target: ColumnElement[Any], item: GivenFilter, _: str) -> Condition:
    ends = zip(item.parameters("_low"), item.parameters("_high"), strict=True)
    # Not BETWEEN: PostgreSQL does not accept a collation in it, and bound text has one here.
    return or_(*(and_(target >= low, target <= high) for low, high in ends))


def _contains(target: ColumnElement[Any], item: GivenFilter, dialect: str) -> Condition:
    place = func.instr if dialect == "sqlite" else func.strpos
    any_of = or_(false(), *(place(target, parameter) > 0 for parameter in item.parameters()))
    # Repeat the condition of the index that leaves out empty lists, so that it is used.
    there = and_(target != EMPTY_LIST, any_of)
    return or_(target == EMPTY_LIST, there) if item.missing else there


def _period(target: ColumnElement[Any], item: GivenFilter, _: str) -> Condition:
    # PostgreSQL simplifies this to one of the two, and expects a third of the rows; of equal columns, few.
    annual, year = item.parameters()[0] == Period.ANNUAL.value, target.table.c.year
    return case((annual, target >= year), else_=target < year)


_OPERATORS: dict[Operator, Callable[[ColumnElement[Any], GivenFilter, str], Condition]] = {
    Operator.EQUALS: _equals,
    Operator.FROM: _compared(ge),
    Operator.SINCE: _compared(ge),
    Operator.TO: _compared(le),
    Operator.AFTER: _compared(gt),
    Operator.WITHIN: _within,
    Operator.CONTAINS: _contains,
    Operator.PERIOD: _period,
}


def _words(source: QueriedTable, dialect: str) -> Condition:
    key, found = source.table.c.key, word_index.found_keys(dialect, WORDS_NAME).c.key
    if source.copies == 1:
        return key.in_(select(found))
    numbers: list[Any] = [select(literal_column(str(copy)).label("copy")) for copy in range(source.copies)]
    copies = union_all(*numbers)
    return key.in_(select(found * source.copies + copies.subquery("copies").c.copy))


def _place(source: QueriedTable, item: GivenFilter, _: str) -> Condition:
    """Rows of places with these codes or these names."""
    columns = source.table.c
    return _coded_or_named(item, columns.get("region_key", columns.region_code), columns.region)


def _quantity(source: QueriedTable, item: GivenFilter, _: str) -> Condition:
    """Rows of quantities with these codes or these names."""
    return _coded_or_named(item, source.table.c.indicator_code, source.table.c.indicator)


def _coded_or_named(item: GivenFilter, *columns: ColumnElement[Any]) -> Condition:
    return or_(*(column.in_(given) for column, given in zip(columns, item.divided(), strict=True) if given))


def _preferred(source: QueriedTable, item: GivenFilter, _: str) -> Condition:
    """Rows of one vintage."""
    return source.table.c.vintages.op("&", return_type=Integer())(item.parameters()[0]) != literal_column("0")


def _rule(source: QueriedTable, item: GivenFilter, dialect: str) -> Condition:
    """Rows whose lists of rules contain one of these."""
    lists = tables.RuleListRow.__table__.c
    found = select(lists.number).where(_contains(lists.rules, item, dialect))
    read: Condition = source.table.c.rule_list.in_(found)
    return read


#: The operators that use several columns or another table.
_OF_SOURCE: dict[Operator, Callable[[QueriedTable, GivenFilter, str], Condition]] = {
    Operator.PLACE: _place,
    Operator.QUANTITY: _quantity,
    Operator.PREFERRED: _preferred,
    Operator.RULE: _rule,
    # A range of keys for each report.
    Operator.REPORT: lambda source, item, _: or_(
        *(keys.of_report_id(source.table.c.key, one) for one in item.parameters())
    ),
}


def _latest(
    selection: tuple[GivenFilter, ...], source: QueriedTable, dialect: str, same: str | None
) -> Condition:
    """The other filters select no newer year of the series."""
    newer = QueriedTable(source.table.alias("newer"), source.stands_for)
    others = tuple(item for item in selection if item.row.operator is not Operator.LATEST)
    mine, theirs = source.table.c, newer.table.c
    found = [theirs.series == mine.series, theirs.year > mine.year, *conditions(others, newer, dialect)]
    if same is not None:
        found.append(theirs[same].is_not_distinct_from(mine[same]))
    return ~exists().where(*found)
