"""The rectangles around a number on a page of a PDF."""

from __future__ import annotations

import pytest

from app.model.place import Box
from app.reading.formats.html_marked import Words
from app.reading.formats.pdf_lines import Character
from app.reading.formats.pdf_number import NumberBox, number_boxes

SIZE = 10


def page(*lines: str) -> list[Character]:
    """The characters of lines, each ten points wide and high; the first line is the highest."""
    return [
        Character(text, SIZE * at, SIZE * (at + 1), SIZE * -(row + 1), SIZE * -row)
        for row, line in enumerate(lines)
        for at, text in enumerate(line)
    ]


def line(number: int) -> Box:
    return Box(0, -SIZE * (number + 1), 1000, -SIZE * number)


@pytest.mark.parametrize(
    "lines, at, words, expected",
    [
        (["共新增就业3.5万人。"], 0, Words("就业", "3.5万人", "。"), [NumberBox(50, -10, 100, 0)]),
        (["共３．５ 万人。"], 0, Words("共", "3.5万人", "。"), [NumberBox(10, -10, 70, 0)]),
        # Of equal numbers, the one with the same words around it.
        (["甲3座，乙3座。"], 0, Words("乙", "3座", "。"), [NumberBox(50, -10, 70, 0)]),
        (["甲3座。", "乙3座。"], 1, Words("", "3座", ""), [NumberBox(10, -20, 30, -10)]),
        # A number that continues in the next line has two rectangles.
        (["产值达12.", "5亿元。"], 0, Words("值达", "12.5亿元", "。"), [(30, -10, 60, 0), (0, -20, 30, -10)]),
        (["没有数字。"], 0, Words("", "3座", ""), []),
        (["甲3座。", "乙"], 1, Words("甲", "3座", ""), []),
        ([""], 0, Words("", "", ""), []),
    ],
)
def test_a_number_is_found_by_its_characters(
    lines: list[str], at: int, words: Words, expected: list[NumberBox]
) -> None:
    assert number_boxes(page(*lines), line(at), words) == expected
