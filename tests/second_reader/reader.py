"""A reader that answers questions from gold, and is right at a known rate."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from random import Random
from typing import Any

from app.asking import SentenceQuestion
from app.asking.questions import Item
from tests.quality.gold import Gold, Line, names_of, plain, wrong_fields

Entry = dict[str, Any]


def entry(row: int, item: Item, choice: str, **cells: object) -> Entry:
    """What an answer says of a row."""
    empty = {"alternative": None, "indicator": None, "start_year": None, "year": None}
    return {"row": row, "number": item.row.value_text, "choice": choice} | empty | cells


def readings_of(number: int, item: Item) -> list[Entry]:
    """What an answer may say of a row: each choice, and names and years that are mostly wrong."""
    row = item.row
    others = [
        entry(number, item, "alternative", alternative=place)
        for place in range(1, len(item.alternatives) + 1)
    ]
    return [
        *others,
        entry(number, item, "as_read"),
        entry(number, item, "none"),
        entry(number, item, "own", indicator=row.indicator[2:] or row.indicator),
        entry(number, item, "own", start_year=row.start_year - 1, year=row.year - 1),
    ]


def written(sentences: Iterable[list[Entry]]) -> str:
    """An answer as a model writes it, from what it says of the rows of each sentence."""
    entries = [{"sentence": at, "rows": rows, "missed": []} for at, rows in enumerate(sentences, start=1)]
    return json.dumps({"sentences": entries}, ensure_ascii=False)


def random_answer(questions: Sequence[SentenceQuestion], random: Random) -> str:
    """An answer of the right form that says anything."""
    return written(
        [random.choice(readings_of(number, item)) for number, item in enumerate(one.items, start=1)]
        for one in questions
    )


class GoldReader:
    """Reads as gold does with probability ``accuracy`` for each row, and in some wrong way otherwise."""

    def __init__(
        self, gold: Mapping[str, Gold], codes: Collection[str], accuracy: float, random: Random
    ) -> None:
        """``gold`` is by the id of the report."""
        self._gold, self._codes, self._accuracy, self._random = gold, codes, accuracy, random

    def answer(self, question: SentenceQuestion) -> str:
        """The answer as a model writes it."""
        return written(
            [[self._row(number, item, question) for number, item in enumerate(question.items, start=1)]]
        )

    def _row(self, number: int, item: Item, question: SentenceQuestion) -> Entry:
        right = self._right(number, item, question)
        if self._random.random() < self._accuracy:
            return right
        return self._random.choice([one for one in readings_of(number, item) if one != right])

    def _right(self, number: int, item: Item, question: SentenceQuestion) -> Entry:
        fact = self._fact(item, question)
        if fact is None:
            return entry(number, item, "none")
        row = json.loads(json.dumps(asdict(item.row), default=str))
        wrong = set(wrong_fields(fact, row, self._codes)) & {"name", "year"}
        if not wrong:
            return entry(number, item, "as_read")
        accepted = {plain(name) for name in names_of(fact)}
        fitting = [at for at, name in enumerate(item.alternatives, start=1) if plain(name) in accepted]
        if wrong == {"name"} and fitting:
            return entry(number, item, "alternative", alternative=fitting[0])
        own = {"indicator": fact["indicator"]} if "name" in wrong else {}
        years = {"start_year": fact["start_year"], "year": fact["year"]} if "year" in wrong else {}
        return entry(number, item, "own", **own, **years)

    def _fact(self, item: Item, question: SentenceQuestion) -> Line | None:
        """The fact of the row's number; of several the one of its name."""
        row = item.row
        found = [
            fact
            for fact in self._gold[question.report.id].stated
            if fact["start"] < row.value_end and row.value_start < fact["end"]
        ]
        named = [fact for fact in found if plain(row.indicator) in {plain(name) for name in names_of(fact)}]
        return next(iter(named or found), None)
