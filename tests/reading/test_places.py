"""The place of a report whose heading names none, and places with equal names."""

import pytest

from app.model.report import Basis, Level, ReportKind
from tests.reading.texts import OPENING, read

REVIEW = "一、2018年工作回顾\n"


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
        ("市人民政府", "郴州高新区扩区，郴州经开区升级，郴州陆港开通，学习长沙", "郴州市"),
        ("市人民政府", "金华、义乌、义乌、义乌，金华、金华、永康、永康", "金华市"),  # parts don't compete
        ("县人民政府", "开发资源，节约资源，资源大县，资源枯竭", None),  # a common word, though 资源县 exists
        ("市人民政府", "深化合作，扩大合作，合作共赢，合作发展", None),
        (
            "市人民政府",
            "恩施机场通航，恩施玉露获奖，恩施大峡谷升级",
            "恩施市",
        ),  # the city, not the prefecture
        ("自治州人民政府", "恩施机场通航，恩施玉露获奖，恩施大峡谷升级", "恩施土家族苗族自治州"),
    ],
)
def test_a_text_without_head_is_of_the_place_that_it_names_most(
    speaks: str, words: str, region: str | None
) -> None:
    report = read(OPENING.format(speaks) + REVIEW + words)
    assert (report.region, report.region_basis) == (region, Basis.ASSUMED if region else None)
    assert any("no heading names the place" in w or "does not state its place" in w for w in report.warnings)


def test_how_a_text_calls_its_place_says_of_which_kind_it_is() -> None:
    body = "我县增长5%。全县、全县、全省。支持青岛发展，支持宜丰发展，宜丰竹乡，宜丰工业园。"
    assert read(f"各位代表：\n{REVIEW}{body}").region == "宜丰县"


def test_a_name_of_several_places_has_no_code_and_says_where_they_are() -> None:
    report = read("2019年1月8日在鼓楼区第十届人民代表大会第三次会议上\n" + OPENING.format("区人民政府"))
    assert (report.region, report.region_code, report.level) == ("鼓楼区", None, None)
    assert report.region_shared
    assert any("江苏省南京市" in w and "--region" in w for w in report.warnings)


def test_of_several_places_the_text_means_the_one_whose_city_it_names() -> None:
    head = "2019年1月8日在朝阳区第十届人民代表大会第三次会议上\n"
    report = read(head + OPENING.format("区人民政府") + "服务首都北京，北京城市副中心，北京冬奥会。")
    assert (report.region_code, report.region_basis, report.region_shared) == ("110105", Basis.ASSUMED, False)


@pytest.mark.parametrize("opening", ["现在，我代表国务院，", "我受国务院的委托，现在"])
def test_who_speaks_for_the_state_council_speaks_for_the_nation(opening: str) -> None:
    report = read(f"各位代表：\n{opening}向大会作报告。\n一、１９９３年工作的回顾\n")
    assert (report.region, report.region_code, report.level) == ("中国", "100000", Level.NATIONAL)
    assert report.id == "national-1994"


@pytest.mark.parametrize(
    "text,kind,identity",
    [
        (
            "2022年成都市国民经济和社会发展统计公报\n成都市统计局\n",
            ReportKind.BULLETIN,
            "510100-bulletin-2023",
        ),
        ("黔东南州统计局\n2024年5月7日\n2023年，全州增长4%。", ReportKind.BULLETIN, "522600-bulletin-2024"),
        (
            "云南省国民经济和社会发展第十个五年计划纲要\n（2001年2月16日通过）\n",
            ReportKind.PLAN,
            "530000-plan-2001",
        ),
        ("2022年成都市政府工作报告\n", ReportKind.REPORT, "510100-2022"),
        ("成都市国民经济和社会发展统计公报（2022年）\n", ReportKind.BULLETIN, "510100-bulletin-2023"),
        (
            "中华人民共和国2022年国民经济和社会发展统计公报\n",
            ReportKind.BULLETIN,
            "national-bulletin-2023",
        ),
        ("2022年度成都市国民经济和社会发展统计公报\n", ReportKind.BULLETIN, "510100-bulletin-2023"),
        ("成都市关于2022年国民经济和社会发展的统计公报\n", ReportKind.BULLETIN, "510100-bulletin-2023"),
        # A title in three lines; the year of an outline is the first of its plan.
        (
            "成都市国民经济\n\n和社会发展第十四个五年\n规划和二〇三五年远景目标纲要\n地区生产总值增长5%。\n",
            ReportKind.PLAN,
            "510100-plan-2021",
        ),
        (
            "成都市国民经济和社会发展“十二五”规划纲要\n地区生产总值增长5%。\n",
            ReportKind.PLAN,
            "510100-plan-2011",
        ),
        ("成都市2024年国民经济和社会发展计划\n", ReportKind.PLAN, "510100-plan-2024"),
        ("2024年成都市政府工作报告\n成都市国民经济稳定\n", ReportKind.REPORT, "510100-2024"),
    ],
)
def test_the_title_says_what_kind_of_document_it_is(text: str, kind: ReportKind, identity: str) -> None:
    report = read(text)
    assert (report.kind, report.id) == (kind, identity)
