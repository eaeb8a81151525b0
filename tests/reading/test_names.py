"""Names of files and folders: used if a text states no place or year, compared if it does."""

import pytest

from app.lexicon.regions import load_regions
from app.model.report import Basis, Report
from app.reading.beside import Beside
from app.reading.names import region_in, year_in
from app.reading.report import read_report

SILENT = "各位代表：\n地区生产总值增长5%。\n"


def read(text: str, *names: str) -> Report:
    return read_report(text.encode(), names[-1], beside=Beside(names=names))


@pytest.mark.parametrize(
    "names,year",
    [
        (("驻马店市", "2012年政府工作报告.docx"), 2012),
        (("2012", "某市.txt"), 2012),
        (("2012_海拉尔区.txt",), 2012),
        (("2010", "2012.txt"), 2012),
        (("２０１２年.txt",), 2012),
        (("2011-2012.txt",), None),
        (("t20210223_36331753.html",), None),
        (("报告.txt",), None),
    ],
)
def test_years_in_names(names: tuple[str, ...], year: int | None) -> None:
    assert year_in(names) == year


@pytest.mark.parametrize(
    "names,code",
    [
        (("驻马店市", "2012年政府工作报告.docx"), "411700"),
        (("2012_海拉尔区.txt",), "150702"),
        (("河南省", "驻马店", "2012.txt"), "411700"),
        (("2012年南京市鼓楼区政府工作报告.txt",), "320106"),
        (("南京市", "鼓楼区.txt"), "320106"),
        (("鼓楼区.txt",), None),
        (("reports", "a.txt"), None),
    ],
)
def test_places_in_names(names: tuple[str, ...], code: str | None) -> None:
    region = region_in(names, 2012, load_regions())
    assert (region.code if region else None) == code


def test_names_say_what_the_text_does_not() -> None:
    report = read(SILENT, "驻马店市", "2012年政府工作报告.txt")
    assert (report.region_code, report.report_year) == ("411700", 2012)
    assert (report.region_basis, report.year_basis) == (Basis.FILE_NAME, Basis.FILE_NAME)


def test_a_text_that_speaks_is_believed_and_the_contradiction_named() -> None:
    head = "2019年2月18日在余姚市第十六届人民代表大会第三次会议上\n"
    report = read(head + SILENT, "慈溪市", "2018.txt")
    assert (report.region_code, report.report_year) == ("330281", 2019)
    assert "say 慈溪市, the text 余姚市" in "".join(report.warnings)
    assert "says 2018, the text 2019" in "".join(report.warnings)
    assert not any("name" in warning for warning in read(head + SILENT, "余姚", "2019.txt").warnings)


def test_names_decide_over_assumptions() -> None:
    report = read("各位代表：\n2012年增长5%。\n", "2016年.txt")
    assert (report.report_year, report.year_basis) == (2016, Basis.FILE_NAME)
    agreed = read("各位代表：\n2012年增长5%。\n", "2013年.txt")
    assert (agreed.year_basis, agreed.warnings[0]) == (
        Basis.FILE_NAME,
        "the text does not state its place; state it with --region",
    )


def test_a_short_name_of_two_places_is_no_contradiction() -> None:
    report = read("2019年1月8日在吉林市第十六届人民代表大会第三次会议上\n" + SILENT, "吉林2019.txt")
    assert (report.region_code, report.region_basis) == ("220200", Basis.STATED)
    assert not any("say" in warning for warning in report.warnings)


def test_a_full_name_decides_over_the_place_that_a_text_names_most() -> None:
    body = "各位代表：\n我区增长5%。" + "黄山区发展。全区旅游。" * 4 + "\n"
    for name, code, basis in (
        ("黄山市2024年.txt", "341000", Basis.FILE_NAME),
        ("黄山2024年.txt", "341003", Basis.ASSUMED),
        ("2024年.txt", "341003", Basis.ASSUMED),
    ):
        report = read(body, name)
        assert (report.region_code, report.region_basis) == (code, basis)
    assert "say 黄山市, though the text names 黄山区 most" in "".join(read(body, "黄山市2024年.txt").warnings)


def test_a_contracted_name_of_a_prefecture_is_not_that_of_its_seat() -> None:
    body = "各位代表：\n我市增长5%。" + "恩施市发展。全市旅游。" * 4 + "\n"
    for name, code, basis in (
        ("恩施州2024年.txt", "422800", Basis.FILE_NAME),
        ("恩施2024年.txt", "422801", Basis.ASSUMED),
    ):
        report = read(body, name)
        assert (report.region_code, report.region_basis) == (code, basis)


def test_the_folder_of_a_province_does_not_contradict_its_cities() -> None:
    head = "2019年2月18日在余姚市第十六届人民代表大会第三次会议上\n"
    for names in (("浙江省", "宁波市", "报告.txt"), ("浙江", "2019.txt")):
        report = read(head + SILENT, *names)
        assert (report.region_code, report.warnings) == ("330281", ())
    assert "say 浙江省, the text 余姚市" in "".join(read(head + SILENT, "浙江省2019.txt").warnings)


def test_a_bulletin_is_named_after_the_year_that_it_is_of() -> None:
    report = read("2022年成都市国民经济和社会发展统计公报\n增长5%。\n", "2022年成都统计公报.txt")
    assert report.report_year == 2023
    assert not any("file's name" in warning for warning in report.warnings)


def test_of_several_places_the_folder_says_which() -> None:
    head = "2019年1月8日在鼓楼区第十届人民代表大会第三次会议上\n"
    report = read(head + SILENT, "南京市", "鼓楼区.txt")
    assert (report.region_code, report.region_basis) == ("320106", Basis.FILE_NAME)


def test_who_states_something_overrules_names_and_text() -> None:
    beside = Beside(region="余姚市", report_year=2015, names=("慈溪市", "2012.txt"))
    report = read_report(SILENT.encode(), "2012.txt", beside=beside)
    assert (report.region_code, report.report_year) == ("330281", 2015)
    assert (report.region_basis, report.year_basis) == (Basis.MANIFEST, Basis.MANIFEST)
    person = read_report(SILENT.encode(), "2012.txt", region="宁海县", report_year=2016, beside=beside)
    assert (person.region_code, person.report_year, person.year_basis) == ("330226", 2016, Basis.STATED)
