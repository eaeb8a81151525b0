"""Gold: the facts that readers found in sentences of a report, and when a row agrees with one.

A folder of gold has a file NAME.jsonl for each text NAME.txt. Lines {"window": [start, end], "id": ...} name
the sentences that were read, as offsets into the text; every other line is a fact:

- start, end: where its number stands. value, value_high, unit, measure, status, start_year, year, bound,
  scope, category: as in an observation.
- indicator is its name and "accept" lists others that are as right; "code" is its code in the catalogue. With
  "code_optional" a row without a code is right too if its name is.
- unit_also, measure_also, year_also and category_also list further values that are right. "also" lists whole
  other readings, each the fields in which it differs.
- "optional": a row that states the fact is judged, but leaving the fact out costs nothing.
- "skip": the number is no observation; a row that states it is invented, as any row without a fact is.
"""

import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

Line = dict[str, Any]

#: The fields that must be right for a row to be right, and those that are only reported.
STRICT = ("value", "unit", "name", "measure", "status", "year", "scope")
REPORTED = ("bound", "category")
#: Units written in several ways.
UNITS = {
    "个百分点": "百分点", "pp": "百分点", "％": "%", "percent": "%", "人民币": "元", "人民币元": "元",
    "CNY": "元", "USD": "美元", "立方米": "方", "m2": "平方米", "㎡": "平方米", "平米": "平方米",
    "km": "公里", "千米": "公里", "名": "人",
}  # fmt: skip
#: Marks that do not distinguish names.
NO_DIFFERENCE = re.compile(r"[\s“”\"'‘’《》（）()、，,·\-—的]")
SAME_WORDS = (("规模以上", "规上"), ("国内生产总值", "地区生产总值"), ("以上", "上"))


@dataclass(frozen=True)
class Gold:
    """The gold of one text: the facts in its windows."""

    report: str
    windows: list[Line]
    stated: list[Line]

    @property
    def facts(self) -> list[Line]:
        """The facts that must be found."""
        return [line for line in self.stated if not line.get("optional")]

    def window_of(self, position: int) -> str:
        """The id of the window that contains a position of the text, empty where none does."""
        for line in self.windows:
            start, end = line["window"]
            if start <= position < end:
                return str(line.get("id") or f"@{start}")
        return ""


def read_gold(folder: Path) -> list[Gold]:
    """All gold of a folder, sorted by the names of its texts."""
    return [_gold(path) for path in sorted(folder.glob("*.jsonl"))]


def _gold(path: Path) -> Gold:
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    stated = [line for line in lines if not {"window", "skip"} & line.keys()]
    return Gold(path.stem, [line for line in lines if "window" in line], stated)


def plain(name: str | None) -> str:
    """A name without marks that do not matter."""
    short = NO_DIFFERENCE.sub("", name or "")
    for old, new in SAME_WORDS:
        short = short.replace(old, new)
    return short


def names_of(fact: Line) -> list[str]:
    return [fact["indicator"], *fact.get("accept", [])]


def likeness(fact: Line, name: str | None) -> float:
    """How much a name resembles the most similar right one, 0 to 1."""
    matchers = (SequenceMatcher(None, plain(one), plain(name), autojunk=False) for one in names_of(fact))
    return max(matcher.ratio() for matcher in matchers)


def wrong_fields(fact: Line, row: Line, codes: Collection[str]) -> list[str]:
    """The wrong fields of a row, under the reading of the fact that fits the row best."""
    readings = [fact, *({**fact, **other} for other in fact.get("also", []))]
    found = [
        [field for field in STRICT + REPORTED if not is_right(field, one, row, codes)] for one in readings
    ]
    return min(found, key=lambda fields: (len(set(fields) & set(STRICT)), len(fields)))


def is_right(field: str, fact: Line, row: Line, codes: Collection[str]) -> bool:
    """Whether the row's field says what the fact says."""
    if field == "name":
        return is_named(fact, row, codes)
    if field == "value":
        return all(is_near(fact.get(name), row[name]) for name in ("value", "value_high"))
    if field == "unit":
        return _unit(row["unit"]) in {_unit(unit) for unit in [fact["unit"], *fact.get("unit_also", [])]}
    if field == "year":
        years = [[fact["start_year"], fact["year"]], *fact.get("year_also", [])]
        return [row["start_year"], row["year"]] in years
    if field == "scope":
        return plain(fact.get("scope")) == plain(row["scope"])
    return row[field] in [fact.get(field), *fact.get(f"{field}_also", [])]


def is_named(fact: Line, row: Line, codes: Collection[str]) -> bool:
    """Whether the row has the fact's code or, where neither has one of ``codes``, one of its names."""
    code, due = (one if one in codes else None for one in (row["indicator_code"], fact.get("code")))
    if code or due:
        if code == due:
            return True
        if code or not fact.get("code_optional"):
            return False
    return plain(row["indicator"]) in {plain(name) for name in names_of(fact)}


def is_near(due: float | str | None, value: float | str | None) -> bool:
    """Equal except for the last digits, which a binary fraction loses."""
    if due is None or value is None:
        return due is value
    return abs(float(due) - float(value)) <= 1e-6 * max(1.0, abs(float(due)))


def _unit(unit: str) -> str:
    return UNITS.get(unit.strip(), unit.strip())
