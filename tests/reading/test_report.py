"""What reports of many headings say of themselves."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from app.model.report import Level, Report
from app.reading.report import ReadingError, read_report

SEED = Path(__file__).parents[2] / "seeds" / "yinzhou-2020.txt"
BODY = "\n各位代表：\n现在，我代表{}向大会报告工作，请予审议。\n一、2018年工作回顾\n全年增长5%。\n"


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
    "text,year,warning",
    [
        ("2019年陇县人民政府工作报告（2020年1月8日）\n各位代表：", 2020, None),
        ("政府工作报告\n（2012年1月）\n各位代表：", 2012, None),
        ("2010年政府工作报告\n各位代表：\n一、2009年工作回顾\n", 2010, None),
        ("2010年政府工作报告\n各位代表：\n一、2010年工作回顾\n", 2011, "the title says 2010"),
        ("各位代表：\n一、“十三五”时期和2020年工作回顾\n二、2035年远景目标\n", 2021, "looks back on 2020"),
        ("各位代表：\n一、过去五年工作回顾\n二、2018年经济社会发展总体要求\n", 2018, "plans"),
        (
            "各位代表：\n过去五年，2017年增长5%，到2020年建成小康。\n二、今后五年\n2022年",
            2018,
            "last of 2017",
        ),
    ],
)
def test_the_year_of_delivery_or_what_it_rests_on(text: str, year: int, warning: str | None) -> None:
    report = read(text)
    told = [w for w in report.warnings if "year" in w or "title says" in w]
    assert report.report_year == year
    assert (warning in told[0]) if warning else not told


@pytest.mark.parametrize(
    "speaks,words,region",
    [
        ("市人民政府", "向关心支持鹤壁发展的朋友表示感谢", "鹤壁市"),
        ("市人民政府", "在中共青岛市委的领导下，在中共山东省委的关心下", "青岛市"),
        ("市人民政府", "这是金华发展历程中不平凡的一年", "金华市"),
        ("市人民政府", "请审查《防城港市国民经济和社会发展第十二个五年规划》", "防城港市"),
        ("县人民政府", "建设平安宜丰，支持宜春发展", "宜丰县"),
        ("市人民政府", "支持鹤壁发展，支持青岛发展", None),  # they disagree
        ("市人民政府", "平安中国建设，美丽福建建设", None),  # not of its kind
        ("市人民政府", "高速公路通到鹤壁、青岛", None),
    ],
)
def test_a_text_without_head_may_name_its_place(speaks: str, words: str, region: str | None) -> None:
    report = read(BODY.format(speaks) + words)
    assert report.region == region
    assert any("no heading names the place" in w or "does not state its place" in w for w in report.warnings)


def test_a_name_of_several_places_has_no_code_and_says_where_they_are() -> None:
    report = read("2019年1月8日在鼓楼区第十届人民代表大会第三次会议上" + BODY.format("区人民政府"))
    assert (report.region, report.region_code, report.level) == ("鼓楼区", None, None)
    assert any("江苏省南京市" in w and "--region" in w for w in report.warnings)


@pytest.mark.parametrize(
    "region,report_year,expected",
    [
        ("南京市鼓楼区", None, ("320106", "鼓楼区", Level.COUNTY, 2019)),
        ("320106", None, ("320106", "鼓楼区", Level.COUNTY, 2019)),
        ("全国", None, (None, "中国", Level.NATIONAL, 2019)),
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


def test_a_text_without_years_asks_for_one() -> None:
    with pytest.raises(ReadingError, match="--report-year"):
        read("各位代表：全市经济增长5%。")
    assert read("各位代表：全市经济增长5%。", report_year=2020).report_year == 2020


@pytest.mark.parametrize("year", [0, 1948, 2101])
def test_a_stated_year_is_one_of_a_report(year: int) -> None:
    with pytest.raises(ReadingError, match="between 1949 and 2100"):
        read("全市经济增长5%。", report_year=year)


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


def test_what_is_not_stated_has_a_warning() -> None:
    report = read("各位代表：\n一、2018年工作回顾\n")
    assert (report.title, report.region, report.delivered_on, report.speaker) == (None,) * 4
    assert {"no title", "no speaker", "no date of delivery"} < set(report.warnings)


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
    assert report.warnings == ("no title",)


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
        "支持" * 150_000,
        "2018年" * 60_000,
        "一\n" * 150_000,
    ],
)
def test_endless_runs_are_read_in_no_time(text: str) -> None:
    assert read("2019年政府工作报告\n各位代表：我代表市人民政府\n" + text).report_year == 2019
