"""Mentions to the contract's observations, with ids, codes and categories."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from app.extraction.explain import refusal_step, spans_of, trace_of
from app.extraction.linking import Linker
from app.extraction.mentions import Mention
from app.extraction.source import Source
from app.extraction.tokens import Refusal
from app.model.derivation import Derivation, Extraction, Rejection
from app.model.observation import Observation
from app.model.report import Report


def assemble(
    report: Report, source: Source, mentions: Iterable[Mention], refusals: Iterable[Refusal], linker: Linker
) -> Extraction:
    """Everything in text order; offsets are into the text as given."""
    seen: Counter[str] = Counter()
    ordered = sorted(mentions, key=lambda m: m.quantity.start)
    derivations = tuple(_derivation(report, source, mention, linker, seen) for mention in ordered)
    rejections = tuple(_rejection(source, report.text, refusal) for refusal in refusals)
    return Extraction(derivations, rejections)


def _rejection(source: Source, text: str, refusal: Refusal) -> Rejection:
    span = source.span(refusal.start, refusal.end)
    return Rejection(span, span.of(text), refusal.reason, (refusal_step(refusal, source),))


def _derivation(
    report: Report, source: Source, mention: Mention, linker: Linker, seen: Counter[str]
) -> Derivation:
    observation = _observation(report, source, mention, linker, seen)
    return Derivation(observation, trace_of(mention, source), spans_of(mention, source))


def _observation(
    report: Report, source: Source, mention: Mention, linker: Linker, seen: Counter[str]
) -> Observation:
    quantity, reading, years = mention.quantity, mention.reading, mention.years
    value = source.span(quantity.start, quantity.end)
    sentence = source.span(*mention.sentence)
    code = linker.code(mention.name, reading.measure, reading.unit)
    words = source.chars[slice(*mention.sentence)]
    category = linker.category(mention.name, code, reading.unit, words)
    statement = "|".join(
        (report.id, mention.name, reading.measure, years.status, mention.scope, f"{years.start}-{years.year}",
         source.chars[quantity.start : quantity.end])
    )  # fmt: skip
    seen[statement] += 1
    key = hashlib.sha256(f"{statement}|{seen[statement]}".encode()).hexdigest()[:16]
    return Observation(
        id=key, indicator=mention.name, indicator_code=code, category=category, measure=reading.measure,
        status=years.status, value=reading.value, value_high=reading.value_high, bound=quantity.bound,
        unit=reading.unit, scope=mention.scope, start_year=years.start, year=years.year,
        region=report.region, region_code=report.region_code, report_id=report.id,
        value_text=value.of(report.text), bound_text=quantity.bound_text, commitment=mention.commitment,
        value_start=value.start, value_end=value.end,
        sentence_start=sentence.start, sentence_end=sentence.end,
        sentence=sentence.of(report.text), rules=mention.rules, flags=mention.flags,
    )  # fmt: skip
