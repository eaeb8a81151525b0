"""Rejects durations."""

from __future__ import annotations

from app.extraction.rejecting.surroundings import NumberSurroundings
from app.extraction.rules import rule

TIME_BEHIND = "个?[多余半]个?(?:月|年|天|⟨hours⟩|周)"
LISTED = "(?:[\\d.]+个?[^，。；、\\d]{0,3}[、和])*"
"""The values of a list before the last: 分别压缩至30、20、12天."""
AHEAD = f"⟨earlier⟩{LISTED}$"
SPAN_OF_LIFE = (
    "⟨on average⟩[^，。；、\\d]{0,6}$"
    f"|(?<!仅)⟨span of life⟩(?:[^，。；、\\d]{{0,6}}{LISTED}|[由从]\\d{{4}}年[底末]?的)$"
)
GOOD_DAYS = (
    "[优良好以上]天数"
    "(?:[^，。；、\\d]{0,6}|[^，。；]{0,24}(?:[，、](?:同比|[比较][^，。；]{0,10})?)?⟨moves by⟩)$"
)
FROM_SPAN = "⟨span from⟩(?:[由从]\\d{4}年[底末]?的|[^，。；、]{0,4})[\\d.]+[年岁]?⟨lengthens⟩?[到至]$"


@rule("reject.duration")
def duration(around: NumberSurroundings) -> str | None:
    """Durations: 连续五年, 历时3个月, 提前40天; 平均受教育年限11.3年 and 优良天数300天 are values."""
    if around.pattern(TIME_BEHIND).match(around.aftermath):
        return "duration"
    if around.number.kind == "time" and around.pattern(AHEAD).search(around.before):
        return "duration"
    if around.number.kind != "time" or (
        around.number.unit == "天" and around.pattern(GOOD_DAYS).search(around.before)
    ):
        return None
    return (
        None
        if around.pattern(SPAN_OF_LIFE).search(around.before)
        or around.pattern(FROM_SPAN).search(around.before)
        else "duration"
    )
