"""Word's automatic numbering, written out: 一、 （一） 1. No library restores it, and headings decide years.

A paragraph has a numbering (``numId``) and a level, directly or by its style. The numbering refers to an
abstract one, whose levels define the numerals and their format (``lvlText``: "（%1）"). Counting continues
over all paragraphs of the abstract numbering; a paragraph of a higher level restarts the lower ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Element = Any
"""An element of lxml, which has no types."""

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_CIRCLED, _MOST_CIRCLED = 0x245F, 20
_LEVELS = 9
_CHINESE = {
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
    "taiwaneseCountingThousand", "ideographTraditional", "koreanCounting",
}  # fmt: skip
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


@dataclass(slots=True)
class _Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class Numbering:
    """The numberings of one document, with their current counts."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counted: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, paragraph: Element) -> str:
        """The number that Word shows before a paragraph; empty if it shows none or a bullet."""
        found = self._numbered(paragraph)
        if found is None:
            return ""
        number, at = found
        abstract = self.abstract.get(number, "")
        levels = self.levels.get(abstract, {})
        if at not in levels:
            return ""
        counts = self.counted.setdefault(abstract, {})
        for level, start in self.restarts.pop(number, {}).items():
            counts[level] = start - 1
        counts[at] = counts.get(at, levels[at].start - 1) + 1
        for deeper in [level for level in counts if level > at]:
            del counts[deeper]
        return _written(levels, counts, at)

    def _numbered(self, paragraph: Element) -> tuple[str, int] | None:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return None
        own = properties.find(f"{W}numPr")
        style = self.styles.get(value(properties.find(f"{W}pStyle")))
        number = value(own.find(f"{W}numId")) if own is not None else ""
        level = value(own.find(f"{W}ilvl")) if own is not None else ""
        if not number:
            number, at = style or ("", 0)
            return (number, _int(level, at)) if number not in {"", "0"} else None
        return (number, _int(level, style[1] if style else 0)) if number != "0" else None


def _written(levels: dict[int, _Level], counts: dict[int, int], at: int) -> str:
    if levels[at].format in {"bullet", "none"}:
        return ""

    def figure(found: re.Match[str]) -> str:
        level = int(found[1]) - 1
        here = levels.get(level, _Level())
        return in_figures(counts.get(level, here.start), here.format)

    return re.sub(r"%([1-9])", figure, levels[at].text)


def in_figures(number: int, format_: str) -> str:
    """``number`` in Word's number format of that name; in Arabic numerals if the format is unknown."""
    if format_ in _CHINESE:
        return chinese(number)
    write = _WRITERS.get(format_)
    return write(number) if write else str(number)


def _circled(number: int) -> str:
    return chr(_CIRCLED + number) if 0 < number <= _MOST_CIRCLED else str(number)


def _letter(number: int) -> str:
    return chr(ord("A") + (number - 1) % 26) * min(9, (number - 1) // 26 + 1) if number > 0 else str(number)


def _legal(number: int) -> str:
    return chinese(number).translate(str.maketrans(_DIGITS + "十百", _LEGAL + "拾佰"))


def chinese(number: int) -> str:
    """1 to 999 in Chinese: 十, 十一, 二十, 一百〇一 as 一百零一."""
    if not 0 < number < 1000:  # noqa: PLR2004 # no document counts on
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return words + (_DIGITS[ones] if ones else "")


def _roman(number: int) -> str:
    text = ""
    for amount, letters in _ROMAN:
        count, number = divmod(number, amount) if number < 4000 else (0, number)  # noqa: PLR2004 # MMMCMXCIX
        text += letters * count
    return text


_WRITERS: dict[str, Callable[[int], str]] = {
    "ideographDigital": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "chineseLegalSimplified": _legal,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
}


def read_numbering(numbering: Element | None, styles: Element | None) -> Numbering:
    """The numberings from ``word/numbering.xml`` and ``word/styles.xml``; either may be missing."""
    made = Numbering()
    if numbering is None:
        return made
    for abstract in numbering.findall(f"{W}abstractNum"):
        made.levels[abstract.get(f"{W}abstractNumId", "")] = _levels(abstract)
    for number in numbering.findall(f"{W}num"):
        key = number.get(f"{W}numId", "")
        made.abstract[key] = value(number.find(f"{W}abstractNumId"))
        made.restarts[key] = {
            _int(override.get(f"{W}ilvl"), 0): _int(value(override.find(f"{W}startOverride")), 1)
            for override in number.findall(f"{W}lvlOverride")
            if override.find(f"{W}startOverride") is not None
        }
    made.styles = _styles(styles) if styles is not None else {}
    return made


def _levels(abstract: Element) -> dict[int, _Level]:
    return {
        _int(level.get(f"{W}ilvl"), 0): _Level(
            _int(value(level.find(f"{W}start")), 1),
            value(level.find(f"{W}numFmt")) or "decimal",
            value(level.find(f"{W}lvlText")),
        )
        for level in abstract.findall(f"{W}lvl")
    }


def _styles(styles: Element) -> dict[str, tuple[str, int]]:
    """The numbering and level of each style, its own or that of the style that it is based on."""
    named = {style.get(f"{W}styleId", ""): style for style in styles.findall(f"{W}style")}
    found: dict[str, tuple[str, int]] = {}
    for key, style in named.items():
        number, level, above = "", "", style
        for _ in range(_LEVELS):
            own = above.find(f"{W}pPr/{W}numPr")
            if own is not None:
                level = level or value(own.find(f"{W}ilvl"))
                number = number or value(own.find(f"{W}numId"))
            base = named.get(value(above.find(f"{W}basedOn")))
            if number or base is None:
                break
            above = base
        if number:
            found[key] = (number, _int(level, 0))
    return found


def value(element: Element | None) -> str:
    """The attribute ``w:val``; empty where there is none."""
    return "" if element is None else str(element.get(f"{W}val", ""))


def _int(text: str | None, default: int) -> int:
    """A number in the file; ``default`` if it is missing or invalid."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < _LEVELS else default
