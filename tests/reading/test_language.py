"""Which text is Chinese, and which was decoded with a wrong encoding."""

from collections.abc import Callable

import pytest

from app.reading.errors import ReadingError
from app.reading.report import read_report

TEXT = (
    "海宁市政府工作报告\n——2019年2月18日在海宁市第十五届人民代表大会第三次会议上\n市长 张三\n各位代表：\n"
    "现在，我代表市人民政府向大会报告工作，请予审议，并请市政协委员提出意见。\n一、过去一年工作回顾\n"
    "2018年，全市地区生产总值增长6%，城镇居民人均可支配收入增长8%，新建学校3所，养老机构新增5家。\n"
)
TRADITIONAL = str.maketrans("会现报员议过长总产业增区进发请与", "會現報員議過長總產業增區進發請與")


def misread(written: str, taken_for: str) -> bytes:
    return TEXT.encode(written).decode(taken_for, "replace").encode("utf-8")


@pytest.mark.parametrize(
    "data",
    [
        misread("utf-8", "gb18030"),
        misread("utf-8", "latin-1"),
        misread("gb18030", "latin-1"),
        (TEXT * 2).translate(TRADITIONAL).encode("big5", "replace"),
    ],
    ids=["utf-8 as gb18030", "utf-8 as latin-1", "gb18030 as latin-1", "big5"],
)
def test_another_encoding_is_refused_whatever_is_stated(data: bytes) -> None:
    with pytest.raises(ReadingError, match="hardly any word of Chinese"):
        read_report(data, "text.txt", region="330481", report_year=2019)


@pytest.mark.parametrize(
    "write", [str, lambda text: text.translate(TRADITIONAL)], ids=["simplified", "other"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_chinese_is_read(write: Callable[[str], str], encoding: str) -> None:
    assert read_report(write(TEXT).encode(encoding), "text.txt").id == "330481-2019"


def test_lost_characters_are_a_warning() -> None:
    report = read_report(TEXT.replace("生", "\ufffd").encode(), "text.txt")
    assert "characters lost before reading (U+FFFD): 1; names and numbers may be damaged" in report.warnings
    assert not any("U+FFFD" in warning for warning in read_report(TEXT.encode(), "text.txt").warnings)
