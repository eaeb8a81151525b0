"""One table in three formats has the same observations."""

from collections.abc import Callable

import pytest

from app.extraction import extract
from app.lexicon.lexicon import load_lexicon
from app.reading.report import read_report
from tests.reading.formats.word import docx, p

TITLE = "云溪市2023年国民经济和社会发展统计公报"
INTRODUCTION = "全年粮食丰收，畜牧业平稳，渔业发展，林业增长，农业现代化加快。"
CAPTION = "表1 2023年主要农产品产量"
ROWS = [
    ["产品名称", "单位", "产量", "比上年增长（%）"],
    ["粮食", "万吨", "133.77", "-2.3"],
    ["其中：夏粮", "万吨", "16.38", "1.7"],
    ["茶叶", "吨", "2240", "4.0"],
]


def markdown() -> bytes:
    lines = ["| " + " | ".join(row) + " |" for row in ROWS]
    return "\n\n".join(
        [f"# {TITLE}", INTRODUCTION, CAPTION, "\n".join([lines[0], "| --- " * 4 + "|", *lines[1:]])]
    ).encode()


def page() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    body = f"<h1>{TITLE}</h1><p>{INTRODUCTION}</p><p>{CAPTION}</p><table>{rows}</table>"
    return f"<html><body><div>{body}</div></body></html>".encode()


def word() -> bytes:
    rows = "".join("<w:tr>" + "".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in ROWS)
    return docx("".join(map(p, (TITLE, INTRODUCTION, CAPTION))) + f"<w:tbl>{rows}</w:tbl>")


@pytest.mark.parametrize("make, name", [(markdown, "a.md"), (page, "a.html"), (word, "a.docx")])
def test_a_table_of_a_bulletin(make: Callable[[], bytes], name: str) -> None:
    report = read_report(make(), name, region="宁波市")
    assert report.id == "330200-bulletin-2024"
    found = extract(report, load_lexicon()).observations
    assert [(o.indicator, str(o.value), o.unit, o.measure.value, o.year) for o in found] == [
        ("粮食产量", "1337700.00", "吨", "level", 2023),
        ("粮食产量", "-2.3", "%", "growth", 2023),
        ("夏粮产量", "163800.00", "吨", "level", 2023),
        ("夏粮产量", "1.7", "%", "growth", 2023),
        ("茶叶产量", "2240", "吨", "level", 2023),
        ("茶叶产量", "4.0", "%", "growth", 2023),
    ]
    assert {o.source_kind.value for o in found} == {"bulletin"}


SPANNED = [
    [("区县（市）", 1, 2), ("地区生产总值", 2, 1), ("常住人口（万人）", 1, 2)],
    [("总量（亿元）", 1, 1), ("增速（%）", 1, 1)],
    [("全市", 1, 1), ("900.5", 1, 1), ("5.1", 1, 1), ("88", 1, 1)],
    [("鄞州区", 1, 1), ("500", 1, 1), ("-2", 1, 1), ("", 1, 1)],
]


def spanned_page() -> bytes:
    rows = "".join(
        "<tr>" + "".join(f"<td colspan={wide} rowspan={tall}>{text}" for text, wide, tall in row)
        for row in SPANNED
    )
    body = f"<h1>{TITLE}</h1><p>{INTRODUCTION}</p><p>表2 各区县（市）主要指标</p><table>{rows}</table>"
    return f"<html><body><div>{body}</div></body></html>".encode()


def spanned_word() -> bytes:
    """In Word a cell over two rows is two cells, the second without text."""
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="{}"/></w:tcPr>{}</w:tc>'.format
    given = [SPANNED[0], [("", 1, 1), *SPANNED[1], ("", 1, 1)], *SPANNED[2:]]
    rows = "".join(f"<w:tr>{''.join(cell(wide, p(text)) for text, wide, _ in row)}</w:tr>" for row in given)
    head = "".join(map(p, (TITLE, INTRODUCTION, "表2 各区县（市）主要指标")))
    return docx(f"{head}<w:tbl>{rows}</w:tbl>")


@pytest.mark.parametrize("make, name", [(spanned_page, "a.html"), (spanned_word, "a.docx")])
def test_cells_over_several_columns_or_rows(make: Callable[[], bytes], name: str) -> None:
    found = extract(read_report(make(), name, region="宁波市"), load_lexicon()).observations
    assert [(o.indicator, str(o.value), o.unit, o.measure.value, o.scope) for o in found] == [
        ("地区生产总值", "90050000000.0", "元", "level", ""),
        ("地区生产总值", "5.1", "%", "growth", ""),
        ("常住人口", "880000", "人", "level", ""),
        ("地区生产总值", "50000000000", "元", "level", "鄞州区"),
        ("地区生产总值", "-2", "%", "growth", "鄞州区"),
    ]
