"""Which observations are of one quantity."""

from __future__ import annotations

import pytest

from app.comparison.keys import key, match, series
from app.model.comparison import Match
from app.model.observation import Observation
from tests.made import observed

GDP = "GDP"
SERIES = 6742233836304129054


@pytest.mark.parametrize(
    "one, other",
    [
        (observed(indicator="“散乱污”企业整治"), observed(indicator="散乱污企业的整治")),
        (observed(indicator="Ｒ＆Ｄ经费投入"), observed(indicator="R&D经费投入")),
        (observed(indicator_code=GDP, indicator="生产总值"), observed(indicator_code=GDP, indicator="GDP")),
        (
            observed(indicator_code="HIGH_TECH_FIRMS", unit="家"),
            observed(indicator_code="HIGH_TECH_FIRMS", unit="户"),
        ),
        (observed(unit="百分点"), observed(unit="个百分点")),
        (observed(unit="家"), observed(unit="所")),
        (observed(unit="亩"), observed(unit="公顷")),
        (observed(indicator="建设农村幸福院"), observed(indicator="建成农村幸福院")),
        (observed(indicator="建成乡村公厕"), observed(indicator="投入使用的乡村公共厕所")),
        (observed(indicator="开展文艺下乡活动"), observed(indicator="文艺下乡活动")),
        (observed(indicator="城镇失业人员培训"), observed(indicator="培训城镇失业人员")),
        (observed(indicator="全县粮食总产量"), observed(indicator="粮食产量")),
        (observed(indicator="新开工水利工程"), observed(indicator="开工水利工程")),
        (observed(unit="名"), observed(unit="人")),
        (observed(region="云溪市"), observed(region="云溪")),
        (observed(status="target"), observed(status="actual")),
        (observed("5"), observed("7")),
    ],
)
def test_one_quantity(one: Observation, other: Observation) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    "one, other",
    [
        (observed(indicator="新建书屋"), observed(indicator="改建书屋")),
        (observed(indicator_code=GDP), observed(indicator_code=None)),
        (observed(indicator_code=None, indicator=GDP), observed(indicator_code=GDP)),
        (observed(unit="元"), observed(unit="美元")),
        (
            observed(indicator_code="FDI_UTILIZED", unit="元"),
            observed(indicator_code="FDI_UTILIZED", unit="美元"),
        ),
        (observed(unit="家"), observed(unit="户")),
        (observed(unit="人"), observed(unit="户")),
        (observed(unit="人"), observed(unit="人次")),
        (observed(indicator="净增市场主体"), observed(indicator="新增市场主体")),
        (observed(indicator="累计建成书屋"), observed(indicator="建成书屋")),
        (observed(indicator="开工水利工程"), observed(indicator="建成水利工程")),
        (observed(indicator="签约项目"), observed(indicator="落地项目")),
        (observed(indicator="新建书屋"), observed(indicator="书屋")),
        (observed(measure="level"), observed(measure="growth")),
        (observed(scope=""), observed(scope="区本级")),
        (observed(region_code="990100"), observed(region_code="990200")),
        (observed(year=2019), observed(year=2020)),
        (observed(year=2020), observed(year=2020, start_year=2016)),
        (
            observed(region=None, region_code=None, report_id="a-2019"),
            observed(region=None, region_code=None, report_id="b-2020"),
        ),
    ],
)
def test_two_quantities(one: Observation, other: Observation) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(
    "one, other, reason",
    [
        (observed(indicator_code=GDP, indicator="GDP"), observed(indicator_code=GDP), Match.CODE),
        (observed(), observed(indicator="新建“书屋”"), Match.NAME),
        (observed(unit="家"), observed(unit="所"), Match.COUNTER),
        (observed(unit="亩"), observed(unit="公顷"), Match.UNIT),
        (observed(), observed(indicator="建成书屋"), Match.SYNONYM),
        (observed(unit="家"), observed(indicator="建成书屋", unit="所"), Match.SYNONYM),
    ],
)
def test_the_reason_of_a_match(one: Observation, other: Observation, reason: Match) -> None:
    assert key(one) == key(other)
    assert match(one, other) is match(other, one) is reason


def test_a_series_is_one_number_for_all_years() -> None:
    """It is stored: a row must get the same number from every version of this program."""
    assert series(observed(year=2019)) == series(observed(year=2020)) == SERIES
    assert 0 <= SERIES < 2**63


@pytest.mark.parametrize(
    "other",
    [
        observed(status="target"),
        observed(unit="万元"),
        observed(scope="区本级"),
        observed(start_year=2016, year=2020),
        observed(region_code="990200"),
    ],
)
def test_another_series(other: Observation) -> None:
    assert series(other) != series(observed())


def test_spans_of_equal_length_are_of_one_series() -> None:
    assert series(observed(start_year=2011, year=2015)) == series(observed(start_year=2016, year=2020))
