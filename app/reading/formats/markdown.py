"""Markdown: headings and paragraphs without their markup, a table row as a line."""

from __future__ import annotations

from app.reading.formats.document import Document, document_of


def read_markdown(text: str) -> Document:
    """The document of a Markdown text (CommonMark with tables)."""
    from markdown_it import MarkdownIt

    lines: list[str] = []
    cells: list[str] | None = None
    for token in MarkdownIt("commonmark", {"maxNesting": 50}).enable("table").parse(text):
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            lines.append("\t".join(cells or ()))
            cells = None
        elif token.type == "inline":
            words = "".join(
                "\n" if child.type in {"softbreak", "hardbreak"} else child.content
                for child in token.children or ()
                if child.type != "html_inline"
            )
            if cells is None:
                lines += words.split("\n")
            else:
                cells.append(words.replace("\n", " "))
        elif token.type in {"fence", "code_block"}:
            lines += token.content.splitlines()
    return document_of(lines, "md")
