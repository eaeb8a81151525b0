"""Finds the observations that a question in words asks for: ``鄞州2020年新增就业目标``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cache, partial

from app.lexicon.indicator_names import codes_of
from app.lexicon.normal_names import normal_name
from app.lexicon.questions import PlaceMention, UserQuestion, read_question
from app.services.lists import small
from app.store.connections.session import Connection
from app.store.declared.fields import Row
from app.store.queries.query import ListQuery, QueryError, WrongParameter
from app.store.repositories import resolving
from app.store.repositories.resolving import AskedPlace, PossibleAnswer
from app.store.rows.cells import listed, plain
from app.store.rows.ordering import number

#: The most answers to return.
MOST = 10
#: Answers whose name is less similar to the words are ignored.
LEAST_LIKE = Decimal("0.4")
#: The weight of each part of the question.
_NAME, _MEASURE, _STATUS, _YEARS, _SCOPE = map(Decimal, ("0.6", "0.12", "0.12", "0.08", "0.08"))
_DIGITS = Decimal("0.001")
#: The likely measures if the question names none: the amount, the rate, then others.
_LIKELY = {"level": Decimal(1), "share": Decimal(1), "ratio": Decimal("0.9"), "growth": Decimal("0.6")}
_OTHER = Decimal("0.4")
#: How well a part of a row fits the question, from 0 to 1, and why.
Judgement = tuple[Decimal, str]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question with the chosen place and the possible names of the quantity."""

    question: UserQuestion
    mention: PlaceMention | None
    names: tuple[str, ...]
    codes: tuple[str, ...]


def _rows(connection: Connection, query: ListQuery) -> list[Row]:
    question = read_question(str(query.value("q")))
    asked, found = _looked_up(connection, question)
    judge = _Judge(asked)
    judged = [(judge.match(candidate), candidate) for candidate in found]
    # Equal ones stay in order, the newest year first.
    best = sorted((one for one in judged if one[0] > 0), key=lambda one: -one[0])[:MOST]
    rows = resolving.answers(connection, [candidate.key for _, candidate in best])
    return [
        (rank, plain(match), listed(judge.reasons(candidate)), *row)
        for rank, ((match, candidate), row) in enumerate(zip(best, rows, strict=True), start=1)
    ]


def _looked_up(connection: Connection, question: UserQuestion) -> tuple[_Asked, list[PossibleAnswer]]:
    """The question with its possible answers, for the first of its places that has observations."""
    for mention in (*_stored_mentions(connection, question), *question.mentions):
        if found := resolving.of_place(connection, AskedPlace(mention.codes, mention.words), question.years):
            return _asked(question, mention), found
    asked = _asked(question, question.mentions[0] if question.mentions else None)
    if asked.mention is not None:
        return asked, []
    if not question.quantity(None):
        detail = "q names no place and no quantity; ask for example 鄞州2020年新增就业目标."
        raise QueryError(WrongParameter("q", question.text, detail))
    return asked, resolving.of_quantities(connection, (*asked.codes, *asked.names), question.years)


def _stored_mentions(connection: Connection, question: UserQuestion) -> Iterator[PlaceMention]:
    """The places without a code that the question names."""
    for name in sorted(resolving.stored_places(connection), key=len, reverse=True):
        start = question.text.find(name)
        if start >= 0:
            yield PlaceMention(start, start + len(name), name, ())


def _asked(question: UserQuestion, mention: PlaceMention | None) -> _Asked:
    names = tuple(name for name in question.names(mention) if name)
    return _Asked(question, mention, names, tuple(code for name in names for code in codes_of(name)))


class _Judge:
    """Judges how well candidates answer one question; each distinct name, measure or period once."""

    def __init__(self, asked: _Asked) -> None:
        self._asked = asked
        question = asked.question
        self._likeness = cache(partial(_likeness, asked))
        self._measure = cache(partial(_measure, question))
        self._status = cache(partial(_status, question))
        self._years = cache(partial(_years, question))
        self._scope = cache(partial(_scope, asked))

    def match(self, row: PossibleAnswer) -> Decimal:
        """How well a candidate answers the question, from 0 to 1."""
        if self._likeness(row.indicator, row.indicator_code)[0] < LEAST_LIKE:
            return Decimal(0)
        match = sum((weight * found for weight, (found, _) in self._parts(row)), Decimal(0))
        return (match * (Decimal(9) + number(row.confidence)) / 10).quantize(_DIGITS)

    def reasons(self, row: PossibleAnswer) -> list[str]:
        """How each part of the question was understood."""
        return [_place(self._asked, row), *(why for _, (_, why) in self._parts(row) if why)]

    def _parts(self, row: PossibleAnswer) -> tuple[tuple[Decimal, Judgement], ...]:
        return (
            (_NAME, self._likeness(row.indicator, row.indicator_code)),
            (_MEASURE, self._measure(row.measure)),
            (_STATUS, self._status(row.status)),
            (_YEARS, self._years(row.start_year, row.year)),
            (_SCOPE, self._scope(row.scope)),
        )


def _place(asked: _Asked, row: PossibleAnswer) -> str:
    if asked.mention is None:
        return f"region: {row.region}, none is named"
    return f"region: {asked.mention.words} is {row.region} ({row.region_code or 'without a code'})"


def _likeness(asked: _Asked, name: str, code: str | None) -> Judgement:
    """How similar a name is to the words for the quantity, from 0 to 1, and why."""
    if code in asked.codes:
        exact = name in asked.names
        return Decimal(1) if exact else Decimal("0.98"), f"indicator: {code} is called so"
    best, words = max(((_ratio(words, name), words) for words in asked.names), default=(Decimal(0), ""))
    return best, f"indicator: {name} is {_how(best)} {words}"


def _how(likeness: Decimal) -> str:
    return "exactly" if likeness == 1 else "like"


def _ratio(words: str, name: str) -> Decimal:
    if words == name:
        return Decimal(1)
    left, right = normal_name(words), normal_name(name)
    if left == right:
        return Decimal("0.97")
    if 2 * sum(map(set(left).__contains__, right)) < LEAST_LIKE * (len(left) + len(right)):
        return Decimal(0)  # even if all common characters were in order
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    common = sum(block.size for block in matcher.get_matching_blocks())
    return (Decimal(2 * common) / (len(left) + len(right)) * Decimal("0.95")).quantize(_DIGITS)


def _measure(question: UserQuestion, measure: str) -> Judgement:
    if not question.measure:
        return _LIKELY.get(measure, _OTHER), f"measure: {measure}, no word names one"
    fits = question.measure in (measure, measure.removeprefix("average_"))
    word = question.said[question.measure]
    return Decimal(1) if fits else Decimal(0), f"measure: {measure}{'' if fits else ', not'} as {word} says"


def _status(question: UserQuestion, status: str) -> Judgement:
    if not question.status:
        fits = status == "actual"
        return Decimal(1) if fits else Decimal("0.3"), f"status: {status}, no word names one"
    fits = status == question.status
    word = question.said[question.status]
    return Decimal(1) if fits else Decimal(0), f"status: {status}{'' if fits else ', not'} as {word} says"


def _years(question: UserQuestion, first: int, last: int) -> Judgement:
    period = str(last) if first == last else f"{first}-{last}"
    if question.years is None:
        return Decimal(1) if first == last else Decimal("0.5"), f"year: {period}, none is named"
    fits = (first, last) == question.years
    return Decimal(1) if fits else Decimal("0.3"), f"year: {period}"


def _scope(asked: _Asked, scope: str) -> Judgement:
    if not scope:
        return Decimal(1), ""
    fits = any(scope in name for name in asked.names)
    return Decimal(1) if fits else Decimal(0), f"scope: {scope}{'' if fits else ', which is not named'}"


page, stream = small.lists(_rows)
