"""Formats a derivation for people: a line for the observation, then one for each decision and its reason."""

from __future__ import annotations

from collections.abc import Iterator

from app.model.derivation import Derivation, Extraction, Rejection, Step
from app.model.observation import Bound, Observation
from app.store.rows.cells import plain

_WIDTH = 20


def explain(extraction: Extraction) -> Iterator[str]:
    """The observations and rejected numbers in text order, one block each."""
    blocks: list[tuple[int, list[str]]] = [
        (item.observation.value_start, [headline(item.observation), *_steps(item.trace), *_others(item)])
        for item in extraction.derivations
    ]
    blocks += [(item.span.start, [_refusal(item), *_steps(item.trace)]) for item in extraction.rejections]
    for _, lines in sorted(blocks, key=lambda block: block[0]):
        yield from lines


def headline(row: Observation) -> str:
    """An observation on one line: 农村居民人均可支配收入 39953元 (level, actual, 2019)."""
    value = plain(row.value) if row.value_high is None else f"{plain(row.value)}-{plain(row.value_high)}"
    years = str(row.year) if row.start_year == row.year else f"{row.start_year}-{row.year}"
    bound = "" if row.bound is Bound.EXACT else row.bound
    details = [text for text in (row.measure, row.status, years, bound, row.scope, *row.flags) if text]
    return f"{row.indicator} {value}{row.unit} ({', '.join(details)})"


def _others(item: Derivation) -> Iterator[str]:
    """Alternative names of a doubtful observation."""
    for other in item.alternatives:
        yield f"  or {other.indicator} ({other.made})"


def _refusal(item: Rejection) -> str:
    return f"- {item.text} is not an observation ({item.reason})"


def _steps(trace: tuple[Step, ...], lead: str = "  ") -> Iterator[str]:
    """One line for each decision; below it, indented, the decision that it is based on."""
    for step in trace:
        yield f"{lead}{step.rule:<{_WIDTH}}{'' if len(step.rule) < _WIDTH else ' '}{step.because}".rstrip()
        if step.from_step is not None:
            yield from _steps((step.from_step,), "    from ")
