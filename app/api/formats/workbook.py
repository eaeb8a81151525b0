"""XLSX, written while it is sent: a ZIP of XML files, with one batch of rows in memory.

Texts are inline strings, which no spreadsheet runs as a formula. If a text begins like a formula, its cell
also has the quote prefix, so that it stays text when a person edits it. The format is ECMA-376, part 1
(SpreadsheetML).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from app.api.formats.columns import FORMULA, About, Cells, Rows, joined, once
from app.api.formats.pipe import Pipe
from app.store.declared.fields import Cell, CellType, Field, text

#: A sheet has at most 1,048,576 rows, and a ZIP entry of unknown size 2 GiB. Further rows start a new sheet.
MOST_ROWS: Final = 1_048_575
MOST_BYTES: Final = 1_800_000_000
#: A cell has at most 32,767 characters; a longer text is cut, and ends with ``CUT``.
MOST_CHARACTERS: Final = 32_767
CUT: Final = "… [cut: too long for a cell]"
#: A spreadsheet's numbers are binary with 15 exact digits; a number with more digits is written as text.
EXACT_DIGITS: Final = 15

#: The widths of columns with long texts, in characters; other columns are as wide as their example.
_WIDTHS: Final = {
    "indicator": 36,
    "sentence": 60,
    "sentences": 60,
    "region": 14,
    "definition": 60,
    "definition_zh": 60,
    "item": 26,
    "value": 20,
    "about": 60,
    "description": 90,
}
WIDEST_EXAMPLE: Final = 24
#: The columns of the notes sheet.
_NOTES: Final = (
    text("item", "The subject of the note.", "column"),
    text("about", "Its name or value.", "名称 · name"),
    text("description", "Further explanation.", "description"),
)

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DECLARED: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Characters that XML cannot represent.
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


def workbook_chunks(fields: Sequence[Field], batches: Iterable[Rows], about: About) -> Iterator[bytes]:
    """Write the rows as one workbook; rows that exceed the limits of a sheet go to the next sheet.

    Each sheet of rows has a frozen header and a filter. The last sheet contains notes.
    """
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
        with archive.open(f"xl/worksheets/sheet{sheets + 1}.xml", "w") as sheet:
            notes = _Sheet(sheet, _NOTES)
            notes.write(about.notes(fields))
            notes.end()
        names = [f"{about.name} {number}" if number > 1 else about.name for number in range(1, sheets + 1)]
        for name, text in _parts([*names, "notes"]):
            # ZipInfo has a fixed time stamp: the same rows give the same bytes.
            archive.writestr(ZipInfo(name), text, ZIP_DEFLATED, 1)
    yield pipe.take()


class _Sheet:
    """One sheet, written batch by batch."""

    def __init__(self, file: IO[bytes], fields: Sequence[Field]) -> None:
        self._file = file
        self._makers = [_MAKERS[field.kind] for field in fields]
        self._rows = self._bytes = self._last = 0
        self._columns = len(fields)
        widths = "".join(
            f'<col min="{number}" max="{number}" width="{_width(field)}" customWidth="1"/>'
            for number, field in enumerate(fields, start=1)
        )
        head = "".join(f'<c s="1" t="inlineStr"><is><t>{escape(field.name)}</t></is></c>' for field in fields)
        self._put(
            f'{_DECLARED}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
            '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
            f"</sheetViews><cols>{widths}</cols><sheetData><row>{head}</row>"
        )

    @property
    def full(self) -> bool:
        """Whether another batch might exceed the limits."""
        return self._rows + 2 * self._last > MOST_ROWS or self._bytes > MOST_BYTES

    def write(self, rows: Rows) -> None:
        """Append a batch of rows."""
        self._last = len(rows)
        self._rows += len(rows)
        if rows:
            columns = map(once, self._makers, zip(*rows, strict=True))
            lines = map("".join, zip(*columns, strict=True))
            self._put("<row>" + "</row><row>".join(lines) + "</row>")

    def end(self) -> None:
        """Write the end of the sheet, with its filter."""
        filtered = f"A1:{_letters(self._columns)}{self._rows + 1}"
        self._put(f'</sheetData><autoFilter ref="{filtered}"/></worksheet>')

    def _put(self, text: str) -> None:
        data = text.encode()
        self._bytes += len(data)
        self._file.write(data)


def _width(field: Field) -> int:
    """The width of a column in characters: enough for its name, its example, or its width in ``_WIDTHS``."""
    usual = _WIDTHS.get(field.name, 0)
    return max(usual, len(field.name) + 4, min(len(field.example) + 2, WIDEST_EXAMPLE))


def _letters(number: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    number, rest = divmod(number - 1, 26)
    return (_letters(number) if number else "") + chr(ord("A") + rest)


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


_MAKERS: Final[dict[CellType, Callable[[Cells], list[str]]]] = {
    CellType.TEXT: _each(_text),
    CellType.DATE: _each(_text),
    CellType.LIST: _each(_list),
    CellType.INTEGER: _each(_number),
    CellType.DECIMAL: _each(_number),
}


def _parts(sheets: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The other files of the ZIP, which make the sheets a workbook: name and content of each."""
    numbers = range(1, len(sheets) + 1)
    yield "xl/styles.xml", _STYLES
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(sheets, 1)
    )
    yield (
        "xl/workbook.xml",
        f'{_DECLARED}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}"><sheets>{listed}</sheets></workbook>',
    )
    targets = [(n, "worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    yield "xl/_rels/workbook.xml.rels", _relations([*targets, (len(sheets) + 1, "styles", "styles.xml")])
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
