"""Cuts Chinese text into words and tags them; the only module that knows jieba.

``rjieba`` (the same dictionary and algorithm in Rust) stands in where it is installed: it gives the
same words and tags many times faster and needs no loading. Either is loaded by the first call.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from importlib.util import find_spec

from app.lexicon.types.words import Segmenter, TaggedWord


@cache
def _tagger() -> Callable[[str], list[TaggedWord]]:
    if find_spec("rjieba"):
        import rjieba

        return lambda text: [TaggedWord(*pair) for pair in rjieba.tag(text, hmm=False)]
    import logging

    import jieba
    from jieba import posseg

    jieba.setLogLevel(logging.WARNING)
    tagger = posseg.POSTokenizer(jieba.Tokenizer())
    return lambda text: [_numbered(pair.word, pair.flag) for pair in tagger.cut(text, HMM=False)]


def _numbered(word: str, tag: str) -> TaggedWord:
    """The two libraries tag digits differently; both are numbers."""
    return TaggedWord(word, "m" if word.isdigit() else tag)


@lru_cache(maxsize=50_000)
def _words(text: str) -> tuple[TaggedWord, ...]:
    return tuple(_tagger()(text))


@cache
def segmenter() -> Segmenter:
    """The segmenter that the process shares; the dictionary is loaded at its first call."""
    return Segmenter(_words)
