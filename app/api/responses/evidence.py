"""One observation as a document: its fields, where the report states it, and how it was read."""

from __future__ import annotations

from app.model.citation import cite
from app.model.derivation import Derivation, Step
from app.model.span import Span
from app.services.lists.observations import ObservationDetail
from app.store.declared.resources import RESOURCES

Document = dict[str, object]


def detail_document(detail: ObservationDetail) -> Document:
    """The document of ``/v1/observations/{id}`` (schema ``ObservationDetail``)."""
    report, text = detail.report, detail.report.text
    fields: Document = {name: getattr(detail.observation, name) for name in RESOURCES["observations"].columns}
    return {
        **fields,
        "extractor_version": detail.extractor_version,
        "citation": cite(report, detail.extractor_version, detail.observation).text,
        "evidence": _evidence(detail),
        "derivation": None if detail.derivation is None else _derivation(text, detail.derivation),
    }


def _evidence(detail: ObservationDetail) -> Document:
    report, observation = detail.report, detail.observation
    return {
        "report_id": report.id,
        "report_title": report.title,
        "source": report.source,
        "value": _span(report.text, Span(observation.value_start, observation.value_end)),
        "sentence": _span(report.text, Span(observation.sentence_start, observation.sentence_end)),
        "context": _span(report.text, Span(detail.context.start, detail.context.end)),
        "locator": detail.locator._asdict(),
    }


def _derivation(text: str, derivation: Derivation) -> Document:
    return {
        "steps": [_step(text, step) for step in derivation.trace],
        "spans": {name: [_span(text, span) for span in spans] for name, spans in derivation.spans.items()},
        "alternatives": [{"indicator": one.indicator, "made": one.made} for one in derivation.alternatives],
    }


def _step(text: str, step: Step) -> Document:
    return {
        "rule": step.rule,
        "because": step.because,
        "span": None if step.span is None else _span(text, step.span),
        "from_step": None if step.from_step is None else _step(text, step.from_step),
    }


def _span(text: str, span: Span) -> Document:
    return {"start": span.start, "end": span.end, "text": span.of(text)}
