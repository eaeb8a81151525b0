"""The page of fields has the same fields as the lists, and the service accepts what it says."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from app.store.declared.captions import CAPTIONS
from app.store.declared.fields import CellType
from app.store.declared.filters import Operator
from app.store.declared.resources import LISTS
from app.web.fields import COLUMNS, SIGNS, fields_text
from app.web.language import Language, Texts

Row = dict[str, str]


@cache
def sections(language: Language = Language.EN) -> dict[str, str]:
    """The part of the page for each list."""
    parts = re.split(r"^## (\w+)$", fields_text(language), flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def table(name: str, language: Language = Language.EN) -> dict[str, Row]:
    """The cells of the page for each field of a list."""
    names = [Texts(Language.EN)(f"fields.{column}") for column in COLUMNS]
    lines = re.findall(r"^\| (`\w+` \|.*) \|$", sections(language)[name], re.MULTILINE)
    rows = [dict(zip(names, map(str.strip, line.split("|")), strict=True)) for line in lines]
    return {row["field"].strip("`"): row for row in rows}


def test_there_is_a_section_for_each_list() -> None:
    assert list(sections()) == [*LISTS, "locator"]
    assert set(SIGNS) == set(Operator)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_shown_with_all_its_fields(name: str) -> None:
    expected = [*LISTS[name].columns, *(f"YYYY{field.name[4:]}" for field in LISTS[name].year_fields)]
    shown = table(name)
    assert list(shown) == expected
    for field in LISTS[name].fields:
        assert shown[field.name]["kind"].startswith(field.kind.value)
        assert ("null" in shown[field.name]["kind"]) == field.nullable
        said, unit = shown[field.name]["what it is"], CAPTIONS[field.name].unit
        assert said == field.description + (f" Unit: {unit}." if unit else "")


@pytest.mark.parametrize("name", LISTS)
def test_every_filter_stands_beside_the_field_that_it_selects_by(name: str) -> None:
    shown = table(name)
    for row in LISTS[name].filters:
        mark = f"`{row.name}` {SIGNS[row.operator]}"
        where = [field for field, line in shown.items() if mark in line["filtered by"]]
        assert where == ([row.column] if row.column in LISTS[name].columns else [])
        assert mark in sections()[name]
    named = re.findall(r"`(\w+)` (?:[=≥≤>∋]|words|within|period|newest)", sections()[name])
    assert sorted(named) == sorted(row.name for row in LISTS[name].filters)


@pytest.mark.parametrize("name", [name for name, list_ in LISTS.items() if not list_.private])
def test_what_is_marked_is_taken_and_what_is_not_is_refused(shared_client: TestClient, name: str) -> None:
    needed = [(row.name, row.example) for row in LISTS[name].needed()]
    for field, line in table(name).items():
        for parameter, column in (("sort", "sorted"), ("facet", "facetted")):
            question = urlencode([*needed, (parameter, field)])
            answer = shared_client.get(f"/v1/{LISTS[name].path}?{question}")
            assert answer.status_code == (200 if line[column] == "yes" else 422), (parameter, field)


@pytest.mark.parametrize("name", LISTS)
def test_every_list_and_field_is_called_in_both_languages_and_numbers_have_a_unit(name: str) -> None:
    captions = [CAPTIONS[column][:2] for column in LISTS[name].columns]
    for chinese, english in ((LISTS[name].zh, LISTS[name].en), *captions):
        assert re.search(r"[\u4e00-\u9fff]", chinese)
        assert re.fullmatch(r"[A-Z][\w \-().]*", english)
    assert LISTS[name].about.endswith(".")
    for field in LISTS[name].fields:
        assert bool(CAPTIONS[field.name].unit) == (field.kind in (CellType.INTEGER, CellType.DECIMAL)), (
            field.name
        )


@pytest.mark.parametrize("name", LISTS)
def test_the_chinese_page_has_the_same_rows_without_english(name: str) -> None:
    assert list(table(name, Language.ZH)) == list(table(name))
    for row in table(name, Language.ZH).values():
        assert re.search(r"[\u4e00-\u9fff]", row["what it is"])
        assert re.fullmatch(r"[\u4e00-\u9fff，]+", row["kind"])
        assert row["sorted"] in ("", "是")


def test_nothing_is_called_that_is_not_there() -> None:
    assert set(CAPTIONS) == {column for list_ in LISTS.values() for column in list_.columns}
