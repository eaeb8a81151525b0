"""Splits names of several things at their marks, and those that count their members."""

from __future__ import annotations

import re

MARKS = re.compile(r"(?<=”)(?=“)|、|以及|和(?!平|谐|美)|与(?!会)|(?<![普涉惠顾波危触企])及(?![其时格以相])")
QUOTATION = re.compile(r"“[^”]*”")
SECTOR = re.compile("第?(?P<nth>[一二三])")
LAST_SECTOR = re.compile("第?(?P<nth>[一二三])次?产业?(?P<measure>.*)")
ADDED = "增加值"
"""The default measure of the three sectors of the economy: 一、二、三产分别增长…."""
CLASS = re.compile("(?<=..)(?P<count>[两三四五六七八九])大(?P<what>.{2,})$")
CLASS_ENDS = frozenset("类区县市镇乡村段码")
"""Nouns of one character that name a class or a place: 工程类, 金华城区段."""
WHOLE_NOUN, LONGEST_END = 3, 4
"""At the start of the last name only a noun of WHOLE_NOUN characters is alike: 东盟经开区、经开区排名."""
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


def after_common_end(part: str, last: str) -> str:
    """What follows the noun with which a part ends too: 交易时限 of 工程类 and 土地类交易时限; else empty."""
    for length in range(min(len(part) - 1, LONGEST_END), 0, -1):
        end = part[-length:]
        at = last.find(end)
        inside = at > 0 or (at == 0 and length >= WHOLE_NOUN)
        if inside and (length > 1 or end in CLASS_ENDS):
            rest = last[at + length :]
            return rest if len(rest) > 1 else ""
    return ""


def parts_of(name: str) -> list[str]:
    """The coordinated parts; marks inside quotations do not separate parts."""
    mask = QUOTATION.sub(lambda found: f"“{'▒' * (len(found.group()) - 2)}”", name) if "“" in name else name
    parts, at = [], 0
    for match in MARKS.finditer(mask):
        parts.append(name[at : match.start()])
        at = match.end()
    parts.append(name[at:])
    return [part for part in parts if part]
