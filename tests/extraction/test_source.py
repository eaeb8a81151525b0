"""The visible text: which lines are removed, and the offset of each character."""

import pytest

from app.extraction.text.source import read_source

FULL = "全年各类生产安全事故和交通事故的起数都比上年下降"
#: As wide as ``FULL``: a digit takes half as much room as a Chinese character.
DIGITS = "2019年1月至12月各类安全生产事故起数共下降13.5%"


@pytest.mark.parametrize(
    "text, seen",
    [
        ("投资增长，全市完成\n投资3亿元。", "投资增长，全市完成投资3亿元。"),
        ("全 市\u200b完成", "全市完成"),
        # lines with nothing but numbers that rise by one are page numbers
        (
            "投资增长，全年完成\n- 1 -\n3亿元，消费完成\n— 2 —\n4亿元。",
            "投资增长，全年完成3亿元，消费完成4亿元。",
        ),
        (
            "投资增长，全年完成\n1\n3亿元，消费完成\n2\n4亿元。",
            "投资增长，全年完成3亿元，消费完成4亿元。",
        ),
        # other numbers are text
        (
            "投资增长，全年完成\n1\n亿元，消费完成\n3\n亿元。",
            "投资增长，全年完成1\n亿元，消费完成3\n亿元。",
        ),
        (
            "投资增长，全年完成\n2\n亿元，消费完成\n1\n亿元。",
            "投资增长，全年完成2\n亿元，消费完成1\n亿元。",
        ),
        # a page line whose number was lost in copying
        ("投资增长，全年完成\n— —\n3亿元。", "投资增长，全年完成3亿元。"),
        ("投资增长，全年完成\n——\n3亿元。", "投资增长，全年完成\n——\n3亿元。"),
        # the sentence behind a page does not continue a table
        ("医药制造 % -1.3\n— —\n全年完成3亿元。", "医药制造%-1.3\n全年完成3亿元。"),
        ("医药制造 67.9 19.8\n— —\n年末存款3亿元。", "医药制造67.919.8\n年末存款3亿元。"),
        # a line that ends before its value
        ("第三产业比重为\n57.0%。", "第三产业比重为57.0%。"),
        ("第三产业比重为\n57.0", "第三产业比重为\n57.0"),
        # a line of one word is the end of the line before it
        ("加强社会保障\n工作", "加强社会保障工作"),
        ("加强社会保障\n重点工作", "加强社会保障\n重点工作"),
        # full lines go on behind a semicolon, and where parts of a whole follow
        (f"{FULL}；\n死亡人数3人。\n{FULL}。", f"{FULL}；死亡人数3人。\n{FULL}。"),
        (f"{DIGITS}；\n死亡人数3人。\n{FULL}。", f"{DIGITS}；死亡人数3人。\n{FULL}。"),
        (f"{FULL}。\n其中，死亡人数3人。", f"{FULL}。其中，死亡人数3人。"),
        (f"{FULL}；\n2.死亡人数3人。", f"{FULL}；\n2.死亡人数3人。"),
        ("事故起数下降；\n死亡人数3人。", "事故起数下降；\n死亡人数3人。"),
    ],
)
def test_what_is_seen_of_a_text(text: str, seen: str) -> None:
    source = read_source(text)
    assert source.chars.rstrip("\n") == seen
    for at, (char, offset) in enumerate(zip(source.chars, source.offsets, strict=True)):
        if char != "\n":
            assert text[offset] == char
            span = source.span(at, at + 1)
            assert (span.start, span.end) == (offset, offset + 1)


def test_places_where_lines_and_pages_were_left_out() -> None:
    source = read_source("零售总\n— 12 —\n额50亿元，财政收\n入40亿元。\n二、税收")
    assert source.chars == "零售总额50亿元，财政收入40亿元。\n二、税收\n"
    assert list(source.joined) == [3, 12]
    assert list(source.pages) == [3]


def test_rows_of_a_table_are_wider_than_full_lines() -> None:
    title, row = (
        "云溪市统计公报。\n",
        "指标 单位 全年 增长 其中市区 增长 其中各县 增长 位次 位次变化 备注备注备注。\n",
    )
    prose = (
        "全年港口货物吞吐量一千二百万吨的港口生产\n"
        "增长。全年集装箱吞吐量三十万标准箱，其中\n"
        "外贸十万标准箱。\n"
    )
    source = read_source(title + prose + row)
    assert "港口生产增长。" in source.chars
    assert "其中外贸十万标准箱。\n" in source.chars
