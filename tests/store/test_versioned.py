"""The cache of what was made from one version of the data."""

from __future__ import annotations

import weakref

import pytest

from app.store.connections.versioned import QUESTION_CELLS, VersionedCache


def test_answers_are_kept_for_one_version_and_bounded() -> None:
    kept = VersionedCache(most=2, size=lambda *_: 1)
    asked: list[str] = []

    def ask(version: str, question: str) -> str:
        def work_out() -> str:
            asked.append(question)
            return f"{question} of {version}"

        return kept.get(version, question, work_out)

    assert [ask("t1-1", "all"), ask("t1-1", "all"), ask("t2-2", "all")] == [
        "all of t1-1",
        "all of t1-1",
        "all of t2-2",
    ]
    assert asked == ["all", "all"]
    ask("t2-2", "a")
    ask("t2-2", "all")
    assert asked == ["all", "all", "a"]
    ask("t2-2", "b")
    ask("t2-2", "a")
    assert asked == ["all", "all", "a", "b", "a"]


def test_answers_about_older_versions_are_dropped() -> None:
    cache = VersionedCache()
    rows = [("云溪市", 2020)]
    dropped = weakref.ref(found := frozenset({"云溪市"}))
    cache.put("t1-1", "places", found)
    del found
    cache.put("t2-2", "rows", rows)
    assert dropped() is None
    assert cache.find("t2-2", "rows") is rows
    # A request that began before the change ends after it.
    cache.put("t1-1", "rows", [])
    assert cache.find("t1-1", "rows") is None
    assert cache.find("t2-2", "rows") is rows


def test_a_restored_backup_is_the_newest_version() -> None:
    cache = VersionedCache()
    cache.put("new-900", "rows", "lost")
    for _ in range(100):
        cache.put("restored-7", "rows", "restored")
    assert cache.find("restored-7", "rows") == "restored"
    # A change of a copy can have the same number.
    cache.put("copy-7", "rows", "copy")
    assert [cache.find(version, "rows") for version in ("copy-7", "changed-8")] == ["copy", None]


@pytest.mark.parametrize("times, found", [(64, "lost"), (65, None)])
def test_64_questions_in_a_row_about_a_lower_version_can_be_late(times: int, found: str | None) -> None:
    cache = VersionedCache()
    cache.put("new-900", "rows", "lost")
    for _ in range(times):
        cache.put("restored-7", "rows", "restored")
    assert cache.find("new-900", "rows") == found


PLACES = [("云溪市", 2020)] * 20


def test_as_many_cells_are_cached_as_are_allowed() -> None:
    cache = VersionedCache(most=2 * (40 + QUESTION_CELLS))
    for question in "ab":
        cache.put("t1-1", question, PLACES)
    assert [cache.find("t1-1", question) == PLACES for question in "ab"] == [True, True]


def test_the_cells_of_cached_answers_are_bounded() -> None:
    cache = VersionedCache(most=2 * (40 + QUESTION_CELLS), longest=41 + QUESTION_CELLS)
    for question in ("a", "b", "a", "c"):
        cache.put("t1-1", question, PLACES)
        cache.find("t1-1", "a")
    assert [cache.find("t1-1", question) is None for question in "abc"] == [False, True, False]
    cache.put("t1-1", "long", [*PLACES, ("云溪市", 2021)])
    assert [cache.find("t1-1", question) is None for question in ("long", "a", "c")] == [True, False, False]


def test_an_answer_that_is_put_twice_counts_once() -> None:
    cache = VersionedCache()
    for _ in range(5):
        cache.put("t1-1", "a", PLACES)
    assert cache.size == 40 + QUESTION_CELLS


def test_the_size_of_dropped_answers_is_reported() -> None:
    dropped: list[int] = []
    cache = VersionedCache(emptied=dropped.append)
    cache.put("t1-1", "a", PLACES)
    assert cache.find("t2-2", "a") is None
    assert dropped == [0, 40 + QUESTION_CELLS]
