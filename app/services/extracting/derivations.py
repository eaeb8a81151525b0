"""Computes derivations again from stored texts. Extraction is pure, so they are not stored."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from threading import Lock
from typing import Final

from app.correcting.stated import ADDED_RULE
from app.extraction import extract
from app.extraction.admitting import read_at
from app.extraction.output.assemble import Offers, in_doubt
from app.lexicon.lexicon import load_lexicon
from app.model.derivation import Alternative, Derivation, Extraction, Step
from app.model.flags import Flag, without_flag
from app.model.observation import Observation, Reader
from app.model.report import Report
from app.model.span import Span
from app.services.extracting.excerpts import ReportExcerpt, excerpt_of, moved

#: Cached extractions: looking through the observations of a report reads the report once.
_KEPT = 8
_cache: OrderedDict[tuple[str, str, frozenset[str]], Extraction] = OrderedDict()
_lock = Lock()
#: No row has alternative names.
NO_IDS: Final[frozenset[str]] = frozenset()


def every_row(_: Observation) -> bool:
    """For readers, who choose a name for any row that they are shown."""
    return True


def derivation_of(report: Report, observation: Observation, offers: Offers = in_doubt) -> Derivation | None:
    """How the present extractor derives this observation; None if it no longer does.

    It has alternative names if ``offers`` is true for the extractor's row.

    Only the paragraph is read again. If the text is longer than any report, only the text near the
    observation is read; the result is also None if that excerpt alone is read differently.
    """
    excerpt = excerpt_of(report, observation)
    if ADDED_RULE in observation.rules:
        number = Span(observation.value_start - excerpt.shift, observation.value_end - excerpt.shift)
        near_it = read_at(excerpt.report, load_lexicon(), number, explained=True)
        return next((_added(moved(one, excerpt.shift), observation) for one in near_it), None)
    if observation.reader is not Reader.RULES:
        found = _before_correction(excerpt, observation, offers)
        return None if found is None else _corrected(found, observation)
    at = observation.value_start - excerpt.shift
    near = extract(excerpt.report, load_lexicon(), around=at, offers=_only(at, offers))
    # Checks and models add flags to stored rows; extraction does not.
    read = without_flag(observation)
    read = replace(read, flags=tuple(flag for flag in read.flags if flag != Flag.MODEL_DISAGREES))
    # Ids count the statements of the complete text.
    derived = (_with_id(moved(one, excerpt.shift), read.id) for one in near.derivations)
    return next((one for one in derived if one.observation == read), None)


def _only(at: int, offers: Offers) -> Offers:
    """The same for rows of the number at a position; others get no names, which would take longer."""
    return lambda row: row.value_start == at and offers(row)


def _before_correction(excerpt: ReportExcerpt, observation: Observation, offers: Offers) -> Derivation | None:
    """The derivation of a row that a reader corrected; None if the extractor no longer has the row.

    Only the id says which of several readings of one number the reader corrected. Ids count the equal
    statements of the complete text: it is read only if the id is not that of the first one.
    """
    at = observation.value_start - excerpt.shift
    for around in (at, None):
        read = extract(excerpt.report, load_lexicon(), around=around, offers=_only(at, offers)).derivations
        for one in read:
            if (one.observation.id, one.observation.value_start) == (observation.id, at):
                return moved(one, excerpt.shift)
    return None


def _with_id(derivation: Derivation, identity: str) -> Derivation:
    return replace(derivation, observation=replace(derivation.observation, id=identity))


def _added(derivation: Derivation, observation: Observation) -> Derivation:
    """The derivation of a number that a reader added; its name and years are the reader's."""
    number = Span(observation.value_start, observation.value_end)
    step = Step(f"correction.{observation.reader}", number, f"{observation.reader}: added")
    return replace(derivation, observation=observation, trace=(*derivation.trace, step))


def _corrected(derivation: Derivation, observation: Observation) -> Derivation:
    """The derivation of a row by the extractor, with the changes of a reader as the last step."""
    before = derivation.observation
    changes = [f"{name} was {getattr(before, name) or 'empty'}" for name in observation.corrected]
    because = f"{observation.reader}: {'; '.join(changes) or 'confirmed'}"
    step = Step(f"correction.{observation.reader}", None, because)
    return replace(
        derivation,
        observation=observation,
        trace=(*derivation.trace, step),
        alternatives=_others(derivation, observation.indicator),
    )


def _others(derivation: Derivation, name: str) -> tuple[Alternative, ...]:
    """Other names of a row that now has this name; the extractor's own first, if there are any."""
    others = derivation.alternatives
    own = (Alternative(derivation.observation.indicator, "rules"),) if others else ()
    return tuple(one for one in (*own, *others) if one.indicator != name)


def extraction_of(report: Report, named: frozenset[str] = NO_IDS) -> Extraction:
    """The result of the present extractor for a report, without its reasons; cached.

    Rows with the ids ``named`` have alternative names. That takes about 4 ms for each.
    """
    key = (report.id, report.sha256, named)
    with _lock:
        if key in _cache:
            _cache.move_to_end(key)
            return _cache[key]
    extraction = extract(report, load_lexicon(), explained=False, offers=lambda row: row.id in named)
    with _lock:
        _cache[key] = extraction
        while len(_cache) > _KEPT:
            _cache.popitem(last=False)
    return extraction
