"""Canonical spelling: each character becomes exactly one character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.lexicon.spelling import normalise


@pytest.mark.parametrize(
    "given_text,expected",
    [
        ("２０１９年增长１２．５％，达到Ａ级", "2019年增长12.5%，达到A级"),
        ("收入17亿元,增长5%;占比20%,其中:税收", "收入17亿元，增长5%；占比20%，其中：税收"),
        ("1,234人", "1,234人"),
        ("收入比为2.1∶1、2.1：1、2.1:1、２．１﹕１", "收入比为2.1:1、2.1:1、2.1:1、2.1:1"),
        ("城乡∶东西", "城乡：东西"),
        ("(草案)", "（草案）"),
        ("5—6 5－6 5–6 5~6 5～6 5─6 5-6", "5-6 5-6 5-6 5-6 5-6 5-6 5-6"),
        ("——稳中有进", "--稳中有进"),
        ("經濟總量突破３萬億元，增長８％，於今後實現", "经济总量突破3万亿元，增长8%，于今后实现"),
        ("乾县、瞭望、藉口、覆盖", "乾县、瞭望、藉口、覆盖"),
        ("二○○七年、二OO九年、○个", "2007年、2009年、○个"),
        ("5G、ＯＡ", "5G、OA"),
        ('"十四五"和"十三五"\n"新', "“十四五”和“十三五”\n“新"),
        ("「一」『二』", "“一”“二”"),
        ("全\u3000年\u00a0增\u200b长\ufeff", "全 年 增 长 "),
        ("一\r\n二\r三\u2028四", "一 \n二\n三\n四"),
        ("⽣产总值\uf9b4", "生产总值领"),
        ("农⺠、汽⻋、增⻓、⻢⼒", "农民、汽车、增长、马力"),
        ("到二〇二五年、二○一六至二○一八年、一九八〇年", "到2025年、2016至2018年、1980年"),
        ("一九七九和一九八〇两年", "1979和1980两年"),
        ("到 二 〇 二 五 年 、 二〇一六 至 二〇一八年", "到 2 0 2 5 年 、 2016 至 2018年"),
        ("二〇〇个、一九七组、十二〇二五年", "二〇〇个、一九七组、十二〇二五年"),
        ("二 〇 〇 个、十 二 〇 二 五 年", "二 〇 〇 个、十 二 〇 二 五 年"),
        ("增长6。5%，收入12·3亿元、1．5万人", "增长6.5%，收入12.3亿元、1.5万人"),
        ("增长5%。6月、“5·12”地震、共3。2家、1.5·3%", "增长5%。6月、“5·12”地震、共3。2家、1.5·3%"),
        ("艾尔肯•吐尼亚孜", "艾尔肯·吐尼亚孜"),
        ("", ""),
    ],
)
def test_spellings(given_text: str, expected: str) -> None:
    assert normalise(given_text) == expected


ANY = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from('0189,，:：∶;()"“\r\n \u3000\u200b—-~％○O〇二七年年後於餘乾萬⽣領全增'),
    )
)


@given(ANY)
def test_the_length_stays(text: str) -> None:
    assert len(normalise(text)) == len(text)


@given(ANY)
def test_twice_is_once(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(
    st.lists(st.sampled_from([chr(c) for c in range(0xFF01, 0xFF5F)]), min_size=60, max_size=99, unique=True)
)
def test_many_kinds_of_characters_are_exchanged_as_few_are(characters: list[str]) -> None:
    assert normalise("".join(characters)).replace("“", "").isprintable()
    assert all(len(normalise(c)) == 1 and normalise(c) == normalise(normalise(c)) for c in characters)
