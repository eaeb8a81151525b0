"""Finds the observations that a question in words asks for: ``鄞州2020年新增就业目标``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from app.lexicon.indicator_names import codes_of
from app.lexicon.normal_names import normal_name
from app.lexicon.questions import PlaceMention, UserQuestion, read_question
from app.services import small
from app.store import resolving
from app.store.cells import listed, plain
from app.store.derived_fields import ANSWERED
from app.store.fields import Row
from app.store.query import ListQuery, QueryError, WrongParameter
from app.store.session import Connection

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
    judged = [(*_judged(asked, dict(zip(ANSWERED, row, strict=True))), row) for row in found]
    # Equal ones stay in order, the newest year first.
    best = sorted((one for one in judged if one[0] > 0), key=lambda one: -one[0])[:MOST]
    return [(rank, plain(match), listed(why), *row) for rank, (match, why, row) in enumerate(best, start=1)]


def _looked_up(connection: Connection, question: UserQuestion) -> tuple[_Asked, list[Row]]:
    """The question with its possible answers, for the first of its places that has observations."""
    for mention in (*_stored_mentions(connection, question), *question.mentions):
        if found := resolving.candidates(connection, (*mention.codes, mention.words), question.years):
            return _asked(question, mention), found
    asked = _asked(question, question.mentions[0] if question.mentions else None)
    if asked.mention is not None:
        return asked, []
    if not question.quantity(None):
        detail = "q names no place and no quantity; ask for example 鄞州2020年新增就业目标."
        raise QueryError(WrongParameter("q", question.text, detail))
    return asked, resolving.candidates(connection, (), question.years, (*asked.codes, *asked.names))


def _stored_mentions(connection: Connection, question: UserQuestion) -> Iterator[PlaceMention]:
    """The places without a code that the question names."""
    for name in sorted(resolving.stored_places(connection), key=len, reverse=True):
        start = question.text.find(name)
        if start >= 0:
            yield PlaceMention(start, start + len(name), name, ())


def _asked(question: UserQuestion, mention: PlaceMention | None) -> _Asked:
    names = tuple(name for name in question.names(mention) if name)
    return _Asked(question, mention, names, tuple(code for name in names for code in codes_of(name)))


def _judged(asked: _Asked, row: dict[str, object]) -> tuple[Decimal, list[str]]:
    """How well a row answers the question, from 0 to 1, and why."""
    like, reason = _likeness(asked, row)
    if like < LEAST_LIKE:
        return Decimal(0), []
    parts = (
        (_NAME, like, reason),
        (_MEASURE, *_measure(asked.question, row)),
        (_STATUS, *_status(asked.question, row)),
        (_YEARS, *_years(asked.question, row)),
        (_SCOPE, *_scope(asked, row)),
    )
    match = sum((weight * found for weight, found, _ in parts), Decimal(0))
    sure = match * (Decimal(9) + Decimal(str(row["confidence"]))) / 10
    return sure.quantize(_DIGITS), [_place(asked, row), *(why for _, _, why in parts if why)]


def _place(asked: _Asked, row: dict[str, object]) -> str:
    if asked.mention is None:
        return f"region: {row['region']}, none is named"
    return f"region: {asked.mention.words} is {row['region']} ({row['region_code'] or 'without a code'})"


def _likeness(asked: _Asked, row: dict[str, object]) -> tuple[Decimal, str]:
    """How similar the name of a row is to the words for the quantity, from 0 to 1, and why."""
    name = str(row["indicator"])
    if row["indicator_code"] in asked.codes:
        exact = name in asked.names
        return Decimal(1) if exact else Decimal("0.98"), f"indicator: {row['indicator_code']} is called so"
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
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    if matcher.quick_ratio() < LEAST_LIKE:
        return Decimal(0)
    common = sum(block.size for block in matcher.get_matching_blocks())
    return (Decimal(2 * common) / (len(left) + len(right)) * Decimal("0.95")).quantize(_DIGITS)


def _measure(question: UserQuestion, row: dict[str, object]) -> tuple[Decimal, str]:
    measure = str(row["measure"])
    if not question.measure:
        return _LIKELY.get(measure, _OTHER), f"measure: {measure}, no word names one"
    fits = question.measure in (measure, measure.removeprefix("average_"))
    word = question.said[question.measure]
    return Decimal(1) if fits else Decimal(0), f"measure: {measure}{'' if fits else ', not'} as {word} says"


def _status(question: UserQuestion, row: dict[str, object]) -> tuple[Decimal, str]:
    status = str(row["status"])
    if not question.status:
        fits = status == "actual"
        return Decimal(1) if fits else Decimal("0.3"), f"status: {status}, no word names one"
    fits = status == question.status
    word = question.said[question.status]
    return Decimal(1) if fits else Decimal(0), f"status: {status}{'' if fits else ', not'} as {word} says"


def _years(question: UserQuestion, row: dict[str, object]) -> tuple[Decimal, str]:
    first, last = int(str(row["start_year"])), int(str(row["year"]))
    period = str(last) if first == last else f"{first}-{last}"
    if question.years is None:
        return Decimal(1) if first == last else Decimal("0.5"), f"year: {period}, none is named"
    fits = (first, last) == question.years
    return Decimal(1) if fits else Decimal("0.3"), f"year: {period}"


def _scope(asked: _Asked, row: dict[str, object]) -> tuple[Decimal, str]:
    scope = str(row["scope"])
    if not scope:
        return Decimal(1), ""
    fits = any(scope in name for name in asked.names)
    return Decimal(1) if fits else Decimal(0), f"scope: {scope}{'' if fits else ', which is not named'}"


page, stream = small.lists(_rows)
