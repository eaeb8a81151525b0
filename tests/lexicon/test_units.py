"""Units: their families, and the exact factors between them."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from app.comparison.keys import key
from app.extraction.linking.codes import Linker
from app.lexicon import tables
from app.lexicon.cues import load_cues
from app.lexicon.lexicon import load_lexicon
from app.lexicon.tables import TableError
from app.lexicon.units import load_units
from app.model.observation import Measure
from app.store.rows.cells import plain
from tests.made import observed


@pytest.mark.parametrize(
    "unit,expected",
    [
        ("斤", ("吨", 1, 2000)),
        ("亩", ("公顷", 1, 15)),
        ("平米", ("公顷", 1, 10000)),
        ("平方公里", ("公顷", 100, 1)),
        ("里", ("公里", 1, 2)),
        ("方", ("立方米", 1, 1)),
        ("度", ("千瓦时", 1, 1)),
        ("GW", ("千瓦", 1000000, 1)),
        ("国际标准箱", ("标箱", 1, 1)),
        ("户", ("户", 1, 1)),
        ("人次", ("人次", 1, 1)),
        ("美元", ("美元", 1, 1)),
        ("港币", ("港元", 1, 1)),
        ("元/人", ("元/人", 1, 1)),
        ("no unit", ("no unit", 1, 1)),
        ("", ("", 1, 1)),
    ],
)
def test_a_unit_has_an_exact_factor_to_its_base(unit: str, expected: tuple[str, int, int]) -> None:
    assert load_units().base(unit) == expected


def test_every_unit_leads_to_a_base_unit() -> None:
    units = load_units()
    for unit in units.rows:
        symbol, numerator, denominator = units.base(unit)
        assert units.base(symbol) == (symbol, 1, 1), unit
        assert units.family(symbol) == units.family(unit)
        usual = units.usual(unit)
        assert units.usual(usual) == usual, unit
        assert units.base(usual) == (symbol, numerator, denominator), unit


def test_currencies_and_counters_are_never_converted() -> None:
    units = load_units()
    rows = [row for row in units.rows.values() if row.family in ("money", "count", "people")]
    assert {row.factor for row in rows} == {Fraction(1)}
    assert units.base("美元")[0] != units.base("元")[0]
    assert units.base("家")[0] != units.base("户")[0]


@pytest.mark.parametrize(
    "one,other,same",
    [
        ("公里", "km", True),
        ("平方公里", "亩", True),
        ("个", "家", True),
        ("元", "元/人·次", True),
        ("吨", "立方米", False),
        ("千瓦", "千瓦时", False),
        ("人", "个", False),
        ("", "个", False),
    ],
)
def test_the_units_of_one_quantity_are_a_family(one: str, other: str, same: bool) -> None:
    assert (load_units().family(one) == load_units().family(other)) is same


def write(folder: Path, monkeypatch: pytest.MonkeyPatch, *rows: str) -> None:
    """Make the lexicon read a copy of the tables, with ``rows`` added to the units."""
    for path in Path(tables.DATA).glob("*.csv"):
        (folder / path.name).write_bytes(path.read_bytes())
    with (folder / "units.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{row}\n" for row in rows)
    monkeypatch.setattr(tables, "DATA", folder)
    load_units.cache_clear()


@pytest.fixture
def fresh() -> Iterator[None]:
    """Forget the changed tables after the test."""
    yield
    load_units.cache_clear()


@pytest.mark.usefixtures("fresh")
def test_a_new_unit_is_one_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, monkeypatch, "公担,mass,mass,吨,1/10,")
    assert load_cues.__wrapped__().unit_at("公担的粮食", 0) == ("公担", "mass")
    linker = Linker(replace(load_lexicon(), units=load_units()))
    assert linker.code("粮食产量", Measure.LEVEL, "公担") == "GRAIN_OUTPUT"
    assert load_units().base("公担") == ("吨", 1, 10)
    assert key(observed(unit="公担")).unit == "吨"


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize(
    "row,error",
    [
        ("公担,mass,mass,吨,零,", "Invalid literal"),
        ("公担,mass,mass,吨,1/0,", "divides by zero"),
        ("公担,mass,mass,吨,-1,", "must be positive"),
        ("公担,mass,mass,没有,1,", "没有, the base of 公担"),
        ("公担,mass,mass,公里,1,", "公里, the base of 公担"),
        ("公担,mass,mass,公担,10,", "公担, the base of 公担"),
        ("公担,mass,mass,公石,1,\n公石,mass,mass,公担,1,", "公石, the base of 公担"),
    ],
)
def test_a_wrong_row_is_named(row: str, error: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, monkeypatch, row)
    with pytest.raises(TableError, match=error):
        load_units()


@pytest.mark.parametrize(
    "value, unit, expected",
    [
        ("30", "亩", ("2", "公顷")),
        # an infinite fraction: six digits after the point
        ("20", "亩", ("1.333333", "公顷")),
        ("1.3", "斤", ("0.00065", "吨")),
        ("-5", "平方公里", ("-500", "公顷")),
        # counters and currencies are not converted
        ("7", "户", ("7", "户")),
        ("100", "美元", ("100", "美元")),
        ("100", "光年", ("100", "光年")),
        # more digits than the columns can store
        ("0.000000000001", "斤", ("0.000000000001", "斤")),
        ("9" * 24, "平方公里", ("9" * 24, "平方公里")),
    ],
)
def test_a_value_in_the_base_unit(value: str, unit: str, expected: tuple[str, str]) -> None:
    amount, base_unit = load_units().in_base(Decimal(value), unit)
    assert (plain(amount), base_unit) == expected
