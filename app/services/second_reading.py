"""A language model as second reader: asks it about doubtful rows and stores its answers as corrections.

Each answer is stored on arrival; the answers for a report are checked and applied together. After an
interruption the next run continues; questions with a stored answer are not sent again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field

from app.asking import AnswerError, read_answer
from app.services.asking import QuestionRequest, Selection, asked_of, instructions, sentences_in_doubt
from app.services.budget import Budget, SpentError
from app.services.findings import apply_answers
from app.services.replies import Asks, ChatError, Reply
from app.store import model_answers, state
from app.store.model_answers import ModelAnswer
from app.store.session import Database

THREADS = 4
"""The most concurrent requests."""
MOST_FAILURES = 5
"""The run ends after this many requests in a row without an answer."""


@dataclass(slots=True)
class ReviewResult:
    """The result of a run.

    Of the doubtful ``sentences``, some were ``answered`` in this run, some were ``known`` from earlier runs,
    some stayed ``unanswered``, and some were ``left`` at the end. ``found`` counts rows by verdict and
    unusable answers. ``stopped`` says why the run ended early; None if it did not.
    """

    sentences: int = 0
    answered: int = 0
    known: int = 0
    unanswered: int = 0
    found: Counter[str] = field(default_factory=Counter)
    stopped: str = ""
    failures: int = 0

    @property
    def left(self) -> int:
        """How many sentences the model was not asked about."""
        return self.sentences - self.answered - self.known - self.unanswered


def review(
    database: Database,
    chat: Asks,
    selection: Selection,
    doubtful: Mapping[str, set[int]],
    threads: int = THREADS,
    on_report: Callable[[int], None] | None = None,
) -> ReviewResult:
    """Ask about doubtful sentences, report by report, and apply the answers that pass the checks.

    ``doubtful`` is the result of ``sentences_in_doubt``. ``on_report`` is called after each report, with the
    number of its sentences.

    Raises:
        DatabaseError: the database can't be written; the message says what to do.
    """
    done = ReviewResult(sentences=sum(map(len, doubtful.values())))
    for report_id, starts in doubtful.items():
        asked = list(asked_of(database, report_id, starts, selection))
        missing = _missing(database, asked, done)
        _ask(database, chat, missing, threads, done)
        done.found += apply_answers(database, report_id, asked)
        if on_report:
            on_report(len(starts))
        if done.stopped:
            break
    return done


def _missing(database: Database, asked: list[QuestionRequest], done: ReviewResult) -> list[QuestionRequest]:
    """The questions without a stored answer, without duplicates."""
    with database.reading() as connection:
        known = model_answers.find(connection, {one.request.key for one in asked})
    missing = {one.request.key: one for one in asked if one.request.key not in known}
    done.known += len(asked) - len(missing)
    return list(missing.values())


def _ask(
    database: Database, chat: Asks, missing: list[QuestionRequest], threads: int, done: ReviewResult
) -> None:
    """Ask several questions at a time, and store each answer on arrival."""
    waiting, on_way = missing[::-1], dict[Future[Reply], QuestionRequest]()
    with ThreadPoolExecutor(threads) as pool:
        while on_way or (waiting and not done.stopped):
            while waiting and not done.stopped and len(on_way) < threads:
                asked = waiting.pop()
                on_way[pool.submit(_reply, chat, asked)] = asked
            for future in wait(on_way, return_when=FIRST_COMPLETED).done:
                _take(database, future, on_way.pop(future), done)


def _take(database: Database, future: Future[Reply], asked: QuestionRequest, done: ReviewResult) -> None:
    try:
        reply = future.result()
    except SpentError:
        done.stopped = done.stopped or "the budget is spent"
    except ChatError as error:
        done.unanswered += 1
        done.failures += 1
        if error.final or done.failures >= MOST_FAILURES:
            done.stopped = str(error)
    else:
        _store(database, asked, reply)
        done.answered += 1
        done.failures = 0


def _reply(chat: Asks, asked: QuestionRequest) -> Reply:
    """The model's reply; if it can't be read, the question is sent once more."""
    first = chat.ask(asked.request)
    try:
        read_answer(first.content, len(asked.question.items))
    except AnswerError:
        second = chat.ask(asked.request)
        return Reply(second.content, first.sent + second.sent, first.received + second.received)
    return first


def _store(database: Database, asked: QuestionRequest, reply: Reply) -> None:
    answer = ModelAnswer(
        key=asked.request.key,
        report_id=asked.question.report.id,
        model=str(asked.request.body["model"]),
        instructions=instructions().version,
        content=reply.content,
        sent_tokens=reply.sent,
        received_tokens=reply.received,
        answered_at=state.now(),
    )
    with database.writing() as connection:
        model_answers.add(connection, answer)


def requests_of(database: Database, selection: Selection, budget: Budget) -> Iterator[QuestionRequest]:
    """The requests that a run would send within the budget; nothing is sent.

    Raises:
        QueryError: a filter is wrong.
    """
    for report_id, starts in sentences_in_doubt(database, selection).items():
        asked = list(asked_of(database, report_id, starts, selection))
        for one in _missing(database, asked, ReviewResult()):
            try:
                budget.reserve(one.request.most_tokens)
            except SpentError:
                return
            yield one
