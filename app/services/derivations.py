"""Derivations, computed again from stored texts: extraction is pure, so they are not stored."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from threading import Lock

from app.comparison.checks.flags import without_flag
from app.correcting.apply import MODEL_DISAGREES
from app.extraction import extract
from app.lexicon.lexicon import load_lexicon
from app.model.derivation import Derivation, Extraction, Step
from app.model.observation import Observation, Reader
from app.model.report import Report

#: Extractions kept, so that looking through one report's observations reads it once.
_KEPT = 8
_cache: OrderedDict[tuple[str, str], Extraction] = OrderedDict()
_lock = Lock()


def extract_report(report: Report, *, explained: bool) -> Extraction:
    """All that today's extractor reads from a report; with its reasons where ``explained``, slower."""
    return extract(report, load_lexicon(), explained=explained)


def derivation_of(report: Report, observation: Observation) -> Derivation | None:
    """How the present extractor derives this observation; None if it no longer does."""
    extraction = extraction_of(report)
    found = (d for d in extraction.derivations if d.observation.id == observation.id)
    if observation.reader is not Reader.RULES:
        return next((_corrected(derivation, observation) for derivation in found), None)
    # Checks and models flag what is stored; extraction knows nothing of that.
    read = without_flag(observation)
    read = replace(read, flags=tuple(flag for flag in read.flags if flag != MODEL_DISAGREES))
    return next((d for d in found if d.observation == read), None)


def _corrected(derivation: Derivation, observation: Observation) -> Derivation:
    """How the extractor derives a row, and what a reader changed in it as the last step."""
    before = derivation.observation
    changes = [f"{name} was {getattr(before, name) or 'empty'}" for name in observation.corrected]
    because = f"{observation.reader}: {'; '.join(changes) or 'confirmed'}"
    step = Step(f"correction.{observation.reader}", None, because)
    return replace(derivation, observation=observation, trace=(*derivation.trace, step))


def extraction_of(report: Report) -> Extraction:
    """All that the present extractor reads from a report, with its reasons; kept for a while."""
    key = (report.id, report.sha256)
    with _lock:
        if key in _cache:
            _cache.move_to_end(key)
            return _cache[key]
    extraction = extract_report(report, explained=True)
    with _lock:
        _cache[key] = extraction
        while len(_cache) > _KEPT:
            _cache.popitem(last=False)
    return extraction
