"""Others are answered, and soon, while clients keep a real server busy on purpose."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

import pytest

from tests.hostile.clients import MEGABYTE, OTHERS, endless_header, in_another_process, others, starve, unread

#: Seconds; a machine that runs this suite shares its cores. Without limits these were 8 and more.
SOON = 3.0
STAY = 0.5


@pytest.fixture(scope="module")
def port(server: str) -> int:
    found = urlsplit(server).port
    assert found
    return found


def test_a_header_without_end_is_cut_and_delays_nobody(port: int) -> None:
    with others(port) as meanwhile:
        assert endless_header(port, 20 * MEGABYTE) < 10 * MEGABYTE
    assert meanwhile.wrong == []
    assert meanwhile.slowest(OTHERS[0]) < SOON


def test_clients_that_do_not_read_delay_no_pages(port: int) -> None:
    with unread(port, "/v1/observations?format=ndjson", 64), others(port) as meanwhile:
        time.sleep(STAY)
    assert meanwhile.wrong == []


def test_costly_questions_leave_time_for_monitoring(port: int) -> None:
    with others(port) as meanwhile:
        done = in_another_process(starve, port, 24, STAY)
    assert "200" in done
    assert meanwhile.wrong == []
    assert meanwhile.slowest(OTHERS[0]) < SOON
