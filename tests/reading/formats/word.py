"""Word documents made by hand: the tests decide about each element of the XML."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from io import BytesIO
from xml.sax.saxutils import escape

from tests.reading.formats.rows import PARAGRAPHS

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP archive of the parts."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A document with this XML as body; ``parts`` by the names of their files (numbering, styles ...)."""
    document = f"<w:document {_W}><w:body>{body}</w:body></w:document>"
    others = {
        f"word/{name}.xml": f"<w:{root(name)} {_W}>{content}</w:{root(name)}>"
        for name, content in parts.items()
    }
    return packed({"word/document.xml": document, **others})


def root(name: str) -> str:
    return {"numbering": "numbering", "styles": "styles"}.get(name, name)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(content: str, properties: str = "") -> str:
    """A paragraph of runs, or of text."""
    inner = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def numbered(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def level(at: int, format_: str, text: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{format_}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(levels: Iterable[str], overrides: str = "") -> str:
    """An abstract numbering and two numberings that use it, the second with ``overrides``."""
    return (
        f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="7"/>{overrides}</w:num>'
    )


LEVELS = (
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimal", "%1.%4"),
)


def seed_document() -> bytes:
    """The seed with text split into runs; Word makes its numbers 一、 and （一）."""
    body = ""
    for paragraph in PARAGRAPHS:
        main, sub = (
            re.match(r"[一二三四五六七八九]、", paragraph),
            re.match(r"（[一二三四五六七八九]）", paragraph),
        )
        found = main or sub
        torn = paragraph[found.end() :] if found else paragraph
        half = len(torn) // 2
        body += p(run(torn[:half]) + run(torn[half:]), numbered(1, 0 if main else 1) if found else "")
    return docx(body, numbering=numbering(LEVELS))
