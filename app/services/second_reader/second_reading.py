"""A language model as second reader: asks it about doubtful rows and stores its answers as corrections.

A request asks about several sentences of a report. Sentences whose answer can't be used are asked again, each
alone. The answer about each sentence is stored on arrival; the answers for a report are checked and applied
together. After an interruption the next run continues; questions with a stored answer are not sent again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from app.services.second_reader.asking import (
    BatchRequest,
    KeyedQuestion,
    Selection,
    asked_of,
    instructions,
    one_by_one,
    sentences_in_doubt,
    together,
)
from app.services.second_reader.batch_replies import Asker, QuestionReply
from app.services.second_reader.budget import Budget, SpentError
from app.services.second_reader.findings import apply_answers
from app.services.second_reader.replies import Asks, Reply
from app.store.connections.session import Database
from app.store.repositories import model_answers
from app.store.repositories.model_answers import ModelAnswer
from app.store.rows import state

THREADS = 4
"""The most concurrent requests."""


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

    def keep(found: QuestionReply) -> None:
        _store(database, found.asked, found.reply, selection.model)
        done.answered += 1

    asker = Asker(chat, selection, keep)
    for report_id, starts in doubtful.items():
        asked = list(asked_of(database, report_id, starts, selection))
        asker.ask(together(_missing(database, asked, done), selection), threads)
        done.unanswered, done.stopped = asker.unanswered, asker.stopped
        done.found += apply_answers(database, report_id, asked)
        if on_report:
            on_report(len(starts))
        if done.stopped:
            break
    return done


def _missing(database: Database, asked: list[KeyedQuestion], done: ReviewResult) -> list[KeyedQuestion]:
    """The questions without a stored answer, without duplicates."""
    with database.reading() as connection:
        known = model_answers.find(connection, {one.key for one in asked})
    missing = {one.key: one for one in asked if one.key not in known}
    done.known += len(asked) - len(missing)
    return list(missing.values())


def _store(database: Database, asked: KeyedQuestion, reply: Reply, model: str) -> None:
    answer = ModelAnswer(
        key=asked.key,
        report_id=asked.question.report.id,
        model=model,
        instructions=instructions().version,
        content=reply.content,
        sent_tokens=reply.sent,
        received_tokens=reply.received,
        answered_at=state.now(),
    )
    with database.writing() as connection:
        model_answers.add(connection, answer)


def requests_of(database: Database, selection: Selection, budget: Budget) -> Iterator[BatchRequest]:
    """The requests that a run would send within the budget if every answer could be used; nothing is sent.

    Raises:
        QueryError: a filter is wrong.
    """
    for report_id, starts in sentences_in_doubt(database, selection).items():
        asked = list(asked_of(database, report_id, starts, selection))
        for batch in together(_missing(database, asked, ReviewResult()), selection):
            affordable = list(_affordable(batch, selection, budget))
            yield from affordable
            if sum(len(one.asked) for one in affordable) < len(batch.asked):
                return


def _affordable(batch: BatchRequest, selection: Selection, budget: Budget) -> Iterator[BatchRequest]:
    """The request if the budget allows it, else as many of its questions alone as the budget allows."""
    try:
        budget.reserve(batch.request.most_tokens)
        yield batch
    except SpentError:
        if len(batch.asked) > 1:
            for one in one_by_one(batch, selection):
                yield from _affordable(one, selection, budget)
