"""How the values and names of a group belong together: in pairs, one value for several names, or in doubt."""

from __future__ import annotations

import re

from app.extraction.naming.situation import Situation
from app.extraction.rules import rule
from app.model.flags import Flag

COMPARES = re.compile("比(?![例重率])")
RATES = frozenset({"percent", "point"})


@rule("pair.zip")
def pairwise(situation: Situation, name: str) -> tuple[str, ...] | None:
    """Values and names of equal number pair in order: 城镇和农村居民…达到70074元和39953元."""
    return situation.namer.split(name, situation.size) if situation.size > 1 else None


@rule("name.each")
def each(situation: Situation, name: str) -> tuple[str, ...] | None:
    """One value stated of several things applies to each: 酒店入住率、景区上座率均达80%; not with 合计.

    Complete rates also share a value without 均, and complete quantities share a growth or a multiple
    (财政收入、税收翻一番): none of them adds up.
    """
    if situation.size > 1 or COMPARES.search(name):
        return None
    if not shares_value(situation):
        multiplied = situation.quantities[0].form == "fold"
        growth = situation.namer.amounts(name) if situation.lead.change or multiplied else None
        rates = situation.namer.rates(name) if situation.kind in RATES else None
        return rates or (growth if situation.kind in RATES or multiplied else None)
    return situation.namer.each(name)


def doubts_of(situation: Situation, split: tuple[str, ...] | None) -> tuple[str, ...]:
    """Flags of doubt: several values of one unit share one name, or one value may apply to several heads."""
    if split is not None:
        return ()
    if situation.size > 1:
        alike = len({quantity.unit for quantity in situation.quantities}) == 1
        return (Flag.TWO_READINGS,) if alike else ()
    shared = shares_value(situation)
    return (Flag.SEVERAL_HEADS,) if shared and situation.namer.coordinated(situation.lead.name) > 1 else ()


def shares_value(situation: Situation) -> bool:
    """Whether a word says that the value applies to each (均, 双双)."""
    return not situation.cues.members["of each"].isdisjoint(situation.lead.words)
