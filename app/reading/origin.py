"""Reads where a text comes from, if it says so: 来源：某某日报, 原文链接：https://…."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_NAME = r"[^，。；：:|\s]{2,30}?"
_PUBLISHER = re.compile(
    rf"(?:.*\d)?.{{0,6}}?(?<!资料)(?<!数据)来源[:：](?P<name>{_NAME})"
    r"(?:(?:发布时间|发布日期|作者|字体|字号|浏览|点击|访问|打印|阅读|责任编辑|编辑|时间|日期|[|【\[（(]).*)?"
)
_ADDRESS = re.compile(r"(?:.{0,8}[:：])?(?P<address>https?://[\x21-\x7e]+)")
_LINES = 12
"""So many first lines may say it."""
_LONGEST = 200
_FROM = ("http", "www.")


class Origin(NamedTuple):
    """Address, publisher and title of a text; "" for what it does not state."""

    source_url: str = ""
    publisher: str = ""
    title: str = ""

    def or_else(self, other: Origin) -> Origin:
        """This origin, completed by ``other``."""
        return Origin(*(one or another for one, another in zip(self, other, strict=True)))


NOWHERE = Origin()


def origin_of(lines: Iterable[str]) -> Origin:
    """Read the origin from the first of these lines, each alone on its line; spaces don't count."""
    found = NOWHERE
    for line in ["".join(line[:_LONGEST].split()) for line in list(lines)[:_LINES]]:
        publisher, address = _PUBLISHER.fullmatch(line), _ADDRESS.fullmatch(line)
        name = publisher["name"] if publisher and not publisher["name"].startswith(_FROM) else ""
        found = found.or_else(Origin(address["address"] if address else "", name))
    return found
