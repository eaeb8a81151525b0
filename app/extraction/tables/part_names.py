"""Names a part of a row above it: 其中：住宅 below 商品房竣工面积 is 住宅竣工面积."""

from __future__ import annotations

from collections.abc import Iterator

from app.lexicon.types.cues import Cues

_OF = "中"
"""What joins whole and part where no form names the part: 各类收费中中介服务费."""
_SHORTEST = 2
_PER_HEAD = "(?P<whose>.*⟨per head⟩)"
_AVERAGE = "⟨per head⟩|⟨table each⟩"
_TOTAL = "^(?:⟨table all⟩)+"
_SCALE = "⟨scale⟩⟨unit of scale⟩?"
_MEASURED = "(?:⟨table step⟩|⟨people of institution⟩|⟨table counter⟩)?⟨measure noun⟩$"
_VAGUE = "⟨table counted⟩|⟨table generic⟩"
"""Measures that do not say of what: 总额 of 合同外资总额, 收入 of 旅游收入."""


def name_of_part(owner: str, words: str, cues: Cues) -> str:
    """The name of the part ``words`` of the row named ``owner``, by the first form that fits."""
    forms = (_for_each, _sharing, _of_kind, _done, _measured)
    found: Iterator[str] = (form(owner, words, cues) for form in forms)
    return next(filter(None, found), owner + _OF + words)


def _for_each(owner: str, words: str, cues: Cues) -> str:
    """经营净收入 below 城镇居民人均可支配收入 is 城镇居民人均经营净收入."""
    whose = cues.compile(_PER_HEAD).match(owner)
    spent = cues.compile("⟨spending noun⟩$").search(owner)
    kind = "⟨kind of spending⟩" if spent else "⟨kind of income⟩"
    if whose is None or cues.compile(kind).fullmatch(words) is None:
        return ""
    return whose["whose"] + words + (spent[0] if spent else "")


def _sharing(owner: str, words: str, cues: Cues) -> str:
    """Whole and part share a noun: 住户存款 below 各项存款余额 is 住户存款余额.

    Not if the whole says more before it than that it is the total, or the currency.
    """
    for length in range(len(words) - 1, _SHORTEST - 1, -1):
        before, shared, behind = owner.rpartition(words[-length:])
        if shared:
            total = cues.compile("(?:⟨table all⟩)*(?P<currency>(?:⟨table currency⟩)?)").fullmatch(before)
            return total["currency"] + words + behind if total else ""
    return ""


def _of_kind(owner: str, words: str, cues: Cues) -> str:
    """Words that only say which: 铁路 below 货物周转量, 城镇 below 总户籍人口."""
    mode = cues.has("transport mode", words) and cues.compile("⟨traffic⟩").match(owner)
    return words + cues.compile(_TOTAL).sub("", owner) if mode or cues.has("table which", words) else ""


def _done(owner: str, words: str, cues: Cues) -> str:
    """The deed is done with each part: 个体工商户 below 新登记市场主体总量 is 新登记个体工商户."""
    done = cues.compile("(?P<deed>⟨table deed⟩).*⟨table counted⟩").fullmatch(owner)
    return done["deed"] + words if done else ""


def _measured(owner: str, words: str, cues: Cues) -> str:
    """The part is measured as the whole: 住宅 below 商品房竣工面积, 农林水 below 一般公共预算支出."""
    measured = cues.compile(_MEASURED).search(owner)
    if measured is None or words in owner or cues.compile(_MEASURED).search(words):
        return ""
    vague = len(measured[0]) < _SHORTEST or cues.compile(_VAGUE).fullmatch(measured[0])
    if vague or cues.compile(_AVERAGE).search(owner):
        return ""
    scale = cues.compile(_SCALE).match(owner)
    return (scale[0] if scale else "") + words + measured[0]
