"""The year of delivery, and how it was found."""

import pytest

from app.model.report import Basis
from app.reading.report import ReadingError, read_report
from tests.reading.texts import read

STATED, HEADING, ASSUMED = Basis.STATED, Basis.HEADING, Basis.ASSUMED


@pytest.mark.parametrize(
    "text,year,basis,warning",
    [
        ("2019年陇县人民政府工作报告（2020年1月8日）\n各位代表：", 2020, STATED, None),
        ("政府工作报告\n（2012年1月）\n各位代表：", 2012, STATED, None),
        ("2010年政府工作报告\n各位代表：\n一、2009年工作回顾\n", 2010, STATED, None),
        ("2010年政府工作报告\n各位代表：\n一、2010年工作回顾\n", 2011, HEADING, "the title says 2010"),
        ("某县政府工作报告（2010年）\n各位代表：\n", 2010, STATED, None),
        ("某县人民政府工作报告(2010)\n各位代表：\n", 2010, STATED, None),
        ("政府工作报告（讨论稿）\n各位代表：\n2009年工作回顾\n", 2010, HEADING, "looks back on 2009"),
        # A report of December plans the year after the one in which it is delivered.
        ("2018年12月28日在某县第三届人民代表大会上\n各位代表：\n二、2019年工作安排\n", 2018, STATED, None),
        ("2022年某市国民经济和社会发展统计公报\n某市统计局\n2022年，全市增长5%。", 2023, STATED, None),
        # Statements of a bulletin without a year are about the year in its title, whenever it was published.
        ("2022年某市国民经济和社会发展统计公报\n2023年3月8日\n全年增长5%。", 2023, STATED, None),
        ("2022年某市国民经济和社会发展统计公报\n2024年6月3日\n全年增长5%。", 2023, STATED, "the date 2024"),
        ("2022年某市国民经济和社会发展统计公报\n2022年12月8日\n全年增长5%。", 2023, STATED, "the date 2022"),
        ("某市国民经济和社会发展统计公报\n某市统计局\n2023年3月8日\n全年增长5%。", 2023, STATED, None),
        ("某市2022年度国民经济和社会发展统计公报\n全年增长5%。", 2023, STATED, None),
        ("某市国民经济和社会发展统计公报\n（2022年度）\n全年增长5%。", 2023, STATED, None),
        ("某市国民经济和社会发展统计公报\n2022年\n全年增长5%。", 2023, STATED, None),
        ("关于2022年国民经济和社会发展的统计公报\n全年增长5%。", 2023, STATED, None),
        ("某市2022年经济社会发展统计公报\n全年增长5%。", 2023, STATED, None),
        ("2022年某市统计公报\n全年增长5%。", 2023, STATED, None),
        ("关于某市2022年国民经济和社会发展计划执行情况\n与2023年计划草案的报告\n", 2023, STATED, None),
    ],
)
def test_what_date_and_title_say(text: str, year: int, basis: Basis, warning: str | None) -> None:
    report = read(text)
    warnings = [w for w in report.warnings if "year" in w or "title says" in w]
    assert (report.report_year, report.year_basis) == (year, basis)
    assert (warning in warnings[0]) if warning else not warnings


@pytest.mark.parametrize(
    "body,year,warning",
    [
        ("一、“十三五”时期和2020年工作回顾\n二、2035年远景目标\n", 2021, "looks back on 2020"),
        ("一、过去五年工作回顾\n二、2018年经济社会发展总体要求\n", 2018, "plans 2018"),
        ("一、１９９３年工作的回顾和１９９４年工作的基本方针\n", 1994, "looks back on 1993"),
        ("一、2009年工作回顾和2010年工作安排\n", 2010, "looks back on 2009"),
        ("一、二〇〇八年工作回顾\n", 2009, "looks back on 2008"),
        ("奋力完成2023年各项任务\n全力实现2024年的奋斗目标\n", 2024, "plans 2024"),
        ("一、“七五”计划执行情况的回顾\n一九八六年增长百分之五。\n", 1991, "plan that ended in 1990"),
        ("即将过去的2023年，全市增长5%。\n", 2024, "past year 2023"),
        ("2024年经济社会发展的主要预期目标是：增长5%。\n", 2024, "states aims for 2024"),
        ("去年召开的党的十九大，开启了新征程。\n", 2018, "congress of 2017 was last year"),
        ("去年召开的党的第十一次全国代表大会，总结了经验。\n", 1978, "congress of 1977 was last year"),
    ],
)
def test_what_headings_and_sentences_say(body: str, year: int, warning: str) -> None:
    report = read(f"各位代表：\n{body}")
    assert (report.report_year, report.year_basis) == (year, HEADING)
    assert warning in report.warnings[0]


@pytest.mark.parametrize(
    "body,year",
    [
        ("2017年增长5%，到2020年建成小康。\n二、今后五年\n2022年", 2018),
        ("2005年增长5%。\n迎接2008年奥运会，2008年奥运会的场馆和2010年世博会。\n", 2006),
        ("预计2012年增长5%，是2007年的2.1倍，比2007年提高3个百分点，为2007年的2倍。\n", 2013),
        (
            "一九八三年，工业总产值增长百分之十。一九八三年粮食增产。一九八五年要做到，一九九七年收回。\n",
            1984,
        ),
    ],
)
def test_the_year_that_a_review_names_most_is_an_assumption(body: str, year: int) -> None:
    report = read(f"各位代表：\n{body}")
    assert (report.report_year, report.year_basis) == (year, ASSUMED)
    assert f"speaks most of {year - 1}" in report.warnings[0]


def test_a_report_from_within_its_year_plans_the_next_one() -> None:
    body = (
        "1980年上半年增长5%，今年上半年工业增长3%，今年上半年粮食增产。\n二、1981年计划的任务\n"
        "明年增长6%，明年粮食增长2%，明年钢产量增长1%。\n"
    )
    assert read(f"各位代表：\n{body}").report_year == 1980


@pytest.mark.parametrize(
    "text,both",
    [
        ("2019年2月3日在某县会议上\n各位代表：\n一、2015年工作回顾\n", ("2019", "2016")),
        ("2019年政府工作报告\n各位代表：\n二、2016年工作安排\n", ("2019", "2016")),
        ("各位代表：\n一、2015年工作回顾\n增长5%。\n二、2018年工作安排\n", ("2015", "2018")),
    ],
)
def test_two_signs_that_disagree_are_refused_with_both_named(text: str, both: tuple[str, str]) -> None:
    with pytest.raises(ReadingError, match="states two years") as refused:
        read(text)
    assert all(year in str(refused.value) for year in (*both, "--report-year"))


def test_the_years_named_decide_between_headings() -> None:
    text = "各位代表：\n一、2015年工作回顾\n2017年增长5%。\n二、2018年工作安排\n"
    report = read(text)
    assert (report.report_year, report.year_basis) == (2018, ASSUMED)


def test_a_text_without_years_asks_for_one() -> None:
    text = "各位代表：全市经济增长5%。"
    with pytest.raises(ReadingError, match="--report-year"):
        read(text)
    assert read_report(text.encode(), "text.txt", report_year=2020).report_year == 2020


@pytest.mark.parametrize("year", [0, 1948, 2101])
def test_a_stated_year_is_one_of_a_report(year: int) -> None:
    with pytest.raises(ReadingError, match="between 1949 and 2100"):
        read_report("全市经济增长5%。".encode(), "text.txt", report_year=year)


@pytest.mark.parametrize("stated,year", [(2022, 2023), (2023, 2023)])
def test_who_states_the_year_of_a_bulletin_may_mean_that_in_its_title(stated: int, year: int) -> None:
    text = "2022年某市国民经济和社会发展统计公报\n全年增长5%。"
    report = read_report(text.encode(), "text.txt", report_year=stated)
    assert report.report_year == year
    assert any("a bulletin about 2022" in warning for warning in report.warnings) == (stated == 2022)


@pytest.mark.parametrize(
    "sentence,year",
    [
        ("2022年，全市经济运行平稳。", 2023),
        ("2023年，全市经济好于2022年，好于2022年。", 2024),
        ("全年经济运行平稳。", 2024),
    ],
)
def test_a_bulletin_without_a_year_in_its_title_is_about_the_one_it_names(sentence: str, year: int) -> None:
    body = sentence + "全市各项事业取得了新的进步，" * 5
    report = read(f"某市国民经济和社会发展统计公报\n2024年6月3日\n{body}")
    assert report.report_year == year
    assert any("speaks of the year 2022" in warning for warning in report.warnings) == (year == 2023)
