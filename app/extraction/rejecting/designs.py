"""Rejects the design capacity, size or speed of a plant, a line or a zone, which is part of its name."""

from __future__ import annotations

import re

from app.extraction.rejecting.surroundings import NumberSurroundings
from app.extraction.rules import rule

WORDS = "[^，。；、\\d]{0,12}?"
FACILITY = f"{WORDS}⟨facility⟩"
LISTED = f"[^，。；、\\d]{{1,12}}[、和][\\d.]+[百千万]*吨{FACILITY}"
EXAMPLES = "[^，。；：、\\d][^，。；：]{0,20}?等(?:\\d|[^，。；：]{0,4}⟨facility⟩)"
"""Plants named as examples: 甲公司20万吨多晶硅、乙公司电池等32个项目."""
LESS = "⟨less⟩了?$"
INPUT = f"⟨input⟩{FACILITY}"
CIRCLE = "[^，。；、\\d的]{1,8}圈"
ZONE = "[^，。；、\\d的]{0,6}⟨zone⟩"
HOUSES = "套"
"""建设万套住房 counts houses; it is no capacity."""
SPEED = re.compile("时速$")


@rule("reject.capacity")
def capacity(around: NumberSurroundings) -> str | None:
    """The capacity of a plant: 40万吨铜冶炼项目, 20万吨多晶硅等项目; 淘汰20万吨水泥生产线 is an amount."""
    return "name" if _of_facility(around) and not around.pattern(LESS).search(around.before) else None


def _of_facility(around: NumberSurroundings) -> bool:
    """Whether a plant that the number can describe follows it."""
    number, after = around.number, around.after
    if number.multiplied and not number.unit:
        return around.pattern(INPUT).match(after) is not None
    products = number.multiplied and around.cues.has("unit of products", number.unit)
    if "等" in after and around.pattern(EXAMPLES).match(after):
        sized = products or number.kind == "mass"
        if sized or around.pattern("⟨makes yearly⟩$").search(around.before):
            return True
    if number.kind != "mass" and not (products and number.unit != HOUSES):
        return False
    built = around.pattern(FACILITY).match(after) or around.pattern(LISTED).match(after)
    return built is not None


@rule("reject.extent")
def extent(around: NumberSurroundings) -> str | None:
    """The extent of a zone: 5公里便民圈, 3.6平方公里科创园; 新建园区3.6平方公里 is an area."""
    number = around.number
    shape = (
        CIRCLE
        if number.kind == "length"
        else ZONE
        if around.cues.has("unit of ground", number.unit)
        else None
    )
    return "name" if shape and around.pattern(shape).match(around.after) else None


@rule("reject.speed")
def speed(around: NumberSurroundings) -> str | None:
    """The design speed of a line: 时速250公里的高铁; 新建高铁250公里 is a length."""
    return "name" if around.number.kind == "length" and SPEED.search(around.before) else None
