"""The keys of observations: the report, the sentence's place in it, and the row's place in the sentence.

So rows sort in the order of the text, and all rows of a sentence are one range of keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, and_, select

from app.store.rows.tables import ReportRow

#: Bits of a key that count the rows of a sentence. A sentence with more rows counts as several.
ROW_BITS = 4
#: Bits of a key that count the sentences of a report and their rows.
PLACE_BITS = 24
#: The most rows of a sentence.
ROWS = 1 << ROW_BITS
_SENTENCES = 1 << PLACE_BITS - ROW_BITS


def keys(number: int, sentences: Iterable[object]) -> Iterator[int]:
    """The keys of a report's rows, from what identifies the sentence of each, in the order of the text.

    >>> [key - (7 << PLACE_BITS) for key in keys(7, [0, 0, 40])]
    [0, 1, 16]

    Raises:
        OverflowError: more sentences than the longest text has.
    """
    sentence, row, last = -1, ROWS, None
    for identity in sentences:
        row += 1
        if identity != last or row >= ROWS:
            sentence, row, last = sentence + 1, 0, identity
        if sentence >= _SENTENCES:
            raise OverflowError("more sentences than the keys of a report can number")
        yield (number << PLACE_BITS) + (sentence << ROW_BITS) + row


def report_number(key: int) -> int:
    """The number of the report that a row belongs to."""
    return key >> PLACE_BITS


def range_of(number: int) -> dict[str, int]:
    """The range of the keys of a report, from ``first`` to before ``end``: parameters of statements."""
    return {"first": number << PLACE_BITS, "end": (number + 1) << PLACE_BITS}


def of_report(key: ColumnElement[int], number: Any) -> ColumnElement[bool]:  # noqa: ANN401 # an integer or SQL
    """Whether a key is of a row of the report with this number."""
    width = 1 << PLACE_BITS
    return and_(key >= number * width, key < (number + 1) * width)


def of_report_id(key: ColumnElement[int], id_: Any) -> ColumnElement[bool]:  # noqa: ANN401 # text or SQL
    """Whether a key is of a row of the report with this id."""
    found = select(ReportRow.number).where(ReportRow.id == id_)
    return of_report(key, found.correlate(None).scalar_subquery())
