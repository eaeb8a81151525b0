"""Keeps the park or zone whose figures a sentence lists: 园区工业总产值30亿元，税收4亿元."""

from __future__ import annotations

from app.extraction.naming.situation import Naming, Situation
from app.extraction.rules import rule
from app.extraction.values import NamingKind

OWNED = "(?P<park>[^，、]{0,10}?⟨park⟩)(?P<what>.{2,})"
WHOLE = "[；;。]|⟨whole place⟩"


def of_parks(situation: Situation, naming: Naming) -> Naming:
    """A naming by names of the catalogue, completed with the park that the sentence is about."""
    if naming.kind is not NamingKind.PLAIN:
        return naming
    whole = tuple([of_park(situation, naming.names, name) if situation.known(name) else name
                   for name in naming.names])  # fmt: skip
    if whole == naming.names:
        return naming
    return naming._replace(names=whole, decisions=(*naming.decisions, of_park.decision()))


@rule("name.of-park")
def of_park(situation: Situation, listed: tuple[str, ...], name: str) -> str:
    """A quantity of the catalogue after a quantity of a park is that of the park, not of the whole place.

    ``listed`` are the names of the same group: 园区营业收入、税收分别完成120亿元、4亿元. The name stays if
    the whole place is named in between: 园区工业总产值30亿元，全市税收4亿元.
    """
    names = (*listed[:1], *reversed(situation.context.history))
    owned = (situation.pattern(OWNED).fullmatch(one) for one in names)
    park = next((one["park"] for one in owned if one and _is_quantity(situation, one["what"])), "")
    if not park or situation.pattern("⟨park⟩").search(name):
        return name
    around = situation.around
    between = around.chars[around.sentence[0] : situation.quantities[0].low].rpartition(park)[-1]
    return name if situation.pattern(WHOLE).search(between) else park + name


def _is_quantity(situation: Situation, what: str) -> bool:
    """Whether the words after a park are a quantity of it."""
    return situation.known(what) or situation.pattern("⟨revenue⟩$").search(what) is not None
