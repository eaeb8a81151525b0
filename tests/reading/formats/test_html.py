"""Web pages: the main text, in layouts of government sites."""

import pytest

from app.reading.errors import ReadingError
from app.reading.formats.html import read_html
from app.reading.report import read_report
from tests.reading.formats.pages import LAYOUTS, page
from tests.reading.formats.rows import share_equal


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_seed_in_a_page_gives_its_rows(layout: str) -> None:
    report = read_report(page(layout), "page.html")
    assert report.format == "html"
    assert "字体" not in report.text
    assert "政务公开栏目" not in report.text
    assert share_equal(report) >= 0.99


@pytest.mark.parametrize("encoding,declared", [("gb18030", "gb2312"), ("utf-8", "utf-8"), ("utf-8-sig", "")])
def test_encodings(encoding: str, declared: str) -> None:
    page = f"<html><meta charset='{declared}'><body><p>2019年，全区生产总值增长5%，镕、喆。</p></body></html>"
    report = read_report(page.encode(encoding), "page.htm", report_year=2020)
    assert report.text == "2019年，全区生产总值增长5%，镕、喆。"


@pytest.mark.parametrize(
    "inside,expected",
    [
        ("<p>甲，乙。</p><p>丙，丁。</p>", ["甲，乙。", "丙，丁。"]),
        ("<p>增长<b>5</b>.3%，<span>好。</span></p>", ["增长5.3%，好。"]),
        ("甲，乙。<br>丙，丁。<div>戊，己。</div>庚，辛。", ["甲，乙。", "丙，丁。", "戊，己。", "庚，辛。"]),
        ("<p>甲，\n  乙。</p>", ["甲， 乙。"]),
        # Line ends of the source are those of the text inside <pre> alone.
        (
            "<pre>一、回顾\n甲，<b>乙。\n丙</b>，  丁。\n</pre><pre>戊\n\n己。</pre>\n<p>庚\n辛</p>",
            ["一、回顾", "甲，乙。", "丙， 丁。", "戊", "己。", "庚 辛"],
        ),
        ("<h2>一、回顾</h2>甲，乙。", ["一、回顾", "甲，乙。"]),
        (
            "<p>甲，乙。</p><table><tr><td>指标</td> <td>亿元</td></tr><tr><td>总值</td><td><p>5</p></table>",
            ["甲，乙。", "指标\t亿元", "总值\t5"],
        ),
        # Cells that span columns or rows leave the others empty; a cell alone in its row is a line.
        (
            (
                "<table><tr><td colspan=3>表1<tr><td rowspan=2>指标<td colspan=2>2019年<tr><td>亿元<td>增长"
                "<tr><td>总值<td>5<td>6</table>"
            ),
            ["表1", "指标\t2019年\t", "\t亿元\t增长", "总值\t5\t6"],
        ),
        (
            "<table><tr><td rowspan=99999>甲<td rowspan=2>乙<td>丙<tr><td>5<tr><td colspan=x>6<td>7</table>",
            ["甲\t乙\t丙", "\t\t5", "\t6\t7"],
        ),
        ("<ul><li>甲，乙。</li><li>丙，丁。</li></ul>", ["甲，乙。", "丙，丁。"]),
        ("<p>甲，乙。<!-- 注，释。 --><script>x，y。</script></p>", ["甲，乙。"]),
    ],
)
def test_lines(inside: str, expected: list[str]) -> None:
    assert read_html(f"<html><body><div>{inside}</div></body></html>").text.split("\n") == expected


def test_the_title_of_the_page_stands_first_where_the_text_lacks_it() -> None:
    page = (
        "<html><head><title>2019年余姚市政府工作报告_余姚市人民政府</title></head>"
        "<body><p>各位代表：</p><p>增长5%，好。</p>"
    )
    report = read_report(page.encode(), "a.html")
    assert report.text.startswith("2019年余姚市政府工作报告\n各位代表")
    assert (report.region_code, report.report_year) == ("330281", 2019)
    with_heading = page.replace("<p>各位", "<h1>2019年余姚市政府工作报告</h1><p>各位")
    assert read_html(with_heading).text.count("政府工作报告") == 1


def test_a_part_of_a_page_is_a_page_under_any_name() -> None:
    assert (
        read_report("<div><p>2019年，增长5%。</p></div>".encode(), "a.txt", report_year=2020).format == "html"
    )
    assert read_report("增长<5%，好。".encode(), "a.txt", report_year=2020).text == "增长<5%，好。"


def test_a_page_saved_as_its_text_is_read_once() -> None:
    paragraph = (
        "全年全区生产总值增长百分之五，一般公共预算收入增长百分之六，城镇居民人均可支配收入增长百分之七。"
    )
    article = f"1994年政府工作报告\n各位代表：\n{paragraph}\n其次，{paragraph}\n"
    page = f"<!--\n-->\n<U+00A0>\n当前位置： 首页\n{article}（责任编辑： 某某\n）\n{article}{article}"
    report = read_report(page.encode(), "a.htm", report_year=1994)
    assert report.text == article.strip()


@pytest.mark.parametrize(
    "page,reason",
    [
        ("<div>" * 100_000 + "甲，乙。", "nest more than 1,000 deep"),
        ("<b><i>" * 50_000 + "甲，乙。", "nest more than 1,000 deep"),
        ("<pre>" * 100_000 + "甲，乙。", "nest more than 1,000 deep"),
        ("<html><body><script>x</script></body></html>", "is empty"),
        ("<p>" + "甲，乙。" * 2_000_000, "is too large"),
    ],
)
def test_hostile_pages_are_refused(page: str, reason: str) -> None:
    with pytest.raises(ReadingError, match=reason):
        read_html(page)
