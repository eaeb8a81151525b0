"""Names quantities that exclude a part of the thing: 扣除石油行业后的规上工业增加值."""

from __future__ import annotations

from app.extraction.naming.situation import Naming, Situation
from app.extraction.rules import rule

FROM = "⟨excludes⟩(?!⟨basis of comparison⟩)"
WHAT = f"(?P<what>(?<!加计){FROM}[^，。；：]{{2,24}}?(?:⟨factor⟩|(?=之?后$)))(?:之?后)?"
CLAUSE = f"{WHAT}$"
INSIDE = f"(?P<of>[^，。；]{{2,24}}?)在?{WHAT}"
JOINT = "后的"
REMARK = r"（(?:⟨leaves out⟩)[^（），、\d]{2,16}）"
"""A remark for all later values (不含农户，下同) is not about one of them."""


def excluding(situation: Situation, naming: Naming) -> Naming:
    """A naming with the exclusion in its names, if the words state one."""
    if remark := left_out(situation):
        whole = tuple(name if name.endswith(remark) else name + remark for name in naming.names)
        return naming._replace(names=whole, decisions=(*naming.decisions, left_out.decision()))
    names = [without(situation, name) for name in naming.names]
    if not any(names):
        return naming
    whole = tuple(new or old for new, old in zip(names, naming.names, strict=True))
    return naming._replace(names=whole, decisions=(*naming.decisions, without.decision()))


@rule("name.left-out")
def left_out(situation: Situation) -> str:
    """A remark behind the value says what the quantity leaves out: 工业总产值增长15%（不含村办工业）."""
    if not situation.tail.startswith("（") or situation.kind == "rank":
        return ""
    remark = situation.pattern(REMARK).match(situation.tail)
    return remark.group() if remark else ""


@rule("name.without")
def without(situation: Situation, name: str) -> str:
    """An exclusion belongs to the name: 财政收入剔除减税因素后增长9%; 排除外迁影响，工业产值增长9%.

    Excluded prices and tax refunds only change the basis of a comparison: they are not part of the name.
    """
    excludes = situation.pattern("⟨excludes⟩").search(name)
    if excludes and (inside := situation.pattern(INSIDE).fullmatch(name)):
        return inside["what"] + JOINT + inside["of"]
    context = situation.context
    beside = situation.first and context.fresh_plain and not excludes
    found = situation.pattern(CLAUSE).search(context.plain) if beside else None
    return found["what"] + JOINT + name if found else ""
