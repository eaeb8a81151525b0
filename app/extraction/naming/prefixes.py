"""Divides the words before a number of things into the verb with its actor, and the owner of the things."""

from __future__ import annotations

from collections.abc import Sequence

from app.extraction.naming.parts import tagged, text_of
from app.extraction.naming.situation import Situation
from app.extraction.naming.tells import PARTICLES
from app.extraction.rules import rule
from app.lexicon.types.words import TaggedWord

VERBS = frozenset({"v", "vn"})
LEADING = frozenset({"ad", *PARTICLES})


def divided(prefix: str, verb: str) -> tuple[str, str]:
    """Split the words before the number into the verb with its actor, and the owner."""
    if verb and prefix.endswith(verb):
        return prefix, ""
    return (verb, prefix.removeprefix(verb)) if prefix.startswith(verb) else ("", prefix)


@rule("behind.owner-noun")
def owner_noun(situation: Situation, owner: str) -> str:
    """Verbs and adverbs before an owner do not move behind the deed: 按期完成城区6个市场改造.

    A verb in no table may be a modifier: 剩余9项问题.
    """
    words = tagged(owner, situation.checker.segmenter)
    at = 0
    while at < len(words) and _leads(situation, words, at):
        at += 1
    rest = text_of(words[at:])
    return owner if "的" in rest else rest


def _leads(situation: Situation, words: Sequence[TaggedWord], at: int) -> bool:
    """Whether a word before the owner is 了, an adverb or a verb of action."""
    word, after = words[at], words[at + 1].tag if at + 1 < len(words) else ""
    roles = situation.cues.tails.get(word.text, frozenset())
    if word.tag in LEADING or (situation.cues.has("before a deed", word.text) and after == "v"):
        return True
    acts = word.text in situation.cues.actions or "cause" in roles
    place = situation.cues.has("area", word.text)  # 省内
    return ("manner" in roles and not place) or (word.tag in VERBS and acts)
