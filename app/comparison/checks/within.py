"""Checks within one report: two values of one quantity, shares over a whole, targets that are results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from app.comparison.checks.intervals import interval
from app.comparison.keys import Key, stated_key
from app.model.finding import CheckKind, Finding
from app.model.observation import Bound, Measure, Observation, Status

WHOLE = Decimal(100)
TELLING_DIGITS = 3
"""So many digits are not equal by chance; zeros at the end of a round figure do not count."""

ByKey = dict[tuple[str, Status, Key], list[Observation]]


def by_key(rows: Iterable[Observation]) -> ByKey:
    """The rows of each report by what they measure."""
    found: ByKey = {}
    for row in rows:
        found.setdefault((row.report_id, row.status, stated_key(row)), []).append(row)
    return found


def conflicts(rows: ByKey) -> Iterator[Finding]:
    """Find several exact values of one quantity; a milestone (突破3万亿元) is not exact."""
    for same in rows.values():
        exact = [row for row in same if row.bound is Bound.EXACT]
        if len(exact) > 1:
            yield from _of_one_indicator(exact) if exact[0].indicator_code else _of_one_name(exact)


def _of_one_indicator(exact: Sequence[Observation]) -> Iterator[Finding]:
    for one, other in combinations(exact, 2):
        if _differ(one, other):
            doubtful, sure = sorted((one, other), key=lambda row: (row.confidence, -row.value_start))
            yield _conflict(doubtful, sure)


def _of_one_name(exact: Sequence[Observation]) -> Iterator[Finding]:
    """Doubt all values: a report rarely repeats a name, so names without a code mostly lack their owner."""
    first = exact[0]
    second = next((row for row in exact if _differ(first, row)), None)
    if second:
        yield from (_conflict(row, first if _differ(first, row) else second) for row in exact)


def _differ(one: Observation, other: Observation) -> bool:
    first, second = interval(one), interval(other)
    return bool(first and second and not first.overlaps(second))


def _conflict(doubtful: Observation, sure: Observation) -> Finding:
    return Finding(
        CheckKind.CONFLICT, doubtful.id, (sure.id,), doubtful.value, sure.value, sure.value,
        abs(doubtful.value - sure.value), doubtful=True,
    )  # fmt: skip


def over_whole(rows: Iterable[Observation]) -> Iterator[Finding]:
    """Find shares of a whole that are over 100 %."""
    for row in rows:
        if row.measure is Measure.SHARE and row.unit == "%" and row.value > WHOLE:
            yield Finding(
                CheckKind.OVER_WHOLE, row.id, (), row.value, Decimal(0), WHOLE, row.value - WHOLE,
                doubtful=True,
            )  # fmt: skip


def targets_that_are_results(rows: ByKey) -> Iterator[Finding]:
    """Find targets of three digits or more that repeat the result of the year before exactly."""
    for (report, status, at), targets in rows.items():
        if status is not Status.TARGET or at.measure is not Measure.LEVEL:
            continue
        before = at._replace(start_year=at.start_year - 1, year=at.year - 1)
        results = rows.get((report, Status.ACTUAL, before), ())
        for target in targets:
            yield from _repeats(target, results)


def _repeats(target: Observation, results: Sequence[Observation]) -> Iterator[Finding]:
    same = [row.id for row in results if row.value == target.value and row.value_text == target.value_text]
    if same and len(target.value.normalize().as_tuple().digits) >= TELLING_DIGITS:
        yield Finding(
            CheckKind.TARGET_IS_RESULT, target.id, tuple(same), target.value, None, None, None, doubtful=True
        )
