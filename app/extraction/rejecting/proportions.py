"""Times of day, scores and proportions."""

from __future__ import annotations

import re

from app.extraction.rejecting.surroundings import Surroundings
from app.extraction.rules import rule

NAMED_RATIO = re.compile(r"(?:比|比例|之比|结构|比值|系数)(?:[^，。；、\d]{0,3}[\d.]+:1)?[^，。；、\d]{0,8}$")


@rule("reject.proportion")
def proportion(around: Surroundings) -> str | None:
    """Times of day, scores and proportions that state no ratio to one: 9:30, 3:2."""
    if around.number.form != "colon":
        return None
    return None if around.number.kind == "ratio" and NAMED_RATIO.search(around.before) else "proportion"
