"""Decides which statements of an answer may be applied; each one is checked.

The number must be the one in the question; its value and unit stay as the extractor reads them. Text and
report must allow the years. Every character of a name must occur in the sentence, in the headings above it
or in the text before it, except for names of the catalogue. The name must pass the checks for names. The
linker assigns its code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from app.asking.answers import AnswerError, AnswerStatements, Missed, RowAnswer, RowChoice
from app.asking.questions import Item, SentenceQuestion, plain_number
from app.model.correction import Verdict
from app.model.observation import Observation, Status
from app.model.span import Span

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
DIGITS = re.compile(r"\d+(?:[.．]\d+)*")
SHORTEST, LONGEST = 2, 40
"""The lengths of names in characters."""
JOINS = "的"
"""Joins the words of a name that are separate in the sentence: 开展帮扶的单位."""
LONGEST_PERIOD = 15
"""The most years of a plan or a review."""
NO_POSITION = -1
"""The position of a row that the rules do not have."""

Changes = tuple[tuple[str, str | None], ...]


class NameFunctions(NamedTuple):
    """The functions of the lexicon for names.

    ``known``: whether the catalogue has a name. ``code``: the code of a name for a row. ``faults``: the ids
    of the checks that a name fails for a row.
    """

    known: Callable[[str], bool]
    code: Callable[[Observation, str], str | None]
    faults: Callable[[Observation, str], tuple[str, ...]]


class CheckedRow(NamedTuple):
    """The checked statement about one row: ``changes`` by field, and the reason of a dispute."""

    item: Item
    verdict: Verdict
    changes: Changes = ()
    reason: str = ""


class _DisputeError(Exception):
    """The answer fails a check; the message says which."""


class _Reading(NamedTuple):
    name: str
    start_year: int
    year: int


def check(question: SentenceQuestion, answer: AnswerStatements, tools: NameFunctions) -> Iterator[CheckedRow]:
    """The finding for each row that the answer mentions."""
    for decision in answer.decisions:
        item = question.items[decision.row - 1]
        try:
            yield _finding(question, item, decision, tools)
        except _DisputeError as error:
            yield CheckedRow(item, Verdict.DISPUTE, reason=f"{_as_text(decision)}: {error}")


def span_of(question: SentenceQuestion, missed: Missed) -> Span:
    """The span of a number that the rules have missed.

    Raises:
        AnswerError: the sentence has no such number, or has several.
    """
    wanted = plain_number(missed.number)
    spans = [one.span for one in question.unread if plain_number(one.text) == wanted]
    if len(spans) != 1:
        raise AnswerError(f"the sentence has {len(spans)} unread numbers {missed.number}")
    return spans[0]


def check_missed(
    question: SentenceQuestion, missed: Missed, row: Observation, tools: NameFunctions
) -> CheckedRow:
    """The finding for a missed number, which the extractor reads as ``row``."""
    item = Item(row, NO_POSITION, ())
    answer = RowAnswer(
        0, missed.number, RowChoice.OWN, None, missed.indicator, missed.start_year, missed.year
    )
    try:
        if (missed.measure, missed.status) != (row.measure, row.status):
            raise _DisputeError(f"the number is {row.measure} and {row.status}")
        found = _finding(question, item, answer, tools)
    except _DisputeError as error:
        return CheckedRow(item, Verdict.DISPUTE, reason=f"{_as_text(answer)}: {error}")
    return found


def _finding(question: SentenceQuestion, item: Item, decision: RowAnswer, tools: NameFunctions) -> CheckedRow:
    if plain_number(decision.number) != plain_number(item.row.value_text):
        raise _DisputeError(f"the number is {item.row.value_text}, not {decision.number}")
    reading = _reading(item, decision)
    if reading is None:
        return CheckedRow(item, Verdict.REJECT)
    _check_years(question, item.row, reading)
    changes = tuple(_changes(item, reading, tools))
    if not changes:
        return CheckedRow(item, Verdict.CONFIRM)
    if "indicator" in dict(changes) and decision.choice is RowChoice.OWN:
        _check_name(question, item, reading.name, tools)
    return CheckedRow(item, Verdict.CHANGE, changes)


def _reading(item: Item, decision: RowAnswer) -> _Reading | None:
    """The name and years of the row according to the decision; None if the row is not an observation."""
    row = item.row
    own = (decision.indicator, decision.start_year, decision.year)
    if decision.choice is RowChoice.OWN:
        year = row.year if decision.year is None else decision.year
        start = row.start_year if decision.start_year is None else decision.start_year
        return _Reading(decision.indicator or row.indicator, start, year)
    if any(one is not None for one in own):
        raise _DisputeError("it has its own words or years and another choice")
    if decision.choice is RowChoice.NONE:
        return None
    if decision.choice is RowChoice.AS_READ:
        return _Reading(row.indicator, row.start_year, row.year)
    place = decision.alternative or 0
    if not 1 <= place <= len(item.alternatives):
        raise _DisputeError(f"there is no alternative {decision.alternative}")
    return _Reading(item.alternatives[place - 1], row.start_year, row.year)


def _check_years(question: SentenceQuestion, row: Observation, reading: _Reading) -> None:
    start, year = reading.start_year, reading.year
    if (start, year) == (row.start_year, row.year):
        return
    if not start <= year <= start + LONGEST_PERIOD:
        raise _DisputeError(f"{start} to {year} is no period")
    allowed = question.years | _stated_years(question)
    if unknown := [one for one in (start, year) if one not in allowed]:
        raise _DisputeError(f"neither text nor report mentions {unknown[0]}")
    delivered = question.report.report_year
    if (year > delivered) if row.status is Status.ACTUAL else (year < delivered - 1):
        raise _DisputeError(f"a report of {delivered} has no {row.status} value of {year}")


def _stated_years(question: SentenceQuestion) -> set[int]:
    delivered = question.report.report_year
    return {delivered - 1, delivered, *(int(year) for year in YEAR.findall(question.words))}


def _changes(item: Item, reading: _Reading, tools: NameFunctions) -> Iterator[tuple[str, str | None]]:
    row = item.row
    if reading.name != row.indicator:
        yield "indicator", reading.name
        yield "indicator_code", tools.code(row, reading.name)
    if (reading.start_year, reading.year) != (row.start_year, row.year):
        yield "start_year", str(reading.start_year)
        yield "year", str(reading.year)


def _check_name(question: SentenceQuestion, item: Item, name: str, tools: NameFunctions) -> None:
    if name in item.alternatives or tools.known(name):
        return
    if not SHORTEST <= len(name) <= LONGEST:
        raise _DisputeError(f"a name has {SHORTEST} to {LONGEST} characters")
    words = question.words
    there = {*JOINS, *words, *item.row.indicator, *(one for other in item.alternatives for one in other)}
    if foreign := [one for one in name if one not in there]:
        raise _DisputeError(f"{foreign[0]} is not in the text")
    if numbers := set(DIGITS.findall(name)) - set(DIGITS.findall(words)):
        raise _DisputeError(f"{min(numbers)} is not in the text")
    if faults := tools.faults(item.row, name):
        raise _DisputeError(f"the name fails {', '.join(faults)}")


def _as_text(decision: RowAnswer) -> str:
    own = (decision.alternative, decision.indicator, decision.start_year, decision.year)
    return " ".join((decision.choice.value, *(str(one) for one in own if one is not None)))
