"""Reads ``tests/examples/``: phrases with the observations that they must have, a file for each folder of
``app/extraction``.

A phrase begins at the start of a line; `` / `` in it is a line break. It is part of a report of 宁波市 of
2020, under the heading "2019年工作回顾". Words in brackets before it change that: ``[2021]`` the report's
year, ``[plan]`` the heading "2020年主要任务", ``[term]`` "过去五年工作回顾", ``[bare]`` no heading. Indented
below it:

``name: value unit [word ...]``
    one observation, in text order. The words name only what differs from a level, actual, exact,
    of the year before the report: a measure, a status, a bound, ``..8`` the upper end, ``2021`` or
    ``2016-2020`` the years, ``@区本级`` the scope, ``[GDP]`` the code, ``?`` a flagged doubt, except
    ``low_confidence``, which follows from the fitted weights.
``-``  there must be no observation
``! rule-id``  the rule must have made a decision
``~ rule-id``  a look-alike: the rule must not have made a decision
``# ...``  a comment
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path

from app.extraction import extract
from app.lexicon.lexicon import load_lexicon
from app.model.derivation import Extraction, Step
from app.model.flags import Flag
from app.model.observation import Bound, Measure, Observation, Status
from app.model.report import Report, ReportKind

EXAMPLES = Path(__file__).parent.parent / "examples"
YEAR = 2020
SETTINGS = re.compile(r"(?:\[([\w ]+)\] )?(.+)")
CELL_END = re.compile(" ?⇥ ?")
TABLE = "table"
"""The setting of a phrase that is a table of facts."""
HEADINGS = {
    TABLE: "",
    "review": "一、{last}年工作回顾\n",
    "term": "一、过去五年工作回顾\n",
    "plan": "二、{year}年主要任务\n",
    "bare": "",
}


@dataclass
class Example:
    file: str
    line: int
    phrase: str
    year: int = YEAR
    kind: ReportKind = ReportKind.REPORT
    expected: list[str] = field(default_factory=list)
    nothing: bool = False
    fired: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


def read_examples() -> list[Example]:
    return [example for path in sorted(EXAMPLES.rglob("*.txt")) for example in _read(path)]


def _read(path: Path) -> list[Example]:
    found: list[Example] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not line.startswith(" "):
            settings, phrase = SETTINGS.fullmatch(line).groups()  # type: ignore[union-attr]  # always matches
            found.append(
                _example(
                    str(path.relative_to(EXAMPLES)),
                    number,
                    CELL_END.sub("\t", phrase.replace(" / ", "\n")),
                    (settings or "").split(),
                )
            )
        else:
            _add(found[-1], line.strip())
    return found


def _example(file: str, line: int, phrase: str, settings: list[str]) -> Example:
    year = next((int(word) for word in settings if word.isdigit()), YEAR)
    heading = next((word for word in settings if not word.isdigit()), "review")
    kind = ReportKind.TABLE if heading == TABLE else ReportKind.REPORT
    return Example(file, line, HEADINGS[heading].format(last=year - 1, year=year) + phrase, year, kind)


def _add(example: Example, line: str) -> None:
    if line == "-":
        example.nothing = True
    elif line.startswith("! "):
        example.fired.append(line[2:])
    elif line.startswith("~ "):
        example.silent.append(line[2:])
    else:
        example.expected.append(line)


def run(phrase: str, year: int = YEAR, kind: ReportKind = ReportKind.REPORT) -> Extraction:
    report = Report(
        id=f"example-{year}", text=phrase, title=None, region="宁波市", region_code="330200", level=None,
        report_year=year, delivered_on=None, speaker=None, source="example", sha256="", kind=kind,
    )  # fmt: skip
    return extract(report, load_lexicon())


#: ``run`` for phrases that several tests read: it reads each once.
run_once = cache(run)


def rules_of(extraction: Extraction) -> set[str]:
    """The rules that made decisions, including the decisions that other decisions continue."""
    traces = [one.trace for one in extraction.derivations]
    traces += [one.trace for one in extraction.rejections]
    return {rule for trace in traces for step in trace for rule in _chain(step)}


def _chain(step: Step | None) -> Iterator[str]:
    while step is not None:
        yield step.rule
        step = step.from_step


def described(observation: Observation, expected: str, year: int) -> str:
    """An observation in the notation of the examples, with the fields that the example names."""
    last = year - 1
    words = [
        *([] if observation.measure is Measure.LEVEL else [observation.measure.value]),
        *([] if observation.status is Status.ACTUAL else [observation.status.value]),
        *([] if observation.bound is Bound.EXACT else [observation.bound.value]),
        *([f"..{plain(observation.value_high)}"] if observation.value_high is not None else []),
        *_years(observation, last),
        *([f"@{observation.scope}"] if observation.scope else []),
        *([f"[{observation.indicator_code}]"] if "[" in expected and observation.indicator_code else []),
        *(["?"] if set(observation.flags) - {Flag.LOW_CONFIDENCE} else []),
    ]
    value = " ".join(x for x in (plain(observation.value), observation.unit) if x)
    return " ".join([f"{observation.indicator}: {value}", *words])


def _years(observation: Observation, last: int) -> list[str]:
    start, year = observation.start_year, observation.year
    if start != year:
        return [f"{start}-{year}"]
    default = last + 1 if observation.status is Status.TARGET else last
    return [] if year == default else [str(year)]


def plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
