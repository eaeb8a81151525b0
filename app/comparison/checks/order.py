"""All checks over the rows of one place, in their order."""

from __future__ import annotations

from collections.abc import Iterable

from app.comparison.checks.across import growth_misfits, out_of_scale
from app.comparison.checks.within import by_key, conflicts, over_whole, targets_that_are_results
from app.comparison.keys import stated_key
from app.comparison.match import ReportedValue, settle
from app.model.comparison import Vintage
from app.model.finding import Finding
from app.model.observation import Status

CHECK_VERSION = "2"
"""Rises with every change of what checks find: stored findings are then computed again."""


def check(stated: Iterable[ReportedValue], real: frozenset[str]) -> list[Finding]:
    """Find the contradictions between the statements of one place.

    Args:
        stated: observations of one place, each report's in the order of its text.
        real: codes of indicators whose growth is stated at comparable prices.
    """
    statements = list(stated)
    rows = [item.observation for item in statements]
    grouped = by_key(rows)
    settled = settle(statements, Status.ACTUAL, Vintage.LATEST, stated_key)
    return [
        *conflicts(grouped), *over_whole(rows), *targets_that_are_results(grouped),
        *growth_misfits(settled, real), *out_of_scale(settled),
    ]  # fmt: skip
