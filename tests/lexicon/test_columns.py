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


@pytest.mark.parametrize(
    "lines,rows",
    [
        ([HEAD, *ROWS, "— 12 —", "车库 个 7 3"], 5),  # a page number
        ([HEAD, *ROWS, "其中：", "车库 个 7 3"], 5),  # the head of a group
        ([HEAD, *ROWS, "", "", "车库 个 7 3"], 4),
        ([HEAD, *ROWS, "房屋建筑", "车库 个 7 3"], 4),  # it may be the beginning of the label
        (["指 标 2021 2022", "住宅 3100.5 12", "商铺 7 9", "车库 7 3"], 4),
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


@given(st.lists(st.text("指标单位 12.-—，。#\t\u3000", max_size=12)).map("\n".join))
def test_no_character_moves(text: str) -> None:
    found = separate_columns(text)
    assert len(found) == len(text)
    assert all(a == b or (a in " \u3000" and b == "\t") for a, b in zip(text, found, strict=True))


def test_long_lines_and_long_texts_cost_little() -> None:
    assert separate_columns(f"指标 单位 数{' 1' * 200_000}").count("\t") == 0
    assert separate_columns(f"{HEAD}\n" * 20_000).count("\t") == 0
