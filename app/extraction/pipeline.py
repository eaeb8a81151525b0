"""Calls the passes in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from app.extraction.linking.codes import Linker
from app.extraction.material import Material
from app.extraction.naming.check import Checker
from app.extraction.naming.coordination import Namer
from app.extraction.naming.leads import LeadReader
from app.extraction.naming.phrases import Phrases
from app.extraction.naming.scope import places_below
from app.extraction.numbers.bounds import quantity, ranges, shared_units
from app.extraction.numbers.places import ranked_places
from app.extraction.numbers.scan import scan_numbers
from app.extraction.numbers.structures import split_structures
from app.extraction.output.assemble import Assembler, Detail, Offers, by_sentence, in_doubt
from app.extraction.reading.mentions import Mention
from app.extraction.rejecting.order import refuse
from app.extraction.rejecting.surroundings import surroundings_of
from app.extraction.resolve import Resolved, resolve
from app.extraction.tables.cells import TAB, spelled
from app.extraction.text.clauses import build_masks, sentences
from app.extraction.text.definitions import defining_characters
from app.extraction.text.quotations import quoted_characters
from app.extraction.text.source import CELL_END, VisibleText, read_source, unbroken
from app.extraction.time.timeline import build_timeline
from app.extraction.values import Quantity, Refusal
from app.lexicon.columns import separate_columns
from app.lexicon.types.cues import Cues
from app.lexicon.types.lexicon import Lexicon
from app.model.derivation import Extraction
from app.model.observation import Observation
from app.model.report import Report, ReportKind
from app.model.span import Span

if TYPE_CHECKING:
    from app.extraction.tables.facts import Fact, FactReader, WrongRow


class ReadingTools(NamedTuple):
    """The tools for reading a text; made once for each lexicon."""

    linker: Linker
    reader: LeadReader
    namer: Namer
    checker: Checker
    phrases: Phrases


class Prose(NamedTuple):
    """A text without its tables.

    Only the paragraph of the character ``around`` is read; None reads all. Numbers in ``admitted`` are not
    rejected.
    """

    text: str
    around: int | None
    admitted: Span | None


@lru_cache(maxsize=4)
def make_tools(lexicon: Lexicon) -> ReadingTools:
    """The tools for one lexicon."""
    linker = Linker(lexicon)
    namer = Namer(lexicon.cues, linker.is_known, lexicon.segmenter)
    checker = Checker(lexicon.cues, lexicon.segmenter, linker.is_known)
    reader = LeadReader(lexicon.cues)
    return ReadingTools(linker, reader, namer, checker, Phrases(lexicon.cues, reader, namer))


def extract(
    report: Report,
    lexicon: Lexicon,
    *,
    explained: bool = True,
    around: int | None = None,
    admitted: Span | None = None,
    offers: Offers | None = None,
) -> Extraction:
    """All observations of a report, and the numbers that state no value, in text order.

    Without ``explained`` the derivations have no trace and no spans by field, and extraction is faster. Rows
    for which ``offers`` is true have alternative names; by default explained rows in doubt.

    With ``around``, the position of a character, only its paragraph or table row is read; ids then count only
    the statements in it. No rule rejects numbers in the stretch ``admitted``.
    """
    tools = make_tools(lexicon)
    detail = Detail(explained, offers or (in_doubt if explained else _nothing))
    if report.kind is ReportKind.TABLE:
        return _facts(report, lexicon, tools, detail, around)
    mentions, refusals, rest = _tables(report, lexicon, tools)
    assembler, found = _sentences(report, Prose(rest, around, admitted), lexicon, tools, detail)
    if not mentions and not refusals:
        return found
    near = paragraph(report.text, around)
    mentions = [mention for mention in mentions if mention.quantity.start in near]
    refusals = [refusal for refusal in refusals if refusal.start in near]
    cells = assembler.beside(unbroken(report.text)).extraction(by_sentence(mentions), refusals)
    return _in_text_order(found, cells)


def _nothing(_: Observation) -> bool:
    return False


def _tables(
    report: Report, lexicon: Lexicon, tools: ReadingTools
) -> tuple[Sequence[Mention], Sequence[Refusal], str]:
    """The mentions and refusals of the tables of a text, and the text without the tables."""
    text = separate_columns(report.text)
    if TAB not in text:
        return (), (), text
    # Few reports have tables: without them a start is faster by a twentieth.
    from app.extraction.tables.places import TablePlaces
    from app.extraction.tables.rows import read_tables
    from app.extraction.tables.setting import TableReport

    places = TablePlaces(lexicon.regions, report.region, report.region_code, report.report_year, lexicon.cues)
    about = TableReport(report.report_year, places)
    return read_tables(text, about, lexicon.cues, tools.linker.is_known, lexicon.normalise)


def _sentences(
    report: Report, prose: Prose, lexicon: Lexicon, tools: ReadingTools, detail: Detail
) -> tuple[Assembler, Extraction]:
    """The observations of the sentences of a text, and the assembler that counted their statements."""
    source, around = read_source(spelled(prose.text, lexicon.normalise, CELL_END)), prose.around
    quantities, refusals = find_quantities(source, lexicon.cues, prose.admitted)
    masks = build_masks(source.chars, quantities)
    spans = list(sentences(masks.inner))
    timeline = build_timeline(masks.inner, [start for start, _ in spans], report.report_year, lexicon.cues)
    material = Material(
        chars=source.chars, masks=masks, quantities=quantities, starts=[q.start for q in quantities],
        timeline=timeline, reader=tools.reader, namer=tools.namer, checker=tools.checker, cues=lexicon.cues,
        known=tools.linker.is_known, report_year=report.report_year,
        places=places_below(lexicon.regions, report.region_code, report.report_year), phrases=tools.phrases,
    )  # fmt: skip
    near = paragraph(masks.inner, None if around is None else bisect_left(source.offsets, around))
    # A sentence takes context only from its own paragraph.
    found = resolve(material, [span for span in spans if span[0] in near])
    assembler = Assembler(report, source, tools.linker, tools.checker, lexicon, detail=detail)
    rejected = [refusal for refusal in refusals if refusal.start in near]
    return assembler, assembler.extraction(_mentions(found, rejected), rejected)


def _mentions(found: Iterable[Resolved], rejected: list[Refusal]) -> Iterator[Sequence[Mention]]:
    """The mentions of each sentence, never all in memory; adds what naming rejects to ``rejected``."""
    for sentence in found:
        rejected.extend(sentence.refusals)
        if sentence.mentions:
            yield sentence.mentions


def paragraph(chars: str, at: int | None) -> range:
    """The positions of the line that contains the character ``at``; all positions for None."""
    if at is None:
        return range(len(chars))
    end = chars.find("\n", at)
    return range(chars.rfind("\n", 0, at) + 1, len(chars) if end < 0 else end)


def _in_text_order(prose: Extraction, cells: Extraction) -> Extraction:
    derivations = sorted(
        (*prose.derivations, *cells.derivations), key=lambda found: found.observation.value_start
    )
    rejections = sorted((*prose.rejections, *cells.rejections), key=lambda rejection: rejection.span)
    return Extraction(tuple(derivations), tuple(rejections))


def _facts(
    report: Report, lexicon: Lexicon, tools: ReadingTools, detail: Detail, around: int | None
) -> Extraction:
    """The observations of a table of facts, which was checked when it was read."""
    from app.extraction.tables.facts import Fact, mention_of

    source = unbroken(spelled(report.text, lexicon.normalise))
    near = paragraph(source.chars, around)
    found = fact_reader(lexicon, tools.linker).read(source.chars)
    mentions = [mention_of(fact) for fact in found if isinstance(fact, Fact) and fact.at[0] in near]
    assembler = Assembler(report, source, tools.linker, tools.checker, lexicon, detail=detail)
    return assembler.extraction(by_sentence(mentions), [])


def check_facts(text: str, lexicon: Lexicon) -> list[Fact | WrongRow]:
    """The fact of each row of a table of facts, or the error in the row; see ``tables/facts.py``."""
    return list(fact_reader(lexicon, make_tools(lexicon).linker).read(spelled(text, lexicon.normalise)))


def fact_reader(lexicon: Lexicon, linker: Linker) -> FactReader:
    """The reader of facts for one lexicon."""
    from app.extraction.tables.facts import FactReader

    return FactReader(linker, lexicon.catalogue.indicators, lexicon.cues, lexicon.tables)


def find_quantities(
    source: VisibleText, cues: Cues, admitted: Span | None = None
) -> tuple[list[Quantity], list[Refusal]]:
    """The numbers of a text, split into values and numbers that state no value."""
    chars = source.chars
    quoted, defining = quoted_characters(chars), defining_characters(chars, cues)
    values: list[Quantity] = []
    refusals: list[Refusal] = []
    numbers = list(split_structures(ranked_places(scan_numbers(chars, cues), chars, cues), chars, cues))
    for number, upper in ranges(shared_units(numbers, chars), chars):
        refusal = refuse(surroundings_of(number, chars, quoted, defining, cues))
        if refusal is None or _admits(admitted, source.span(number.start, (upper or number).end)):
            values.append(quantity(number, upper, chars, cues))
        else:
            refusals.append(refusal)
    return values, refusals


def _admits(admitted: Span | None, number: Span) -> bool:
    return admitted is not None and number.start < admitted.end and admitted.start < number.end
