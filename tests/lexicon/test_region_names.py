"""Names of places: what people write, and the place that this means."""

from __future__ import annotations

from time import process_time

import pytest

from app.lexicon.region_meaning import described, meaning
from app.lexicon.region_names import english_name_of
from app.lexicon.regions import load_regions
from app.lexicon.tables import read_table


@pytest.mark.parametrize(
    "name, codes",
    [
        ("330212", ["330212"]),
        ("100000", ["100000"]),
        ("全国", ["100000"]),
        ("China", ["100000"]),
        ("北京", ["110000"]),
        ("北京市", ["110000"]),
        ("Beijing", ["110000"]),
        ("beijing shi", ["110000"]),
        ("鄞州", ["330212"]),
        ("鄞州區", ["330212"]),
        ("鄞", ["330212"]),
        ("浙江省宁波市鄞州区", ["330212"]),
        ("北京朝阳区", ["110105"]),
        ("Yinzhou, Ningbo", ["330212"]),
        ("Yinzhou Ningbo", ["330212"]),
        ("ningbo yinzhou", ["330212"]),
        ("zhejiang ningbo yinzhou", ["330212"]),
        ("Yinzhou District Ningbo Zhejiang", ["330212"]),
        ("mongolia", ["150000"]),
        ("Ulanqab C", ["150900"]),
        ("Zhejiang Province", ["330000"]),
        ("Inner Mongolia", ["150000"]),
        ("neimenggu", ["150000"]),
        ("Hohhot", ["150100"]),
        ("huhehaote", ["150100"]),
        ("Tibet", ["540000"]),
        ("Shanxi", ["140000"]),
        ("Shaanxi", ["610000"]),
        ("Xi'an", ["610100"]),
        ("Lüliang", ["141100"]),
        ("lvliang", ["141100"]),
        # The higher level has precedence.
        ("吉林", ["220000"]),
        ("Jilin", ["220000"]),
        # Former places, and places that had other codes.
        ("崇文区", ["110103"]),
        ("襄樊市", ["420600"]),
        ("重庆市", ["500000", "510200"]),
    ],
)
def test_a_name_means_one_place(name: str, codes: list[str]) -> None:
    assert sorted(meaning(name).codes) == codes


@pytest.mark.parametrize(
    "name, candidates",
    [
        ("朝阳区", ["朝阳区 (110105, 北京市)", "朝阳区 (220104, 吉林省长春市)"]),
        ("Suzhou", ["苏州市 (320500, 江苏省)", "宿州市 (341300, 安徽省)"]),
        ("Yinzhou", ["银州区 (211202, 辽宁省铁岭市)", "鄞州区 (330212, 浙江省宁波市)"]),
    ],
)
def test_a_name_of_several_places_means_none_of_them(name: str, candidates: list[str]) -> None:
    found = meaning(name)
    assert (found.codes, found.ambiguous) == ((), True)
    assert list(map(described, found.candidates)) == candidates


@pytest.mark.parametrize("name, near", [("Bejing", "北京市"), ("330299", "慈溪市"), ("三贤市", "三明市")])
def test_an_unknown_name_has_names_like_it(name: str, near: str) -> None:
    found = meaning(name)
    assert (found.codes, found.ambiguous) == ((), False)
    assert near in {region.name for region in found.candidates}


@pytest.mark.parametrize("name", ["abc", "Yinzhou Wenzhou", "Ningbo Yinzhou Wenzhou"])
def test_no_place_has_a_name_that_is_made_of_pieces(name: str) -> None:
    """The end of a name with the beginning of its kind, or places that do not lie in each other."""
    assert meaning(name).codes == ()


@pytest.mark.parametrize("name", ["a b " * 50, "自由贸易试验区" * 15, "东城区" * 30, "省市区县" * 20])
def test_a_long_name_is_read_as_fast_as_others(name: str) -> None:
    """Such names took minutes when each beginning was read again for each end."""
    began = process_time()
    assert meaning(name).codes == ()
    assert load_regions().find(name, 2020) is None
    assert process_time() - began < 2


@pytest.mark.parametrize(
    "code, name",
    [
        ("100000", "China"),
        ("330000", "Zhejiang"),
        ("330200", "Ningbo"),
        ("330212", "Yinzhou District"),
        ("330282", "Cixi City"),
        ("152500", "Xilingol League"),
        ("422800", "Enshi Autonomous Prefecture"),
        ("429021", "Shennongjia Forestry District"),
        ("990000", None),
        (None, None),
    ],
)
def test_english_names(code: str | None, name: str | None) -> None:
    assert english_name_of(code, 2020) == name


def test_every_place_has_an_english_name_and_every_name_is_of_a_place() -> None:
    columns = ("short_name", "name_en", "other_names", "note")
    named = read_table("region_names", columns, lambda short_name, *_: short_name)
    assert sorted(named) == list(named)
    assert set(named) == {region.short_name for region in load_regions()}
