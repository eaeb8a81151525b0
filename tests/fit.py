"""Fits the confidence of observations: ``python -m tests.fit GOLD TEXTS [GOLD TEXTS ...] [--write]``.

A logistic regression over the features of ``app.extraction.output.confidence``, on the rows of annotated
sentences. It prints the results of cross-validation by report: how well the fit separates right rows from
wrong ones, and the share of right rows for each level of confidence. ``--write`` writes the weights to
``app/lexicon/data``: points are hundredths of a logit.

``--names`` fits the ranking of alternative names for doubtful rows instead (``tests/candidates/fit.py``).

``--check GOLD TEXTS`` measures the present tables on other gold, which the fit has not seen.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from app.extraction.naming.parts import tagged
from app.extraction.output.confidence import features
from app.extraction.output.rated import Companions, Rated, companions
from app.lexicon import tables
from app.lexicon.lexicon import load_lexicon
from app.model.observation import Observation
from tests.candidates import fit as names_fit
from tests.candidates.lists import read_lists
from tests.difference.versions import read_texts, working_version
from tests.quality.__main__ import codes_of
from tests.quality.gold import Line, read_gold
from tests.quality.judge import judge

Matrix = NDArray[np.float64]

SEEN_OFTEN = 15
"""Features of fewer rows are ignored as unreliable."""
RIDGE = 6.0
"""The strength of the ridge penalty: chosen by cross-validation among 1, 3, 6 and 12."""
INTERCEPTS = frozenset({"always", "table"})
"""The features that all rows of sentences have, and all rows of tables."""
FOLDS = 10
POINTS = 100
STEPS = 40
LEVELS = tuple(Decimal(cents) / 100 for cents in range(5, 100))
LESS_SURE = Decimal("0.9")
"""The ranking of names learns from rows up to this confidence, since few rows are in doubt."""
SHOWN = (0.9, 0.8, 0.7, 0.5, 0.0)


ALONE = Companions(0, 0, repeated=False)
"""No other row in the sentence."""


class Judged(NamedTuple):
    """A row of a report, whether all its fields are right, and the other rows of its sentence."""

    report: str
    row: Observation
    right: bool
    beside: Companions = ALONE

    @property
    def features(self) -> frozenset[str]:
        """The features of the row."""
        return features_of(self.row, self.beside)


class Fit(NamedTuple):
    """Weights by feature; those of ``INTERCEPTS`` too."""

    names: tuple[str, ...]
    weights: Matrix

    def shares(self, table: Matrix) -> Matrix:
        """The expected share of right rows for each row of features."""
        return sigmoid(table @ self.weights)


def features_of(row: Observation, beside: Companions = ALONE) -> frozenset[str]:
    """The features of a row."""
    return frozenset(features(rated(row), beside, load_lexicon().word_use))


def rated(row: Observation) -> Rated:
    """The fields of a row that decide its confidence, with the words of its name."""
    words = tagged(row.indicator, load_lexicon().segmenter)
    return Rated.of(row, tuple(word.text for word in words))


def sigmoid(logits: Matrix) -> Matrix:
    return 1 / (1 + np.exp(-logits))


def table_of(rows: Sequence[Judged], names: Sequence[str]) -> Matrix:
    """A column for each feature: 1 if the row has it, else 0."""
    place = {name: column for column, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)))
    for line, judged in enumerate(rows):
        for name in judged.features:
            if name in place:
                table[line, place[name]] = 1
    return table


def names_of(rows: Sequence[Judged]) -> tuple[str, ...]:
    """The features that enough rows have, in alphabetical order."""
    counted = Counter(name for judged in rows for name in judged.features)
    return tuple(sorted(name for name, count in counted.items() if count >= SEEN_OFTEN))


def fit(table: Matrix, right: Matrix, names: tuple[str, ...]) -> Fit:
    """Ridge-regularised logistic regression by Newton's method; the intercepts are not penalised."""
    ridge = np.diag([0.01 if name in INTERCEPTS else RIDGE for name in names])
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        shares = sigmoid(table @ weights)
        slope = table.T @ (shares - right) + ridge @ weights
        curve = (table * (shares * (1 - shares))[:, None]).T @ table + ridge
        weights = weights - np.linalg.solve(curve, slope)
    return Fit(names, weights)


def cross_validated(rows: Sequence[Judged], names: tuple[str, ...]) -> Matrix:
    """The expected share of each row, from a fit on the reports of the other folds."""
    reports = sorted({judged.report for judged in rows})
    fold_of = {report: place % FOLDS for place, report in enumerate(reports)}
    folds = np.array([fold_of[judged.report] for judged in rows])
    table, right = table_of(rows, names), right_of(rows)
    shares = np.zeros(len(rows))
    for fold in range(FOLDS):
        inside = folds == fold
        shares[inside] = fit(table[~inside], right[~inside], names).shares(table[inside])
    return shares


def right_of(rows: Sequence[Judged]) -> Matrix:
    return np.array([float(judged.right) for judged in rows])


def area(shares: Matrix, right: Matrix) -> float:
    """The probability that a right row has a higher share than a wrong one (the area under the curve)."""
    good, bad = shares[right == 1], shares[right == 0]
    higher = (good[:, None] > bad[None, :]).mean()
    return float(higher + (good[:, None] == bad[None, :]).mean() / 2)


def report(title: str, shares: Matrix, right: Matrix) -> None:
    """Print the expected shares and the measured ones."""
    of_all = f"{len(right)} rows, {right.mean():.3f} right"
    print(f"{title}: {of_all}, area under the curve {area(shares, right):.3f}")
    for low, high in zip(SHOWN, (1.01, *SHOWN[:-1]), strict=True):
        inside = (shares >= low) & (shares < high)
        if inside.any():
            print(
                f"  confidence {low:.1f} to {min(high, 1.0):.1f}: {inside.mean():.2f} of all rows, expected "
                f"{shares[inside].mean():.3f}, right {right[inside].mean():.3f}"
            )
    lowest = np.argsort(shares)[: int(len(shares) * 0.35)]
    print(f"  the lowest 35% contain {(1 - right[lowest]).sum() / (1 - right).sum():.2f} of the wrong rows")


def write(fitted: Fit, rows: Sequence[Judged]) -> None:
    """Write the weights as points, and the least points of each level."""
    counted = Counter(name for judged in rows for name in judged.features)
    points = {name: round(weight * POINTS) for name, weight in zip(*fitted, strict=True)}
    lines: list[tuple[object, ...]] = [
        (name, count, f"{counted[name]} rows") for name, count in points.items() if count
    ]
    kept = [line for line in _of_cells() if line[0] not in points]
    _table("confidence_points", ("feature", "points", "note"), sorted([*lines, *kept]))
    floors = [(level, _floor(level)) for level in LEVELS]
    _table(
        "confidence_levels", ("confidence", "points_from", "note"), [(f"{x:.2f}", y, "") for x, y in floors]
    )


def _of_cells() -> list[tuple[object, ...]]:
    """The present lines about table cells; annotated sentences cover only some of their features."""
    path = Path(tables.DATA, "confidence_points.csv")
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [tuple(line) for line in csv.reader(file) if line[0].partition(":")[0] == "table"]


def _floor(level: Decimal) -> int:
    """The least points that round to the level or a higher one."""
    low = float(level) - 0.005
    return round(POINTS * float(np.log(low / (1 - low))))


def _table(name: str, header: tuple[str, ...], lines: Sequence[tuple[object, ...]]) -> None:
    with Path(tables.DATA, f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *lines])


def judged_rows(pairs: Sequence[str], codes: frozenset[str]) -> list[Judged]:
    """The rows of pairs of folders: a folder of annotations, and the folder of their texts."""
    found: list[Judged] = []
    for gold, texts in zip(pairs[::2], pairs[1::2], strict=True):
        found += _judged(Path(gold), Path(texts), codes)
    return found


def _judged(folder: Path, texts: Path, codes: frozenset[str]) -> Iterator[Judged]:
    gold = read_gold(folder)
    paths = {path.stem: path.absolute() for path in texts.rglob("*.txt")}
    read = read_texts(working_version(), [paths[one.report] for one in gold], os.cpu_count() or 1)
    for one, text in zip(gold, read, strict=True):
        around = _companions(text.rows)
        for verdict in judge(one, text, codes)[0]:
            yield Judged(verdict.report, _row(verdict.row), verdict.right, around[id(verdict.row)])


def _row(line: Line) -> Observation:
    """A row as JSON has the fields of an observation, with lists instead of tuples."""
    fields = {name: tuple(cell) if isinstance(cell, list) else cell for name, cell in line.items()}
    return cast("Observation", SimpleNamespace(**fields))


def _companions(rows: Iterable[Line]) -> dict[int, Companions]:
    """The other rows of the sentence of each row."""
    found: dict[int, Companions] = {}
    for _, group in groupby(rows, key=itemgetter("sentence_start", "sentence_end")):
        sentence = list(group)
        found |= zip(map(id, sentence), companions([rated(_row(row)) for row in sentence]), strict=True)
    return found


def fit_names(pairs: Sequence[str], codes: frozenset[str], *, write: bool) -> None:
    """Fit the ranking of candidates, print its quality, and write its table if ``write``."""
    rows = [
        row
        for gold, texts in zip(pairs[::2], pairs[1::2], strict=True)
        for row in read_lists(Path(gold), Path(texts), codes, os.cpu_count() or 1, LESS_SURE)
    ]
    listed = names_fit.cross_validated(rows)
    print(f"{len(rows)} rows: a right name is first or among five in {listed:.3f}, cross-validated by report")
    if write:
        lines = names_fit.lines(names_fit.fit(rows), rows)
        _table("candidate_points", ("feature", "points", "note"), list(lines))


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", help="annotations and texts, in pairs")
    parser.add_argument("--check", nargs=2, metavar=("GOLD", "TEXTS"))
    parser.add_argument("--codes", type=Path, help="CSV of the codes that gold knows, by its first column")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--names", action="store_true", help="fit the ranking of other names instead")
    given = parser.parse_args(arguments)
    codes = codes_of(given.codes)
    if given.names:
        fit_names(given.folders, codes, write=given.write)
    elif given.folders:
        rows = judged_rows(given.folders, codes)
        names = names_of(rows)
        right = right_of(rows)
        report("cross-validated by report", cross_validated(rows, names), right)
        if given.write:
            write(fit(table_of(rows, names), right, names), rows)
    if given.check:
        rows = judged_rows(given.check, codes)
        report("as stored", np.array([float(judged.row.confidence) for judged in rows]), right_of(rows))


if __name__ == "__main__":
    main(sys.argv[1:])
