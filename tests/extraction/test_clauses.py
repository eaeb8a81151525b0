"""Where sentences end."""

from __future__ import annotations

import pytest

from app.extraction.text.clauses import LONGEST_SENTENCE, VALUE, sentences

HALF = LONGEST_SENTENCE // 2


@pytest.mark.parametrize(
    "mask, lengths",
    [
        ("甲。乙！丙", [2, 2, 1]),
        ("甲\n乙", [1, 1]),
        ("甲" * LONGEST_SENTENCE, [LONGEST_SENTENCE]),
        # one that is too long is cut after its last comma, of either kind, else before the limit
        ("甲" * HALF + "，" + "乙" * LONGEST_SENTENCE, [HALF + 1, LONGEST_SENTENCE]),
        ("甲、" + "乙" * HALF + "，" + "丙" * LONGEST_SENTENCE, [HALF + 3, LONGEST_SENTENCE]),
        ("甲，" + "乙" * HALF + "、" + "丙" * LONGEST_SENTENCE, [HALF + 3, LONGEST_SENTENCE]),
        ("甲" * LONGEST_SENTENCE + "乙乙", [LONGEST_SENTENCE, 2]),
        # never inside a value
        ("甲" * (LONGEST_SENTENCE - 2) + VALUE * 4, [LONGEST_SENTENCE - 2, 4]),
        (VALUE * (LONGEST_SENTENCE + 4), [LONGEST_SENTENCE, 4]),
    ],
)
def test_a_text_is_split_into_sentences(mask: str, lengths: list[int]) -> None:
    found = list(sentences(mask))
    assert [end - start for start, end in found] == lengths
    assert "".join(mask[start:end] for start, end in found) == mask.replace("\n", "")
