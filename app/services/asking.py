"""What to ask a model: the rows in doubt that a query selects, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import app.asking
from app.asking import Instructions, Question, Tools, questions, request
from app.asking.requests import Request
from app.extraction.naming.proposed import faults
from app.extraction.pipeline import make_tools
from app.lexicon.lexicon import load_lexicon
from app.model.observation import Reader
from app.services.derivations import extraction_of
from app.services.queries import parse_query
from app.store import observations, reports
from app.store.session import Database

SURE = Decimal("0.9")
"""A question is about all rows of its sentence of less confidence; they cost little more than one."""
_FIELDS = ("report_id", "sentence_start", "confidence", "reader")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rows are in doubt, and which model is asked.

    ``filters`` are those of the list of observations; rows of less confidence than ``below`` that no reader
    has read are in doubt. ``options`` are further fields of each request.
    """

    filters: tuple[tuple[str, str], ...]
    below: Decimal
    model: str
    options: Mapping[str, Any] = field(default_factory=dict)


class Asked(NamedTuple):
    """A question and the request that asks it."""

    question: Question
    request: Request


def sentences_in_doubt(database: Database, selection: Selection) -> dict[str, set[int]]:
    """Where the sentences with rows in doubt begin, by report.

    Raises:
        QueryError: a filter is wrong.
    """
    query = parse_query("observations", [*selection.filters, ("fields", ",".join(_FIELDS))])
    found: dict[str, set[int]] = {}
    for batch in observations.LIST.stream(database, query).batches:
        for report_id, start, confidence, reader in batch:
            if reader == Reader.RULES and Decimal(str(confidence)) < selection.below:
                found.setdefault(str(report_id), set()).add(int(str(start)))
    return found


def asked_of(database: Database, report_id: str, starts: set[int], selection: Selection) -> Iterator[Asked]:
    """The questions about sentences of a report.

    A question is about all rows of a sentence that the rules are not sure of, whatever became of them and
    whichever of them was selected: so the same question comes again, and its answer is there already.
    """
    with database.reading() as connection:
        report, _ = reports.load(connection, report_id)
    extraction = extraction_of(report)
    limit = max(selection.below, SURE)
    doubtful = {
        row.id for row in extraction.observations if row.sentence_start in starts and row.confidence < limit
    }
    for question in questions(report, extraction, doubtful):
        yield Asked(question, request(question, instructions(), selection.model, selection.options))


@cache
def instructions() -> Instructions:
    """What a model is asked to do."""
    path = Path(app.asking.__file__).parent / "instructions.md"
    return Instructions(path.read_text(encoding="utf-8"))


@cache
def naming_tools() -> Tools:
    """What the lexicon knows of names, for the checks of answers."""
    lexicon = load_lexicon()
    tools = make_tools(lexicon)
    return Tools(
        known=tools.linker.is_known,
        code=lambda row, name: tools.linker.code(name, row.measure, row.unit),
        faults=lambda row, name: faults(tools.checker, lexicon.units, row, name),
    )
