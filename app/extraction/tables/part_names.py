"""Names a part of a row above it: 其中：住宅 below 商品房竣工面积 is 住宅竣工面积."""

from __future__ import annotations

from collections.abc import Iterator

from app.lexicon.types.cues import Cues

_OF = "中"
"""What joins whole and part where no form names the part: 各类收费中中介服务费."""
_SHORTEST = 2
_PER_HEAD = "(?P<whose>.*⟨per head⟩)"
_FOR_EACH = "⟨kind of income⟩|⟨kind of spending⟩"
_TOTAL = "^(?:⟨table all⟩)+"
_MEASURED = "(?<=.)(?:⟨table step⟩|⟨people of institution⟩|⟨table counter⟩)?⟨measure noun⟩$"
_COUNTED = "⟨table counted⟩"


def name_of_part(owner: str, words: str, cues: Cues) -> str:
    """The name of the part ``words`` of the row named ``owner``, by the first form that fits."""
    forms = (_for_each, _sharing, _of_kind, _done, _measured)
    found: Iterator[str] = (form(owner, words, cues) for form in forms)
    return next(filter(None, found), owner + _OF + words)


def _for_each(owner: str, words: str, cues: Cues) -> str:
    """经营净收入 below 城镇居民人均可支配收入 is 城镇居民人均经营净收入."""
    whose = cues.compile(_PER_HEAD).match(owner)
    return whose["whose"] + words if whose and cues.compile(_FOR_EACH).fullmatch(words) else ""


def _sharing(owner: str, words: str, cues: Cues) -> str:
    """Whole and part share a noun: 住户存款 below 各项存款余额 is 住户存款余额."""
    for length in range(len(words) - 1, _SHORTEST - 1, -1):
        shared = words[-length:]
        if shared in owner:
            return words + owner.rpartition(shared)[2]
    return ""


def _of_kind(owner: str, words: str, cues: Cues) -> str:
    """Words that only say which: 铁路 below 货物周转量, 城镇 below 总户籍人口."""
    mode = cues.has("transport mode", words) and cues.compile("⟨traffic⟩").match(owner)
    return words + cues.compile(_TOTAL).sub("", owner) if mode or cues.has("table which", words) else ""


def _done(owner: str, words: str, cues: Cues) -> str:
    """The deed is done with each part: 个体工商户 below 新登记市场主体总量 is 新登记个体工商户."""
    counted = cues.compile(f"{_COUNTED}$").search(owner)
    return cues.action_at(owner, 0) + words if counted and cues.action_at(owner, 0) else ""


def _measured(owner: str, words: str, cues: Cues) -> str:
    """The part is measured as the whole: 住宅 below 商品房竣工面积, 农林水 below 一般公共预算支出."""
    measured = cues.compile(_MEASURED).search(owner)
    bare = measured is None or len(measured[0]) < _SHORTEST or cues.compile(_COUNTED).fullmatch(measured[0])
    return "" if measured is None or bare else words + measured[0]
