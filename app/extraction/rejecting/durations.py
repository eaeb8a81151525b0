"""Lengths of time."""

from __future__ import annotations

import re

from app.extraction.rejecting.surroundings import Surroundings
from app.extraction.rules import rule

TIME_BEHIND = re.compile(r"个?[多余半]个?(?:月|年|天|小时|周)")
AHEAD = "提前"
SPAN_OF_LIFE = re.compile(
    r"(?:平均|人均|户均)[^，。；、\d]{0,6}$|(?:年限|寿命|时限|时间|时长|学制|用时|工期)[^，。；、\d]{0,6}$"
)
GOOD_DAYS = re.compile(r"[优良好]天数[^，。；、\d]{0,6}$")
FROM_SPAN = re.compile(r"(?:年限|寿命|学制)[^，。；、]{0,4}[\d.]+年?(?:提高|增加|延长|上升|提升)?[到至]$")


@rule("reject.duration")
def duration(around: Surroundings) -> str | None:
    """Lengths of time: 连续五年, 历时3个月, 提前40天; 平均受教育年限11.3年 and 优良天数300天 are values."""
    if TIME_BEHIND.match(around.aftermath):
        return "duration"
    if around.number.kind == "time" and around.before.endswith(AHEAD):
        return "duration"
    if around.number.kind != "time" or (around.number.unit == "天" and GOOD_DAYS.search(around.before)):
        return None
    return None if SPAN_OF_LIFE.search(around.before) or FROM_SPAN.search(around.before) else "duration"
