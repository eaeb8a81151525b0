"""Names quantities that exclude a part of the thing: 扣除石油行业后的规上工业增加值."""

from __future__ import annotations

from app.extraction.naming.situation import Naming, Situation
from app.extraction.rules import rule

FROM = "⟨excludes⟩(?!⟨basis of comparison⟩)"
WHAT = f"(?P<what>(?<!加计){FROM}[^，。；：]{{2,24}}?(?:⟨factor⟩|(?=之?后$)))(?:之?后)?"
CLAUSE = f"{WHAT}$"
INSIDE = f"(?P<of>[^，。；]{{2,24}}?)在?{WHAT}"
JOINT = "后的"


def excluding(situation: Situation, naming: Naming) -> Naming:
    """A naming with the exclusion in its names, if the words state one."""
    names = tuple(without(situation, name) for name in naming.names)
    if not any(names):
        return naming
    whole = tuple(new or old for new, old in zip(names, naming.names, strict=True))
    return naming._replace(names=whole, decisions=(*naming.decisions, without.decision()))


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
