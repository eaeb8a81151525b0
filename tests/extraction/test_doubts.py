"""What a doubt about a name reads around its number."""

import pytest

from tests.extraction.test_candidates import doubts_about

LONG = "整治岸线，疏浚航道，修复灯塔，清理滩涂，建设渔港，推进渔港扩建渔港，总泊位90个"


def test_the_nearest_words_come_first() -> None:
    doubt = doubts_about(
        "修复灯塔。建设学校。扩建医院，推进码头，整治岸线，总泊位90个，其中深水泊位，浅水泊位，客运泊位"
    )[0]
    assert doubt.near == ("整治岸线", "推进码头", "扩建医院")
    assert doubt.far == ("建设学校", "修复灯塔", "一、2019年工作回顾")
    assert doubt.ahead == ("其中深水泊位", "浅水泊位")
    assert [kind for kind, _ in doubt.sources()][4:] == [
        "near-2",
        "shared",
        "far",
        "far",
        "far",
        "ahead",
        "ahead",
    ]


def test_words_behind_a_number_do_not_belong_to_the_number_before_it() -> None:
    doubts = doubts_about("救助渔民693人次808万元补助")
    assert [one.behind for one in doubts] == ["", "补助"]


@pytest.mark.parametrize(
    "phrase, name, suffix",
    [
        ("渔港吞吐量居全省第3位", "渔港吞吐量", "全省排名"),
        ("居全省第3位", "全省排名", ""),
        ("总泊位90个", "总泊位", ""),
    ],
)
def test_the_field_of_a_rank_is_no_part_of_the_name(phrase: str, name: str, suffix: str) -> None:
    doubt = doubts_about(phrase)[0]
    assert (doubt.name, doubt.suffix) == (name, suffix)


@pytest.mark.parametrize(
    "text, before, after",
    [
        ("总泊位", ("lead", "edge"), ("lead", "edge")),
        ("推进", ("near-0", "edge"), ("near-0", "n")),
        # the first place for the word before a text, the last one for the word after it
        ("渔港", ("near-0", "v"), ("near-0", "edge")),
        ("港扩", ("near-0", "torn"), ("near-0", "torn")),
        ("修复", ("near-3", "edge"), ("near-3", "n")),
        ("整治", ("near-3", "edge"), ("near-3", "s")),
        ("工作", ("far", "m"), ("far", "v")),
        ("机场", ("nowhere", "edge"), ("nowhere", "edge")),
    ],
)
def test_a_text_has_a_source_and_neighbours(
    text: str, before: tuple[str, str], after: tuple[str, str]
) -> None:
    doubt = doubts_about(LONG)[0]
    assert doubt.place_of(text, first=True) == before
    assert doubt.place_of(text, first=False) == after
