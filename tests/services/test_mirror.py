"""A mirror that follows the changes equals the database after any ingestion, in any order."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.services.database import Database, open_database
from app.services.ingesting.ingestion import ingest_text
from app.services.lists import changes, observations
from app.services.lists.queries import QueryError, parse_query
from app.store.rows import state
from tests.databases import migrated_file

SENTENCES = (
    "新建学校3所。",
    "新建学校4所。",
    "城镇新增就业2万人。",
    "城镇登记失业率2.5%。",
    "地区生产总值500亿元，增长8%。",
)
TEXT = "云溪市政府工作报告\n{year}年1月15日\n一、{last}年工作回顾\n{last}年，{body}\n"

#: A report (year, place stated or not), its new text, and whether the mirror reads the changes after it.
TURNS = st.tuples(
    st.sampled_from((2020, 2021)),
    st.sampled_from((None, "宁波市鄞州区")),
    st.lists(st.sampled_from(SENTENCES), max_size=4),
    st.booleans(),
)
Rows = dict[object, tuple[object, ...]]


def filled(database: Database, *pairs: tuple[str, str]) -> Rows:
    stream = observations.stream(database, parse_query("observations", pairs))
    return {row[0]: row for batch in stream.batches for row in batch}


class Mirror:
    """A mirror as the documentation describes it: deletes removed rows, fetches the others."""

    def __init__(self) -> None:
        self.rows: Rows = {}
        self.since = 0

    def follow(self, database: Database) -> None:
        query = parse_query("changes", [("since", str(self.since))])
        now = filled(database)
        for batch in changes.stream(database, query).batches:
            for sequence, change, id_, *_ in batch:
                self.rows.pop(id_, None)
                if change != "removed" and id_ in now:
                    self.rows[id_] = now[id_]
                assert isinstance(sequence, int)
                assert sequence > self.since
                self.since = sequence


@settings(max_examples=25)
@given(st.lists(TURNS, min_size=1, max_size=8))
def test_a_mirror_is_equal(turns: list[tuple[int, str | None, list[str], bool]]) -> None:
    with TemporaryDirectory() as folder, open_database(migrated_file(Path(folder) / "test.db")) as database:
        mirror = Mirror()
        for year, region, body, looks in turns:
            text = TEXT.format(year=year, last=year - 1, body="".join(body) or "无。")
            ingest_text(database, text.encode(), "yunxi.txt", region=region)
            if looks:
                mirror.follow(database)
                assert mirror.rows == filled(database)
        mirror.follow(database)
        assert mirror.rows == filled(database)


def test_a_mirror_learns_that_the_database_was_restored(tmp_path: Path) -> None:
    """Otherwise it would miss the undone changes, and skip new changes whose numbers it has seen."""
    with open_database(migrated_file(tmp_path / "test.db")) as database:
        mirror = Mirror()
        ingest_text(database, TEXT.format(year=2020, last=2019, body=SENTENCES[0]).encode(), "yunxi.txt")
        mirror.follow(database)
        ahead = mirror.since + 1
        with database.writing() as connection:
            state.begin_epoch(connection)
        mirror.follow(database)
        ingest_text(database, TEXT.format(year=2021, last=2020, body="无。").encode(), "later.txt")
        mirror.follow(database)
        assert mirror.rows == filled(database)
        mirror.since = ahead
        with pytest.raises(QueryError, match="No change has this number"):
            mirror.follow(database)
