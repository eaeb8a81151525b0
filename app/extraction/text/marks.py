"""What copying leaves in a text and no reader reads: marks of HTML and Markdown, references, page lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

LINE_MARK = r"^ *(?:[-*+] +(?=\*\*)|#{1,6} +|> +)"
MARK = re.compile(
    rf"{LINE_MARK}|</?[A-Za-z][^<>\n]{{0,40}}>|\*\*|`|(?<![A-Za-z米])[⁰¹²³⁴-⁹]+(?=[\u4e00-\u9fff”，。；、])"
    r"|（ *见第 *\d{1,3} *页 *）"
)
"""In normalised text: <br>, **, superscript references, （见第10页）."""
INK = re.compile(r"[^\s\u200b\u200c\u200d\u2060\ufeff]+")

ALONE = re.compile(r"\s*+[-—]?\s*+(\d{1,3})\s*+[-—]?\s*+")
"""Possessive, so that a long run of blanks is walked once."""
PAGE = re.compile(
    r"\s*+(?:[-—]+\s*+\d{1,3}\s*+[-—]+|第\s*+\d{1,3}\s*+页(?:\s*+[，/]?\s*+共\s*+\d{1,3}\s*+页)?)\s*+"
)
"""A line that is a page number by its looks: - 12 -, 第3页 共20页."""


def ink(line: str) -> Iterator[tuple[int, str]]:
    """The runs of visible characters of a line, each with its place, without marks."""
    at = 0
    for mark in MARK.finditer(line):
        yield from _runs(line, at, mark.start())
        at = mark.end()
    yield from _runs(line, at, len(line))


def _runs(line: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    return ((run.start(), run.group()) for run in INK.finditer(line, start, end))


def page_lines(lines: list[str]) -> frozenset[int]:
    """The numbers of the lines that are page numbers: by their looks, or figures that count on by one."""
    alone = [(number, int(found[1])) for number, line in enumerate(lines) if (found := ALONE.fullmatch(line))]
    steps = [(a, b) for (a, one), (b, other) in pairwise(alone) if other == one + 1]
    pages = (number for number, line in enumerate(lines) if PAGE.fullmatch(line))
    return frozenset([*pages, *(number for step in steps for number in step)])
