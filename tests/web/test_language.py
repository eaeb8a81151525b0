"""The table of texts: complete in both languages, and without texts that no page uses."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from app.extraction.rejecting import __file__ as rejecting
from app.model.better import Better
from app.model.finding import CheckKind
from app.model.flags import Flag
from app.model.observation import Bound, Measure, Status
from app.model.report import Basis, Level
from app.store.declared.derived_filters import Order
from app.web import views
from app.web.language import CATALOGUE, Language, Texts, catalogue
from app.web.rendering import FOLDER
from app.web.views.explore import FACETS, FORM, SORTS

#: Groups of keys that the code builds from values, so that no template names them.
GROUPS = (
    "status", "measure", "outcome", "level", "bound.said", "flag", "check", "judgement", "unit", "basis",
    "change_of_target", "filter", "column", "order", "rejected", "better", "change", "nav", "error",
    "national", "noun", "review.verdict", "review.reader", "review.bound", "fields", "source_kind",
    "state", "comparable",
)  # fmt: skip # names read better on few lines
LITERAL = re.compile(r"""\bt(?:exts(?:_of\(request\))?)?\(\s*["']([\w.]+)["']\s*[,)]""")
SIGNS = re.compile(r"\{(\w+)\}")


def sources() -> list[str]:
    folder = Path(str(views.__file__)).parent
    files = [*FOLDER.iterdir(), *folder.parent.rglob("*.py")]
    return [path.read_text(encoding="utf-8") for path in files]


def test_keys_are_unique_and_both_languages_complete() -> None:
    with CATALOGUE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["key"] for row in rows}) == len(rows)
    for row in rows:
        assert row["zh"].strip(), row
        assert row["en"].strip(), row
        assert sorted(SIGNS.findall(row["zh"])) == sorted(SIGNS.findall(row["en"])), row


def test_pages_use_texts_that_are_there_and_no_text_is_unused() -> None:
    used = {key for text in sources() for key in LITERAL.findall(text)}
    assert used - catalogue().keys() == set()
    whole = "\n".join(sources())
    left = {
        key for key in catalogue() if key not in used and not key.startswith(tuple(f"{g}." for g in GROUPS))
    }
    assert {key for key in left if key.removesuffix(".how") not in whole} == set()


@pytest.mark.parametrize(
    "said, code, place, chinese, english",
    [
        ("地区生产总值", "GDP", "110000", "地区生产总值", "Gross regional (domestic) product"),
        ("地区生产总值", "GDP", "100000", "国内生产总值", "Gross domestic product"),
        ("居民消费价格", "CPI", "100000", "居民消费价格", "Consumer prices"),
        ("全县新增就业", "URBAN_NEW_JOBS", None, "全县新增就业", "New urban jobs"),
        ("新建凉亭", None, "100000", "新建凉亭", "新建凉亭"),
    ],
)
def test_a_quantity_has_a_name_in_each_language(
    said: str, code: str | None, place: str | None, chinese: str, english: str
) -> None:
    row = {"indicator": said, "indicator_code": code, "region_code": place}
    assert [Texts(language).quantity(row) for language in Language] == [chinese, english]


def test_every_value_that_pages_name_has_a_name() -> None:
    names = {
        "measure": Measure, "status": Status, "level": Level, "bound.said": Bound, "check": CheckKind,
        "order": Order, "basis": Basis, "better": Better, "flag": Flag,
    }  # fmt: skip # a table
    for group, values in names.items():
        assert [value for value in values if f"{group}.{value}" not in catalogue()] == []
    for group, wanted in (("filter", (*FACETS, *FORM)), ("column", SORTS)):
        assert [name for name in wanted if f"{group}.{name}" not in catalogue()] == []


def test_every_reason_of_the_extraction_has_a_name() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in Path(str(rejecting)).parent.glob("*.py"))
    reasons = set(re.findall(r'return "([a-z_]+)"', code))
    assert {reason for reason in reasons if f"rejected.{reason}" not in catalogue()} == set()


def test_a_value_without_a_name_keeps_its_own() -> None:
    assert Texts(Language.EN).named("unit", "丈") == "丈"
    assert Texts(Language.EN).pick("养老", "") == "养老"


@pytest.mark.parametrize(
    "field, value, chinese, english",
    [
        ("target_bound", "min", "下限", "At least"),
        ("category", "fiscal", "财政税收", "Public finance and taxes"),
        ("bound_change", "softened", "放宽", "Softened"),
        ("state", "not_stated", "未陈述", "Not stated"),
        ("unit", "亩", "亩", "mu"),
        ("year", 2020, "2020", "2020"),
    ],
)
def test_a_value_of_a_field_in_words(field: str, value: object, chinese: str, english: str) -> None:
    assert [Texts(language).value(field, value) for language in Language] == [chinese, english]
