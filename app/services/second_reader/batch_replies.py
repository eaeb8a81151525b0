"""Asks a model the questions of a request together, and those again alone whose answers can't be used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import NamedTuple

from app.asking import divided
from app.services.second_reader.asking import BatchRequest, KeyedQuestion, Selection, one_by_one
from app.services.second_reader.budget import SpentError
from app.services.second_reader.replies import Asks, ChatError, Reply

SPENT = "the budget is spent"
MOST_FAILURES = 5
"""A run ends after this many requests in a row without an answer."""


class QuestionReply(NamedTuple):
    """The reply to one question, as if it had been asked alone, with its share of the tokens."""

    asked: KeyedQuestion
    reply: Reply


class BatchReply(NamedTuple):
    """The replies to the questions of a request. ``left`` are those to ask alone."""

    replies: tuple[QuestionReply, ...]
    left: tuple[KeyedQuestion, ...]


@dataclass(slots=True)
class Asker:
    """Asks a model, and calls ``on_reply`` for each question that got an answer.

    ``unanswered`` counts the questions that got none, ``failures`` the requests in a row without an answer.
    ``stopped`` says why nothing more is asked; it is empty while the run goes on.
    """

    chat: Asks
    selection: Selection
    on_reply: Callable[[QuestionReply], None]
    unanswered: int = 0
    stopped: str = ""
    failures: int = 0

    def ask(self, batches: Sequence[BatchRequest], threads: int) -> None:
        """Send several requests at a time, until all are answered or the run stops."""
        waiting, on_way = list(batches)[::-1], dict[Future[BatchReply], BatchRequest]()
        with ThreadPoolExecutor(threads) as pool:
            while on_way or (waiting and not self.stopped):
                while waiting and not self.stopped and len(on_way) < threads:
                    batch = waiting.pop()
                    on_way[pool.submit(reply_to, self.chat, batch)] = batch
                for future in wait(on_way, return_when=FIRST_COMPLETED).done:
                    waiting += self._take(future, on_way.pop(future))[::-1]

    def _take(self, future: Future[BatchReply], batch: BatchRequest) -> list[BatchRequest]:
        """Pass on what arrived. Returns the requests for questions that must be asked alone."""
        try:
            found = future.result()
        except SpentError:
            if len(batch.asked) == 1:
                self.stopped = self.stopped or SPENT
                return []
        except ChatError as error:
            self.failures += 1
            if error.final or self.failures >= MOST_FAILURES:
                self.stopped = str(error)
            if len(batch.asked) == 1:
                self.unanswered += 1
                return []
        else:
            self.failures = 0
            for one in found.replies:
                self.on_reply(one)
            batch = batch._replace(asked=found.left)
        # The size of a request may be what fails, or what the budget does not allow.
        return one_by_one(batch, self.selection)


def reply_to(chat: Asks, batch: BatchRequest) -> BatchReply:
    """The replies to the questions of a request. A question that is alone is sent twice if necessary."""
    asked, reply = batch.asked, chat.ask(batch.request)
    contents = divided(reply.content, [one.question for one in asked])
    if contents == [None]:
        again = chat.ask(batch.request)
        reply = Reply(again.content, reply.sent + again.sent, reply.received + again.received)
        # An answer that can't be used is an answer too: the question is not sent again.
        contents = [again.content]
    pairs = list(zip(asked, contents, strict=True))
    usable = [(one, content) for one, content in pairs if content is not None]
    shares = [_share(reply, content, place, len(usable)) for place, (_, content) in enumerate(usable)]
    replies = tuple(QuestionReply(one, share) for (one, _), share in zip(usable, shares, strict=True))
    return BatchReply(replies, tuple(one for one, content in pairs if content is None))


def _share(reply: Reply, content: str, place: int, count: int) -> Reply:
    """One of ``count`` shares of a reply's tokens; the first ones have the rest of the division."""
    sent, received = ((total + count - 1 - place) // count for total in (reply.sent, reply.received))
    return Reply(content, sent, received)
