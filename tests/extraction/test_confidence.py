"""The features of a row that decide its confidence."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from app.extraction.output.confidence import features
from app.extraction.output.rated import Companions, Rated, companions
from app.lexicon.types.word_use import WordUse, WordUses
from app.model.flags import SURE, Flag
from app.model.observation import Observation
from tests.extraction.examples import run
from tests.fit import features_of
from tests.made import observed


def said(clause: str, name: str, unit: str = "个", rest: str = "。", **fields: Any) -> Observation:  # noqa: ANN401 # fields of any type
    """A row without a code, whose number is between the clause and the rest of the sentence."""
    start, end = len(clause), len(clause) + len(f"8{unit}")
    sentence = f"{clause}8{unit}{rest}"
    return observed(
        indicator=name, unit=unit, sentence=sentence, value_start=start, value_end=end, action="", **fields
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
        (said("5G亭", "5G亭"), "contains:digit"),
        (said("新建凉亭", "新建凉亭"), "starts:新"),
        (said("凉亭", "凉亭"), "last-word:up-to-2"),
        # the characters beside the name and beside the number, and how the clause goes on
        (said("全市新建凉亭约", "新建凉亭"), "left:市"),
        (said("新建凉亭约", "新建凉亭"), "left:"),
        (said("新建凉亭约", "新建凉亭"), "right:约"),
        (said("新建凉亭", "新建凉亭"), "right:0"),
        (said("全市新建凉亭约", "新建凉亭"), "before:约"),
        (said("全市新建凉亭约\n", "新建凉亭"), "before:约"),
        (said("新建公园，", "新建公园"), "before:"),
        (said("新建", "新建凉亭", rest="凉亭，桥3座。"), "after:凉"),
        (said("新建", "新建凉亭", rest="凉亭，桥3座。"), "rest:up-to-2"),
        (said("新建凉亭", "新建凉亭"), "after:"),
        (said("新建凉亭", "新建凉亭"), "rest:up-to-0"),
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
    assert expected in features_of(row)


@pytest.mark.parametrize(
    "row, absent",
    [
        (said("新建了凉亭", "新建凉亭"), "contiguous"),
        (said("新建了凉亭", "新建凉亭"), "left:"),
        (said("新建凉亭约", "新建凉亭"), "before-number"),
        (said("凉亭", "凉亭"), "contains:digit"),
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
    assert absent not in features_of(row)


@pytest.mark.parametrize(
    "name, expected", [("新建凉亭", "verb:short-object"), ("新建休闲凉亭", "verb:long-object")]
)
def test_the_object_of_a_deed_is_short_or_long(name: str, expected: str) -> None:
    row = observed(indicator=name, action="新建", sentence=f"{name}8个。", value_start=len(name))
    assert expected in features_of(row)


USES = WordUses(
    {
        "规模": WordUse(ends=5, begins=0, alone=0, inside=5, seen=4),
        "渔港": WordUse(ends=2, begins=4, alone=5, inside=7, seen=2),
        "约": WordUse(ends=0, begins=1, alone=0, inside=1, seen=0),
    }
)


def used(name: str, *words: str, action: str = "", code: str | None = None) -> set[str]:
    """The features of a name whose words have the uses above."""
    row = observed(indicator=name, action=action, indicator_code=code)
    return set(features(Rated.of(row, words), Companions(0, 0, repeated=False), USES))


@pytest.mark.parametrize(
    "words, action, expected",
    [
        (("渔港", "规模"), "", {"begins:4", "ends:5", "seen:4", "alone:0", "weakest:5"}),
        # a name of a single word, also after its verb, lacks its owner if the word seldom is a name
        (("规模",), "", {"bare:0", "begins:0"}),
        (("扩大", "规模"), "扩大", {"bare:0"}),
        (("渔港",), "", {"bare:5"}),
        # a word that names leave out
        (("约", "渔港"), "", {"weakest:1", "begins:1"}),
        # a word that no report has
        (("渔港", "亭亭"), "", {"ends:3", "seen:0", "alone:6", "weakest:4"}),
    ],
)
def test_words_are_used_as_in_other_names(words: tuple[str, ...], action: str, expected: set[str]) -> None:
    assert expected <= used("".join(words), *words, action=action)


def test_a_longer_name_is_not_bare() -> None:
    assert not {"bare:0", "bare:5"} & used("渔港规模", "渔港", "规模")
    assert not {"ends:5", "bare:0"} & used("规模", "规模", code="GDP")


def fields_of(name: str, **fields: Any) -> Rated:  # noqa: ANN401 # fields of any type
    return Rated.of(observed(indicator=name, **fields), (name,))


@pytest.mark.parametrize(
    "others, expected",
    [
        ([], Companions(0, 0, repeated=False)),
        ([fields_of("泊位")], Companions(1, 0, repeated=False)),
        ([fields_of("泊位", flags=("doubtful_name",)), fields_of("桥")], Companions(2, 1, repeated=False)),
        ([fields_of("渔港", unit="平方米")], Companions(1, 0, repeated=True)),
        ([fields_of("泊位", flags=("report_year_assumed",))], Companions(1, 0, repeated=False)),
        # the same quantity of another place or year, as a target or as a growth is no repetition
        ([fields_of("渔港", scope="城区")], Companions(1, 0, repeated=False)),
        ([fields_of("渔港", year=2018)], Companions(1, 0, repeated=False)),
        ([fields_of("渔港", status="target")], Companions(1, 0, repeated=False)),
        ([fields_of("渔港", measure="growth")], Companions(1, 0, repeated=False)),
    ],
)
def test_other_rows_of_the_sentence(others: list[Rated], expected: Companions) -> None:
    assert next(companions([fields_of("渔港"), *others])) == expected


@pytest.mark.parametrize(
    "beside, expected",
    [
        (Companions(0, 0, repeated=False), {"beside:up-to-0"}),
        (Companions(2, 1, repeated=False), {"beside:up-to-3", "beside-flagged:1"}),
        (Companions(7, 5, repeated=True), {"beside:more", "beside-flagged:2", "repeated"}),
    ],
)
def test_features_of_other_rows(beside: Companions, expected: set[str]) -> None:
    found = features_of(observed(), beside)
    assert {name for name in found if name.startswith(("beside", "repeated"))} == expected


def test_a_row_has_the_rows_of_its_sentence_beside_it() -> None:
    def confidences(text: str) -> list[Decimal]:
        return [row.confidence for row in run(text).observations]

    alone, twice = confidences("新建渔港3座。"), confidences("新建渔港3座，新建渔港5座。")
    assert len(twice) == 2
    assert twice[1] < alone[0]
    # A sentence of its own changes nothing.
    assert confidences("新建渔港3座。新建渔港5座。") == [alone[0]] * 2


def test_cells_of_tables_have_their_own_features() -> None:
    row = said("亭", "亭", rules=("table.row", "measure.level"), flags=("doubtful_name",))
    assert features_of(row) == {"table", "table:row", "table:doubtful_name"}


def test_rows_of_low_confidence_have_a_flag_that_does_not_count_again() -> None:
    sentences = [
        "全市地区生产总值500亿元，增长8%",
        "使安排资金3亿元",
        "新建养老机构12家，改造提升、巩固深化项目5个",
    ]
    rows = [row for one in sentences for row in run(one).observations]
    low = [row.confidence < SURE for row in rows]
    assert set(low) == {False, True}
    assert [Flag.LOW_CONFIDENCE in row.flags for row in rows] == low
    assert Flag.LOW_CONFIDENCE not in Rated.of(observed(flags=(Flag.LOW_CONFIDENCE,)), ("亭",)).flags
