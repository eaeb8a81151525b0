"""The generated database has the rows that the benchmark says, in the project's tables."""

from pathlib import Path

import pytest

from app.services.database import check, open_database
from app.services.lists import comparisons, observations
from app.services.lists.queries import parse_query
from tests.benchmarks import data, texts

WANTED = 1000


@pytest.fixture(scope="module")
def made() -> list[texts.Made]:
    return list(texts.reports(WANTED))


def test_as_many_as_wanted_in_whole_reports(made: list[texts.Made]) -> None:
    assert [len(item.observations) for item in made] == [333, 333, 334]


def test_every_number_stands_where_its_span_says(made: list[texts.Made]) -> None:
    for item in made:
        for row in item.observations:
            assert item.report.text[row.value_start : row.value_end] == row.value_text
            assert item.report.text[row.sentence_start : row.sentence_end] == row.sentence


def test_ids_are_different_and_sentences_as_long_as_real_ones(made: list[texts.Made]) -> None:
    rows = [row for item in made for row in item.observations]
    assert len({row.id for row in rows}) == WANTED
    lengths = sorted(len(row.sentence) for row in rows)
    assert lengths[WANTED // 20] >= 40
    assert lengths[-WANTED // 20] <= 120


def test_the_same_in_every_run(made: list[texts.Made]) -> None:
    assert next(iter(texts.reports(WANTED))).observations == made[0].observations


def test_a_made_database_answers_lists_searches_and_comparisons(tmp_path: Path) -> None:
    path = data.ensure(WANTED, tmp_path / "made.db")
    with open_database(f"sqlite:///{path}") as database:
        check(database)
        assert observations.page(database, parse_query("observations", [])).total == WANTED
        # No name of the catalogue and no sentence contains this word.
        assert observations.page(database, parse_query("observations", [("q", "麒麟")])).total == 0
        assert observations.page(database, parse_query("observations", [("q", "经验")])).total
        outcomes = [("outcome", "met"), ("outcome", "missed")]
        assert comparisons.page(database, parse_query("comparisons", outcomes)).total


def test_a_database_that_is_there_is_not_made_again(tmp_path: Path) -> None:
    path = tmp_path / "there.db"
    path.write_bytes(b"")
    assert data.ensure(WANTED, path).read_bytes() == b""
