"""Kinds of files."""

import pytest

from app.reading.errors import ReadingError
from app.reading.formats import text_of


@pytest.mark.parametrize("source", ["a.txt", "a.TXT", "报告", "https://example.org/report?id=1"])
def test_plain_text_is_read_under_any_name(source: str) -> None:
    assert text_of("增长5%".encode(), source) == "增长5%"


@pytest.mark.parametrize(
    "data,source,kind",
    [
        (b"%PDF-1.7 ...", "a.txt", "PDF"),
        (b"PK\x03\x04...", "a", "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "old Word"),
        (b"{\\rtf1", "a", "RTF"),
        (b"\xef\xbb\xbf\n <!DOCTYPE html><html>", "a", "HTML"),
        (b"text", "a.HTML", "HTML"),
        (b"text", "a.docx", "Word"),
    ],
)
def test_other_kinds_are_named_with_what_is_supported(data: bytes, source: str, kind: str) -> None:
    with pytest.raises(ReadingError, match=rf"is .*{kind}.*supported.*\.txt"):
        text_of(data, source)
