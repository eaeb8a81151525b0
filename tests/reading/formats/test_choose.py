"""Which reader a file gets."""

import pytest

from app.reading.errors import ReadingError
from app.reading.formats.choose import read_document
from tests.reading.formats.word import docx, p


@pytest.mark.parametrize("source", ["a.txt", "a.TXT", "报告", "https://example.org/report?id=1"])
def test_plain_text_is_read_as_it_is_under_any_name(source: str) -> None:
    assert read_document("增长5%\r\n".encode(), source).text == "增长5%\r\n"


@pytest.mark.parametrize(
    "data,source,format_",
    [
        (docx(p("甲")), "a.txt", "docx"),
        (b"<!DOCTYPE html><p>x</p>", "a", "html"),
        (b"\xef\xbb\xbf\n <html><body>x</body></html>", "a.txt", "html"),
        (b"x", "a.HTML", "html"),
        (b"# x", "a.md", "md"),
        (b"# x", "a.markdown", "md"),
        (b"# x", "a.txt", "txt"),
    ],
)
def test_the_first_bytes_decide_then_the_name(data: bytes, source: str, format_: str) -> None:
    assert read_document(data, source).format == format_


@pytest.mark.parametrize(
    "data,reason",
    [
        (b"{\\rtf1", "is RTF: save it as"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "soffice --headless --convert-to docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "is encrypted"),
        (b"%PDF-1.7 and nothing else", "damaged PDF"),
        (b"x" * (64 * 2**20 + 1), "is too large"),
    ],
)
def test_what_cant_be_read_is_refused_with_what_to_do(data: bytes, reason: str) -> None:
    with pytest.raises(ReadingError, match=reason):
        read_document(data, "a")


def test_markdown_loses_its_marks_and_keeps_its_rows() -> None:
    text = "# 一、回顾\n\n**增长**5%，\n*好*。\n\n| 指标 | 亿元 |\n| --- | --- |\n| 总值 | 5 |\n"
    assert read_document(text.encode(), "a.md").text.split("\n") == [
        "一、回顾", "增长5%，", "好。", "指标\t亿元", "总值\t5",
    ]  # fmt: skip
