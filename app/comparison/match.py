"""Pairs each target with its result: one row for each quantity, place and period that has a target."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from app.comparison.judged import Pair, judged
from app.comparison.keys import Key, key, match, place_of
from app.comparison.pace import pace
from app.comparison.units import in_one_unit
from app.model.better import Better
from app.model.comparison import Comparison, Match, Outcome, Vintage
from app.model.observation import Bound, Observation, SourceKind, Status

#: What observations of one quantity share.
KeyOf = Callable[[Observation], Key]
#: What reports state of each key, one list for each report, in the order of delivery.
Groups = Mapping[Key, "KeyStatements"]
#: For each place the years of delivery of its reports.
Delivered = Mapping[str, frozenset[int]]
_REASONS = tuple(Match)
_PREFERRED = {Vintage.BULLETIN: SourceKind.BULLETIN, Vintage.REPORT: SourceKind.REPORT}
_LATEST: tuple[Vintage, ...] = (Vintage.LATEST,)
_LOOKING_BACK = (SourceKind.REPORT, SourceKind.BULLETIN)
# 突破3万亿元 says less than 3.01万亿元.
_MILESTONES = (Bound.MIN, Bound.MAX)


@dataclass(frozen=True, slots=True)
class ReportedValue:
    """An observation with the year in which its report was delivered."""

    observation: Observation
    report_year: int


class KeyStatements(NamedTuple):
    """What the reports state for one key: targets and actuals of each report, in the order of the reports."""

    targets: tuple[Sequence[ReportedValue], ...]
    actuals: tuple[Sequence[ReportedValue], ...]


def compare(
    stated: Iterable[ReportedValue], better: Mapping[str, Better], delivered: Delivered | None = None
) -> list[Comparison]:
    """All comparisons that the statements allow, each in its vintages, in the order of the targets.

    Each target has a row by the first and one by the latest report. Where another actual counts if bulletins,
    or reports, are preferred, it has a row for this too.

    The target of a year is the one in the report delivered in that year. If that report states none, it is
    the last one stated before (in a plan), else the first one stated after. A target whose bound allows a
    deviation is judged twice, with the deviation and without it.

    Args:
        stated: observations of any places and reports, each report's in the order of its text.
        better: which way is good, by indicator code.
        delivered: the reports of each place by ``Key.place``, including those that state nothing.
    """
    known = list(stated)
    groups = grouped(known, key)
    years = _delivered(known, delivered or {})
    again = _stated_again(groups)
    others = dict.fromkeys(again, _LATEST) | dict.fromkeys(again & _mixed(known), (*_PREFERRED, *_LATEST))
    planned = ((at, group) for at, group in groups.items() if group.targets)
    return [row for at, group in planned for row in _rows(at, group, groups, better, years, others)]


def settle(
    stated: Iterable[ReportedValue], status: Status, vintage: Vintage, key_of: KeyOf = key
) -> dict[Key, Observation]:
    """The one value of each key: the same target or actual that a comparison of this key has.

    Args:
        stated: observations of both kinds, each report's in the order of its text. Both are needed to
            distinguish what happened from what is planned for the same year.
        status: which of the two is wanted.
        vintage: whose actual counts.
        key_of: the function that makes keys: ``key`` allows units that can be converted, ``stated_key`` only
            equal units.
    """
    return settle_both(stated, vintage, key_of)[status]


def settle_both(
    stated: Iterable[ReportedValue], vintage: Vintage, key_of: KeyOf = key
) -> dict[Status, dict[Key, Observation]]:
    """``settle`` for targets and actuals, which reads the statements once."""
    chosen: dict[Status, dict[Key, Observation]] = {status: {} for status in Status}
    for at, group in grouped(stated, key_of).items():
        planned = _target(group, at.year)
        target = planned.observation if planned else None
        if target:
            chosen[Status.TARGET][at] = target
        if found := _actual(group, at.year, vintage, target):
            chosen[Status.ACTUAL][at] = found
    return chosen


def _delivered(stated: Iterable[ReportedValue], given: Delivered) -> dict[str, frozenset[int]]:
    """The years in which reports and bulletins were delivered; both review the year before."""
    found: dict[str, set[int]] = {place: set(years) for place, years in given.items()}
    for item in stated:
        if item.observation.source_kind in _LOOKING_BACK:
            found.setdefault(place_of(item.observation), set()).add(item.report_year)
    return {place: frozenset(years) for place, years in found.items()}


def _rows(
    at: Key,
    group: KeyStatements,
    groups: Groups,
    better: Mapping[str, Better],
    delivered: Delivered,
    others: Mapping[str, tuple[Vintage, ...]],
) -> Iterator[Comparison]:
    planned = _target(group, at.year)
    if planned is None:
        return
    target = planned.observation
    before = groups.get(at._replace(start_year=at.start_year - 1, year=at.year - 1))
    # Only of single years is the year before another value of the same kind.
    single = before if at.start_year == at.year else None
    reported = at.year + 1 in delivered.get(at.place, ())
    unknown = Outcome.UNREPORTED if reported else Outcome.AWAITED

    def pair(vintage: Vintage) -> Pair:
        actual = _actual(group, at.year, vintage, target)
        previous = _actual(single, at.year - 1, vintage, target) if single else None
        going = pace(at, target, planned.report_year, partial(_value, groups, at, target, vintage))
        reason = match(target, actual) if actual else None
        return Pair(*in_one_unit(target, actual, previous), reason, (vintage,), unknown, going)

    for one in _distinct(pair(Vintage.FIRST), map(pair, others.get(at.place, ()))):
        yield from judged(one, better.get(target.indicator_code or ""))


def _distinct(first: Pair, preferred: Iterable[Pair]) -> Iterator[Pair]:
    """The pairs with different actuals; the first is of all vintages that have no other actual."""
    others = [one for one in preferred if replace(one, vintages=first.vintages) != first]
    taken = {vintage for one in others for vintage in one.vintages}
    yield replace(first, vintages=tuple(vintage for vintage in Vintage if vintage not in taken))
    yield from others


def _stated_again(groups: Groups) -> frozenset[str]:
    """The places of which several reports state one result: only there vintages can differ."""
    return frozenset(at.place for at, group in groups.items() if len(group.actuals) > 1)


def _mixed(stated: Iterable[ReportedValue]) -> frozenset[str]:
    """The places with actuals from texts of several kinds: a preference matters only there."""
    kinds: dict[str, set[SourceKind]] = {}
    for item in stated:
        if item.observation.status is Status.ACTUAL:
            kinds.setdefault(place_of(item.observation), set()).add(item.observation.source_kind)
    return frozenset(place for place, found in kinds.items() if len(found) > 1)


def _value(
    groups: Groups, at: Key, target: Observation, vintage: Vintage, start: int, end: int
) -> Decimal | None:
    """The results of the same quantity in other years, in the target's unit."""
    group = groups.get(at._replace(start_year=start, year=end))
    found = _actual(group, end, vintage, target) if group else None
    one, other, _ = in_one_unit(target, found, None)
    return other.value if other and one.unit == target.unit else None


def _target(group: KeyStatements, year: int) -> ReportedValue | None:
    """The target by the report of its year, else the last before, else the first after."""
    if not group.targets:
        return None
    nearest = min(group.targets, key=lambda same: _distance(same[0].report_year, year))
    return ReportedValue(_best(nearest, None), nearest[0].report_year)


def _distance(report_year: int, year: int) -> tuple[bool, int]:
    return report_year > year, abs(report_year - year)


def _actual(
    group: KeyStatements, year: int, vintage: Vintage, target: Observation | None
) -> Observation | None:
    """The result of a year, from the first or the last report that can know it, or the first of a kind.

    A report delivered within the year can know the whole year only at its end. It counts if no later report
    states the value, unless it also plans that year: then it states the year so far. A milestone counts
    only if no report states the exact value.
    """
    known = stated_of_year(group, year, target)
    whole = [row for row in known if row.bound not in _MILESTONES] or known
    if not whole:
        return None
    if vintage is Vintage.LATEST:
        return whole[-1]
    wanted = _PREFERRED.get(vintage)
    return next((row for row in whole if row.source_kind is wanted), whole[0])


def stated_of_year(group: KeyStatements, year: int, target: Observation | None = None) -> list[Observation]:
    """The result of a year as each report that can know it states it, in the order of delivery."""
    if not group.actuals:
        return []
    later = [same for same in group.actuals if same[0].report_year > year]
    planning = {same[0].observation.report_id for same in group.targets}
    this = [
        same
        for same in group.actuals
        if same[0].report_year == year and same[0].observation.report_id not in planning
    ]
    return [_best(same, target) for same in later or this]


def grouped(stated: Iterable[ReportedValue], key_of: KeyOf) -> dict[Key, KeyStatements]:
    """The statements by their key: see ``KeyOf``."""
    found: dict[Key, list[ReportedValue]] = {}
    for item in stated:
        found.setdefault(key_of(item.observation), []).append(item)
    return {at: _statements(items) for at, items in found.items()}


def _statements(items: Sequence[ReportedValue]) -> KeyStatements:
    if len(items) == 1:
        # Most keys have a single statement.
        return KeyStatements((), (items,)) if _is_actual(items[0]) else KeyStatements((items,), ())
    actuals = [item for item in items if _is_actual(item)]
    targets = [item for item in items if not _is_actual(item)]
    return KeyStatements(_by_report(targets), _by_report(actuals))


def _is_actual(item: ReportedValue) -> bool:
    return item.observation.status is Status.ACTUAL


def _by_report(wanted: Sequence[ReportedValue]) -> tuple[Sequence[ReportedValue], ...]:
    """The statements of each report, the reports in the order of delivery."""
    reports: dict[tuple[int, str], list[ReportedValue]] = {}
    for item in wanted:
        reports.setdefault((item.report_year, item.observation.report_id), []).append(item)
    return tuple(reports[report] for report in sorted(reports))


def _best(same: Sequence[ReportedValue], target: Observation | None) -> Observation:
    """The best of several statements in one report: the one whose name is most like the target's."""
    if len(same) == 1:
        return same[0].observation
    return min((item.observation for item in same), key=lambda row: _doubt(row, target))


def _doubt(row: Observation, target: Observation | None) -> tuple[bool, bool, int, bool, int, str]:
    """Sort key, the surest first: no flag, no milestone, named like the target, exact, first in the text."""
    reason = _REASONS.index(match(target, row)) if target else 0
    return (
        bool(row.flags),
        row.bound in _MILESTONES,
        reason,
        row.bound is not Bound.EXACT,
        row.value_start,
        row.id,
    )
