"""Requests to a chat endpoint: retried while the server is busy, and never over the budget."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from app.asking import Instructions, request
from app.services.second_reader.budget import Budget, Spent, SpentError
from app.services.second_reader.chat import TRIES, Chat, Clock, retry_after
from app.services.second_reader.replies import ChatError, Reply
from tests.asking.asked import question
from tests.second_reader.server import Script, as_read, serving

REQUEST = request([question("3家")], Instructions("Read."), "m")


class Waiting:
    """A clock whose time passes only while a caller sleeps."""

    def __init__(self) -> None:
        self.time = 0.0
        self.pauses: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.time += seconds

    def clock(self) -> Clock:
        return Clock(lambda: self.time, self.sleep)


def ask(script: Script, budget: Budget | None = None, key: str = "") -> tuple[Reply, list[float], Spent]:
    """The reply, the pauses before it and its cost."""
    waiting, budget = Waiting(), budget or Budget()
    with serving(script) as url, Chat(url, key, budget, waiting.clock()) as chat:
        return chat.ask(REQUEST), waiting.pauses, budget.spent


def test_a_request_is_answered() -> None:
    script = Script(as_read)
    reply, pauses, spent = ask(script, key="s3cret")
    assert reply == Reply(as_read(REQUEST.body), 10, 5)
    assert (pauses, spent) == ([], Spent(requests=1, sent=10, received=5))
    assert script.requests == [REQUEST.body]
    assert script.keys == {"Bearer s3cret"}


@pytest.mark.parametrize(
    "trouble, headers, pauses",
    [
        ([429], {}, [1]),
        ([429, 429, 429], {"Retry-After": "7"}, [7, 7, 7]),
        ([503, 500, 502], {}, [1, 2, 4]),
        (["cut", "nonsense"], {}, [1, 2]),
        ([429, "cut", 503, 429, "nonsense"], {}, [1, 2, 4, 8, 16]),
    ],
)
def test_a_busy_server_is_asked_again(
    trouble: list[int | str], headers: dict[str, str], pauses: list[float]
) -> None:
    tries = len(trouble) + 1
    reply, waited, spent = ask(Script(as_read, trouble, headers))
    assert reply.content == as_read(REQUEST.body)
    assert waited == pauses
    assert (spent.requests, spent.retries) == (tries, tries - 1)


def test_a_broken_answer_may_have_cost_tokens_and_a_busy_server_none() -> None:
    assert ask(Script(as_read, [429]))[2].sent == 10
    assert ask(Script(as_read, ["cut"]))[2].sent == 10 + REQUEST.most_tokens


@pytest.mark.parametrize(
    "trouble, headers, requests, message, final",
    [
        ([429] * 9, {}, TRIES, "no answer after 6 requests: HTTP 429.*too busy", False),
        (["cut"] * 9, {}, TRIES, "no answer after 6 requests", False),
        ([429], {"Retry-After": "86400"}, 1, "asks to wait for 86400 seconds", True),
        ([400], {}, 1, "HTTP 400.*too busy", False),
        ([401], {}, 1, "HTTP 401", True),
        ([404], {}, 1, "HTTP 404", True),
        ([302], {"Location": "http://127.0.0.1:9/"}, 1, "HTTP 302", True),
    ],
)
def test_what_gets_no_answer(
    trouble: list[int | str], headers: dict[str, str], requests: int, message: str, *, final: bool
) -> None:
    script = Script(as_read, trouble, headers)
    with pytest.raises(ChatError, match=message) as raised:
        ask(script)
    assert raised.value.final is final
    assert len(script.requests) == requests


def test_a_server_that_is_not_there() -> None:
    waiting, budget = Waiting(), Budget()
    with (
        Chat("http://127.0.0.1:9/v1", "", budget, waiting.clock()) as chat,
        pytest.raises(ChatError, match="ConnectError"),
    ):
        chat.ask(REQUEST)
    assert (budget.spent.requests, budget.spent.sent) == (TRIES, 0)


@pytest.mark.parametrize(
    "budget, requests",
    [(Budget(requests=2), 2), (Budget(tokens=REQUEST.most_tokens - 1), 0), (Budget(requests=0), 0)],
)
def test_no_request_exceeds_the_budget(budget: Budget, requests: int) -> None:
    script = Script(as_read, [429] * 9)
    with pytest.raises(SpentError):
        ask(script, budget)
    assert len(script.requests) == requests


def test_a_reservation_counts_until_it_is_settled() -> None:
    budget = Budget(tokens=100)
    budget.reserve(60)
    with pytest.raises(SpentError):
        budget.reserve(60)
    budget.settle(60, 20, 10)
    budget.reserve(60)
    assert budget.spent == Spent(requests=2, sent=20, received=10)


@pytest.mark.parametrize("header, seconds", [("", None), ("7", 7), ("soon", None), ("9" * 5000, None)])
def test_retry_after(header: str, seconds: int | None) -> None:
    assert retry_after(header) == seconds


def test_retry_after_a_time() -> None:
    at = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    seconds = retry_after(at)
    assert seconds is not None
    assert 25 <= seconds <= 31
    assert retry_after("Mon, 01 Jan 2001 00:00:00 GMT") == 1
