"""XLSX, written while it is sent: a zip of XML, with one batch of rows in memory.

Text stands in the sheet as inline strings, which no spreadsheet runs as a formula; where a text begins
like one, the cell is marked as quoted too, so that it stays text when a person edits it. The format is
ECMA-376, part 1 (SpreadsheetML).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from app.api.columns import FORMULA, Cells, Rows, joined, once
from app.api.pipe import Pipe
from app.store.fields import Cell, Field, Kind

#: A sheet has at most 1,048,576 rows; a zip entry of unknown size at most 2 GiB. Then comes the next sheet.
MOST_ROWS: Final = 1_048_575
MOST_BYTES: Final = 1_800_000_000
#: A cell's text has at most 32,767 characters; a longer text is cut and says so.
MOST_CHARACTERS: Final = 32_767
CUT: Final = "… [cut: a cell holds no more]"
#: A spreadsheet's numbers are binary with 15 digits: a number with more is written as text.
EXACT_DIGITS: Final = 15

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DECLARED: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Characters that XML has no way to write.
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_STYLES: Final = (
    f'{_DECLARED}<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_RELATED: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGED: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def workbook_chunks(fields: Sequence[Field], batches: Iterable[Rows]) -> Iterator[bytes]:
    """The rows as one workbook, a header with frozen panes on each sheet; more rows, more sheets."""
    pipe = Pipe()
    with ZipFile(pipe, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        sheets = 0
        rest = iter(batches)
        more = True
        while more:
            sheets += 1
            with archive.open(f"xl/worksheets/sheet{sheets}.xml", "w") as sheet:
                written = _Sheet(sheet, fields)
                more = False
                for rows in rest:
                    written.write(rows)
                    yield pipe.take()
                    if written.full:
                        more = True
                        break
                written.end()
        for name, text in _parts(sheets):
            # Without the time of its making: the same rows give the same bytes.
            archive.writestr(ZipInfo(name), text, ZIP_DEFLATED, 1)
    yield pipe.take()


class _Sheet:
    """One sheet that grows by batches."""

    def __init__(self, file: IO[bytes], fields: Sequence[Field]) -> None:
        self._file = file
        self._makers = [_MAKERS[field.kind] for field in fields]
        self._rows = self._bytes = self._last = 0
        head = "".join(f'<c s="1" t="inlineStr"><is><t>{escape(field.name)}</t></is></c>' for field in fields)
        self._put(
            f'{_DECLARED}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
            '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
            f"</sheetViews><sheetData><row>{head}</row>"
        )

    @property
    def full(self) -> bool:
        """Whether another batch might be too much."""
        return self._rows + 2 * self._last > MOST_ROWS or self._bytes > MOST_BYTES

    def write(self, rows: Rows) -> None:
        """Add a batch."""
        self._last = len(rows)
        self._rows += len(rows)
        if rows:
            columns = map(once, self._makers, zip(*rows, strict=True))
            lines = map("".join, zip(*columns, strict=True))
            self._put("<row>" + "</row><row>".join(lines) + "</row>")

    def end(self) -> None:
        """Close what is open."""
        self._put("</sheetData></worksheet>")

    def _put(self, text: str) -> None:
        data = text.encode()
        self._bytes += len(data)
        self._file.write(data)


def _each(make: Callable[[Cell], str]) -> Callable[[Cells], list[str]]:
    return lambda cells: [make(cell) for cell in cells]


def _text(cell: Cell) -> str:
    if cell is None or cell == "":
        return "<c/>"
    text = str(cell)
    style = ' s="2"' if text.startswith(FORMULA) else ""
    if len(text) > MOST_CHARACTERS:
        text = text[: MOST_CHARACTERS - len(CUT)] + CUT
    written = escape(_UNWRITABLE.sub("\ufffd", text))
    return f'<c{style} t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c>'


def _number(cell: Cell) -> str:
    if cell is None:
        return "<c/>"
    text = str(cell)
    digits = text.lstrip("-").replace(".", "").strip("0")
    return f"<c><v>{text}</v></c>" if len(digits) <= EXACT_DIGITS else _text(text)


def _list(cell: Cell) -> str:
    return _text(joined(cell))


_MAKERS: Final[dict[Kind, Callable[[Cells], list[str]]]] = {
    Kind.TEXT: _each(_text),
    Kind.DATE: _each(_text),
    Kind.LIST: _each(_list),
    Kind.INTEGER: _each(_number),
    Kind.DECIMAL: _each(_number),
}


def _parts(sheets: int) -> Iterator[tuple[str, str]]:
    """What makes sheets a workbook."""
    numbers = range(1, sheets + 1)
    yield "xl/styles.xml", _STYLES
    listed = "".join(f'<sheet name="data{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    yield (
        "xl/workbook.xml",
        f'{_DECLARED}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}"><sheets>{listed}</sheets></workbook>',
    )
    targets = [(n, "worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    yield "xl/_rels/workbook.xml.rels", _relations([*targets, (sheets + 1, "styles", "styles.xml")])
    yield "_rels/.rels", _relations([(1, "officeDocument", "xl/workbook.xml")])
    kinds = [(f"worksheets/sheet{n}", "worksheet") for n in numbers]
    kinds += [("workbook", "sheet.main"), ("styles", "styles")]
    overrides = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in kinds
    )
    types = (
        f'{_DECLARED}<Types xmlns="{_PACKAGED}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{overrides}</Types>"
    )
    yield "[Content_Types].xml", types


def _relations(targets: Iterable[tuple[int, str, str]]) -> str:
    found = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATED}/{kind}" Target="{target}"/>'
        for n, kind, target in targets
    )
    return f'{_DECLARED}<Relationships xmlns="{_PACKAGED}/relationships">{found}</Relationships>'
