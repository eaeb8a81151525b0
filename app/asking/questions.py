"""Questions about the doubtful rows of one sentence, with everything needed to judge them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from app.asking.surroundings import Outline, SentenceSurroundings
from app.model.derivation import Derivation, Extraction, Rejection
from app.model.observation import Observation
from app.model.report import Report

CELL = "table."
"""The prefix of rules that read the cells of tables, which have no sentence."""
JUST_BEFORE = 12
"""The number of characters before a number that distinguish it from an equal one."""

Document = dict[str, object]


class Item(NamedTuple):
    """A doubtful row, its position among all rows of the report, and its alternative names."""

    row: Observation
    position: int
    alternatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SentenceQuestion:
    """The question about one sentence.

    ``settled`` are the rows of the sentence that are not in doubt, ``unread`` its numbers that the rules
    reject, ``years`` the years of all rows of the report.
    """

    report: Report
    sentence: str
    surroundings: SentenceSurroundings
    items: tuple[Item, ...]
    settled: tuple[Observation, ...]
    unread: tuple[Rejection, ...]
    years: frozenset[int]

    @property
    def words(self) -> str:
        """The text that a name may be made of, without the names that the rules propose."""
        return "".join((*self.surroundings.headings, self.surroundings.before, self.sentence))

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of its rows as written, without spaces."""
        return tuple(plain_number(item.row.value_text) for item in self.items)

    def document(self, above: SentenceQuestion | None = None) -> Document:
        """The question as data, in the form that the instructions describe.

        ``above`` is the question above it in the same request: its sentence is not repeated in ``before``.
        """
        return {
            "headings": list(self.surroundings.headings),
            "before": self.surroundings.before if above is None else self._since(above),
            "text": self.sentence,
            "rows": [_row(number, item) for number, item in enumerate(self.items, start=1)],
            "settled": [{"number": row.value_text, "indicator": row.indicator} for row in self.settled],
        }

    def _since(self, above: SentenceQuestion) -> str:
        """The text before the sentence, at most back to the end of the sentence above."""
        end, start = above.items[0].row.sentence_end, self.items[0].row.sentence_start
        between = self.report.text[end:start].strip()
        return min(between, self.surroundings.before, key=len)


def plain_number(text: str) -> str:
    """A number as written, without the spaces in it."""
    return "".join(text.split())


def questions(report: Report, extraction: Extraction, chosen: Collection[str]) -> Iterator[SentenceQuestion]:
    """The questions about the rows of a report with the ids ``chosen``, in text order."""
    outline = Outline(report.text)
    rows = extraction.observations
    years = frozenset(year for row in rows for year in (row.start_year, row.year))
    numbered = [pair for pair in enumerate(extraction.derivations) if _has_sentence(pair[1].observation)]
    for (start, end), group in groupby(numbered, key=lambda pair: _span(pair[1].observation)):
        found = list(group)
        items = tuple(_item(*pair) for pair in found if pair[1].observation.id in chosen)
        if items:
            yield SentenceQuestion(
                report=report,
                sentence=items[0].row.sentence,
                surroundings=outline.around(start),
                items=items,
                settled=tuple(one.observation for _, one in found if one.observation.id not in chosen),
                unread=tuple(one for one in extraction.rejections if start <= one.span.start < end),
                years=years,
            )


def _has_sentence(row: Observation) -> bool:
    return not row.rules[0].startswith(CELL)


def _span(row: Observation) -> tuple[int, int]:
    return row.sentence_start, row.sentence_end


def _item(position: int, derivation: Derivation) -> Item:
    names = tuple(other.indicator for other in derivation.alternatives)
    return Item(derivation.observation, position, names)


def _row(number: int, item: Item) -> Document:
    row = item.row
    at = row.value_start - row.sentence_start
    return {
        "row": number,
        "number": row.value_text,
        "after": row.sentence[max(0, at - JUST_BEFORE) : at],
        "indicator": row.indicator,
        "alternatives": list(item.alternatives),
        "start_year": row.start_year,
        "year": row.year,
        "measure": row.measure.value,
        "status": row.status.value,
        "unit": row.unit,
        "scope": row.scope,
    }
