"""A language model as second reader: asked about what is in doubt, checked, and kept as corrections.

Each answer is stored when it comes, and those of a report are applied together. A run that is interrupted
continues where it was; a question that was answered is not sent again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field

from app.asking import AnswerError, read_answer
from app.services.asking import Asked, Selection, asked_of, instructions, sentences_in_doubt
from app.services.budget import Budget, SpentError
from app.services.findings import apply_answers
from app.services.replies import Asks, ChatError, Reply
from app.store import model_answers, state
from app.store.model_answers import ModelAnswer
from app.store.session import Database

THREADS = 4
"""So many requests are on their way at a time."""
MOST_FAILURES = 5
"""After so many requests in a row without an answer no more are sent."""


@dataclass(slots=True)
class Reviewed:
    """What a run did.

    ``sentences`` were in doubt: ``answered`` now, ``known`` from before, ``unanswered``, or ``left`` when the
    run ended. ``found`` counts rows by verdict, and what could not be used. ``stopped`` says why the run
    ended early, if it did.
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
        """How many sentences were not asked about."""
        return self.sentences - self.answered - self.known - self.unanswered


def review(
    database: Database,
    chat: Asks,
    selection: Selection,
    doubtful: Mapping[str, set[int]],
    threads: int = THREADS,
    on_report: Callable[[int], None] | None = None,
) -> Reviewed:
    """Ask about sentences in doubt, report by report, and apply what passes the checks.

    ``doubtful`` is what ``sentences_in_doubt`` returns. ``on_report`` is called with the number of sentences
    of each report that is done.

    Raises:
        DatabaseError: the database can't be written; the message says what to do.
    """
    done = Reviewed(sentences=sum(map(len, doubtful.values())))
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


def _missing(database: Database, asked: list[Asked], done: Reviewed) -> list[Asked]:
    """The questions without an answer; of equal ones one."""
    with database.reading() as connection:
        known = model_answers.find(connection, {one.request.key for one in asked})
    missing = {one.request.key: one for one in asked if one.request.key not in known}
    done.known += len(asked) - len(missing)
    return list(missing.values())


def _ask(database: Database, chat: Asks, missing: list[Asked], threads: int, done: Reviewed) -> None:
    """Ask several questions at a time, and store each answer when it comes."""
    waiting, on_way = missing[::-1], dict[Future[Reply], Asked]()
    with ThreadPoolExecutor(threads) as pool:
        while on_way or (waiting and not done.stopped):
            while waiting and not done.stopped and len(on_way) < threads:
                asked = waiting.pop()
                on_way[pool.submit(_reply, chat, asked)] = asked
            for future in wait(on_way, return_when=FIRST_COMPLETED).done:
                _take(database, future, on_way.pop(future), done)


def _take(database: Database, future: Future[Reply], asked: Asked, done: Reviewed) -> None:
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


def _reply(chat: Asks, asked: Asked) -> Reply:
    """The model's reply; what can't be read is asked for once more."""
    first = chat.ask(asked.request)
    try:
        read_answer(first.content, len(asked.question.items))
    except AnswerError:
        second = chat.ask(asked.request)
        return Reply(second.content, first.sent + second.sent, first.received + second.received)
    return first


def _store(database: Database, asked: Asked, reply: Reply) -> None:
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


def requests_of(database: Database, selection: Selection, budget: Budget) -> Iterator[Asked]:
    """What would be asked, as far as the budget goes: nothing is sent.

    Raises:
        QueryError: a filter is wrong.
    """
    for report_id, starts in sentences_in_doubt(database, selection).items():
        asked = list(asked_of(database, report_id, starts, selection))
        for one in _missing(database, asked, Reviewed()):
            try:
                budget.reserve(one.request.most_tokens)
            except SpentError:
                return
            yield one
