"""Splits names that count their members: sectors by number, members before their class."""

from __future__ import annotations

import re

SECTOR = re.compile("第?(?P<nth>[一二三])")
LAST_SECTOR = re.compile("第?(?P<nth>[一二三])次?产业?(?P<measure>.*)")
ADDED = "增加值"
"""The default measure of the three sectors of the economy: 一、二、三产分别增长…."""
CLASS = re.compile("(?<=..)(?P<count>[两三四五六七八九])大(?P<what>.{2,})$")
COUNTS = "一两三四五六七八九"


def sectors(parts: list[str]) -> tuple[str, ...]:
    """The three sectors by their numbers: 一、二、三产 are 第一产业增加值 and so on; else empty."""
    last = LAST_SECTOR.fullmatch(parts[-1])
    first = [SECTOR.fullmatch(part) for part in parts[:-1]]
    if last is None or not first or not all(first):
        return ()
    numbers = [match["nth"] for match in (*first, last) if match]
    return tuple(f"第{number}产业{last['measure'] or ADDED}" for number in numbers)


def of_class(parts: list[str]) -> tuple[str, ...]:
    """Members before their class: 食品加工、畜牧水产两大产业集群营收; empty if the count does not match."""
    match = CLASS.search(parts[-1])
    if match is None or COUNTS.index(match["count"]) + 1 != len(parts):
        return ()
    last = parts[-1][: match.start()].removesuffix("等").removesuffix("这")
    return tuple(part + match["what"] for part in (*parts[:-1], last))
