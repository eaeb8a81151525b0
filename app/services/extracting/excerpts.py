"""Excerpts of very long texts around a statement, so that reading it again has a limited cost."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, NamedTuple

from app.model.derivation import Derivation, Step
from app.model.observation import Observation
from app.model.report import Report, ReportKind
from app.model.span import Span

#: The characters to read on each side. Reports have 5,000 to 50,000, outlines of five-year plans 100,000.
REACH: Final = 60_000


class ReportExcerpt(NamedTuple):
    """A report with a shortened text. Its last lines are ``shift`` characters further on in the full text."""

    report: Report
    shift: int


def excerpt_of(report: Report, observation: Observation) -> ReportExcerpt:
    """The report itself, or if its text is long, the lines near the sentence; in a table also its header."""
    text = report.text
    if len(text) <= 2 * REACH:
        return ReportExcerpt(report, 0)
    start = _line_start(text, max(0, observation.sentence_start - REACH))
    end = observation.sentence_end + REACH
    if (line_end := text.find("\n", end, end + REACH)) >= 0:
        end = line_end
    head = text[: text.find("\n") + 1] if report.kind is ReportKind.TABLE and start else ""
    return ReportExcerpt(replace(report, text=head + text[start:end]), start - len(head))


def _line_start(text: str, at: int) -> int:
    """The start of the line at ``at``; an extremely long line is cut."""
    return text.rfind("\n", max(0, at - REACH), at) + 1 or at


def moved(derivation: Derivation, by: int) -> Derivation:
    """The derivation with all its spans moved forward by ``by`` characters."""
    if by == 0:
        return derivation
    return replace(
        derivation,
        observation=derivation.observation.moved(by),
        trace=tuple(_step(step, by) for step in derivation.trace),
        spans={name: tuple(_span(span, by) for span in spans) for name, spans in derivation.spans.items()},
    )


def _step(step: Step, by: int) -> Step:
    return replace(
        step,
        span=None if step.span is None else _span(step.span, by),
        from_step=None if step.from_step is None else _step(step.from_step, by),
    )


def _span(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
