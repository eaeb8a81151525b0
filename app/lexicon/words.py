"""Cuts Chinese text into words; the only module that knows jieba.

``rjieba`` (the same dictionary and algorithm in Rust) stands in where it is installed: it gives the
same words many times faster and needs no loading. Either is loaded when the first question comes.
Numbers must never be handed over: jieba cuts 7600.2 into pieces.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from importlib.util import find_spec

Segmenter = Callable[[str], list[str]]


@cache
def _cutter() -> Segmenter:
    if find_spec("rjieba"):
        import rjieba

        return lambda text: list(rjieba.cut(text, hmm=False))
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    return lambda text: list(tokenizer.cut(text, HMM=False))


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_cutter()(text))


def _cut(text: str) -> list[str]:
    return list(_words(text))


def segmenter() -> Segmenter:
    """The function that cuts a text into its words; the dictionary is loaded at its first call."""
    return _cut
