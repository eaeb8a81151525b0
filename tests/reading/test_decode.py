"""Decoding: bytes in every encoding become text, other bytes are refused."""

import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reading.decode import decode
from app.reading.errors import ReadingError

TEXT = "全市生产总值增长百分之五，比上年提高一点。\r\n"
RARE = "朱镕基、喆、〇、€"  # in GB18030, not in GB2312
REPORT = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=32)


@pytest.mark.parametrize(
    "data",
    [
        (TEXT + RARE).encode("utf-8"),
        codecs.BOM_UTF8 + (TEXT + RARE).encode("utf-8"),
        (TEXT + RARE).encode("gb18030"),
        codecs.BOM_UTF16_LE + (TEXT + RARE).encode("utf-16-le"),
        codecs.BOM_UTF16_BE + (TEXT + RARE).encode("utf-16-be"),
    ],
)
def test_encodings_are_told_apart(data: bytes) -> None:
    assert decode(data) == TEXT + RARE


def test_what_declares_gb2312_may_hold_more() -> None:
    page = f'<meta charset="gb2312">{RARE}'
    assert decode(page.encode("gb18030")) == page


def test_a_short_text_is_taken_at_its_word() -> None:
    page = 'charset="gbk" 联通'  # these bytes are valid UTF-8 as well
    assert decode(page.encode("gbk")) == page


def test_long_utf8_is_utf8_whatever_it_declares() -> None:
    page = "charset=gb2312" + TEXT * 3
    assert decode(page.encode("utf-8")) == page


@pytest.mark.parametrize(
    "data,reason",
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (b"\xe5\x85\xa8\x00\xe5", "NUL"),
        (TEXT.encode("utf-16-le"), "NUL"),
        ("2019年增长5%".encode("utf-16-le"), "NUL"),
        (codecs.BOM_UTF16_LE + b"\x00\x00a\x00", "NUL"),
        (codecs.BOM_UTF16_LE + b"a\x00b", "byte 2"),
        (TEXT.encode("utf-8") + b"\xe5\x85\n" + TEXT.encode("utf-8"), "damaged UTF-8: byte 65"),
        (b"\xff\xff\xff\xff\xff", "neither UTF-8 .byte 0. nor GB18030"),
        (bytes(range(1, 32)) * 4, "binary"),
    ],
)
def test_what_is_no_text_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(ReadingError, match=reason):
        decode(data)


@given(REPORT)
def test_text_survives_every_encoding(text: str) -> None:
    assert decode(text.encode("utf-8")) == text
    assert decode(codecs.BOM_UTF16_LE + text.encode("utf-16-le")) == text
    assert decode(("，。" * 40 + text).encode("gb18030")) == "，。" * 40 + text


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_a_reading_error(data: bytes) -> None:
    with suppress(ReadingError):
        assert decode(data).strip()
