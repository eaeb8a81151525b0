"""Which of the two languages of labels a client reads: Chinese unless it asks for English first."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal

Language = Literal["zh", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")


@lru_cache(maxsize=1024)
def preferred(header: bytes) -> Language:
    """What an ``Accept-Language`` header likes best of Chinese and English (RFC 9110, 12.5.4).

    >>> preferred(b"en-GB,en;q=0.9,zh;q=0.8"), preferred(b"fr, *;q=0.1"), preferred(b"")
    ('en', 'zh', 'zh')
    """
    best: Language = "zh"
    weight = 0.0
    for part in header.decode("latin-1").lower().split(","):
        name, _, rest = part.strip().partition(";")
        quality = _quality(rest)
        for language in LANGUAGES:
            if name.strip().partition("-")[0] == language and quality > weight:
                best, weight = language, quality
    return best


def _quality(text: str) -> float:
    """The weight of a range: 1 where it has none, 0 where it is no number."""
    name, _, value = text.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
