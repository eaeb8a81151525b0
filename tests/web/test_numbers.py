"""Numbers for people: rounded, with the exact value beside them."""

from __future__ import annotations

import pytest

from app.web.language import Language, Texts
from app.web.numbers import Numbers

CHINESE, ENGLISH = Numbers(Texts(Language.ZH)), Numbers(Texts(Language.EN))


@pytest.mark.parametrize(
    "value, unit, chinese, english",
    [
        ("221100000000", "元", "2,211亿元", "221.1 billion yuan"),
        ("114367000000000", "元", "114.37万亿元", "114.37 trillion yuan"),
        ("1000000000000000", "元", "1,000万亿元", "1,000 trillion yuan"),
        ("12500", "人", "1.25万人", "12,500 people"),
        ("9500", "家", "9,500家", "9,500 firms"),
        ("0", "个", "0个", "0 items"),
        ("0.0001", "%", "0.0001%", "0.0001%"),
        ("0.00004", "%", "0.00004%", "0.00004%"),
        ("6.50", "%", "6.5%", "6.5%"),
        ("-11.8", "%", "−11.8%", "−11.8%"),
        ("25000", "%", "25,000%", "25,000%"),
        ("-0.35", "个百分点", "−0.35个百分点", "−0.35 percentage points"),
        ("0.123456", "%", "0.1235%", "0.1235%"),
        ("0.00028", "%", "0.00028%", "0.00028%"),
        ("33.333", "吨", "33.33吨", "33.33 tonnes"),
        ("7", "座谈", "7座谈", "7 座谈"),
        ("7", "", "7", "7"),
    ],
)
def test_a_value_is_short(value: str, unit: str, chinese: str, english: str) -> None:
    assert CHINESE.short(value, unit) == chinese
    assert ENGLISH.short(value, unit) == english


@pytest.mark.parametrize(
    "value, high, bound, unit, chinese, english",
    [
        ("6.5", None, "approx", "%", "6.5%左右", "about 6.5%"),
        ("12000", None, "min", "人", "1.2万人以上", "at least 12,000 people"),
        ("3", None, "max", "%", "3%以内", "at most 3%"),
        ("6.5", "7", "range", "%", "6.5–7%", "6.5–7%"),
        ("9000", "12000", "range", "人", "9,000人–1.2万人", "9,000–12,000 people"),
        ("11000", "12000", "range", "人", "1.1–1.2万人", "11,000–12,000 people"),
        ("108", None, "exact", "户", "108户", "108 households"),
    ],
)
def test_a_bound_is_said_in_words(
    value: str, high: str | None, bound: str, unit: str, chinese: str, english: str
) -> None:
    assert CHINESE.bounded(value, high, bound, unit) == chinese
    assert ENGLISH.bounded(value, high, bound, unit) == english


@pytest.mark.parametrize(
    "value, chinese, english",
    [
        ("150000000000000", "150万亿", "150tn"),
        ("14000000", "1,400万", "14m"),
        ("2500000000", "25亿", "2.5bn"),
        ("6.5", "6.5", "6.5"),
    ],
)
def test_a_tick_of_an_axis_is_narrow(value: str, chinese: str, english: str) -> None:
    assert (CHINESE.tick(value), ENGLISH.tick(value)) == (chinese, english)


@pytest.mark.parametrize("share, percent", [("1", "100%"), ("0.96", "96%"), ("0.054", "5%"), ("0", "0%")])
def test_a_share_is_a_percentage(share: str, percent: str) -> None:
    assert CHINESE.percent(share) == percent


def test_a_page_has_all_digits_beside_and_escapes_units() -> None:
    made = CHINESE.html("221105000001", None, "min", "<元>")
    assert 'value="221105000001"' in made
    assert 'title="221,105,000,001&lt;元&gt;"' in made
    assert ">2,211.05亿&lt;元&gt;以上<" in made


@pytest.mark.parametrize(
    "value, chinese, english",
    [
        ("1430200", "143万", "1.43m"),
        ("5.35", "5.35", "5.35"),
        ("11.8", "11.8", "11.8"),
        ("98.64", "98.6", "98.6"),
    ],
)
def test_a_tile_of_the_map_has_three_digits(value: str, chinese: str, english: str) -> None:
    assert (CHINESE.tile(value), ENGLISH.tile(value)) == (chinese, english)
