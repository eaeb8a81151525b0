"""Word documents (.docx): the text that a reader sees, from the document's own XML.

Split runs are joined, insertions are included, deletions are not, automatic numbers are written out. Text
boxes and content controls belong to the text, a table row is a line, notes come at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zipfile import ZipFile

from app.model.place import PlaceInFile
from app.reading.errors import ReadingError
from app.reading.formats.archive import open_archive, part
from app.reading.formats.document import Document, DocumentLine, document_of, missing
from app.reading.formats.numbering import Element, Numbering, W, read_numbering

_BODY = "word/document.xml"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = W[1:-1].encode()
_LEFT_OUT = frozenset({"del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sectPr", "rt", "Fallback"})
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_WIDEST = 40
"""The most columns that a cell spans; no table of a report needs more, and a hostile one may."""
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def read_docx(data: bytes) -> Document:
    """The document in the bytes of a .docx file."""
    archive = open_archive(data)
    body = _xml(archive, _BODY)
    if body is None:
        raise ReadingError("is a ZIP archive without a Word document")
    numbering = read_numbering(_xml(archive, "word/numbering.xml"), _xml(archive, "word/styles.xml"))
    lines = list(_Part(_BODY, body, numbering).lines(body))
    for name in _NOTES:
        notes = _xml(archive, name)
        if notes is not None:
            lines += _Part(name, notes, numbering).notes()
    return document_of(lines, "docx")


def _xml(archive: ZipFile, name: str) -> Element | None:
    """Parse a part: no entities, no network, nested no deeper than libxml2's own limit of 256."""
    data = part(archive, name)
    if data is None:
        return None
    try:
        from lxml import etree
    except ImportError:
        raise missing("lxml") from None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data.replace(_STRICT, _TRANSITIONAL), parser)
    except etree.XMLSyntaxError as error:
        raise ReadingError(f"is a damaged Word document: {error}") from None
    if root.getroottree().docinfo.doctype:
        raise ReadingError("is no Word document: its XML declares a document type")
    return root


class _Part:
    """One part of the package, such as its body; numbers its paragraphs."""

    def __init__(self, name: str, root: Element, numbering: Numbering) -> None:
        self._name = name
        self._root = root
        self._numbering = numbering
        # An element is the same object only as long as something refers to it.
        self._numbers = {paragraph: number for number, paragraph in enumerate(root.iter(f"{W}p"), 1)}

    def lines(self, element: Element) -> Iterator[DocumentLine]:
        """The lines of paragraphs and tables below ``element``."""
        for child in element:
            name = _name(child)
            if name == "p":
                yield from self._paragraph(child)
            elif name == "tbl":
                yield from self._table(child)
            elif name not in _LEFT_OUT:
                yield from self.lines(child)

    def notes(self) -> Iterator[DocumentLine]:
        """The lines of footnotes or endnotes."""
        for note in self._root:
            if note.get(f"{W}type") not in _SEPARATORS:
                yield from self.lines(note)

    def _paragraph(self, paragraph: Element) -> Iterator[DocumentLine]:
        boxes: list[Element] = []
        text = "".join(_text(paragraph, boxes))
        numbered = text.strip() or paragraph.find(f".//{W}numPr") is not None
        label = self._numbering.label(paragraph) if numbered else ""
        place = PlaceInFile(0, path=f"{self._name} (//w:p)[{self._numbers[paragraph]}]")
        for line in f"{label}{text}".split("\n"):
            yield DocumentLine(line, (place,))
        for box in boxes:
            yield from self.lines(box)

    def _table(self, table: Element) -> Iterator[DocumentLine]:
        """A line for each row with tabs between cells; a table inside a cell comes after the row."""
        for row in table.iter(f"{W}tr"):
            if next(row.iterancestors(f"{W}tbl")) is not table:
                continue
            yield _row(self._grid(row))
            for inner in row.iter(f"{W}tbl"):
                if next(inner.iterancestors(f"{W}tbl")) is table:
                    yield from self._table(inner)

    def _grid(self, row: Element) -> Iterator[Iterator[DocumentLine]]:
        """The cells of a row; empty ones stand for the other columns of a cell that spans several."""
        cells = list(_cells(row))
        for cell in cells:
            yield self._cell(cell)
            wide = cell.find(f"{W}tcPr/{W}gridSpan") if len(cells) > 1 else None
            for _ in range(_span(wide) - 1):
                yield iter(())

    def _cell(self, cell: Element) -> Iterator[DocumentLine]:
        for child in cell:
            name = _name(child)
            if name == "p":
                yield from self._paragraph(child)
            elif name == "sdt":
                yield from self.lines(child)


def _row(cells: Iterable[Iterable[DocumentLine]]) -> DocumentLine:
    """Join cells to a line: spaces between the lines of a cell, tabs between cells."""
    text, places = "", list[PlaceInFile]()
    for number, cell in enumerate(cells):
        text += "\t" if number else ""
        before = len(text)
        for line in cell:
            if words := line.text.strip():
                text += " " if len(text) > before else ""
                places += [place._replace(start=len(text)) for place in line.places]
                text += words
    return DocumentLine(text, tuple(places))


def _span(wide: Element | None) -> int:
    stated = wide.get(f"{W}val") or "" if wide is not None else ""
    return min(int(stated), _WIDEST) if stated.isascii() and stated.isdecimal() else 1


def _cells(row: Element) -> Iterator[Element]:
    for cell in row.iter(f"{W}tc"):
        if next(cell.iterancestors(f"{W}tr")) is row:
            yield cell


def _text(element: Element, boxes: list[Element]) -> Iterator[str]:
    """The text of a paragraph; its text boxes are added to ``boxes``."""
    for child in element:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name == "txbxContent":
            boxes.append(child)
        elif name in _CHARACTERS:
            yield "" if child.get(f"{W}type") == "page" else _CHARACTERS[name]
        elif name not in _LEFT_OUT and not (name == "r" and child.find(f"{W}rPr/{W}vanish") is not None):
            yield from _text(child, boxes)


def _name(element: Element) -> str:
    """The name without its namespace; empty for comments and entities."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
