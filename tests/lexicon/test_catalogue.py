"""The catalogue: codes never change, each has one meaning, and every row has its source."""

import time
from pathlib import Path

import pytest

from app.lexicon import tables
from app.lexicon.catalogue import load_catalogue
from app.lexicon.tables import TableError, read_table
from app.model.better import Better


def words(text: str) -> list[str]:
    return text.split()


CATALOGUE = load_catalogue()
INDICATORS = list(CATALOGUE.indicators.values())

CATEGORIES = words("""
    economy fiscal finance industry investment consumption trade innovation employment welfare agriculture
    urban infrastructure environment education health culture governance
""")

# Codes are the public names of indicators: other people store them.
GIVEN = words("""
    AIR_QUALITY_GOOD_DAYS BUDGET_EXPENDITURE BUDGET_REVENUE CPI DEFICIT DEFICIT_RATIO DEPOSITS
    DIGITAL_ECONOMY_CORE_VALUE_ADDED ENERGY_INTENSITY EXPORTS FDI_UTILIZED FINANCE_VALUE_ADDED FISCAL_REVENUE
    FIXED_ASSET_INVESTMENT FOREIGN_RESERVES FOREST_COVER GDP GDP_PER_CAPITA GRAIN_AREA GRAIN_OUTPUT
    HIGH_TECH_FIRMS IMPORTS INDUSTRIAL_INVESTMENT INDUSTRIAL_VALUE_ADDED INDUSTRIAL_VALUE_ADDED_SCALE
    INVENTION_PATENTS_GRANTED LIFE_EXPECTANCY LOANS M2 MARKET_ENTITIES NEW_MARKET_ENTITIES
    ONLINE_RETAIL_SALES PM25 PRIMARY_VALUE_ADDED PRIVATE_INVESTMENT RD_EXPENDITURE RD_INTENSITY
    RESIDENT_INCOME RESIDENT_POPULATION RETAIL_SALES RURAL_INCOME RURAL_POOR SECONDARY_VALUE_ADDED
    TAX_AND_FEE_CUTS TAX_REVENUE TERTIARY_VALUE_ADDED TRADE_TOTAL TRANSPORT_INVESTMENT URBANIZATION_RATE
    URBAN_INCOME URBAN_NEW_JOBS URBAN_RENEWAL_AREA URBAN_UNEMPLOYMENT_REGISTERED URBAN_UNEMPLOYMENT_SURVEYED
""")


def test_the_codes_given_stay() -> None:
    assert set(GIVEN) <= CATALOGUE.indicators.keys()


def test_the_categories_are_the_eighteen_and_none_is_empty() -> None:
    assert CATALOGUE.categories.keys() == set(CATEGORIES)
    assert {row.category for row in INDICATORS} == set(CATEGORIES)
    assert {category for _, category in CATALOGUE.words} == set(CATEGORIES)


def test_rows_are_complete() -> None:
    for row in INDICATORS:
        assert all((row.name_zh, row.name_en, row.unit, row.source)), row
        assert row.code == row.code.upper()
        assert row.definition.endswith("."), row
        assert row.definition[:-1].count(". ") == 0, f"{row.code}: one sentence"
        assert row.definition_zh.endswith("。"), row
        assert row.definition_zh.count("。") == 1, row
        assert row.source_zh, row


def test_chinese_definitions_are_different() -> None:
    definitions = [row.definition_zh for row in INDICATORS]
    assert sorted(set(definitions)) == sorted(definitions)


def test_the_table_of_sources_has_no_source_that_no_indicator_names() -> None:
    listed = [source for source, _ in read_table("sources", ("source", "source_zh", "note"), _pair)]
    assert sorted(listed) == sorted({row.source for row in INDICATORS})


def _pair(source: str, source_zh: str, _note: str) -> tuple[str, str]:
    return source, source_zh


def test_names_are_unique_in_both_languages() -> None:
    for names in ([row.name_zh for row in INDICATORS], [row.name_en for row in INDICATORS]):
        assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize(
    "code,better",
    [
        ("GDP", Better.HIGHER),
        ("PM25", Better.LOWER),
        ("URBAN_UNEMPLOYMENT_SURVEYED", Better.LOWER),
        ("ACCIDENTS", Better.LOWER),
        ("DEFICIT", Better.NEUTRAL),
    ],
)
def test_which_way_is_better(code: str, better: Better) -> None:
    assert CATALOGUE.indicators[code].better is better


def test_it_is_read_once_and_quickly() -> None:
    load_catalogue.cache_clear()
    before = time.process_time()
    first = load_catalogue()
    assert time.process_time() - before < 0.5  # about 10 ms; the limit catches only the absurd
    assert load_catalogue() is first


HEAD = "code,name_zh,name_en,definition,category,unit,better,source,note"


@pytest.mark.parametrize(
    "table,text,error",
    [
        ("indicators", f"{HEAD}\nA,甲,A,An a.,economy,元,upwards,,\n", "indicators.csv:2: 'upwards'"),
        ("indicators", f"{HEAD}\nA,甲,A,An a.,nowhere,元,higher,,\n", "no such code as nowhere"),
        ("indicators", f"{HEAD}\n" + "A,甲,A,An a.,economy,元,higher,,\n" * 2, "A stands twice"),
        ("definitions", "code,definition_zh,note\nB,乙。,\n", "definitions.csv: no such code as B"),
        ("aliases", "alias,code,note\n乙,B,\n", "aliases.csv: no such code as B"),
        ("category_words", "word,category,note\n丙,sports,\n", "category_words.csv: no such code as sports"),
    ],
)
def test_a_wrong_row_is_named(
    table: str, text: str, error: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("indicators", "definitions", "sources", "aliases", "categories", "category_words"):
        (tmp_path / f"{name}.csv").write_bytes(Path(tables.DATA, f"{name}.csv").read_bytes())
    if table == "indicators":
        (tmp_path / "aliases.csv").write_text("alias,code,note\n", encoding="utf-8")
        (tmp_path / "definitions.csv").write_text("code,definition_zh,note\n", encoding="utf-8")
    (tmp_path / f"{table}.csv").write_text(text, encoding="utf-8")
    monkeypatch.setattr(tables, "DATA", tmp_path)
    with pytest.raises(TableError, match=error):
        load_catalogue.__wrapped__()
