"""Rejects rhetorical numbers."""

from __future__ import annotations

from app.extraction.rejecting.surroundings import NumberSurroundings
from app.extraction.rules import rule

OFTEN = "⟨in a row⟩$"
ZEAL = "倍?的⟨zeal⟩"
PEOPLE = "[^，。；、\\d]{2,8}?⟨people at large⟩"
PUT_FIRST = "⟨put⟩[^，。；、\\d]{0,8}$"


@rule("reject.repetition")
def repetition(around: NumberSurroundings) -> str | None:
    """How many times in a row something happened: 连续3次获评全国文明城市; 演练3次 is a count."""
    return "duration" if around.number.unit == "次" and around.pattern(OFTEN).search(around.before) else None


@rule("reject.zeal")
def zeal(around: NumberSurroundings) -> str | None:
    """Multiples of a feeling: 以十倍的努力, 百倍的信心; 十倍的产量 is a ratio."""
    number = around.number
    folds = number.unit == "倍" or number.multiplied
    return "rhetoric" if folds and around.pattern(ZEAL).match(around.after) else None


@rule("reject.people-at-large")
def people_at_large(around: NumberSurroundings) -> str | None:
    """The people of a place, mentioned but not counted: 300多万青岭人民的梦想, 7100万江淮儿女."""
    number = around.number
    if number.unit or not number.multiplied:
        return None
    return "rhetoric" if around.pattern(PEOPLE).match(around.after) else None


@rule("reject.put-first")
def put_first(around: NumberSurroundings) -> str | None:
    """A priority, which is not a rank: 把安全放在第一位; 产量排在第一位 is a rank."""
    if around.number.form != "rank":
        return None
    return "rhetoric" if around.pattern(PUT_FIRST).search(around.before) else None
