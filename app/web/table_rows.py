"""Rows of tables on pages: the cells that say something, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from app.lexicon.catalogue import load_catalogue
from app.services.database import Database
from app.services.originals.table_rows import TableCell, cells_of_rows, is_row
from app.store.declared.captions import CAPTIONS
from app.web.language import Texts
from app.web.numbers import Numbers
from app.web.rows import Record, items

#: Columns of tables of facts that repeat another one, or say that there is nothing to say.
_LEFT_OUT: Final = ("region_code", "bound")
_EXACT: Final = "exact"
#: A table of facts has these columns, named as the fields of observations.
_OF_FACTS: Final = frozenset({"measure", "status", "value"})
_CODE: Final = "indicator_code"
#: The groups of words that name the values of columns.
_GROUPS: Final = {"measure": "measure", "status": "status", "bound": "review.bound"}

Tables = dict[str, list[TableCell]]


def tables_of(database: Database, rows: Iterable[Record], texts: Texts) -> Tables:
    """Return the cells of all rows of a list that a table states, by the id of the observation."""
    ids = [row["id"] for row in rows if is_row(row["sentence"], items(row.get("rules")))]
    return {key: _brief(cells, texts) for key, cells in cells_of_rows(database, ids).items()}


def shown(cells: list[TableCell], texts: Texts) -> list[TableCell]:
    """Return cells as people read them: in a table of facts, words in the language of the page for codes."""
    if not {cell.head for cell in cells} >= _OF_FACTS:
        return cells
    return [_fact(cell, texts) for cell in cells if cell.head not in _LEFT_OUT or _tells(cell)]


def _brief(cells: list[TableCell], texts: Texts) -> list[TableCell]:
    """The same in a line: what a table of facts has in its columns says itself what it is."""
    values = {cell.head: cell.text for cell in cells}
    if not values.keys() >= _OF_FACTS:
        return cells
    number = Numbers(texts).bounded(
        values["value"], values.get("value_high"), values.get("bound", _EXACT), values.get("unit", "")
    )
    place, code = values.get("region_code"), values.get("indicator_code", "")
    known = code in load_catalogue().indicators
    words = {
        "region": texts.place(place, values.get("region")),
        "indicator": texts.indicator(code, place) if known else values.get("indicator", ""),
        "measure": texts.named("measure", values["measure"]),
        "status": texts.named("status", values["status"]),
        "year": values.get("year", ""),
        "value": number,
        "source": values.get("source", ""),
    }
    return [TableCell("", text, name == "value") for name, text in words.items() if text]


def _tells(cell: TableCell) -> bool:
    return cell.head == "bound" and cell.text != _EXACT


def _fact(cell: TableCell, texts: Texts) -> TableCell:
    return TableCell(head_word(cell.head, texts), fact_word(cell.head, cell.text, texts), cell.marked)


def head_word(head: str, texts: Texts) -> str:
    """Return the name of a column of a table of facts; other heads are returned as they are."""
    caption = CAPTIONS.get(head)
    return texts("indicator") if head == _CODE else texts.pick(caption.zh, caption.en) if caption else head


def fact_word(head: str, text: str, texts: Texts) -> str:
    """Return a value in a column of a table of facts in words."""
    if head == _CODE and text in load_catalogue().indicators:
        return texts.indicator(text)
    group = _GROUPS.get(head)
    return texts.named(group, text) if group else text
