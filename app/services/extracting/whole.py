"""Extracts from a whole report. The command ``extract`` needs no more, and waits for no more imports."""

from __future__ import annotations

from app.extraction import extract
from app.lexicon.lexicon import load_lexicon
from app.model.derivation import Extraction
from app.model.report import Report


def extract_report(report: Report, *, explained: bool) -> Extraction:
    """The result of today's extractor for a report; slower, but with reasons, if ``explained``."""
    return extract(report, load_lexicon(), explained=explained)
