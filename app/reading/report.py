"""Reads a file into a report: its text, and what the text states about itself."""

from __future__ import annotations

import os.path
import re
from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple

from app.lexicon.columns import separate_columns
from app.lexicon.regions import load_regions
from app.lexicon.spelling import normalise
from app.model.report import Level, Report, ReportKind
from app.reading.beside import NOTHING, Beside
from app.reading.delivery import read_delivery, read_speaker
from app.reading.errors import ReadingError
from app.reading.formats.choose import read_document
from app.reading.formats.document import Document
from app.reading.head import Head, head_of
from app.reading.language import check_language, warning_of_loss
from app.reading.lost_columns import warning_of_lost_columns
from app.reading.origin import origin_of
from app.reading.places import Where, read_place
from app.reading.settle import place_of, settled_place, settled_year, stated_year
from app.reading.title import Title, read_title, statistics_office
from app.reading.years import ReportYear, read_year

__all__ = ["ReadingError", "read_report"]

_NO_YEAR = "states no year of delivery; state it with --report-year"
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
_KIND_IDS = {ReportKind.REPORT: "", ReportKind.BULLETIN: "bulletin-", ReportKind.PLAN: "plan-"}
"""Documents of several kinds are of one place and year."""


def read_report(
    data: bytes,
    source: str,
    *,
    region: str | None = None,
    report_year: int | None = None,
    beside: Beside = NOTHING,
) -> Report:
    """The report in a file's bytes; ``source`` is its name or address, as given.

    ``region`` (a name, a path of names or a code) and ``report_year`` (of delivery) overrule the text, and so
    does what a manifest states ``beside`` it. What the text does not state is None and has a warning. Raises
    ``ReadingError`` when the bytes are no text or the year of delivery can't be found.
    """
    document = read_document(data, source)
    visible = _INVISIBLE.sub("", document.text)
    plain = normalise(visible)
    check_language(plain)
    head = head_of(plain, visible)
    body = plain[len(head.text) :].replace(" ", "")
    title = read_title(head)
    kind = beside.kind or _kind(title, head)
    year = stated_year(report_year, beside, title) or settled_year(read_year(head, title, body), kind, beside)
    if year is None:
        raise ReadingError(_NO_YEAR)
    regions = load_regions()
    where = place_of(region, beside, year.year, regions) or settled_place(
        read_place(head, title, body, year.year, regions), year.year, beside, regions
    )
    report = _report(document, source, head, title, Recognized(kind, year, where), beside)
    return replace(report, file_sha256=sha256(data).hexdigest(), places=document.places)


class Recognized(NamedTuple):
    """What all signs together say about a report."""

    kind: ReportKind
    year: ReportYear
    where: Where


def _report(
    document: Document, source: str, head: Head, title: Title | None, found: Recognized, beside: Beside
) -> Report:
    kind, year, where = found
    delivery, speaker = read_delivery(head), read_speaker(head)
    day = beside.delivered_on or (delivery.day if delivery else None)
    name = beside.title or (title.text if title else None) or document.origin.title or None
    origin = document.origin.or_else(origin_of(given for _, given in head.lines))
    return Report(
        id=f"{_place_id(where, source, year.year)}-{_KIND_IDS[kind]}{year.year}",
        text=document.text,
        title=name,
        region=where.region,
        region_code=where.code,
        level=where.level,
        report_year=year.year,
        delivered_on=day,
        speaker=speaker,
        source=source,
        sha256=sha256(document.text.encode("utf-8")).hexdigest(),
        warnings=tuple(filter(None, (year.warning, where.warning, *_losses(document.text)))),
        kind=kind,
        year_basis=year.basis,
        region_basis=where.basis,
        region_shared=where.shared,
        format=document.format,
        source_url=beside.source_url or origin.source_url or None,
        publisher=beside.publisher or origin.publisher or None,
        retrieved_on=beside.retrieved_on,
    )


def _losses(text: str) -> tuple[str | None, str | None]:
    """Warnings of what was lost before the text was read."""
    return warning_of_loss(text), warning_of_lost_columns(separate_columns(text))


def _kind(title: Title | None, head: Head) -> ReportKind:
    if title:
        return title.kind
    return ReportKind.BULLETIN if statistics_office(head) else ReportKind.REPORT


def _place_id(where: Where, source: str, year: int) -> str:
    """Region code, ``national``, or the words of the file's name without the year."""
    if where.level is Level.NATIONAL:
        return "national"
    if where.code:
        return where.code
    stem, _ = os.path.splitext(os.path.basename(source))  # noqa: PTH119, PTH122 # see app.lexicon.tables
    words = re.findall(r"[^\W_]+", stem.lower())
    slug = "-".join(word for word in words if word != str(year))
    return slug or "report"
