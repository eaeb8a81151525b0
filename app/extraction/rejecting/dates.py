"""Rejects dates, years and parts of a year."""

from __future__ import annotations

import re

from app.extraction.rejecting.surroundings import NumberSurroundings
from app.extraction.rules import rule

FIRST_YEAR, LAST_YEAR, YEAR_DIGITS = 1900, 2100, 4
YEAR = re.compile(r"年(?!均|产|销|收|度投)|[-—–~～－至、和](?:20)?\d\d年")
DATE = re.compile(
    r"月(?!均|末余)|日(?!均)|号|时许|点\d|世纪|年代|年[前后初末底中代]|[-—–~～－至到、和]\d{1,2}[月日]"
)
COUNTS_TIME = re.compile(r"个|季|年|月|天|期|届|批|次|步|提")


@rule("reject.date")
def date(around: NumberSurroundings) -> str | None:
    """Dates, years and times: 2019年, 3月29日, 1-2月, 20世纪90年代, 九点三十分."""
    number = around.number
    if number.unit == "分" and around.before.endswith("点"):
        return "date"
    if number.form != "arabic" or number.digits - number.start > YEAR_DIGITS:
        return None
    year = number.digits - number.start == YEAR_DIGITS and FIRST_YEAR <= number.value <= LAST_YEAR
    return "date" if DATE.match(around.aftermath) or (year and YEAR.match(around.aftermath)) else None


@rule("reject.top")
def top(around: NumberSurroundings) -> str | None:
    """前 that counts time and is not a rank: 前三季度, 前5个月."""
    number = around.number
    return "date" if number.text.startswith("前") and COUNTS_TIME.match(around.after) else None
