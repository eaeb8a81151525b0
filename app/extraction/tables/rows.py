"""Makes mentions from the tables of a document: one for each value that header, unit and label explain."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from app.extraction.reading.mentions import Mention
from app.extraction.rules import rule
from app.extraction.tables.captions import read_caption
from app.extraction.tables.cells import spelled
from app.extraction.tables.crossed import ROW_YEAR, CrossedRows
from app.extraction.tables.find import Table, find_tables
from app.extraction.tables.head_rows import figure
from app.extraction.tables.heads import LABELS, Role, read_columns
from app.extraction.tables.indicators import IndicatorRows
from app.extraction.tables.lists import separate_cells
from app.extraction.tables.neighbours import settled
from app.extraction.tables.setting import TableReport, TableSetting
from app.extraction.tables.summed import brackets_of_sums
from app.extraction.values import Refusal
from app.lexicon.types.cues import Cues


class Tables(NamedTuple):
    """The mentions and refusals of the tables of a text, and the text without the tables.

    It has spaces in their place, and an end of cell for each tab of other lists.
    """

    mentions: list[Mention]
    refusals: list[Refusal]
    rest: str


def read_tables(
    text: str, about: TableReport, cues: Cues, known: Callable[[str], bool], normalise: Callable[[str], str]
) -> Tables:
    """Read all tables of a text as given; ``known`` tests whether a name is in the catalogue."""
    mentions: list[Mention] = []
    refusals: list[Refusal] = []
    rest, done = [], 0
    for table in find_tables(spelled(text, normalise), cues):
        found = list(_read(_setting(table, about, cues, known)))
        mentions += found
        refusals += _unread(table, {mention.quantity.start for mention in found}, cues)
        start, end = table.at
        rest += [text[done:start], "".join("\n" if mark == "\n" else " " for mark in text[start:end])]
        done = end
    return Tables(mentions, refusals, separate_cells("".join((*rest, text[done:]))))


def _unread(table: Table, read: set[int], cues: Cues) -> Iterator[Refusal]:
    """The numbers of a table that are not read, since header, unit or label is missing."""
    for row in table.rows:
        for cell in row[1:]:
            if figure(cell.text, cues) and cell.start not in read:
                yield Refusal(*cell.at, reject_cell(), reject_cell.decision(cell.at))


@rule("reject.unread-cell")
def reject_cell() -> str:
    """A number in a table without a header, unit or label that explains it."""
    return "table"


def _setting(table: Table, about: TableReport, cues: Cues, known: Callable[[str], bool]) -> TableSetting:
    caption = read_caption(table, cues)
    columns = settled(read_columns(table, cues), caption, cues)
    units = [column.unit for column in columns if column.role in LABELS]
    unit = caption.unit or "".join(units[:1])
    caption = caption._replace(unit=unit)
    return TableSetting(table, columns, caption, about, cues, known, brackets_of_sums(table))


def _read(setting: TableSetting) -> Iterator[Mention]:
    """The mentions of a table, in order; none if no column has labels."""
    at = next((index for index, column in enumerate(setting.columns) if column.role in LABELS), None)
    if at is None:
        return
    role = _role_of_rows(setting, at)
    if role is Role.NAME:
        yield from IndicatorRows(setting).mentions(at)
    else:
        yield from CrossedRows(setting, role).mentions(at)


def _role_of_rows(setting: TableSetting, at: int) -> Role:
    """What the labels of the rows are: by the header, else by the labels themselves."""
    labels = ["".join(row[at].text.split()) for row in setting.table.rows if at < len(row) and row[at].text]
    if setting.columns[at].role is not Role.NAME or not labels:
        return setting.columns[at].role
    if all(map(ROW_YEAR.fullmatch, labels)):
        return Role.ROW_YEAR
    return Role.PLACE if setting.about.places.are_all(labels) else Role.NAME
