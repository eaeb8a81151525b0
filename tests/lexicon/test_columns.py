"""Tables of plain text: which lines are rows, and where their cells are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.lexicon.columns import separate_columns

HEAD = "指标 单位 2022年 增长（%）"
ROWS = ["住宅 亿元 3100.5 -12.1", "#商铺 亿元 — 10.8", "办 公 楼 万平方米 85 7.2"]


def cells(text: str) -> list[list[str]]:
    """The cells of each line that has tabs."""
    return [line.split("\t") for line in separate_columns(text).split("\n") if "\t" in line]


def test_the_last_cells_are_the_columns_and_the_label_keeps_its_spaces() -> None:
    assert cells("\n".join(("表2", HEAD, *ROWS, "全市平稳运行 。"))) == [
        ["指标", "单位", "2022年", "增长（%）"],
        ["住宅", "亿元", "3100.5", "-12.1"],
        ["#商铺", "亿元", "—", "10.8"],
        ["办 公 楼", "万平方米", "85", "7.2"],
    ]


@pytest.mark.parametrize("blank", ["  ", "\u3000", "\u00a0", "\u2003 "])
def test_every_kind_of_blank_separates_and_none_at_the_beginning_does(blank: str) -> None:
    lines = [f"{blank}{line}{blank}".replace(" ", blank) for line in (HEAD, *ROWS[:2], "车库 个 7 3")]
    assert [[cell.strip() for cell in row] for row in cells("\n".join(lines))] == [
        ["指标", "单位", "2022年", "增长（%）"],
        ["住宅", "亿元", "3100.5", "-12.1"],
        ["#商铺", "亿元", "—", "10.8"],
        ["车库", "个", "7", "3"],
    ]


@pytest.mark.parametrize(
    "lines,rows",
    [
        ([HEAD, *ROWS, "— 12 —", "车库 个 7 3"], 5),  # a page number
        ([HEAD, *ROWS, "其中：", "车库 个 7 3"], 5),  # the head of a group
        ([HEAD, *ROWS, "", "", "车库 个 7 3"], 4),
        ([HEAD, *ROWS, "房屋建筑", "车库 个 7 3"], 4),  # it may be the beginning of the label
        (["指 标 2021 2022", "住宅 3100.5 12", "商铺 7 9", "车库 7 3"], 4),
        ([HEAD, *ROWS, "1.住宅 亿元 7 3", "2、商铺 亿元 7 3"], 6),
        ([HEAD, *ROWS, "车库 个 － 3", "车位 个 − 3"], 6),  # no number
        ([HEAD, *ROWS, "车库 1/10万 7 3", "车位 m3 7 3"], 6),
        ([HEAD, *ROWS, "车库 7 7 3"], 4),  # a number in the column of units
        ([HEAD, *ROWS, "车库 -7 7 3"], 4),
        ([HEAD, *ROWS, "车库 平稳增长稳中向好再上台阶 7 3"], 4),
        (["指标 单位 数", "第一章 要求 1", "第二章 内容 7", "第三章 任务 9"], 0),
        (["指标 单位 数", "第一产业 亿元 1", "第二产业 亿元 7", "第三产业 亿元 9"], 4),
        (["第一章 总体要求 1", "第二章 主要目标 3", "第三章 重点任务 9", "第四章 保障措施 12"], 0),
        ([HEAD, *ROWS[:2]], 0),
        (["住宅 亿元 3100.5 -12.1", *ROWS], 0),  # no head
        (["指标 2022年 增长（%）", *ROWS], 0),  # a cell without a head
        (
            [
                "全年投资 35 亿元，增长",
                "粮食 20 万吨，增长 1 %。",
                "油料 3 万吨，增长 2 %。",
                "茶 3 吨，增 2 %。",
            ],
            0,
        ),
    ],
)
def test_only_rows_below_a_head_that_fits_them_are_separated(lines: list[str], rows: int) -> None:
    assert len(cells("\n".join(lines))) == rows


@given(st.lists(st.text("指标单位 12.-—，。#\t\u3000\u00a0\u2003", max_size=12)).map("\n".join))
def test_no_character_moves(text: str) -> None:
    found = separate_columns(text)
    assert len(found) == len(text)
    assert all(a == b or (a.isspace() and b == "\t") for a, b in zip(text, found, strict=True))


def test_long_lines_and_long_texts_cost_little() -> None:
    assert separate_columns(f"指标 单位 数{' 1' * 200_000}").count("\t") == 0
    assert separate_columns(f"{HEAD}\n" * 20_000).count("\t") == 0
