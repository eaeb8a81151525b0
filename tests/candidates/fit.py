"""Fits the ranking of candidates: a linear score whose softmax is the chance of being the right one.

It learns from rows whose own name is wrong and that have a right candidate.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.candidates.lists import Choice, Doubted

Vector = NDArray[np.float64]
Places = NDArray[np.int64]

SEEN_OFTEN = 12
"""A feature in fewer rows says nothing that can be trusted."""
RIDGE = 3
"""How strongly weights are drawn to 0: 1.5, 3 and 6 are equally good in cross-validation."""
FOLDS = 5
STEPS = 180
SMALL_STEPS_FROM = 120
POINTS = 100
BEST = 5


@dataclass(frozen=True)
class Table:
    """All candidates one after the other: pairs of candidate and feature, and where each row begins."""

    candidate: Places
    feature: Places
    row: Places
    starts: Places
    right: Vector

    def scores(self, weights: Vector) -> Vector:
        """The score of each candidate."""
        return np.bincount(self.candidate, weights[self.feature], minlength=len(self.row)).astype(np.float64)


def table_of(rows: Sequence[Doubted], names: Sequence[str]) -> Table:
    place = {name: column for column, name in enumerate(names)}
    choices = [(number, choice) for number, row in enumerate(rows) for choice in row.choices]
    pairs = [
        (at, place[name])
        for at, (_, choice) in enumerate(choices)
        for name in choice.features
        if name in place
    ]
    row = np.array([number for number, _ in choices])
    return Table(
        np.array([one for one, _ in pairs]),
        np.array([one for _, one in pairs]),
        row,
        np.searchsorted(row, np.arange(len(rows))),
        np.array([float(choice.right) for _, choice in choices]),
    )


def fit(rows: Sequence[Doubted]) -> dict[str, float]:
    """The weight of each feature that enough rows have."""
    rows = [row for row in rows if not row.right and row.proposed]
    counted = Counter(name for row in rows for name in {f for choice in row.choices for f in choice.features})
    names = sorted(name for name, count in counted.items() if count >= SEEN_OFTEN)
    if not names:
        return {}
    table, weights = table_of(rows, names), np.zeros(len(names))
    mean, square = np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        slope = _slope(table, weights)
        # The steps of Adam (Kingma and Ba 2015).
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        size = 0.1 if step < SMALL_STEPS_FROM else 0.03
        weights -= size * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return dict(zip(names, map(float, weights), strict=True))


def _slope(table: Table, weights: Vector) -> Vector:
    """The gradient of the log-likelihood that a right candidate is first."""
    scores = table.scores(weights)
    odds = np.exp(scores - np.maximum.reduceat(scores, table.starts)[table.row])
    expected = odds / np.add.reduceat(odds, table.starts)[table.row]
    of_right = odds * table.right
    due = of_right / np.add.reduceat(of_right, table.starts)[table.row]
    slope = np.bincount(table.feature, (expected - due)[table.candidate], minlength=len(weights))
    return slope + RIDGE * weights


def cross_validated(rows: Sequence[Doubted]) -> float:
    """The share of rows with a right name among the first or best five, by fits on other reports."""
    reports = sorted({row.report for row in rows})
    fold_of = {report: place % FOLDS for place, report in enumerate(reports)}
    listed = 0
    for fold in range(FOLDS):
        weights = fit([row for row in rows if fold_of[row.report] != fold])
        inside = (row for row in rows if fold_of[row.report] == fold)
        listed += sum(row.right or any(one.right for one in best(row, weights)) for row in inside)
    return listed / len(rows)


def best(row: Doubted, weights: Mapping[str, float]) -> list[Choice]:
    """The candidates with the highest scores."""
    return sorted(row.choices, key=lambda choice: -sum(weights.get(f, 0) for f in choice.features))[:BEST]


def lines(weights: Mapping[str, float], rows: Sequence[Doubted]) -> Iterator[tuple[str, int, str]]:
    """The lines of the table of weights: feature, hundredths of a logit, rows that have it."""
    counted = Counter(name for row in rows for name in {f for choice in row.choices for f in choice.features})
    for name, weight in sorted(weights.items()):
        if points := round(weight * POINTS):
            yield name, points, f"{counted[name]} rows"
