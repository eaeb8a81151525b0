"""Where a text comes from, as it says itself: 来源：某某日报, 原文链接：https://…."""

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
    """Address and publisher of a text and its title, "" where it does not say."""

    source_url: str = ""
    publisher: str = ""
    title: str = ""

    def or_else(self, other: Origin) -> Origin:
        """What ``other`` says where this one says nothing."""
        return Origin(*(one or another for one, another in zip(self, other, strict=True)))


NOWHERE = Origin()


def origin_of(lines: Iterable[str]) -> Origin:
    """What the first of these lines say, each alone on its line; blanks don't count."""
    found = NOWHERE
    for line in ["".join(line[:_LONGEST].split()) for line in list(lines)[:_LINES]]:
        publisher, address = _PUBLISHER.fullmatch(line), _ADDRESS.fullmatch(line)
        name = publisher["name"] if publisher and not publisher["name"].startswith(_FROM) else ""
        found = found.or_else(Origin(address["address"] if address else "", name))
    return found
