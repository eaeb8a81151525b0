"""CSV: RFC 4180 in UTF-8 with a header, written column by column.

A column is searched as one joined text, which costs a tenth of searching each cell; only a column with
special characters is then written cell by cell. Imports only the standard library, because
``zhibiao extract --format csv`` imports this module at every start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, cast

from app.api.formats.columns import FORMULA, Cells, Rows, joined, once
from app.store.declared.fields import CellType, Field

#: The byte order mark: without it Excel does not recognise UTF-8.
BOM: Final = b"\xef\xbb\xbf"
_QUOTED: Final = (",", '"', "\r", "\n")


def csv_chunks(fields: Sequence[Field], batches: Iterable[Rows]) -> Iterator[bytes]:
    """The header, then the rows of each batch.

    Lists are joined by ``;``, null is an empty cell. Text that a spreadsheet would run as a formula
    gets a leading ``'``; numbers, negative ones too, are written unchanged.
    """
    yield (",".join(field.name for field in fields) + "\r\n").encode()
    writers = [_WRITERS[field.kind] for field in fields]
    for rows in batches:
        if rows:
            columns = map(once, writers, zip(*rows, strict=True))
            lines = map(",".join, zip(*columns, strict=True))
            yield ("\r\n".join(lines) + "\r\n").encode()


def with_bom(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """A byte order mark, then the chunks."""
    yield BOM
    yield from chunks


def _digits(cells: Cells) -> list[str]:
    """Numbers need no quotes, and a minus sign does not make them a formula."""
    return ["" if cell is None else str(cell) for cell in cells]


def _texts(cells: Cells) -> list[str]:
    return _quoted([cast("str", cell or "") for cell in cells])


def _lists(cells: Cells) -> list[str]:
    return _quoted(list(map(joined, cells)))


_WRITERS: Final[dict[CellType, Callable[[Cells], list[str]]]] = {
    CellType.TEXT: _texts,
    CellType.DATE: _texts,
    CellType.LIST: _lists,
    CellType.INTEGER: _digits,
    CellType.DECIMAL: _digits,
}


def _quoted(texts: list[str]) -> list[str]:
    together = "".join(texts)
    starts = {text[:1] for text in texts}
    if not starts.isdisjoint(FORMULA) or any(sign in together for sign in _QUOTED):
        return [_cell(text) for text in texts]
    return texts


def _cell(text: str) -> str:
    if text.startswith(FORMULA):
        text = f"'{text}"
    if any(sign in text for sign in _QUOTED):
        return '"' + text.replace('"', '""') + '"'
    return text
