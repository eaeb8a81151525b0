"""Replacing a report's observations: what stays, which changes are recorded, what search finds."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine, event, text

from app.model.flags import with_flag
from app.model.observation import Observation
from app.store.connections.session import Database
from app.store.repositories import observations, reports
from app.store.repositories.changes import Difference, is_known
from app.store.rows import state
from app.store.selecting import search, word_index
from tests.made import observed, reported
from tests.store.storing import store

A, B, C = (
    observed(str(number), id=f"o-{number}", value_start=number * 10, sentence=f"第{number}句讲就业。")
    for number in (1, 2, 3)
)


CHANGES = "FROM changes JOIN change_batches ON number = batch ORDER BY sequence"


def changes(database: Database) -> list[tuple[str, str]]:
    with database.reading() as connection:
        found = connection.execute(text(f"SELECT change, observation_id {CHANGES}"))
        return [tuple(row) for row in found]


def test_a_change_is_known_by_its_number(database: Database) -> None:
    store(database, reported(), [A, B])
    with database.reading() as connection:
        assert [number for number in range(-1, 5) if is_known(connection, number)] == [0, 1, 2]


def test_a_row_keeps_the_time_of_its_last_change(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter(("2026-01-31T08:00:00Z", "2026-01-31T09:00:00Z"))
    monkeypatch.setattr("app.store.rows.state.now", lambda: next(times))
    for rows in ([A, B], [A, replace(B, value=Decimal(9))]):
        store(database, reported(), rows)
    with database.reading() as connection:
        page = "SELECT id, updated_at FROM observations ORDER BY id"
        (_, first), (_, second) = connection.execute(text(page)).all()
    assert second - first == 3600


def stored(database: Database) -> list[Observation]:
    with database.reading() as connection:
        return [row for _, _, row in observations.of_region(connection, "990100")]


@pytest.mark.parametrize(
    "before, after, difference, noted",
    [
        ([], [A, B], (2, 0, 0), [("added", "o-1"), ("added", "o-2")]),
        ([A, B], [A, B], (0, 0, 0), []),
        ([A, B], [A], (0, 0, 1), [("removed", "o-2")]),
        ([A, B], [C, A, B], (1, 0, 0), [("added", "o-3")]),
        ([A], [replace(A, value=Decimal(9))], (0, 1, 0), [("changed", "o-1")]),
        (
            [A, B],
            [replace(A, value_start=99), C],
            (1, 1, 1),
            [("removed", "o-2"), ("changed", "o-1"), ("added", "o-3")],
        ),
        ([A, B], [], (0, 0, 2), [("removed", "o-1"), ("removed", "o-2")]),
    ],
)
def test_replacing_whole(
    database: Database,
    before: list[Observation],
    after: list[Observation],
    difference: tuple[int, int, int],
    noted: list[tuple[str, str]],
) -> None:
    store(database, reported(), before)
    known = len(changes(database))
    assert store(database, reported(), after) == Difference(*difference)
    assert stored(database) == after
    assert changes(database)[known:] == noted


def found(database: Database, words: str) -> int:
    dialect = database.dialect
    with database.reader() as reader:
        rows = reader.rows(word_index.found(dialect, "q_0"), search.patterns(words, "q_0", dialect))
        assert len(rows) == len({row[0] for row in rows})
        return len(rows)


def test_no_turn_is_earlier_than_one_before_it(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that is set back must not hide a change from a client that reads all changes since the last."""
    for now in ("2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z", "2026-01-03T00:00:00Z"):
        monkeypatch.setattr(state, "now", lambda now=now: now)
        store(database, reported(), [A] if now.startswith("2026-01-01") else [B])
    with database.reading() as connection:
        times = connection.execute(text(f"SELECT changed_at {CHANGES}")).scalars().all()
    assert list(times) == ["2026-01-02T00:00:00Z"] * 3 + ["2026-01-03T00:00:00Z"] * 2


def test_search_keeps_step(database: Database) -> None:
    store(database, reported(), [A, B])
    assert (found(database, "就业"), found(database, "第2句")) == (2, 1)
    store(database, reported(), [C, replace(A, sentence="改讲养老。")])
    assert (found(database, "就业"), found(database, "第2句"), found(database, "养老")) == (1, 0, 1)
    with database.writing() as connection:
        turn = state.begin_change(connection)
        observations.forget(connection, turn, reported().id)
    assert (found(database, "就业"), found(database, "养老")) == (0, 0)
    if database.dialect == "sqlite":
        with database.writing() as connection:
            connection.execute(
                text("INSERT INTO observation_words (observation_words) VALUES ('integrity-check')")
            )


def test_a_turn_writes_its_last_word_once(database: Database) -> None:
    """A text that is stored twice in a turn is written once, and so is a row that a check flags in it."""
    written: list[str] = []

    def before(*given: Any) -> None:  # noqa: ANN401 # those of the event
        written.append(str(given[2]))

    first, flagged = replace(A, sentence="先讲养老。"), with_flag(B)
    with database.writing() as connection:
        turn = state.begin_change(connection)
        number = reports.put(connection, reported(), 2, "1", turn.at)
        event.listen(Engine, "before_cursor_execute", before)
        try:
            observations.replace(connection, turn, number, reported().id, [(first, 1), (C, 2)])
            observations.replace(connection, turn, number, reported().id, [(A, 1), (B, 2)])
            (_, (key, _, row)) = observations.of_region(connection, "990100", turn.rows)
            observations.flag(connection, turn, [(key, row, flagged)])
            (_, (_, _, again)) = observations.of_region(connection, "990100", turn.rows)
            state.end_change(connection, turn)
        finally:
            event.remove(Engine, "before_cursor_execute", before)
    assert again == flagged
    assert stored(database) == [A, flagged]
    changing = ("UPDATE observations", "DELETE FROM observations", "DELETE FROM observation_documents")
    assert not any(statement.startswith(changing) for statement in written)
    assert (found(database, "就业"), found(database, "养老")) == (2, 0)


def test_a_report_that_a_turn_stores_and_removes_leaves_nothing(database: Database) -> None:
    with database.writing() as connection:
        turn = state.begin_change(connection)
        number = reports.put(connection, reported(), 1, "1", turn.at)
        observations.replace(connection, turn, number, reported().id, [(A, 1)])
        observations.forget(connection, turn, reported().id)
        reports.remove(connection, number)
        state.end_change(connection, turn)
    assert stored(database) == []
    assert found(database, "就业") == 0
    assert changes(database) == [("added", "o-1"), ("removed", "o-1")]


def test_a_report_comes_back_as_it_was_read(database: Database) -> None:
    from datetime import date

    from app.model.report import Level

    report = reported(
        text="很长的报告\r\n\t“引号”\U00020000", delivered_on=date(2020, 5, 8), level=Level.COUNTY,
        warnings=("no title",), title=None, region_code=None,
    )  # fmt: skip # one report
    store(database, report, [])
    with database.reading() as connection:
        assert reports.load(connection, report.id) == (report, "1")
        assert reports.text(connection, report.id) == report.text
        assert reports.text(connection, "none") is None


def test_an_observation_needs_its_report(database: Database) -> None:
    store(database, reported(), [A])
    with database.writing() as connection:
        turn = state.begin_change(connection)
        for number, report_id in ((7, "none-2020"), (7, reported().id), (1, "none-2020")):
            with pytest.raises(LookupError, match=f"no report {report_id} with the number {number}"):
                observations.replace(connection, turn, number, report_id, [(A, 1)])


def test_a_report_stays_while_it_has_observations(database: Database) -> None:
    store(database, reported(), [A])
    with database.writing() as connection:
        with pytest.raises(ValueError, match="its observations must be removed before"):
            reports.remove(connection, 1)
        observations.forget(connection, state.begin_change(connection), reported().id)
        reports.remove(connection, 1)
