"""Names of indicators: what people write, and the codes that this means."""

from __future__ import annotations

import pytest

from app.lexicon.indicator_names import codes_like, codes_of, indicator_described


@pytest.mark.parametrize(
    "name, code",
    [
        ("GDP", "GDP"),
        ("gdp", "GDP"),
        ("地区生产总值", "GDP"),
        ("地區生產總值", "GDP"),
        ("gross domestic product", "GDP"),
        ("Gross regional product", "GDP"),
        ("Gross regional (domestic) product", "GDP"),
        ("经济总量", "GDP"),
        ("cpi", "CPI"),
    ],
)
def test_a_name_means_an_indicator(name: str, code: str) -> None:
    assert codes_of(name) == (code,)


def test_an_unknown_name_has_names_like_it() -> None:
    assert codes_of("domestic product") == ()
    assert "GDP" in codes_like("domestic product")
    assert len(codes_like("人")) <= 10
    assert indicator_described("GDP") == "GDP (地区生产总值, Gross regional (domestic) product)"
