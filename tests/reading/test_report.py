"""Title, place, year and speaker, for headings of many kinds."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from app.model.report import Level, Report
from app.reading.report import read_report

SEED = Path(__file__).parents[2] / "seeds" / "yinzhou-2020.txt"
BODY = "\n各位代表：\n现在，我代表{}向大会报告工作，请予审议。\n一、过去一年工作回顾\n2018年增长5%。\n"


def read(
    text: str, source: str = "text.txt", region: str | None = None, report_year: int | None = None
) -> Report:
    return read_report(text.encode(), source, region=region, report_year=report_year)


def facts(report: Report) -> tuple[object, ...]:
    return (report.id, report.region, report.level, report.delivered_on, report.speaker)


@pytest.mark.parametrize(
    "head,speaks,expected",
    [
        (
            "政府工作报告\n——在海宁市第十五届人民代表大会第三次会议上\n海宁市市长 张三\n（2019年2月18日）",
            "市人民政府",
            ("330481-2019", "海宁市", Level.COUNTY, date(2019, 2, 18), "张三"),
        ),
        (
            "政府工作报告\n二○一九年二月二十八日在普陀区第十六届人大第五次会议上\n上海市普陀区区长 李 四",
            "区人民政府",
            ("310107-2019", "普陀区", Level.COUNTY, date(2019, 2, 28), "李四"),
        ),
        (
            "2019年1月8日在长阳土家族自治县第九届\n人民代表大会第三次会议上\n县长　王五光",
            "县人民政府",
            ("420528-2019", "长阳土家族自治县", Level.COUNTY, date(2019, 1, 8), "王五光"),
        ),
        (
            "2019年延边州政府工作报告\n(2019.1.16)\n代州长 金六子",
            "州人民政府",
            ("222400-2019", "延边朝鲜族自治州", Level.CITY, date(2019, 1, 16), "金六子"),
        ),
        (
            "2019年新疆政府工作报告\n2019年1月14日在会议上 自治区主席 阿不都·买买提作政府工作报告。",
            "自治区人民政府",
            ("650000-2019", "新疆维吾尔自治区", Level.PROVINCE, date(2019, 1, 14), "阿不都·买买提"),
        ),
        (
            "来源：某报 2019-03-11\n发布：2019年3月5日\n2019年2月25日在余姚市第十六届人大第三次会议上",
            "市人民政府",
            ("330281-2019", "余姚市", Level.COUNTY, date(2019, 2, 25), None),
        ),
        (
            "政府工作报告\n——2003年3月1日在鄞州区第十五届人民代表大会第一次会议上\n赵 七 山",
            "区人民政府",
            ("330212-2003", "鄞州区", Level.COUNTY, date(2003, 3, 1), "赵七山"),
        ),
        (
            "政府工作报告\n——2000年3月1日在鄞县第十三届人民代表大会第三次会议上\n县长赵七山",
            "县人民政府",
            ("330227-2000", "鄞县", Level.COUNTY, date(2000, 3, 1), "赵七山"),
        ),
        (
            "政府工作报告\n——2019年3月5日在第十三届全国人民代表大会第二次会议上\n国务院总理 钱八",
            "国务院",
            ("national-2019", "中国", Level.NATIONAL, date(2019, 3, 5), "钱八"),
        ),
        (
            "2019年宁波国家高新区管委会工作报告\n2019年1月16日",
            "高新区管委会",
            ("text-2019", "宁波国家高新区", None, date(2019, 1, 16), None),
        ),
        ("", "深圳市人民政府", ("440300-2019", "深圳市", Level.CITY, None, None)),
        ("", "市人民政府", ("text-2019", None, None, None, None)),
    ],
)
def test_heads(head: str, speaks: str, expected: tuple[object, ...]) -> None:
    assert facts(read(head + BODY.format(speaks))) == expected


@pytest.mark.parametrize(
    "head,title",
    [
        ("政 府 工 作 报 告\n2019年1月", "政府工作报告"),
        ("2019年陇县人民政府工作报告(全文)——在会议上县长赵九(2020年1月8日)", "2019年陇县人民政府工作报告"),
        ("首页 > 公开\n陕西省2026年政府工作报告", "陕西省2026年政府工作报告"),
        ("２０１９年政府工作报告", "２０１９年政府工作报告"),
        ("2019年1月9日市长张三作政府工作报告", None),
        ("2019年1月9日", None),
    ],
)
def test_titles_are_as_given(head: str, title: str | None) -> None:
    assert read(head + BODY.format("市人民政府")).title == title


@pytest.mark.parametrize(
    "region,report_year,expected",
    [
        ("南京市鼓楼区", None, ("320106", "鼓楼区", Level.COUNTY, 2019)),
        ("320106", None, ("320106", "鼓楼区", Level.COUNTY, 2019)),
        ("全国", None, ("100000", "中国", Level.NATIONAL, 2019)),
        ("某某开发区", None, (None, "某某开发区", None, 2019)),
        ("鄞县", 1999, ("330227", "鄞县", Level.COUNTY, 1999)),
        (None, 2018, ("330481", "海宁市", Level.COUNTY, 2018)),
    ],
)
def test_what_a_person_states_overrules(
    region: str | None, report_year: int | None, expected: tuple[object, ...]
) -> None:
    head = "2019年1月8日在海宁市第十届人民代表大会第三次会议上"
    report = read(head + BODY.format("市人民政府"), region=region, report_year=report_year)
    assert (report.region_code, report.region, report.level, report.report_year) == expected


@pytest.mark.parametrize(
    "source,identity",
    [
        ("reports/Some Town-2019.txt", "some-town-2019"),
        ("某镇2019.txt", "某镇2019-2019"),
        ("2019.txt", "report-2019"),
    ],
)
def test_a_report_without_code_is_called_after_its_file(source: str, identity: str) -> None:
    assert read("2019年政府工作报告", source).id == identity


def test_what_is_not_stated_is_null_and_only_guesses_have_a_warning() -> None:
    report = read("各位代表：\n一、2018年工作回顾\n")
    assert (report.title, report.region, report.delivered_on, report.speaker) == (None,) * 4
    year, place = report.warnings
    assert year.startswith("no date of delivery: report year taken as 2019")
    assert "place" in place


VARIANTS = {
    "as given": lambda text: text.encode(),
    "GB18030": lambda text: text.encode("gb18030"),
    "UTF-16": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "full width": lambda text: text.translate({c: c + 0xFEE0 for c in range(0x21, 0x7F)}).encode(),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0").encode(),
    "blanks between all": lambda text: (" ".join(text[:300]) + text[300:]).encode(),
    "zero-width characters": lambda text: ("\u200b".join(text[:300]) + text[300:]).encode(),
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_seed_says_the_same_in_every_shape(variant: str) -> None:
    report = read_report(VARIANTS[variant](SEED.read_text("utf-8")), "seeds/yinzhou-2020.txt")
    assert facts(report) == ("330212-2020", "鄞州区", Level.COUNTY, date(2020, 5, 8), "王兆波")
    assert report.title is None
    assert report.report_year == 2020
    assert report.warnings == ()


def test_the_text_stays_as_given() -> None:
    text = "\r\n２０１９年政府工作报告\u200b\r\n各位代表"
    report = read(text, "given/name.txt")
    assert report.text == text
    assert report.characters == len(text)
    assert report.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert report.source == "given/name.txt"


@pytest.mark.parametrize(
    "text",
    [
        "1" * 300_000,
        "," * 300_000,
        "(" * 300_000,
        '"' * 300_000,
        "支持发展" * 75_000,
        "2018年" * 60_000,
        "一\n" * 150_000,
    ],
)
def test_endless_runs_are_read_in_no_time(text: str) -> None:
    assert read("2019年政府工作报告\n各位代表：我代表市人民政府\n" + text).report_year == 2019
