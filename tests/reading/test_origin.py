"""What a text or page states about its origin: address, publisher, date."""

from __future__ import annotations

import pytest

from app.reading.origin import Origin, origin_of
from app.reading.report import read_report

TITLE = "2020年云溪市政府工作报告\n"
TEXT = "各位代表：\n地区生产总值增长5%，好。\n"


@pytest.mark.parametrize(
    "line,expected",
    [
        ("来源：云溪日报", Origin("", "云溪日报")),
        ("信息来源: 云溪市人民政府办公室 ", Origin("", "云溪市人民政府办公室")),
        ("2020-02-03 10:11  来源：云溪市政府网  字体：大 中 小", Origin("", "云溪市政府网")),
        ("发布时间：2020-02-03 来源：云溪发布 浏览次数：12", Origin("", "云溪发布")),
        ("来源：", Origin()),
        ("资料来源：云溪市统计局", Origin()),
        ("能源来源：风电、光电，好。", Origin()),
        ("原文链接：https://example.org/a/1.html", Origin("https://example.org/a/1.html")),
        ("https://example.org/?a=1&b=2", Origin("https://example.org/?a=1&b=2")),
        ("来源：https://example.org/1", Origin("https://example.org/1")),
        ("详见https://example.org/1和附件", Origin()),
    ],
)
def test_lines_that_say_it(line: str, expected: Origin) -> None:
    assert origin_of(["云溪市政府工作报告", line]) == expected


def test_a_plain_text_says_it_above_its_first_sentence() -> None:
    report = read_report(f"{TITLE}来源：云溪日报\nhttps://example.org/1\n{TEXT}".encode(), "a.txt")
    assert (report.publisher, report.source_url) == ("云溪日报", "https://example.org/1")
    below = read_report(f"{TITLE}{TEXT}来源：云溪日报\n".encode(), "a.txt")
    assert (below.publisher, below.source_url) == (None, None)


PAGE = "<html><head>{}</head><body><div><p>2020年，增长5%，好。</p><p>来源：云溪日报</p></div></body></html>"


@pytest.mark.parametrize(
    "head,expected",
    [
        ("", (None, "云溪日报", None)),
        (
            (
                "<meta name='SiteName' content='云溪市人民政府'><meta name='ArticleTitle' content='云溪报告'>"
                "<meta name='Url' content='/a/1.html'><link rel='canonical' href='https://example.org/1'>"
            ),
            ("https://example.org/1", "云溪市人民政府", "云溪报告"),
        ),
        (
            (
                "<meta name='ContentSource' content='云溪市统计局'><meta name='SiteName' content='云溪网'>"
                "<meta property='og:url' content='http://example.org/2'>"
            ),
            ("http://example.org/2", "云溪市统计局", None),
        ),
        (
            "<!-- saved from url=(0024)https://example.org/gov/ -->",
            ("https://example.org/gov/", "云溪日报", None),
        ),
        ("<link rel='canonical' href='javascript:alert(1)'>", (None, "云溪日报", None)),
    ],
)
def test_a_page_says_it_in_its_head(head: str, expected: tuple[str | None, ...]) -> None:
    report = read_report(PAGE.format(head).encode(), "a.html", report_year=2020)
    assert (report.source_url, report.publisher, report.title) == expected
