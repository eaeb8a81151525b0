"""``zhibiao review``: a language model reads doubtful rows again."""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from app.asking import MOST_SENTENCES
from app.cli.filters import add_filters, given_filters
from app.cli.migrate import migrated_database
from app.cli.output import MISUSED, CommandError, say, write
from app.cli.progress import steps
from app.config import Settings, load_settings
from app.model.correction import Verdict
from app.services.database import Database, DatabaseError
from app.services.lists.queries import QueryError
from app.services.second_reader.asking import Selection, sentences_in_doubt
from app.services.second_reader.budget import Budget, Spent
from app.services.second_reader.findings import UNFOUND, UNUSABLE
from app.services.second_reader.second_reading import THREADS, ReviewResult, requests_of, review

_LIST = "observations"
_OWN = frozenset({"messages", "model", "response_format", "stream"})
"""Fields of a request that options can't change."""


def add_options(parser: ArgumentParser) -> None:
    """Add the options: the filters of observations, and the limits."""
    parser.add_argument(
        "--below",
        metavar="N",
        type=_confidence,
        default=Decimal("0.9"),
        help="ask about rows with less confidence (default: %(default)s)",
    )
    limit = partial(_count, least=0)
    parser.add_argument("--limit-requests", metavar="N", type=limit, help="send at most N requests")
    parser.add_argument("--limit-tokens", metavar="N", type=limit, help="use at most N tokens")
    parser.add_argument(
        "--dry-run", action="store_true", help="print the requests, one on each line; send nothing"
    )
    parser.add_argument(
        "--threads",
        metavar="N",
        type=partial(_count, least=1),
        default=THREADS,
        help="requests at a time (default: %(default)s)",
    )
    parser.add_argument(
        "--sentences",
        metavar="N",
        type=partial(_count, least=1),
        default=MOST_SENTENCES,
        help="sentences in a request, at most (default: %(default)s)",
    )
    add_filters(parser, [_LIST])


def run(arguments: Namespace) -> None:
    """Send the requests to the configured model; with ``--dry-run``, print them."""
    settings = load_settings()
    pairs = tuple(given_filters(arguments, [_LIST]))
    options = _options(settings.reader_options)
    selection = Selection(pairs, arguments.below, settings.reader_model, options, arguments.sentences)
    budget = Budget(arguments.limit_requests, arguments.limit_tokens)
    with migrated_database() as database:
        try:
            if arguments.dry_run:
                _print(database, selection, budget)
            else:
                _review(database, selection, budget, settings, arguments.threads)
        except QueryError as error:
            raise CommandError(str(error), MISUSED) from None
        except DatabaseError as error:
            raise CommandError(str(error)) from None


def _print(database: Database, selection: Selection, budget: Budget) -> None:
    requests = sentences = rows = sent = most = 0
    for one in requests_of(database, selection, budget):
        write([json.dumps(one.request.body, ensure_ascii=False).encode(), b"\n"])
        requests += 1
        sentences += len(one.asked)
        rows += one.rows
        sent += one.request.tokens
        most += one.request.most_tokens
    say(
        f"{requests} requests about {rows} rows of {sentences} sentences would be sent: "
        f"{sent} tokens, at most {most} with the answers"
    )


def _review(
    database: Database, selection: Selection, budget: Budget, settings: Settings, threads: int
) -> None:
    if not settings.reader_url.startswith(("http://", "https://")) or not settings.reader_model:
        raise CommandError(
            "set ZHIBIAO_READER_URL to the address of an OpenAI-compatible interface, such as "
            "http://127.0.0.1:8080/v1, ZHIBIAO_READER_MODEL to a model, and ZHIBIAO_READER_KEY to the secret "
            "if it needs one; --dry-run shows what would be sent",
            MISUSED,
        )
    try:
        from app.services.second_reader.chat import Chat
    except ImportError:
        raise CommandError("review needs an HTTP library: install zhibiao[review]") from None
    doubtful = sentences_in_doubt(database, selection)
    with (
        Chat(settings.reader_url, settings.reader_key, budget) as chat,
        steps("asking", sum(map(len, doubtful.values()))) as progress,
    ):
        done = review(database, chat, selection, doubtful, threads, progress.advance)
    for line in summary(done, budget.spent):
        say(line)
    if done.stopped:
        raise CommandError(f"stopped: {done.stopped}. Run the same command again to continue.")


def _options(text: str) -> dict[str, Any]:
    """Parse the additional fields of requests; the fields in ``_OWN`` are not allowed."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        found = None
    if not isinstance(found, dict) or _OWN & set(found):
        raise CommandError(
            'ZHIBIAO_READER_OPTIONS must be a JSON object of more fields, such as {"temperature": null}; '
            f"these fields are not allowed: {', '.join(sorted(_OWN))}",
            MISUSED,
        )
    return found


def summary(done: ReviewResult, spent: Spent) -> Iterator[str]:
    """The cost and the changes of a run, line by line."""
    yield (
        f"{spent.requests} requests, {spent.retries} of them retries; "
        f"{spent.sent} tokens sent, {spent.received} received"
    )
    yield (
        f"{done.sentences} sentences in doubt: {done.answered} answered, {done.known} answered before, "
        f"{done.unanswered} without an answer, {done.left} not asked about"
    )
    rows = ", ".join(f"{done.found[verdict]} {said}" for verdict, said in _SAID.items())
    yield f"rows: {rows}; not usable: {done.found[UNUSABLE]} answers, {done.found[UNFOUND]} missed numbers"


def _confidence(text: str) -> Decimal:
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal(-1)
    if not 0 <= found <= 1:
        raise ArgumentTypeError(f"{text!r} is not a confidence from 0 to 1")
    return found


def _count(text: str, least: int) -> int:
    if not (text.isascii() and text.isdigit() and int(text) >= least):
        raise ArgumentTypeError(f"{text!r} is not a whole number of at least {least}")
    return int(text)


_SAID = {
    Verdict.CONFIRM: "confirmed", Verdict.CHANGE: "changed", Verdict.REJECT: "rejected", Verdict.ADD: "added",
    Verdict.DISPUTE: "disputed",
}  # fmt: skip
