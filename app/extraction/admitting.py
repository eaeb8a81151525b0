"""Reads a number that a rule rejects as if it stated a value, since a reader may know better."""

from __future__ import annotations

from dataclasses import replace

from app.extraction.pipeline import extract
from app.lexicon.types.lexicon import Lexicon
from app.model.derivation import Derivation
from app.model.report import Report
from app.model.span import Span


def read_at(
    report: Report, lexicon: Lexicon, span: Span, *, explained: bool = False
) -> tuple[Derivation, ...]:
    """The observations of the numbers in a stretch of the report's text, without the rejecting rules.

    Names, years and all other fields are read as usual. Empty if there is no number.
    """
    found = extract(report, lexicon, explained=explained, around=span.start, admitted=span).derivations
    return tuple(one for one in found if overlaps(one, span))


def read_in_sentence(report: Report, lexicon: Lexicon, sentence: Span, span: Span) -> tuple[Derivation, ...]:
    """``read_at`` for one sentence without its report, a hundred times as fast.

    Values, units and spans are the same. Years and inherited names may be wrong.
    """
    alone = replace(report, text=sentence.of(report.text))
    inside = Span(span.start - sentence.start, span.end - sentence.start)
    found = read_at(alone, lexicon, inside)
    return tuple(replace(one, observation=one.observation.moved(sentence.start)) for one in found)


def overlaps(derivation: Derivation, span: Span) -> bool:
    """Whether the number of an observation overlaps the stretch."""
    row = derivation.observation
    return row.value_start < span.end and span.start < row.value_end
