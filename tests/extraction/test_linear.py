"""The time of extraction grows with the length of a text and no faster, whichever words it repeats."""

from __future__ import annotations

import csv
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import app.lexicon
from app.reading.beside import NOTHING
from app.services.ingesting.sources import ReadingOptions, SourceFile, as_report
from app.services.ingesting.storing import observations_of
from tests.timing import cpu_seconds

DATA = Path(app.lexicon.__file__).parent / "data"
#: Files of cues, and the column of the cue.
TABLES = {
    "bounds": "word", "changes": "word", "contractions": "short", "dependents": "word", "openers": "word",
    "predicates": "word", "states": "word", "tails": "word", "times": "word", "units": "unit",
    "verbs": "verb", "words": "word",
}  # fmt: skip # a table reads better on few lines
SIGNS = "，、。；：（）()“”《》%第一百万1.-—~年月日和及与的 \n|#"
SHAPES = ("W", "W，", "W、", "比W", "W5%", "5%W", "（W", "W上年")
#: Repetitions, and how much longer four times as many may take: four times and some noise, not sixteen.
FEW, MANY, TIMES = 5_000, 20_000, 10
#: CPU seconds that the clock and the machine may add.
ALLOWED = 1.0


def cues() -> list[str]:
    found = list(SIGNS)
    for name, column in TABLES.items():
        with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            found += [row[column] for row in csv.DictReader(file)]
    return sorted(set(found))


def seconds(repeated: str, count: int) -> float:
    """CPU seconds of extraction."""
    text = f"鄞州区2020年政府工作报告\n2019年，地区生产总值{repeated * count}。\n增长5%。\n"
    source = as_report(SourceFile("a", "a.txt", text.encode()), ReadingOptions("330212", 2020), NOTHING)
    if source.report is None:
        return 0
    report = source.report
    return cpu_seconds(lambda: observations_of(report), repeat=1)


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(cues()), st.sampled_from(SHAPES))
@example("上年", "W")
@example("“", "W")
@example("其中", "W，")
def test_no_cue_makes_extraction_quadratic(cue: str, shape: str) -> None:
    repeated = shape.replace("W", cue)
    # A report has no more than 10,000 numbers.
    share = 4 if any(map(str.isdigit, repeated)) else 1
    few, many = seconds(repeated, FEW // share), seconds(repeated, MANY // share)
    assert many < TIMES * few + ALLOWED, (cue, shape)
