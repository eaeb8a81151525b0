"""Word documents (.docx): the text that a reader sees, from the document's own XML.

Runs that an editor tore are joined, insertions are in, deletions out, automatic numbers are written out; text
boxes and content controls are part of the text, a table's row is a line, notes stand at the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from zipfile import ZipFile

from app.reading.errors import ReadingError
from app.reading.formats.archive import open_archive, part
from app.reading.formats.document import Document, document_of, missing
from app.reading.formats.numbering import Element, Numbering, W, read_numbering

_BODY = "word/document.xml"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = W[1:-1].encode()
_LEFT_OUT = frozenset({"del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sectPr", "rt", "Fallback"})
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def read_docx(data: bytes) -> Document:
    """The document in the bytes of a .docx file."""
    archive = open_archive(data)
    body = _xml(archive, _BODY)
    if body is None:
        raise ReadingError("is a ZIP archive without a Word document")
    numbering = read_numbering(_xml(archive, "word/numbering.xml"), _xml(archive, "word/styles.xml"))
    lines = list(_blocks(body, numbering))
    for name in _NOTES:
        notes = _xml(archive, name)
        if notes is not None:
            lines += _note_lines(notes, numbering)
    return document_of(lines, "docx")


def _xml(archive: ZipFile, name: str) -> Element | None:
    """A part as a tree: no entities, no network, nested no deeper than libxml2's own limit of 256."""
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


def _blocks(element: Element, numbering: Numbering) -> Iterator[str]:
    """The lines of paragraphs and tables below ``element``."""
    for child in element:
        name = _name(child)
        if name == "p":
            yield from _paragraph(child, numbering)
        elif name == "tbl":
            yield from _table(child, numbering)
        elif name not in _LEFT_OUT:
            yield from _blocks(child, numbering)


def _paragraph(paragraph: Element, numbering: Numbering) -> Iterator[str]:
    boxes: list[Element] = []
    text = "".join(_text(paragraph, boxes))
    label = numbering.label(paragraph) if text.strip() or paragraph.find(f".//{W}numPr") is not None else ""
    yield from f"{label}{text}".split("\n")
    for box in boxes:
        yield from _blocks(box, numbering)


def _text(element: Element, boxes: list[Element]) -> Iterator[str]:
    """The text of a paragraph; text boxes that hang on it are added to ``boxes``."""
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


def _table(table: Element, numbering: Numbering) -> Iterator[str]:
    """A line for each row, its cells between tabs; a table inside a cell comes after the row."""
    for row in table.iter(f"{W}tr"):
        if next(row.iterancestors(f"{W}tbl")) is not table:
            continue
        cells = [
            " ".join(filter(None, (line.strip() for line in _cell(cell, numbering)))) for cell in _cells(row)
        ]
        yield "\t".join(cells)
        for inner in row.iter(f"{W}tbl"):
            if next(inner.iterancestors(f"{W}tbl")) is table:
                yield from _table(inner, numbering)


def _cells(row: Element) -> Iterator[Element]:
    for cell in row.iter(f"{W}tc"):
        if next(cell.iterancestors(f"{W}tr")) is row:
            yield cell


def _cell(cell: Element, numbering: Numbering) -> Iterator[str]:
    for child in cell:
        name = _name(child)
        if name == "p":
            yield from _paragraph(child, numbering)
        elif name == "sdt":
            yield from _blocks(child, numbering)


def _note_lines(notes: Element, numbering: Numbering) -> Iterator[str]:
    for note in notes:
        if note.get(f"{W}type") not in _SEPARATORS:
            yield from _blocks(note, numbering)


def _name(element: Element) -> str:
    """The name without its namespace; empty for comments and entities."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
