"""Finds traces of copying in a text: marks of HTML and Markdown, references, page lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

LINE_MARK = r"^ *(?:[-*+] +(?=\*\*)|#{1,6} +|> +)"
MARK = re.compile(
    rf"{LINE_MARK}|</?[A-Za-z][^<>\n]{{0,40}}>|\*\*|`|(?<![A-Za-z米])[⁰¹²³⁴-⁹]+(?=[\u4e00-\u9fff”，。；、])"
    r"|（ *见第 *\d{1,3} *页 *）"
)
"""In normalised text: <br>, **, superscript references, （见第10页）."""
OF_MARKS = re.compile("[*#><`⁰¹²³⁴-⁹见]")
"""Each mark contains one of these characters; few lines do, and they are found many times faster."""
INK = re.compile(r"[^\s\u200b\u200c\u200d\u2060\ufeff]+")
DOUBLED = re.compile(r"(.)\1(?:(.)\2){5,}")
"""Bold print that was copied as two layers: 财财政政收收入入. Reduplicated words are shorter than that."""

ALONE = re.compile(r"\s*+[-—]?\s*+(\d{1,3})\s*+[-—]?\s*+")
"""Possessive quantifiers, so that a long run of spaces is read only once."""
PAGE = re.compile(
    r"\s*+(?:[-—]+\s*+\d{1,3}\s*+[-—]+|[-—]\s++[-—]|第\s*+\d{1,3}\s*+页(?:\s*+[，/]?\s*+共\s*+\d{1,3}\s*+页)?)\s*+"
)
"""A line that looks like a page number: - 12 -, 第3页 共20页; - - has lost its number in copying."""
BESIDE_HEAD = r"(?<![-—])[-—]++ ?\d{1,3} ?[-—]++|第 ?\d{1,3} ?页(?: ?[，/]? ?共 ?\d{1,3} ?页)?"
PAGE_NUMBER = re.compile(rf"^(?:{BESIDE_HEAD}|\d{{1,3}}(?=\s))|(?:{BESIDE_HEAD}|(?<=\s)\d{{1,3}})$")
"""The page number at either end of a running head: 青山县政府工作报告 第3页. A run of dashes is read once."""
AT_EDGE = frozenset("-—第页0123456789")
"""The first or last character of a line with a page number."""
ENDS = "。！？!?：:；;"
MARKS = f"{ENDS}，,、"
TITLE_LINES, SHORTEST_HEAD, OFTEN = 3, 6, 3


def ink(line: str) -> Iterator[tuple[int, str]]:
    """The runs of visible characters of a line without marks, each with its position."""
    at = 0
    for mark in MARK.finditer(line) if OF_MARKS.search(line) else ():
        yield from _runs(line, at, mark.start())
        at = mark.end()
    yield from _runs(line, at, len(line))


def _runs(line: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    for run in INK.finditer(line, start, end):
        at = run.start()
        for doubled in DOUBLED.finditer(line, *run.span()):
            if any("\u4e00" <= character <= "\u9fff" for character in doubled.group()):
                yield at, line[at : doubled.start()]
                yield from ((place, line[place]) for place in range(doubled.start(), doubled.end(), 2))
                at = doubled.end()
        yield at, line[at : run.end()]


def page_lines(lines: list[str]) -> frozenset[int]:
    """The indices of the lines with page numbers and running heads."""
    return _numbered_pages(lines) | _running_heads(lines)


def _running_heads(lines: list[str]) -> frozenset[int]:
    """The lines inside a sentence that repeat the title or a line that occurs three times or more."""
    cores = [_without_page(line.strip()) for line in lines]
    inked = [core for core in cores if core]
    often, titles = Counter(inked), frozenset(inked[:TITLE_LINES])
    found: set[int] = set()
    seen: set[str] = set()
    before = ""
    for number, core in enumerate(cores):
        named = core in titles or (often[core] >= OFTEN and not any(map(str.isdigit, core)))
        repeated = named and core in seen and len(core) >= SHORTEST_HEAD
        if repeated and before and before[-1] not in ENDS and core[-1] not in MARKS:
            found.add(number)
        elif core:
            before = core
        seen.add(core)
    return frozenset(found)


def _without_page(line: str) -> str:
    """A line without the page number at its start or end."""
    return PAGE_NUMBER.sub("", line).strip() if AT_EDGE.intersection(line[:1] + line[-1:]) else line


def _numbered_pages(lines: list[str]) -> frozenset[int]:
    """The lines that look like page numbers, and lone numbers that increase by one."""
    alone = [(number, int(found[1])) for number, line in enumerate(lines) if (found := ALONE.fullmatch(line))]
    steps = [(a, b) for (a, one), (b, other) in pairwise(alone) if other == one + 1]
    pages = (number for number, line in enumerate(lines) if PAGE.fullmatch(line))
    return frozenset([*pages, *(number for step in steps for number in step)])
