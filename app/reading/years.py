"""Finds the year in which a report was delivered, from what it states, the surest statement first."""

from __future__ import annotations

import re
from typing import NamedTuple

from app.model.report import Basis, ReportKind
from app.reading.delivery import Delivery, read_delivery
from app.reading.errors import ReadingError
from app.reading.head import Head
from app.reading.title import Title
from app.reading.year_signs import (
    Sign,
    is_within_its_year,
    of_headings,
    of_sentences,
    of_years_named,
    with_digits,
    without_headings,
)

_AUTUMN = 9
"""From this month on a report may plan the year after the one in which it is delivered."""
_EXECUTION = re.compile("执行情况")


class ReportYear(NamedTuple):
    """The year of delivery; ``warning`` says how it was found if the text does not state it."""

    year: int
    basis: Basis = Basis.STATED
    warning: str | None = None


def read_year(head: Head, title: Title | None, body: str) -> ReportYear | None:
    """The year in which the report was delivered; None if there is no sign of it.

    ``body`` is the normalised text below the head without blanks.

    The year after the one in a bulletin's title; the date of delivery; the title's year, or the one after it
    where the text looks back on that very year; the first year of the five-year plan in the title; the year
    that headings look back on or plan, else sentences; the year after the one that the review names most.
    Raises ``ReadingError`` where two signs disagree and nothing decides between them.
    """
    if title and title.year and title.kind is ReportKind.BULLETIN:
        return _of_bulletin(title.year, read_delivery(head), f"the title says {title.year}")
    text = with_digits(body)
    within = is_within_its_year(text)
    headings = of_headings(text, within=within)
    delivery = read_delivery(head)
    if delivery and title and title.kind is ReportKind.BULLETIN and (year := _spoken_of(text, delivery)):
        return _of_bulletin(year, delivery, f"the text speaks of the year {year}")
    if delivery:
        return _delivered(delivery, headings)
    if title and title.year:
        return _titled(title, title.year, headings)
    if title and title.plan_from:
        how = (
            f"no date of delivery: report year taken as {title.plan_from}, the first of the plan in the title"
        )
        return ReportYear(title.plan_from, Basis.HEADING, how)
    signs = headings or of_sentences(text, within=within)
    # Headings that disagree can't decide between themselves.
    named = of_years_named(without_headings(text) if headings else text, within=within)
    return _agreed(signs, named) if signs or named else None


def _spoken_of(text: str, delivery: Delivery) -> int | None:
    """The year that a bulletin is about whose text never names the year before its date."""
    named = None if f"{delivery.year - 1}年" in text else of_years_named(text, within=False)
    return named.year - 1 if named and named.year < delivery.year else None


def _of_bulletin(year: int, delivery: Delivery | None, because: str) -> ReportYear:
    """The year after the one that a bulletin is about, even if its date is that of a later edition.

    The values that name no year belong to the year before the report.
    """
    if delivery is None or delivery.year == year + 1:
        return ReportYear(year + 1)
    how = f"{because}, the date {delivery.year}: taken as a bulletin about {year}"
    return ReportYear(year + 1, warning=how)


def _delivered(delivery: Delivery, headings: list[Sign]) -> ReportYear:
    year = delivery.year
    possible = {year, year + 1} if delivery.month >= _AUTUMN else {year}
    if headings and not possible & {sign.year for sign in headings}:
        raise _disagreement(f"the date of delivery is of {year}", headings)
    return ReportYear(year)


def _titled(title: Title, year: int, headings: list[Sign]) -> ReportYear:
    if _EXECUTION.search(title.text):
        return ReportYear(year + 1)
    pointed = {sign.year for sign in headings}
    if not pointed or year in pointed:
        return ReportYear(year)
    if pointed == {year + 1}:
        how = f"the title says {year}, but the text {headings[0].how}: taken as {year + 1}"
        return ReportYear(year + 1, Basis.HEADING, how)
    raise _disagreement(f"the title says {year}", headings)


def _agreed(signs: list[Sign], named: Sign | None) -> ReportYear:
    """The year that all ``signs`` suggest; if they disagree, the one that the named years suggest."""
    years = {sign.year for sign in signs}
    if len(years) == 1:
        return _assumed(signs[0], Basis.HEADING)
    if named and (not signs or named.year in years):
        return _assumed(named, Basis.ASSUMED)
    raise _disagreement(f"the text {signs[0].how}", signs[1:])


def _assumed(sign: Sign, basis: Basis) -> ReportYear:
    return ReportYear(
        sign.year,
        basis,
        f"no date of delivery: report year taken as {sign.year}, since the text {sign.how}",
    )


def _disagreement(first: str, others: list[Sign]) -> ReadingError:
    rest = " and ".join(f"{sign.how} (report of {sign.year})" for sign in others)
    return ReadingError(f"states two years: {first}, but the text {rest}; state it with --report-year")
