"""Tables in PDF files: each value in the column of its header, cells of several lines in one piece."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.reading.formats.pdf import read_pdf
from app.reading.formats.pdf_grid import in_columns
from app.reading.formats.pdf_lines import Character, lines_of_page
from tests.reading.formats.printed import CHROMIUM, printed_page

SIZE = 10.0


def typeset(*cells: tuple[str, float, float]) -> list[Character]:
    """Cells in characters of one width: text, left edge, distance from the top of the page."""
    return [
        Character(one, left + n * SIZE, left + (n + 1) * SIZE, 800 - down, 800 - down + SIZE)
        for text, left, down in cells
        for n, one in enumerate(text)
    ]


def row(down: float, *texts: str) -> list[tuple[str, float, float]]:
    return [(text, 100 + 100 * index, down) for index, text in enumerate(texts) if text]


def read(*cells: tuple[str, float, float]) -> list[str]:
    return [line.text for line in in_columns(lines_of_page(typeset(*cells)))]


@pytest.mark.parametrize(
    "cells,expected",
    [
        # A missing value leaves its cell empty; a whole row and prose stay as they are.
        ([*row(0, "指标", "单位", "量", "增"), *row(20, "甲", "吨", "5", "6"), *row(40, "乙", "吨", "", "7")],
         ["指标\t单位\t量\t增", "甲\t吨\t5\t6", "乙\t吨\t\t7"]),
        # A label on two lines, with its numbers beside the first one, in the middle, or beside the second
        ([*row(0, "甲", "5", "6"), *row(20, "乙丙", "7", "8"), *row(33, "丁戊"), *row(53, "己", "9", "1")],
         ["甲\t5\t6", "乙丙丁戊\t7\t8", "己\t9\t1"]),
        ([*row(0, "甲", "5", "6"), *row(20, "乙丙"), *row(33, "丁戊"), *row(26.5, "", "7", "8")],
         ["甲\t5\t6", "乙丙丁戊\t7\t8"]),
        ([*row(0, "甲", "5", "6"), *row(20, "乙丙"), *row(33, "丁戊", "7", "8"), *row(53, "己", "9", "1")],
         ["甲\t5\t6", "乙丙丁戊\t7\t8", "己\t9\t1"]),
        # A heading between rows is as far from both as rows are: it stays a line.
        ([*row(0, "甲", "5", "6"), *row(20, "按行业分"), *row(40, "己", "9", "1")],
         ["甲\t5\t6", "按行业分", "己\t9\t1"]),
        # Heads of two lines, and heads over several columns
        ([*row(0, "", "总", "增"), *row(6, "项"), *row(12, "", "量", "长"),
          *row(32, "甲", "5", "6")],
         ["项\t总量\t增长", "甲\t5\t6"]),
        ([("生产总值总额甲", 230, 0), *row(8, "指标"), *row(16, "", "总（吨）", "增"),
          *row(36, "甲", "5", "6")],
         ["指标\t生产总值总额甲\t", "\t总（吨）\t增", "甲\t5\t6"]),
        # A caption is no head, whether it has a number or not.
        ([("表2 情况", 150, 0), *row(20, "甲", "5", "6")], ["表2 情况", "甲\t5\t6"]),
        ([("某情况", 190, 0), *row(20, "甲", "5", "6")], ["某情况", "甲\t5\t6"]),
        ([*row(0, "某情况"), *row(12, "指标", "总"), *row(24, "", "量"), *row(40, "甲", "5")],
         ["某情况", "指标\t总量", "甲\t5"]),
        # Cells that are close together
        ([*row(0, "指标", "总量"), *row(20, "甲", "6"), ("乙丙丁戊己庚辛壬", 115, 40), ("7", 200, 40)],
         ["指标\t总量", "甲\t6", "乙丙丁戊己庚辛壬\t7"]),
        ([*row(0, "甲", "%", "6"), ("乙丙丁戊己庚辛壬癸", 105, 20), ("%", 200, 20), ("7", 300, 20)],
         ["甲\t%\t6", "乙丙丁戊己庚辛壬癸\t%\t7"]),
    ],
)  # fmt: skip
def test_fragments_stand_in_columns(cells: list[tuple[str, float, float]], expected: list[str]) -> None:
    assert read(*cells) == expected


def test_fragments_keep_their_boxes() -> None:
    (line,) = in_columns(lines_of_page(typeset(*row(0, "甲", "5", "6"), *row(20, "乙", "", "7"))))[1:]
    assert [(place.start, place.box.left) for place in line.places if place.box] == [(0, 100), (3, 300)]


TABLE = """<p>2019年主要指标</p><table style="width: 100%; border-collapse: collapse">
<tr><td rowspan=2>区县<td colspan=2>地区生产总值<td colspan=2>财政收入<td rowspan=2>常住人口（万人）
<tr><td>总量（亿元）<td>增速（%）<td>总量（亿元）<td>增速（%）
<tr><td>全市<td>900.5<td>5.1<td>90.1<td>3.2<td>88.5
<tr><td style="width: 6em">高新技术产业开发区<td>400<td>4.1<td>50.0<td><td>
<tr><td>其他<td>500.5<td>6.1<td><td>-3.2<td>48.5</table>"""


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on the PATH")
def test_a_table_as_a_browser_prints_it(tmp_path: Path) -> None:
    assert read_pdf(printed_page(TABLE, tmp_path)).text.split("\n")[-5:] == [
        "区县\t地区生产总值\t\t财政收入\t\t常住人口（万人）",
        "\t总量（亿元）\t增速（%）\t总量（亿元）\t增速（%）\t",
        "全市\t900.5\t5.1\t90.1\t3.2\t88.5",
        "高新技术产业开发区\t400\t4.1\t50.0\t\t",
        "其他\t500.5\t6.1\t\t-3.2\t48.5",
    ]
