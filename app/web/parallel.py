"""Texts that have each heading, paragraph and table in English and then in Chinese: one language of them."""

from __future__ import annotations

import re
from typing import Final

from app.web.language import Language

#: A title in two languages: the English question or name, then the Chinese one.
_BILINGUAL: Final = re.compile(r"(?P<en>.*[?.]|[A-Za-z, ]+) (?P<zh>.+)")
#: A block of code, which may contain empty lines, or lines of anything else.
_BLOCK: Final = re.compile(r"^```.*?^```$\n?|(?:^(?!```)[^\n]+\n?)+", re.MULTILINE | re.DOTALL)
_NO_WORDS: Final = re.compile(r"`[^`]*`|\]\([^)]*\)")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_LATIN: Final = re.compile(r"[A-Za-z]")


def title_in(language: Language, title: str) -> str:
    """Return the half of a bilingual title in one language; other titles are returned whole."""
    found = _BILINGUAL.fullmatch(title)
    return found[language.name.lower()] if found else title


def blocks(text: str) -> list[str]:
    """Return the blocks of a text (headings, paragraphs, tables, code), which empty lines separate."""
    return [found.rstrip("\n") for found in _BLOCK.findall(text)]


def is_chinese(block: str) -> bool:
    """Whether the words of a block are Chinese; code and addresses do not count."""
    words = _NO_WORDS.sub("", block)
    return 2 * len(_HAN.findall(words)) > len(_LATIN.findall(words))


def in_language(language: Language, text: str) -> str:
    """Return one language of a text that has each heading, paragraph and table in English, then in Chinese.

    Blocks of code are in both. So is a heading that no Chinese heading follows (``## curl``).
    """
    found = blocks(text)
    following = [*found[1:], ""]
    kept = [one for one, after in zip(found, following, strict=True) if _speaks(language, one, after)]
    return "\n\n".join(kept) + "\n"


def _speaks(language: Language, block: str, following: str) -> bool:
    """Whether a block belongs to the text in a language."""
    if block.startswith("```"):
        return True
    if is_chinese(block):
        return language is Language.ZH
    translated = not block.startswith("#") or (following.startswith("#") and is_chinese(following))
    return language is Language.EN or not translated
