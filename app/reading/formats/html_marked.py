"""A web page with one element marked, and without what could run, load or lead elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import Any, NamedTuple

from app.reading.errors import ReadingError
from app.reading.formats.document import missing

ANCHOR = "zhibiao-number"
"""The id of the marked element."""
_UNSAFE = (
    "script", "style", "link", "meta", "base", "iframe", "frame", "frameset", "object", "embed", "applet",
    "form", "img", "picture", "video", "audio", "source", "svg", "math", "canvas", "template", "noscript",
    "portal", "title",
)  # fmt: skip # names read better on few lines
_KEPT = frozenset(("colspan", "rowspan", "align", "valign", "width", "dir", "lang"))
"""Attributes that say how a text is laid out; all others go."""
_STEP = re.compile(r"([a-z][\w-]*)(?:\[(\d+)\])?")
STYLE = (
    "body{font:16px/1.8 sans-serif;margin:1rem;color:#17202b;background:#fff;overflow-wrap:anywhere}"
    "table{border-collapse:collapse}td,th{border:1px solid #d9e0e7;padding:.2rem .5rem}"
    "[data-here],#zhibiao-number{outline:3px solid #a84a00;outline-offset:3px}"
    "mark{background:#fcebdc;font-weight:700;scroll-margin-top:8rem}"
)
"""The one style of a marked page."""
_LONGEST_OUTLINED = 2000
"""Characters of an element: one that has more is the whole text, not a paragraph."""
Node = Any
"""A node of selectolax."""


class Words(NamedTuple):
    """A number as written, with what stands before and after it in its sentence."""

    before: str
    number: str
    after: str


def marked(text: str, path: str, words: Words) -> str:
    """The page with the number highlighted, and the element at ``path`` outlined if it is a paragraph.

    Args:
        text: The page's source.
        path: The XPath that a locator gives.
        words: The number as the text has it.

    Raises:
        ReadingError: the page has no such element.
    """
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError:
        raise missing("selectolax") from None
    page: Node = LexborHTMLParser(text)
    element = _element(page.root, path)
    if element is None:
        raise ReadingError("has no such element")
    body = page.body
    for node in [body, *body.css("*")]:
        for name in [name for name in node.attributes if name not in _KEPT]:
            del node.attrs[name]
    found = _highlighted(element, words, LexborHTMLParser)
    if len(element.text()) < _LONGEST_OUTLINED or not found:
        element.attrs["id" if not found else "data-here"] = ANCHOR
    page.strip_tags(list(_UNSAFE), recursive=False)
    return f'<!doctype html><meta charset="utf-8"><title>{ANCHOR}</title><style>{STYLE}</style>{body.html}'


def _element(root: Node, path: str) -> Node | None:
    """The element at an XPath of names and positions."""
    first, *steps = path.removeprefix("/").split("/")
    element = root if first == root.tag else None
    for step in steps:
        found = _STEP.fullmatch(step)
        if found is None or element is None:
            return None
        same = [child for child in element.iter() if child.tag == found[1]]
        place = int(found[2] or 1) - 1
        element = same[place] if place < len(same) else None
    return element


def _highlighted(element: Node, words: Words, new: Callable[[str], Node]) -> bool:
    """Mark the number in a text that has it whole: in its sentence, else where it is first."""
    nodes = [node for node in element.traverse(include_text=True) if node.tag == "-text"]
    known = [(node, node.text_content or "") for node in nodes]
    for before, after in ((words.before, words.after), ("", "")):
        for node, content in known:
            place = content.find(before + words.number + after) + len(before)
            if place >= len(before):
                mark = new(f'<mark id="{ANCHOR}">{escape(words.number)}</mark>').css_first("mark")
                node.insert_before(content[:place])
                node.insert_after(content[place + len(words.number) :])
                node.replace_with(mark)
                return True
    return False
