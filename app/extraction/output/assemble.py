"""Makes the observations of the contract from mentions, with ids, codes and categories."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from app.extraction.linking.codes import Linker
from app.extraction.naming.candidates.doubt import doubt_of
from app.extraction.naming.candidates.ranking import alternatives
from app.extraction.naming.check import Checker
from app.extraction.output.confidence import features
from app.extraction.output.explain import refusal_step, spans_of, trace_of
from app.extraction.output.rated import Companions, Rated, companions
from app.extraction.reading.mentions import Mention
from app.extraction.text.source import VisibleText
from app.extraction.values import Reading, Refusal
from app.lexicon.types.lexicon import Lexicon
from app.lexicon.types.regions import Standing
from app.model.derivation import Alternative, Derivation, Extraction, Rejection
from app.model.flags import Flag, with_low_confidence
from app.model.observation import Observation, Reader, SourceKind
from app.model.report import Basis, Report, ReportKind
from app.model.span import Span

Offers = Callable[[Observation], bool]
"""Whether a row gets alternative names."""


def in_doubt(row: Observation) -> bool:
    """Whether a flag says that something about this row is in doubt."""
    return any(flag != Flag.REPORT_YEAR_ASSUMED for flag in row.flags)


class Detail(NamedTuple):
    """What derivations have besides the observation.

    ``explained``: traces and spans by field. Rows for which ``offers`` is true have alternative names, which
    take longer than all the rest.
    """

    explained: bool
    offers: Offers


class Sentence(NamedTuple):
    """The span of a sentence in the given text, its given text and its visible characters."""

    span: Span
    text: str
    chars: str


class Assembler:
    """Makes the observations of one report; numbers repeated statements."""

    def __init__(  # the tools of a reading, each used
        self,
        report: Report,
        source: VisibleText,
        linker: Linker,
        checker: Checker,
        lexicon: Lexicon,
        *,
        detail: Detail,
    ) -> None:
        """The tools of a reading, and what its derivations have."""
        self._report, self._source, self._linker, self._checker = report, source, linker, checker
        self._detail = detail
        self._confidence, self._units = lexicon.confidence, lexicon.units
        self._candidates, self._word_use = lexicon.candidates, lexicon.word_use
        self._standing = _standing(report, lexicon)
        self._source_kind = SourceKind(report.kind.value)
        self._seen: dict[str, int] = {}
        # Each row of a table states its year.
        assumed = report.year_basis is Basis.ASSUMED and report.kind is not ReportKind.TABLE
        self._report_flags = (Flag.REPORT_YEAR_ASSUMED,) if assumed else ()

    def beside(self, source: VisibleText) -> Assembler:
        """An assembler for another source of the same report, which continues to count its statements."""
        other = copy(self)
        other._source = source  # noqa: SLF001 # of this class
        return other

    def extraction(self, sentences: Iterable[Sequence[Mention]], refusals: Iterable[Refusal]) -> Extraction:
        """The derivations in the given order, the rejections in text order; offsets are in the given text.

        ``sentences`` are the mentions of each sentence that has some. All are read first: reading them may
        add refusals.
        """
        derivations = tuple([one for mentions in sentences for one in self._derivations(mentions)])
        return Extraction(derivations, tuple(self._rejection(refusal) for refusal in sorted(refusals)))

    def _rejection(self, refusal: Refusal) -> Rejection:
        span = self._source.span(refusal.start, refusal.end)
        return Rejection(
            span, span.of(self._report.text), refusal.reason, (refusal_step(refusal, self._source),)
        )

    def _derivations(self, mentions: Sequence[Mention]) -> Iterator[Derivation]:
        """The derivations of one sentence."""
        at = mentions[0].sentence
        span = self._source.span(*at)
        sentence = Sentence(span, span.of(self._report.text), self._source.chars[slice(*at)])
        values = [self._source.span(mention.quantity.start, mention.quantity.end) for mention in mentions]
        rows = [self._rated(*one, sentence) for one in zip(mentions, values, strict=True)]
        for mention, value, row, beside in zip(mentions, values, rows, companions(rows), strict=True):
            yield self._derivation(mention, self._observation(mention, value, sentence, row, beside))

    def _derivation(self, mention: Mention, observation: Observation) -> Derivation:
        names = self._alternatives(mention, observation)
        if not self._detail.explained:
            return Derivation(observation, (), alternatives=names)
        trace, spans = trace_of(mention, self._source), spans_of(mention, self._source)
        return Derivation(observation, trace, spans, names)

    def _alternatives(self, mention: Mention, row: Observation) -> tuple[Alternative, ...]:
        if mention.situation is None or not self._detail.offers(row):
            return ()
        doubt = doubt_of(mention.situation, mention.name, mention.reading.unit, self._word_use)
        return alternatives(doubt, self._candidates)

    def _rated(self, mention: Mention, value: Span, sentence: Sentence) -> Rated:
        reading, years = mention.reading, mention.years
        parts = self._checker.parts(mention.name)
        code = mention.code or self._linker.code(mention.name, reading.measure, reading.unit)
        return Rated(
            rules=tuple([decision.rule for decision in mention.decisions]),
            flags=(*mention.flags, *self._report_flags), measure=reading.measure, status=years.status,
            start_year=years.start, year=years.year, bound=mention.quantity.bound, scope=mention.scope,
            indicator_code=code, indicator=mention.name, unit=reading.unit, action=parts.action,
            value_start=value.start, value_end=value.end, sentence_start=sentence.span.start,
            sentence=sentence.text, words=tuple([word.text for word in parts.words]),
        )  # fmt: skip

    def _observation(
        self, mention: Mention, value: Span, sentence: Sentence, row: Rated, beside: Companions
    ) -> Observation:
        reading, years, report = mention.reading, mention.years, self._report
        parts, code = self._checker.parts(mention.name), row.indicator_code
        base_value, base_high, base_unit = self._in_base(reading)
        confidence = self._confidence_of(row, beside)
        return Observation(
            id=self._id(mention), indicator=row.indicator, indicator_code=code,
            category=self._linker.category(mention.name, code, reading.unit, sentence.chars),
            measure=row.measure, status=row.status, value=reading.value, value_high=reading.value_high,
            bound=row.bound, unit=row.unit, scope=row.scope, start_year=row.start_year, year=row.year,
            region=report.region, region_code=report.region_code, report_id=report.id,
            value_text=value.of(report.text), bound_text=mention.quantity.bound_text,
            commitment=mention.commitment, value_start=row.value_start, value_end=value.end,
            sentence_start=row.sentence_start,
            sentence_end=sentence.span.end, sentence=row.sentence, rules=row.rules,
            flags=with_low_confidence(row.flags, confidence),
            confidence=confidence, action=row.action, head=parts.thing,
            base_value=base_value, base_value_high=base_high, base_unit=base_unit,
            date=date(years.year, 12, 31), level=self._standing.level, province=self._standing.province,
            province_code=self._standing.province_code, city=self._standing.city,
            source_kind=self._source_kind, reader=Reader.RULES, corrected=(),
        )  # fmt: skip

    def _confidence_of(self, row: Rated, beside: Companions) -> Decimal:
        """The share of similar rows that are right, or 1 in a table of facts."""
        if self._report.kind is ReportKind.TABLE:
            return Decimal(1)
        return self._confidence.confidence(features(row, beside, self._word_use))

    def _in_base(self, reading: Reading) -> tuple[Decimal, Decimal | None, str]:
        """Both ends of a value in the base unit, or in the stated unit if one end does not fit there."""
        value, unit = self._units.in_base(reading.value, reading.unit)
        if reading.value_high is None:
            return value, None, unit
        high, other = self._units.in_base(reading.value_high, reading.unit)
        fit = unit == other
        return (value, high, unit) if fit else (reading.value, reading.value_high, reading.unit)

    def _id(self, mention: Mention) -> str:
        """The id of a statement. Other text does not change it; repeated statements are numbered."""
        quantity, years = mention.quantity, mention.years
        number = self._source.chars[quantity.start : quantity.end]
        parts = (mention.name, mention.reading.measure, years.status, mention.scope, str(years.start))
        statement = "|".join((self._report.id, *parts, str(years.year), number))
        self._seen[statement] = count = self._seen.get(statement, 0) + 1
        return hashlib.sha256(f"{statement}|{count}".encode()).hexdigest()[:16]


def by_sentence(mentions: Iterable[Mention]) -> list[list[Mention]]:
    """The mentions of each sentence."""
    return [[*group] for _, group in groupby(mentions, key=lambda mention: mention.sentence)]


def _standing(report: Report, lexicon: Lexicon) -> Standing:
    """The level, province and city of the report's place; only the level if there is no region code."""
    known = lexicon.regions.standing(report.region_code, report.report_year) if report.region_code else None
    return known or Standing(report.level)
