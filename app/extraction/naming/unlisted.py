"""Finds the deed of counted things that is in no table: 12家企业刷脸支付, 9项事项一次办结.

The words of such a deed are known only by their tags, so it starts right after a thing that the unit counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from app.extraction.naming.parts import is_noun, text_of
from app.extraction.naming.tail_words import LONGEST_WORD
from app.extraction.naming.tails import PEOPLE, Counting, Tail
from app.extraction.naming.tells import TASKS
from app.extraction.rules import rule
from app.lexicon.types.cues import Cues
from app.lexicon.types.words import Segmenter, TaggedWord

STARTS = frozenset({"v", "d", "ad", "vd", "a", "i", "l", "zg", "m"})
"""The tags of words that a deed starts with, adverbs and numerals included: 一次办结."""
ASPECT = "ul"
"""The tag of 了."""
ACTS = frozenset({"v", "i"})
ENDS = frozenset({"v", "a", "i", "l", "ad"})
JOINED = frozenset("的、和与及等（“")
"""Characters of words that do not divide into a thing and its deed."""
OPAQUE = frozenset("的“（")
LONGEST_BEFORE, LONGEST, LONGEST_WITH_OBJECT = 4, 10, 16
SHORTEST_DEED = 2
WORK = f"{TASKS}|⟨works⟩$"
NOUN_TOO = "⟨noun though tagged⟩|⟨verb or noun⟩|⟨modifier verb⟩"
VERBS = frozenset({"v", "vd", "a", "ad", "d", "i", "l", "ng"})
SEVERAL = 4
VILLAGES = frozenset("村镇县")
"""Things of one character; 省 may begin a word of another: 省定贫困村."""


@rule("behind.unlisted")
def unlisted(tail: Tail, counting: Counting, cues: Cues, segmenter: Segmenter) -> Tail:
    """A deed in no table, or its first words: 12家企业刷脸支付 counts 刷脸支付的企业, 9项事项一次办结.

    Returns the tail as it was if its thing ends with a known thing or does not divide.
    """
    undecided = counting.amount or tail.work or (counting.governed and not tail.deed)
    summed = cues.compile("⟨outcome⟩").match(tail.deed)  # 住房重建全部完工
    if undecided or summed:
        return tail
    words = segmenter.tags(tail.thing)
    if not tail.deed and (at := _deed_with_object(words, counting, cues)):
        return Tail(text_of(words[:at]), "", text_of(word for word in words[at:] if word.tag != ASPECT))
    if not JOINED.isdisjoint(tail.thing):
        return tail
    at = _thing_end(words, counting.unit, cues) or _verbs_at(words)
    rest = words[at:]
    text = text_of(rest)
    if not at or not rest or rest[0].tag not in STARTS:
        return tail
    if tail.deed:
        whole = len(text) <= LONGEST_BEFORE and all(word.tag in STARTS for word in rest)
    else:
        acts = any(word.tag in ACTS for word in rest) and rest[-1].tag in ENDS
        whole = acts and SHORTEST_DEED <= len(text) <= LONGEST
    return Tail(tail.thing.removesuffix(text), "", text + tail.deed) if whole else tail


def _deed_with_object(words: Sequence[TaggedWord], counting: Counting, cues: Cues) -> int:
    """The start of a verb with its object, right after a thing: 贫困村 / 结成对子; 0 if there is none.

    Words that end with another thing that the unit counts are its modifiers, unless 为 or 对 comes before:
    城中村改造项目, but 为9个村派驻工作队.
    """
    whole, unit = text_of(words), counting.unit
    counts = "counter" in cues.tails.get(unit, ()) and OPAQUE.isdisjoint(whole)
    modifies = (is_thing(whole, unit, cues) and not counting.given) or cues.compile(WORK).search(whole)
    if not words or not counts or modifies or not is_noun(words[-1], strict=True):
        return 0
    noun = cues.compile(NOUN_TOO).fullmatch
    verbs = (at for at, word in enumerate(words) if at and word.tag == "v" and not noun(word.text))
    at = next((at for at in verbs if is_thing(text_of(words[:at]), unit, cues)), 0)
    long = len(text_of(words[at:])) > LONGEST_WITH_OBJECT or at + 1 == len(words)
    return 0 if long or not JOINED.isdisjoint(text_of(words[:at])) else at


def _thing_end(words: Sequence[TaggedWord], unit: str, cues: Cues) -> int:
    """The number of words up to the last thing that the unit counts; 0 if there is none."""
    texts = list(accumulate(word.text for word in words))
    return next((at for at in range(len(words), 0, -1) if is_thing(texts[at - 1], unit, cues)), 0)


def _verbs_at(words: Sequence[TaggedWord]) -> int:
    """The start of several verbs after a noun that is in no table: 灯塔提质强能; 0 if there are none."""
    at = next((at for at, word in enumerate(words) if at and word.tag in {"v", "i"}), 0)
    verbs = words[at:]
    long = sum(len(word.text) for word in verbs) >= SEVERAL
    return at if at and words[at - 1].tag == "n" and long and all(w.tag in VERBS for w in verbs) else 0


def is_thing(text: str, unit: str, cues: Cues) -> bool:
    """Whether a text ends with a thing that the unit counts."""
    for length in range(min(len(text), LONGEST_WORD), 0, -1):
        word = text[-length:]
        units = cues.things.get(word)
        if units is not None and (not units or unit in units) and (length > 1 or word in VILLAGES):
            return unit not in PEOPLE or "person" in cues.tails[word]
    return False
