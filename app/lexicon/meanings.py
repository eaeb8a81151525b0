"""Forms of names that are equal if a plan and its result name one quantity in different words.

One report plans to build (建设) what the next one has built (建成). The words are in ``data/meanings.csv``;
those that also matter for codes are in ``data/synonyms.csv``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from app.lexicon.normal_names import normal_name
from app.lexicon.tables import read_table

_ROLES = ("apart", "doing", "same")
_SHORTEST = 2


class _Words(NamedTuple):
    """The words of the table by role; ``becomes`` maps words of the role ``same`` to their common form."""

    apart: re.Pattern[str]
    doing: re.Pattern[str]
    same: re.Pattern[str]
    becomes: dict[str, str]


@lru_cache(maxsize=1 << 16)
def meaning(name: str) -> str:
    """The name in a form that is equal for names with the same meaning. Only for comparing, never shown.

    Words that only say that something is done (开展, 完成) are removed. Words that distinguish two quantities
    (净增, 开工) come first. The other characters are sorted, since their order varies: 城镇新增就业,
    新增城镇就业.

    >>> meaning("举办文化活动") == meaning("开展文化活动")
    True
    >>> meaning("净增市场主体") == meaning("新增市场主体")
    False
    """
    words = _words()
    text = words.same.sub(lambda found: words.becomes[found[0]], name)
    done = words.doing.match(text)
    if done and len(text) - done.end() >= _SHORTEST:
        text = text[done.end() :]
    apart = "".join(sorted(set(words.apart.findall(text))))
    rest = words.apart.sub("", text)
    return f"{apart}|{''.join(sorted(normal_name(rest)))}"


@cache
def _words() -> _Words:
    rows = read_table("meanings", ("role", "word", "becomes", "note"), _checked)
    of: dict[str, list[str]] = {role: [] for role in _ROLES}
    for role, word, _ in rows:
        of[role].append(word)
    apart, doing, same = (re.compile("|".join(sorted(of[role], key=len, reverse=True))) for role in _ROLES)
    doing = re.compile(f"(?:{doing.pattern})+")
    return _Words(apart, doing, same, {word: becomes for role, word, becomes in rows if role == "same"})


def _checked(role: str, word: str, becomes: str, _note: str) -> tuple[str, str, str]:
    if role not in _ROLES or not word or (becomes and role != "same"):
        raise ValueError(
            f"role must be one of {', '.join(_ROLES)}; only a word of the role same becomes another"
        )
    return role, word, becomes
