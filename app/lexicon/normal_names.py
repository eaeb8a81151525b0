"""Normalises names for comparison: removes what reports vary freely.

The words are mechanisms of the language, not lists of names: short forms, prefixes for the whole place,
endings that mark an amount, a verb before or after its object. They are in
``app/lexicon/data/synonyms.csv``. Whole names are compared and both sides are treated alike, so a row that
matches an unforeseen name does no harm.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from app.lexicon.synonyms import load_synonyms

# Characters that never distinguish two quantities.
_IGNORED = re.compile(r"[\s“”\"'‘’《》〈〉「」（）()\[\]【】、，,·—\-_的和与及]")
_FULL_WIDTH = str.maketrans({chr(0xFF01 + i): chr(0x21 + i) for i in range(94)})
# In a share of the economy or of industry, value added is meant on both sides.
_VALUE_ADDED = re.compile(r"增加值(?=占地区生产总值|占规上工业)|(?<=占规上工业)增加值(?=比重)")
_PARTICULATES = re.compile(r"PM\W*(?:2[^0-9]*5|₂[^₀-₉]*₅)")
_SHORTEST = 2  # characters that must remain of a name


class _Patterns(NamedTuple):
    """Patterns for the roles of the synonyms, by their position in a name."""

    spelling: re.Pattern[str]
    start: re.Pattern[str]
    end: re.Pattern[str]
    construction: re.Pattern[str]
    makes: re.Pattern[str]
    improves: re.Pattern[str]
    both: re.Pattern[str]
    moved: re.Pattern[str]
    starting: re.Pattern[str]
    handling: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    role = load_synonyms().patterns
    making, improving, both = role["making"], role["improving"], role["both"]
    return _Patterns(
        spelling=re.compile(role["spelling"]),
        start=re.compile(f"(?:{role['start']}|[0-9]{{4}}年)"),
        end=re.compile(f"(?:{role['end']})$"),
        construction=re.compile(f"(?:{both}|{making}|{improving})+"),
        makes=re.compile(f"{both}|{making}"),
        improves=re.compile(f"{both}|{improving}"),
        both=re.compile(both),
        moved=re.compile(f"(?<=...)(?:{role['moved']})$"),
        starting=re.compile(f"(?:{role['starting']})+(?=.*(?:改造|加装|建设$))"),
        handling=re.compile(f"(?:{role['handling']})(?=.*(?:建议|提案|议案))"),
    )


@lru_cache(maxsize=1 << 16)
def normal_name(name: str) -> str:
    """The name without the differences between two ways to write the same quantity.

    国内生产总值 and 全市生产总值, 规模以上工业增加值 and 规上工业增加值, 改造老旧小区 and
    老旧小区改造 become equal. The result is only for comparing, never shown.
    """
    patterns = _patterns()
    text = _PARTICULATES.sub("PM2.5", _IGNORED.sub("", _fold(name)))
    text = patterns.spelling.sub(_respell, text)
    text = _strip_start(patterns.start, _VALUE_ADDED.sub("", text))
    text = _strip_end(patterns.end, _strip_start(patterns.starting, text))
    if moved := patterns.moved.search(text):
        text = moved[0] + text[: moved.start()]
    return patterns.handling.sub("办理", _verb_first(patterns, text))


def _fold(name: str) -> str:
    return name if name.isascii() else name.translate(_FULL_WIDTH).upper()


def _respell(match: re.Match[str]) -> str:
    return load_synonyms().becomes[match[0]]


def _strip_start(pattern: re.Pattern[str], text: str) -> str:
    while (match := pattern.match(text)) and len(text) - match.end() >= _SHORTEST:
        text = text[match.end() :]
    return text


def _strip_end(pattern: re.Pattern[str], text: str) -> str:
    while (match := pattern.search(text)) and match.start() >= _SHORTEST:
        text = text[: match.start()]
    return text


def _verb_first(patterns: _Patterns, text: str) -> str:
    """Put the verb that makes or improves the thing first, in a common form: 新, 改 or 新改."""
    match = patterns.construction.match(text)
    if match and match.end() < len(text):
        verb, thing = match[0], text[match.end() :]
    elif text.endswith(("改造", "建设")):
        verb, thing = text[-2:], text[:-2]
    else:
        return text
    improves = patterns.improves.search(patterns.makes.sub("", verb)) or patterns.both.search(verb)
    return ("新" if patterns.makes.search(verb) else "") + ("改" if improves else "") + thing
