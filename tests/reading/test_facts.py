"""Tables of facts: columns in Chinese or English, wrong tables refused, rows grouped by publication."""

import pytest

from app.model.report import Basis, Level, ReportKind
from app.reading.errors import ReadingError
from app.reading.facts import listed, publication, read_fact_table, report_of

ENGLISH = "region,indicator,year,value,unit,source\n宁波市,粮食产量,2019,12,万吨,2020年宁波市政府工作报告\n"
CHINESE = "地区\t指标\t年份\t数值\t单位\t来源\n宁波市\t粮食产量\t2019\t12\t万吨\t2020年宁波市政府工作报告\n"


@pytest.mark.parametrize("text", [ENGLISH, CHINESE, ENGLISH.replace("\n", "\r\n"), "\ufeff" + ENGLISH])
def test_columns_are_english_or_chinese(text: str) -> None:
    (row,) = read_fact_table(text.encode()).rows
    assert dict(row.stated) == {
        "region": "宁波市",
        "indicator": "粮食产量",
        "year": "2019",
        "value": "12",
        "unit": "万吨",
        "source": "2020年宁波市政府工作报告",
    }
    assert row.line == 2


def test_a_spreadsheet_of_the_old_encoding_is_read() -> None:
    assert read_fact_table(CHINESE.encode("gb18030")).rows[0].stated["region"] == "宁波市"


def test_cells_are_one_line_and_other_columns_stay() -> None:
    table = read_fact_table('year,value,indicator,memo\n\n2019,"1,234","新建\n书屋",x\n,,,\n'.encode())
    (row,) = table.rows
    assert (row.line, row.cells) == (4, ("2019", "1,234", "新建 书屋", "x"))
    assert table.text(table.rows) == "year\tvalue\tindicator\tmemo\n2019\t1,234\t新建 书屋\tx"


@pytest.mark.parametrize(
    "text, reason",
    [
        ("a,b\n1,2\n", "has no column year, value, indicator or indicator_code"),
        ("year,value\n2019,1\n", "has no column indicator or indicator_code"),
        ("year,年份,value,indicator\n", "has the column year twice"),
        (
            "year,value,indicator\n2019,1,234,x\n2019,1,x\n2019,1,2,y\n",
            "line 2: has 4 cells, the head has 3; line 4",
        ),
        ("", "is empty"),
    ],
)
def test_a_wrong_table_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ReadingError, match=reason):
        read_fact_table(text.encode())


def test_of_many_wrong_rows_the_first_are_named() -> None:
    assert listed([f"line {number}" for number in range(2, 25)]).endswith("line 21; and 3 more rows")
    assert listed(["line 2", "line 3"]) == "line 2; line 3"


HEAD = "region,region_code,report_year,source,year,value,indicator"


@pytest.mark.parametrize(
    "cells, code, year",
    [
        ("全国,,,2012年国务院政府工作报告", "100000", 2012),
        (",100000,,", "100000", 2020),
        ("浙江,,,中国统计年鉴2013", "330000", 2013),
        # The title of a bulletin has the year that it is about.
        ("浙江,,,2012年国民经济和社会发展统计公报", "330000", 2013),
        ("浙江省宁波市鄞州区,,2015年,2012年年鉴", "330212", 2015),
        ("鄞州区,330212,,2001-2010年资料汇编", "330212", 2020),
    ],
)
def test_place_and_year_of_publication(cells: str, code: str, year: int) -> None:
    (row,) = read_fact_table(f"{HEAD}\n{cells},2019,1,x\n".encode()).rows
    found = publication(row, 2020)
    assert (found.where.code, found.year) == (code, year)


def test_what_the_user_states_holds_for_rows_that_do_not() -> None:
    table = read_fact_table(f"{HEAD}\n,,,,2019,1,x\n浙江,,2015,,2019,1,x\n".encode())
    found = [publication(row, 2020, region="宁波市", report_year=2018) for row in table.rows]
    assert [(one.where.code, one.year) for one in found] == [("330200", 2018), ("330000", 2015)]


@pytest.mark.parametrize(
    "cells, reason",
    [
        (",,,", "states no region"),
        ("朝阳区,,,", "朝阳区 is in .*北京市.*吉林省长春市.*region_code"),
        (",999999,,", "region_code 999999 is not in GB/T 2260 in 2020"),
        ("上海市,110000,,", "region_code 110000 is 北京市, not 上海市"),
        ("浙江,,二十,", "report_year is a year such as 2020, not 二十"),
        ("浙江,,1066,", "lies between 1949 and 2100"),
    ],
)
def test_a_wrong_place_or_year_is_named(cells: str, reason: str) -> None:
    (row,) = read_fact_table(f"{HEAD}\n{cells},2019,1,x\n".encode()).rows
    with pytest.raises(ValueError, match=reason):
        publication(row, 2020)


def test_the_report_cites_the_sources_of_its_rows() -> None:
    table = read_fact_table(f"{HEAD}\n全国,,2012,甲,2011,1,x\n全国,,2012,乙,2011,2,y\n".encode())
    rows = list(table.rows)
    made = report_of(table, rows, publication(rows[0], 2012), "My Facts.csv", "ab12")
    assert made.file_sha256 == "ab12"
    assert (made.id, made.title, made.source) == ("national-table-my-facts-2012", "甲、乙", "My Facts.csv")
    assert (made.kind, made.level, made.year_basis) == (ReportKind.TABLE, Level.NATIONAL, Basis.STATED)
    assert made.text == table.text(rows)
