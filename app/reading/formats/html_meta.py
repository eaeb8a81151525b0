"""Reads the metadata of a web page: address, publisher, title."""

from __future__ import annotations

import re

from app.reading.formats.html_paths import Node
from app.reading.origin import Origin

_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://[\x21-\x7e]+)")
"""Browsers write it when they save a page."""
_SAVED_WITHIN = 4096
_ADDRESSES = ("og:url", "url")
_PUBLISHERS = ("contentsource", "source", "sitename", "og:site_name")
"""ContentSource, SiteName and ArticleTitle are what the rules for government sites ask for."""
_TITLES = ("articletitle", "og:title")
_LONGEST = 200


def read_meta(root: Node, text: str) -> Origin:
    """The origin of a page; ``root`` is the parsed page, ``text`` its source."""
    stated = {
        (node.attributes.get("name") or node.attributes.get("property") or "").lower(): _content(node)
        for node in root.css("meta")
    }
    canonical = (node.attributes.get("href") or "" for node in root.css("link[rel=canonical]"))
    saved = _SAVED.search(text, 0, _SAVED_WITHIN)
    addresses = [saved[1] if saved else "", *canonical, *(stated.get(name, "") for name in _ADDRESSES)]
    return Origin(
        next((address for address in addresses if address.startswith(("http://", "https://"))), ""),
        next(filter(None, (stated.get(name) for name in _PUBLISHERS)), ""),
        next(filter(None, (stated.get(name) for name in _TITLES)), ""),
    )


def _content(node: Node) -> str:
    content = " ".join((node.attributes.get("content") or "").split())
    return content if len(content) <= _LONGEST else ""
