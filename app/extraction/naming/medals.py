"""Names medals, whose counter is the thing: 2金3银 are 金牌 and 银牌."""

from __future__ import annotations

import re

from app.extraction.naming.situation import Naming, Situation
from app.extraction.rules import rule
from app.extraction.values import NamingKind

MEDAL = "⟨medal⟩牌$"
UNREAD = "[一二三四五六七八九十]+⟨medal⟩、?$"
"""A count before that is no value of its own: 获得三金、十二银."""
OF_YEAR = re.compile("(?:19|20)\\d\\d年")
EXAMPLES = re.compile("(?<=在)[^，]{2,}等(?=.{2})")
"""Events before the noun that sums them up: 在大运会等国际赛事中."""
SHORTEST = 2


@rule("form.medals")
def medals(situation: Situation) -> Naming | None:
    """Medals counted by their metal: 运动员在技能大赛斩获2金3银 counts 斩获金牌 and 斩获银牌."""
    metals = [quantity.unit for quantity in situation.quantities]
    if not situation.cues.members["medal"].issuperset(metals):
        return None
    base = situation.pattern(UNREAD).sub("", situation.lead.name + situation.lead.attribute)
    if len(base) < SHORTEST:
        base = situation.pattern(MEDAL).sub("", next(iter(situation.names_before(1)), ""))
    base = EXAMPLES.sub("", OF_YEAR.sub("", base)).removeprefix("在")
    if len(base) < SHORTEST:
        return None
    names = tuple(f"{base}{metal}牌" for metal in metals)
    return Naming(names, (medals.decision(),), kind=NamingKind.MEDALS)
