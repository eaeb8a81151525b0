"""Finds the marks, time expressions and places that open the words before a value."""

from __future__ import annotations

import re

from app.extraction.time.grammar import OPENING_CHARACTERS, opening
from app.lexicon.types.cues import Cues

NUMBERING = re.compile(
    r"[一二三四五六七八九十]+[是要]|\d{1,2}[.、．](?!\d)|[（(]\d{1,2}[）)]"
    r"|比(?![两二三四五六七八九十]年前)[^，。；]{2,8}(?:前(?!移|进(?!出?口))|时(?!期))|（[^（）\d]{2,20}）(?=、)"
)
CONVERTED = "按[^，。；、]{0,12}⟨exchange rate⟩⟨converts⟩+"
"""The rate at which the value before is converted: 按年均汇率折合3868美元."""
SEPARATORS = (
    "(?:[、，;；：:\\s-]|^的⟨circumstance⟩?|以及|并且?(?![网购联轨])|和(?!平|谐|美)|与(?!会)|及(?!时))+"
)
STARTS = f"[、，;；：:\\s的以并和与及比按（(⟨^whole place⟩{OPENING_CHARACTERS}-]"
"""The first characters of the marks, time expressions and places that open a lead."""


def mark_or_time(cues: Cues, text: str, at: int, found: dict[str, str]) -> int:
    """The length of a mark, a time expression or a place at ``at``; 0 if there is none."""
    if not cues.compile(STARTS).match(text, at):
        return 0
    if match := cues.compile(SEPARATORS).match(text, at):
        if match.group()[0] in "、和与及以并":
            found["separated"] = match.group()
        return match.end() - at
    if length := opening(cues, text, at):
        return length + (text[at + length : at + length + 1] == "的" and at + length + 1 < len(text))
    match = NUMBERING.match(text, at) or cues.compile("⟨whole place⟩").match(text, at)
    match = match or cues.compile(CONVERTED).match(text, at)
    return match.end() - at if match else 0
