"""The features of a row that decide its confidence."""

from __future__ import annotations

from typing import Any

import pytest

from app.extraction.output.confidence import Rated, features
from app.model.observation import Observation
from tests.made import observed


def said(clause: str, name: str, unit: str = "个", **fields: Any) -> Observation:  # noqa: ANN401 # fields of any type
    """A row without a code, whose number is behind the clause."""
    return observed(
        indicator=name, unit=unit, sentence=f"{clause}8{unit}。", value_start=len(clause), action="", **fields
    )


@pytest.mark.parametrize(
    "row, expected",
    [
        # the kind of the unit
        (said("诉求办结率", "诉求办结率", "%"), "unit:percent"),
        (said("人口出生率", "人口出生率", "‰"), "unit:percent"),
        (said("设备投资", "设备投资", "美元"), "unit:money"),
        (said("培训村医", "培训村医", "人次"), "unit:people"),
        (said("新建凉亭", "新建凉亭", "座"), "unit:other"),
        # the length of the name, each class with its upper limit
        (said("", "凉亭"), "length:up-to-2"),
        (said("", "新凉亭"), "length:up-to-5"),
        (said("", "新建凉亭亭"), "length:up-to-5"),
        (said("", "新建凉亭亭亭"), "length:up-to-9"),
        (said("", "亭" * 20), "length:up-to-20"),
        (said("", "亭" * 21), "length:more"),
        # the characters of the clause that are not in the name
        (said("新建凉亭", "新建凉亭"), "unused:up-to-0"),
        (said("今年新建凉亭约", "新建凉亭"), "unused:up-to-3"),
        (said("今年全市新建凉亭约", "新建凉亭"), "unused:up-to-8"),
        (said("今年全市各乡镇村新建凉亭约", "新建凉亭"), "unused:more"),
        # a short name in a later clause may lack its owner
        (said("新建公园，配套凉亭", "凉亭"), "short:later-clause"),
        (said("新建公园配套凉亭", "凉亭"), "short:first-clause"),
        (said("改造公园，新建休闲凉亭", "新建休闲凉亭"), "long:later-clause"),
        # how the name is written in the sentence
        (said("新建凉亭约", "新建凉亭"), "contiguous"),
        (said("新建凉亭", "新建凉亭"), "before-number"),
        (said("建设“两山集市", "建设“两山集市"), "unbalanced"),
        (said("桥和亭", "桥、亭"), "contains:、"),
        (said("新建的亭", "新建的亭"), "contains:的"),
        # fields of the row
        (said("亭", "亭", start_year=2018), "span"),
        (said("亭", "亭", bound="min"), "bound"),
        (said("亭", "亭", scope="城区"), "scope"),
        (said("亭", "亭", flags=("doubtful_name",)), "flag:doubtful_name"),
        (said("亭", "亭", rules=("name.elided", "pair.zip", "measure.level")), "also:pair.zip"),
        (said("亭", "亭", rules=("name.elided", "period.heading")), "time:period.heading"),
    ],
    ids=lambda one: getattr(one, "indicator", one),
)
def test_features(row: Observation, expected: str) -> None:
    assert expected in set(features(Rated.of(row)))


@pytest.mark.parametrize(
    "row, absent",
    [
        (said("新建了凉亭", "新建凉亭"), "contiguous"),
        (said("新建凉亭约", "新建凉亭"), "before-number"),
        (said("建设“两山”集市", "建设“两山”集市"), "unbalanced"),
        (said("亭", "亭"), "span"),
        (said("亭", "亭"), "bound"),
        (said("亭", "亭"), "scope"),
        (said("亭", "亭", rules=("name.elided", "measure.level")), "also:measure.level"),
        # of a quantity of the catalogue the name does not matter
        (said("亭", "亭", indicator_code="GDP"), "uncoded"),
        (said("亭", "亭", indicator_code="GDP"), "contiguous"),
    ],
    ids=lambda one: getattr(one, "indicator", one),
)
def test_absent_features(row: Observation, absent: str) -> None:
    assert absent not in set(features(Rated.of(row)))


@pytest.mark.parametrize(
    "name, expected", [("新建凉亭", "verb:short-object"), ("新建休闲凉亭", "verb:long-object")]
)
def test_the_object_of_a_deed_is_short_or_long(name: str, expected: str) -> None:
    row = observed(indicator=name, action="新建", sentence=f"{name}8个。", value_start=len(name))
    assert expected in set(features(Rated.of(row)))


def test_cells_of_tables_have_their_own_features() -> None:
    row = said("亭", "亭", rules=("table.row", "measure.level"), flags=("doubtful_name",))
    assert [*features(Rated.of(row))] == ["table", "table:doubtful_name"]
