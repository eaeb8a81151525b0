"""Web pages: the main text, a line for each paragraph, heading, break and row of a table.

The main text is the smallest element with most of the page's sentence punctuation: navigation, lists of
links and footers have hardly any. Lines that a site adds to a text (font size, print, share) are removed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator

from app.model.place import PlaceInFile
from app.reading.errors import ReadingError
from app.reading.formats.document import Document, DocumentLine, document_of, missing
from app.reading.formats.html_cells import CELLS, TEXT, CellGrid, has_cell_before
from app.reading.formats.html_meta import read_meta
from app.reading.formats.html_paths import Node, Paths
from app.reading.formats.page_text import BOILERPLATE, lines_of_page_text
from app.reading.head import Head
from app.reading.origin import origin_of
from app.reading.title import read_title

_TAG = re.compile(
    r"<(?:!doctype|html|head|body|div|p|br|table|t[dr]|span|h[1-6]|b|i|a|font|strong|em|center|section|article|[uo]l|li|hr|img|pre)\b[^<>]*>",
    re.IGNORECASE,
)
_LEFT_OUT = frozenset(
    "script style noscript template iframe object embed svg canvas audio video button select option textarea "  # noqa: SIM905 # a list of forty words reads better so
    "input form nav header footer head title link meta -comment".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure "  # noqa: SIM905
    "h1 h2 h3 h4 h5 h6 hr html li main ol p pre section table tbody tfoot thead tr ul".split()
)
_CONTAINERS = frozenset({"div", "article", "section", "main", "center", "table", "tbody", "tr", "td"})
"""What may be the main element: a paragraph is never alone."""
_LONGEST_CELL = 60
"""A longer cell (in characters) is one of a table for layout."""
_MENU = 5
"""So many links without any sentence punctuation are a menu."""
_OPEN = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_CLOSES_ITSELF = frozenset(
    "p li td th tr br hr img input meta link dd dt option col base area embed param source wbr".split()  # noqa: SIM905
)
_LONGEST_TAG = 2000
"""Characters of a tag, a quoted value counted as one: parsing takes the square of the attributes."""
_LONG_TAG = re.compile(rf"""<[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*'){{{_LONGEST_TAG}}}""")
_MANY_TAGS, _DEEPEST = 2000, 1000
_PUNCTUATION = re.compile("[，。；：、]")
_MOST = 0.85
"""Share of the page's sentence punctuation that the main element has."""
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_INVISIBLE = "\t \u3000\xa0"
_TITLES = ("h1", "h2", "title")
_BEGINNING = 12
"""So many first lines may have the title."""


def looks_like_html(text: str) -> bool:
    """Whether a text has the tags of a web page, or of a fragment without ``<html>``."""
    return _TAG.search(text) is not None


def read_html(text: str) -> Document:
    """The main text of a page; the page's title is its first line if the text lacks it."""
    if not looks_like_html(text):
        return document_of(lines_of_page_text(text), "html")
    if _LONG_TAG.search(text):
        raise ReadingError(f"is no page of text: a tag of more than {_LONGEST_TAG:,} characters")
    if _is_too_deep(text):
        raise ReadingError(f"is no page of text: its elements nest more than {_DEEPEST:,} deep")
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError:
        raise missing("selectolax") from None
    page = LexborHTMLParser(text)
    root: Node = page.body
    given = _lines(*_main(root))
    lines = [line for line in given if not BOILERPLATE.fullmatch(line.text)]
    title = _title(root, [line.text for line in lines[:_BEGINNING]])
    document = document_of([DocumentLine(title), *lines] if title else lines, "html", title)
    origin = read_meta(page, text).or_else(origin_of(line.text for line in given))
    return document._replace(origin=origin)


def _is_too_deep(text: str) -> bool:
    """Whether elements nest so deeply that parsing would take minutes; tags left open count too."""
    if text.count("<") < _MANY_TAGS:
        return False
    depth = 0
    for found in _OPEN.finditer(text):
        if found[2].lower() not in _CLOSES_ITSELF:
            depth += -1 if found[1] else 1
            if depth > _DEEPEST:
                return True
    return False


def _main(root: Node) -> tuple[Node, frozenset[int]]:
    """The smallest element that has most of the punctuation below ``root``, and the menus, by ``mem_id``."""
    marks: Counter[int] = Counter()
    links: Counter[int] = Counter()
    for node in reversed(list(_walk(root))):
        if node.tag == TEXT:
            marks[node.mem_id] = len(_PUNCTUATION.findall(node.text_content or ""))
        links[node.mem_id] += node.tag == "a"
        above = node.parent.mem_id
        marks[above] += marks[node.mem_id]
        links[above] += links[node.mem_id]
    menus = frozenset(place for place, count in links.items() if count >= _MENU and not marks[place])
    needed = _MOST * marks[root.mem_id]
    node = root
    while needed:
        inner = (child for child in node.iter() if child.tag in _CONTAINERS)
        child = next((child for child in inner if marks[child.mem_id] >= needed), None)
        if child is None:
            break
        node = child
    return node, menus


def _walk(root: Node, hidden: Container[int] = frozenset()) -> Iterator[Node]:
    """All nodes below ``root`` in order, without what shows no text and what is in ``hidden`` (``mem_id``).

    The caller can hide a node when it is yielded, to skip its children. No recursion: pages nest deeply.
    """
    node = root.child
    while node is not None:
        shown = node.tag not in _LEFT_OUT and node.mem_id not in hidden
        if shown:
            yield node
        enter = shown and node.mem_id not in hidden
        node = (node.child if enter else None) or _following(node, root)


def _following(node: Node, root: Node) -> Node:
    while node is not None and node.mem_id != root.mem_id:
        if node.next is not None:
            return node.next
        node = node.parent
    return None


def _lines(main: Node, menus: frozenset[int]) -> list[DocumentLine]:
    """The lines of an element: blocks and breaks end them, cells of a row are separated by tabs.

    Line ends of the source count inside ``<pre>`` alone.
    """
    made, grid = _Lines(), CellGrid()
    hidden = set(menus)
    preformatted = _preformatted(main)
    for node in _walk(main, hidden):
        if node.tag == TEXT and node.mem_id in preformatted:
            made.add_lines(node.text_content or "", node.parent)
        elif node.tag == TEXT:
            made.add(_BLANKS.sub(" ", node.text_content or ""), node.parent)
        elif node.tag == "br":
            made.end()
        else:
            made.separate(_break(node))
            if node.tag in CELLS and len(cell := node.text()) <= _LONGEST_CELL:
                before, after = grid.empty_around(node)
                made.add("\t" * before + " ".join(cell.split()) + "\t" * after, node)
                hidden.add(node.mem_id)
        if node.next is None and (node.child is None or node.mem_id in hidden):
            made.separate(_ending(node, main))
    made.end()
    return made.lines


def _preformatted(main: Node) -> frozenset[int]:
    """The nodes (``mem_id``) inside ``<pre>``."""
    found: set[int] = set()
    for pre in main.css("pre"):
        if pre.mem_id not in found:
            found.update(node.mem_id for node in _walk(pre))
    return frozenset(found)


class _Lines:
    """Lines as their words come, each with the element in which it begins."""

    def __init__(self) -> None:
        self.lines: list[DocumentLine] = []
        self._words: list[str] = []
        self._element: Node = None
        self._paths = Paths()

    def add(self, words: str, element: Node) -> None:
        """Add words of an element to the line."""
        self._words.append(words)
        if self._element is None and words.strip(_INVISIBLE):
            self._element = element

    def add_lines(self, text: str, element: Node) -> None:
        """Add words with the line ends among them."""
        for number, words in enumerate(text.splitlines() or [""]):
            if number:
                self.end()
            self.add(_BLANKS.sub(" ", words), element)
        if text.endswith("\n"):
            self.end()

    def separate(self, by: str) -> None:
        """Add a tab, end the line, or do nothing."""
        if by == "\n":
            self.end()
        elif by:
            self._words.append(by)

    def end(self) -> None:
        """End the line; skip it if it shows nothing."""
        if self._element is not None:
            text = "".join(self._words)
            text = re.sub(" ?\t ?", "\t", text) if "\t" in text else text
            path = self._paths.of(_block(self._element))
            self.lines.append(DocumentLine(text.strip(" "), (PlaceInFile(0, path=path),)))
        self._words, self._element = [], None


def _block(element: Node) -> Node:
    """The nearest block element, this one included: the element of a line."""
    while element.tag not in _BLOCKS and element.tag not in CELLS and element.tag != "body":
        element = element.parent
    return element


def _break(node: Node) -> str:
    """The separator before an element: a line end before a block, a tab before every cell but the first."""
    if node.tag in CELLS:
        return "\t" if has_cell_before(node) else "\n"
    return "\n" if node.tag in _BLOCKS else ""


def _ending(node: Node, main: Node) -> str:
    """The separator after the last child of an element: a line end if a block ends."""
    while node is not None and node.next is None and node.mem_id != main.mem_id:
        node = node.parent
        if node is not None and node.tag in _BLOCKS:
            return "\n"
    return ""


def _title(root: Node, lines: list[str]) -> str:
    """The page's title, if it is the title of a report and the first ``lines`` do not contain it."""
    beginning = "".join(lines)
    for tag in _TITLES:
        for node in root.parent.css(tag):
            words = " ".join(node.text().split())
            title = read_title(Head(words, words, ((words, words),), words))
            if title and title.text not in beginning:
                return title.text
    return ""
