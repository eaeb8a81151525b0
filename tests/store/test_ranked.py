"""A page by relevance: the names that match, then the rows of sentences, as few as it needs."""

from typing import cast

import pytest

from app.store.declared.fields import Row
from app.store.rows import keys
from app.store.selecting.ranked import _SHARED, Part, page
from app.store.selecting.word_index import SENTENCES

#: Rows as (key, number): of names, and of sentences in the order of their numbers alone.
ROWS: dict[Part, list[Row]] = {
    Part.NAMES: [(1, 5), (2, 7)],
    Part.SENTENCES: [(3, SENTENCES + 1), (1, SENTENCES + 1), (9, SENTENCES + 2)],
}
FIRST, SECOND = (SENTENCES + 1, 1), (SENTENCES + 1, 3)


@pytest.mark.parametrize(
    "after, wanted, asked, rows",
    [
        (None, 1, [("names", 0, 1)], [(1, 5)]),
        (None, 2, [("names", 0, 2)], [(1, 5), (2, 7)]),
        ((5, 1), 1, [("names", 6, 1)], [(2, 7)]),
        (
            (5, 1), 2,
            [("names", 6, 2), ("sentences", SENTENCES, 1 + _SHARED)],
            [(2, 7), (1, SENTENCES + 1)],
        ),
        (
            FIRST, 2,
            [("sentences", SENTENCES + 1, 2 + _SHARED)],
            [(3, SENTENCES + 1), (9, SENTENCES + 2)],
        ),
        (
            (SENTENCES, 4), 1,
            [("sentences", SENTENCES, 1 + _SHARED)],
            [(1, SENTENCES + 1)],
        ),
        (SECOND, 1, [("sentences", SENTENCES + 1, 1 + _SHARED)], [(9, SENTENCES + 2)]),
    ],
)  # fmt: skip
def test_a_page_reads_what_it_needs(
    after: tuple[int, int] | None,
    wanted: int,
    asked: list[tuple[str, int, int]],
    rows: list[tuple[int, int]],
) -> None:
    found: list[tuple[str, int, int]] = []

    def run(part: Part, values: dict[str, int]) -> list[Row]:
        found.append((part.value, values["from"], values["rows"]))
        return [row for row in ROWS[part] if cast("int", row[1]) >= values["from"]][: values["rows"]]

    assert page(run, after, wanted) == [(key, number, key) for key, number in rows]
    assert found == asked


@pytest.mark.parametrize("limit", [1, 5, 16, 17, 100])
def test_pages_have_each_row_once_though_sentences_are_cut(limit: int) -> None:
    """Sentences with as many rows as one can have; the database returns those of each in any order."""
    stored = [(key, SENTENCES + sentence) for sentence in range(4) for key in range(keys.ROWS, 0, -1)]

    def run(part: Part, values: dict[str, int]) -> list[Row]:
        some = [row for row in stored if part is Part.SENTENCES and row[1] >= values["from"]]
        return list(some[: values["rows"]])

    found: list[tuple[int, int]] = []
    while rows := page(run, found[-1] if found else None, limit):
        found += [(cast("int", number), cast("int", key)) for key, number, _ in rows]
    assert found == sorted((number, key) for key, number in stored)
