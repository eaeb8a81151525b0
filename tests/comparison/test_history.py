"""A target compared with the one before it, and with those of its siblings."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.comparison.history import Among, among, bound_change, midpoint, target_change
from app.model.better import Better
from app.model.observation import Bound


@pytest.mark.parametrize("ends, middle", [(("5", None), "5"), (("5", "5.5"), "5.25"), (("-3", "-5"), "-4")])
def test_midpoint(ends: tuple[str, str | None], middle: str) -> None:
    assert midpoint(Decimal(ends[0]), Decimal(ends[1]) if ends[1] else None) == Decimal(middle)


@pytest.mark.parametrize(
    "now, before, change", [("6", "5", "raised"), ("5", "5.0", "kept"), ("-2", "-1", "lowered")]
)
def test_target_change(now: str, before: str, change: str) -> None:
    assert target_change(Decimal(now), Decimal(before)) == change


@pytest.mark.parametrize(
    "before, now, change",
    [
        ("min", "approx", "softened"),
        ("max", "approx", "softened"),
        ("min", "exact", "softened"),
        ("exact", "approx", "softened"),
        ("exact", "range", "softened"),
        ("approx", "min", "hardened"),
        ("range", "exact", "hardened"),
        ("min", "max", "kept"),
        ("range", "approx", "kept"),
        ("exact", "exact", "kept"),
    ],
)
def test_bound_change(before: str, now: str, change: str) -> None:
    assert bound_change(Bound(now), Bound(before)) == change


@pytest.mark.parametrize(
    "own, targets, better, expected",
    [
        ("6", ["5", "6", "7", "6"], Better.HIGHER, ("6", "0.707107", 2, 4)),
        ("7", ["5", "6", "7"], Better.HIGHER, ("6", "0.816497", 1, 3)),
        ("7", ["5", "6", "7"], Better.LOWER, ("6", "0.816497", 3, 3)),
        ("5", ["5"], None, ("5", "0", 1, 1)),
        ("5", ["5", "6"], None, ("5.5", "0.5", 2, 2)),
    ],
)
def test_among_siblings(
    own: str, targets: list[str], better: Better | None, expected: tuple[str, str, int, int]
) -> None:
    middle, deviation, rank, stated = expected
    found = among(Decimal(own), [*map(Decimal, targets)], better)
    assert found == Among(Decimal(middle), Decimal(deviation), rank, stated)
