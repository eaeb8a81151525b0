"""What the page shows of one statement: the sentence with its numbers, and the form with the row's fields."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from app.lexicon.catalogue import load_catalogue
from app.model.derivation import Rejection
from app.model.observation import Bound, Measure, Status
from app.model.span import Span
from app.services.corrections.reviewing import ReviewItem
from app.services.database import Database
from app.web.marking import ReportLine, depth, lines
from app.web.review.forms import FIELDS, Form, shown
from app.web.rows import Record, every

#: The id of a row that is not stored.
NEW: Final = ""
#: Characters that are shown around the sentence.
BEFORE: Final = 90
AFTER: Final = 50
_CHAPTER: Final = 1


def shown_item(database: Database, item: ReviewItem, given: Form) -> dict[str, Any]:
    """What the template needs; ``given`` are fields of a form that was refused."""
    row, context = item.row, item.context
    return {
        "row": row,
        "form": {name: given.get(name, shown(row, name)) for name in FIELDS},
        "headings": _headings(item.report.text[: row.sentence_start]),
        "before": context.text[: row.sentence_start - context.start][-BEFORE:],
        "lines": _sentence(database, item),
        "after": context.text[row.sentence_end - context.start :][:AFTER],
        "span": f"{row.value_start}-{row.value_end}",
        "names": _names(item),
        "catalogue": load_catalogue().indicators.values(),
        "choices": {"measure": list(Measure), "status": list(Status), "bound": list(Bound)},
    }


def _headings(text: str) -> list[str]:
    """The headings that the end of a text stands under: of its chapter, and of its section."""
    found: list[str] = []
    for line in reversed(text.splitlines()):
        level = depth(line)
        if level == _CHAPTER or (level and not found):
            found.insert(0, line.strip())
        if level == _CHAPTER:
            break
    return found


def _sentence(database: Database, item: ReviewItem) -> list[ReportLine]:
    """The sentence with the row's number, those of other rows, and those that are no values."""
    row = item.row
    inside = range(row.sentence_start, row.sentence_end)
    rows = [
        one for one in every(database, "observations", ("report_id", row.report_id)) if _at(one) in inside
    ]
    if item.missed:
        rows = [_missed(item), *(one for one in rows if _at(one) != row.value_start)]
    refused = [
        one for one in item.rejections if one.span.start in inside and one.span.start != row.value_start
    ]
    moved = [{**one, **_places(one, -inside.start)} for one in rows]
    return lines(row.sentence, moved, _moved(refused, -inside.start))


def _at(row: Record) -> int:
    start: int = row["value_start"]
    return start


def _places(row: Record, by: int) -> Record:
    return {name: row[name] + by for name in ("value_start", "value_end")}


def _moved(refused: Iterable[Rejection], by: int) -> list[Rejection]:
    return [replace(one, span=Span(one.span.start + by, one.span.end + by)) for one in refused]


def _missed(item: ReviewItem) -> Record:
    row = item.row
    places = {"value_start": row.value_start, "value_end": row.value_end}
    return {"id": NEW, "status": row.status, "flags": "[]", "confidence": "1", "indicator": "", **places}


def _names(item: ReviewItem) -> list[str]:
    """Names to choose from while typing: the alternatives, then those of the catalogue."""
    known = (one.name_zh for one in load_catalogue().indicators.values())
    return list(dict.fromkeys((*item.alternatives, *known)))
