"""Tables whose columns were lost before the file was read are named, since their numbers are not read."""

import pytest

from app.reading.lost_columns import warning_of_lost_columns
from app.reading.report import read_report

TABLE = """\
指标 单位 2022年 增长（%）
全部住宅 亿元 3100.5 -12.1
#商铺 亿元 — 10.8
办公楼 万平方米 85 7.2
车库 个 1,200 3.5%
"""
SAID = (
    "rows of tables without their columns: {}; most of their numbers are not read: "
    "ingest the original with its tables"
)


@pytest.mark.parametrize(
    "text, rows",
    [
        (TABLE, 4),
        (f"{TABLE}\n".replace("#商铺 亿元 — 10.8\n", ""), 3),
        (TABLE.replace(" ", "\t"), None),
        ("第一章 总体要求 1\n第二章 主要目标 3\n第三章 重点任务 9\n", None),
        ("全年完成投资 35 亿元，增长 7 %。\n粮食 20 万吨，增长 1 %。\n油料 3 万吨，增长 2 %。\n", None),
        ("住宅 3100.5 -12.1\n商铺 93 10.8\n政府工作报告\n办公楼 85 7.2\n", None),
        ("2021 3100.5 -12.1\n2022 93 10.8\n2023 85 7.2\n", None),
    ],
)
def test_rows_without_columns_are_counted(text: str, rows: int | None) -> None:
    assert warning_of_lost_columns(text) == (SAID.format(rows) if rows else None)


def test_a_long_line_is_no_row_and_costs_nothing() -> None:
    assert warning_of_lost_columns(f"住宅{' 1' * 500_000}\n" * 3) is None


@pytest.mark.parametrize("table,lost", [(TABLE.partition("\n")[2], True), (TABLE, False)])
def test_the_report_has_the_warning_unless_a_head_names_the_columns(table: str, lost: bool) -> None:
    head = "青山市2022年国民经济和社会发展统计公报\n青山市统计局\n2023年3月1日\n"
    text = f"{head}地区生产总值500亿元。\n{table}"
    report = read_report(text.encode(), "公报.txt", region="余姚市")
    assert any("without their columns" in warning for warning in report.warnings) == lost
