"""What the services say in English, in Chinese: descriptions, refusals, warnings, reasons of decisions.

``texts/sentences.csv`` has each English sentence beside the Chinese one, ``texts/rules.csv`` the Chinese
meaning of each rule. Words in braces stand for what changes: the value that was refused, a year, a place.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from app.web.language import Language

_FOLDER: Final = Path(__file__).parent / "texts"
SENTENCES: Final = _FOLDER / "sentences.csv"
RULE_MEANINGS: Final = _FOLDER / "rules.csv"
#: Where one sentence of a text ends and the next begins.
_BOUNDARY: Final = re.compile(r"(?<=[.?!]) |(?P<warning>; )")
_HOLE: Final = re.compile(r"\\\{(\w+)\\\}")
#: The placeholder whose value is a sentence itself.
_NESTED: Final = "how"
_QUOTED: Final = re.compile(r"(?P<words>“.*?”): (?P<reason>.+)", re.DOTALL)
#: The reason of a repair: a name, and the name without the words that were cut.
_REPAIRED: Final = re.compile(r"(?P<name>\S+) is (?P<better>\S+)")
#: A value as the services quote it.
_VALUE: Final = re.compile(r"'(.*)'|\"(.*)\"", re.DOTALL)
_UNIT: Final = re.compile(r"(?P<what>.+) Unit: (?P<unit>[\w ]+)\.", re.DOTALL)


@cache
def sentences() -> dict[str, str]:
    """Return the Chinese of each English sentence."""
    return _table(SENTENCES, "en")


@cache
def rule_meanings() -> dict[str, str]:
    """Return the Chinese meaning of each rule by its id."""
    return _table(RULE_MEANINGS, "rule")


def said(text: str, language: Language) -> str:
    """Return what a service says in a language; a text without a Chinese one stays English."""
    return text if language is Language.EN else in_chinese(text) or text


def reason(rule: str, because: str, language: Language) -> str:
    """Return why a rule decided something: a reason of its own, or else the meaning of the rule.

    Args:
        rule: Its id.
        because: The reason in English; words of the report in quotation marks may come before it.
        language: The language of the page.
    """
    if language is Language.EN:
        return because
    found = _QUOTED.fullmatch(because)
    words, why = (f"{found['words']}：", found["reason"]) if found else ("", because)
    meaning = rule_meanings().get(rule, why)
    if repaired := _REPAIRED.fullmatch(why):
        return f"{words}{meaning}{repaired['name']} → {repaired['better']}"
    return words + (in_chinese(why) or meaning)


@lru_cache(maxsize=4096)
def in_chinese(text: str) -> str | None:
    """Return the Chinese of one or several English sentences; None if one has none.

    >>> in_chinese("year can be given once only.")
    '只能给出一次。'
    """
    if text in sentences():
        return sentences()[text]
    for end, rest, mark in _splits(text):
        first = _whole(text[:end])
        following = "" if rest is None else in_chinese(rest)
        if first is not None and following is not None:
            return first + (mark if rest is not None else "") + following
    return None


def _splits(text: str) -> Iterator[tuple[int, str | None, str]]:
    """Where the first sentence may end, with the rest and what separates the two."""
    for found in _BOUNDARY.finditer(text):
        yield found.start(), text[found.end() :], "；" if found["warning"] else ""
    yield len(text), None, ""


def _whole(text: str) -> str | None:
    """The Chinese of a single sentence."""
    if text in sentences():
        return sentences()[text]
    if unit := _UNIT.fullmatch(text):
        return _with_unit(unit["what"], unit["unit"])
    for pattern, chinese in _patterns():
        if found := pattern.fullmatch(text):
            values = {name: _VALUE.sub(_quoted, value) for name, value in found.groupdict().items()}
            if _NESTED in values and (nested := in_chinese(values[_NESTED])):
                values[_NESTED] = nested
            return chinese.format(**values)
    return None


def _quoted(found: re.Match[str]) -> str:
    return f"“{found[1] or found[2] or ''}”"


def _with_unit(what: str, unit: str) -> str | None:
    chinese, named = in_chinese(what), sentences().get(unit)
    return f"{chinese}单位：{named}。" if chinese and named else None


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """The sentences with placeholders, those with the most fixed words first."""
    rows = [(en, zh) for en, zh in sentences().items() if _HOLE.search(re.escape(en))]
    rows.sort(key=lambda row: -len(_HOLE.sub("", re.escape(row[0]))))
    return [(re.compile(_HOLE.sub(r"(?P<\1>.+?)", re.escape(en)), re.DOTALL), zh) for en, zh in rows]


def _table(path: Path, key: str) -> dict[str, str]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row[key]: row["zh"] for row in csv.DictReader(file)}
