"""Which target belongs to which actual: one row a quantity, place and year that has a target."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.comparison.keys import Key, key
from app.comparison.outcome import ambition, judge, tolerance
from app.model.comparison import Better, Comparison, Vintage
from app.model.observation import Bound, Observation, Status

Groups = Mapping[Key, "Group"]


@dataclass(frozen=True, slots=True)
class Stated:
    """An observation with the year in which its report was delivered."""

    observation: Observation
    report_year: int


@dataclass(frozen=True, slots=True)
class Group:
    """What reports state of one key: one target and one actual a report, by the report's order."""

    targets: tuple[Stated, ...]
    actuals: tuple[Stated, ...]


def compare(stated: Iterable[Stated], better: Mapping[str, Better]) -> list[Comparison]:
    """All comparisons that the statements allow, each in both vintages, in the order of targets.

    A row has the target that the report delivered in its year states; where none does, the last that
    was stated before (a plan's), else the first that was stated after.

    Args:
        stated: observations of any places and reports, each report's in the order of its text.
        better: which way is good, by indicator code.
    """
    groups = _grouped(stated)
    return [row for key_, group in groups.items() for row in _rows(key_, group, groups, better)]


def settle(stated: Iterable[Stated], status: Status, vintage: Vintage) -> dict[Key, Observation]:
    """The one value of each key: the very target or actual that a comparison of it has.

    Args:
        stated: observations of both kinds, each report's in the order of its text: what happened is
            told from what is planned for the same year by both.
        status: which of the two is wanted.
        vintage: whose actual counts.
    """
    groups = _grouped(stated)
    chosen = {
        key_: _target(group, key_.year) if status is Status.TARGET else _actual(group, key_.year, vintage)
        for key_, group in groups.items()
    }
    return {key_: found.observation for key_, found in chosen.items() if found}


def _rows(key_: Key, group: Group, groups: Groups, better: Mapping[str, Better]) -> Iterator[Comparison]:
    target = _target(group, key_.year)
    if target is None:
        return
    before = groups.get(replace(key_, start_year=key_.start_year - 1, year=key_.year - 1))
    for vintage in Vintage:
        actual = _actual(group, key_.year, vintage)
        # Only of single years is the year before another value of the same kind.
        previous = (
            _actual(before, key_.year - 1, vintage) if before and key_.start_year == key_.year else None
        )
        yield _comparison(target.observation, _row(actual), _row(previous), vintage, better)


def _row(stated: Stated | None) -> Observation | None:
    return None if stated is None else stated.observation


def _target(group: Group, year: int) -> Stated | None:
    """The target by the report of its year, else the last before, else the first after."""
    return min(group.targets, key=lambda stated: _distance(stated.report_year, year), default=None)


def _distance(report_year: int, year: int) -> tuple[int, int]:
    return (0, year - report_year) if report_year <= year else (1, report_year - year)


def _actual(group: Group, year: int, vintage: Vintage) -> Stated | None:
    """What came of a year, by the first or last report that can know it.

    A report delivered in that very year knows it whole only at the year's end: it counts where no
    later report states the value, and not where it is the one that plans the year (then what it
    states is the year so far).
    """
    later = [stated for stated in group.actuals if stated.report_year > year]
    planning = {stated.observation.report_id for stated in group.targets}
    same = [
        stated
        for stated in group.actuals
        if stated.report_year == year and stated.observation.report_id not in planning
    ]
    known = later or same
    if not known:
        return None
    return known[0] if vintage is Vintage.FIRST else known[-1]


def _grouped(stated: Iterable[Stated]) -> dict[Key, Group]:
    found: dict[Key, list[Stated]] = {}
    for item in stated:
        found.setdefault(key(item.observation), []).append(item)
    return {
        key_: Group(_one_a_report(items, Status.TARGET), _one_a_report(items, Status.ACTUAL))
        for key_, items in found.items()
    }


def _one_a_report(items: Sequence[Stated], status: Status) -> tuple[Stated, ...]:
    """Of what one report states several times the best reading; reports in the order of delivery."""
    reports: dict[tuple[int, str], list[Stated]] = {}
    for item in items:
        if item.observation.status is status:
            reports.setdefault((item.report_year, item.observation.report_id), []).append(item)
    return tuple(min(reports[report], key=_doubt) for report in sorted(reports))


def _doubt(stated: Stated) -> tuple[bool, bool, int, str]:
    """Least first: without flags, exact, first in the text."""
    row = stated.observation
    return bool(row.flags), row.bound is not Bound.EXACT, row.value_start, row.id


def _comparison(
    target: Observation,
    actual: Observation | None,
    previous: Observation | None,
    vintage: Vintage,
    better: Mapping[str, Better],
) -> Comparison:
    result = judge(target, actual.value if actual else None, better.get(target.indicator_code or ""))
    return Comparison(
        region=target.region,
        region_code=target.region_code,
        scope=target.scope,
        indicator=target.indicator,
        indicator_code=target.indicator_code,
        category=target.category,
        measure=target.measure,
        unit=target.unit,
        year=target.year,
        vintage=vintage,
        target_value=target.value,
        target_value_high=target.value_high,
        target_bound=target.bound,
        actual_value=actual.value if actual else None,
        actual_bound=actual.bound if actual else None,
        previous_value=previous.value if previous else None,
        ambition=ambition(target, previous.value if previous else None),
        gap=result.gap,
        attainment=result.attainment,
        outcome=result.outcome,
        tolerance=tolerance(target),
        target_observation_id=target.id,
        actual_observation_id=actual.id if actual else None,
        previous_observation_id=previous.id if previous else None,
    )
