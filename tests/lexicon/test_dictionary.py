"""Looking words up in the dictionary on disk, and cutting a text into them."""

from importlib.util import find_spec
from math import log
from pathlib import Path

import pytest

from app.lexicon.dictionary import FREQUENCIES, UNKNOWN, look_up
from app.lexicon.words import cut, rjieba_cutter


def dictionary() -> list[tuple[str, int, str]]:
    package = find_spec("jieba")
    assert package
    assert package.origin
    lines = Path(package.origin).with_name("dict.txt").read_text(encoding="utf-8").splitlines()
    return [(word, int(frequency), tag) for word, frequency, tag in map(str.split, lines)]


def test_the_words_of_the_dictionary_are_found() -> None:
    rows = dictionary()
    assert sum(frequency for _, frequency, _ in rows) == FREQUENCIES
    # The first hundred are not sorted.
    for word, frequency, tag in (*rows[:100], *rows[100:-1:97], rows[-1]):
        # No text is cut at a Greek word: jieba knows Latin letters alone.
        if word != "γ射线":
            assert look_up(word) == (log(frequency) + UNKNOWN, tag), word


@pytest.mark.parametrize("text", ["社会主", "江南s"])
def test_the_beginning_of_a_word_has_no_tag(text: str) -> None:
    entry = look_up(text)
    assert entry
    assert entry.tag == ""


@pytest.mark.parametrize("text", ["社会区", "龢社", "一一一一", "、", "é", "😀"])
def test_nothing_begins_with_other_texts(text: str) -> None:
    assert look_up(text) is None


# The words and tags that rjieba gives without its hidden Markov model.
CUTS = {
    "城镇居民人均可支配收入": "城镇居民/n 人均/j 可/v 支配/vn 收入/v",
    "募集慈善资金": "募集/v 慈善/nr 资金/n",
    "的确定性": "的/uj 确定性/n",
    "5G基站": "5G/eng 基站/n",
    "PM2.5平均浓度": "PM2/eng ./x 5/m 平均/a 浓度/n",
    "24小时": "24/m 小时/n",
    "4S店、U盘": "4S店/n 、/x U盘/n",
    "黄璐𬭎": "黄/a 璐/nr 𬭎/x",
    "": "",
}


@pytest.mark.parametrize("text, expected", CUTS.items())
def test_a_text_is_cut_into_its_likeliest_words(text: str, expected: str) -> None:
    assert " ".join(f"{word.text}/{word.tag}" for word in cut(text)) == expected


@pytest.mark.skipif(not find_spec("rjieba"), reason="rjieba is an extra")
@pytest.mark.parametrize("text", [*CUTS, "γ射线", "AT&T公司", "阿Q的T恤"])
def test_rjieba_cuts_alike(text: str) -> None:
    fast = rjieba_cutter()
    assert fast
    assert fast(text) == cut(text)
