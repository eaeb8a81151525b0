"""Rejects ordinal numbers."""

from __future__ import annotations

import re

from app.extraction.rejecting.surroundings import NumberSurroundings
from app.extraction.rules import rule

CHINESE_ORDINALS = frozenset({"次", "条", "级", "期"})
ORDINAL_TAIL = "⟨counts in order⟩"
ENDS_RANK = re.compile(r"[，。；、）)：！\s和与及并且以增]|$|的(?:位|好|成|排)")
FIRST_OF_ALL = re.compile(r"的(?!位|好|成|排|$|[，。；、])")
"""第一位的工作任务 is the first of tasks, not a rank."""
FIGURES = re.compile("(?:放|摆|列)在了?(?:最?突出的?)?$")
"""摆在第一位, 放在首位: a priority, not a rank."""
A_YEAR = 1900
"""2023届毕业生 are those of a year."""
RANKED_CLASS = "⟨ranked class⟩"
"""纳税前100名企业 is a class of enterprises; 居全国前100名 is a rank."""
RANK_CUE = (
    "(?:⟨rank cue⟩|⟨ranks by⟩)[^，。；：、]{0,14}(?:第[\\d一二三四五六七八九十]+[位名]?[、和与])*$"
    "|(?:⟨area⟩|⟨field of rank⟩)[第首榜前]?$"
)


@rule("reject.ordinal")
def ordinal(around: NumberSurroundings) -> str | None:
    """Ordinals, not ranks: 第十八届, 第四次会议, 十一届三次全会, 第一方阵, 第3000万名, 前100名企业."""
    number = around.number
    session = number.unit == "届" and (
        number.form == "chinese" or number.value >= A_YEAR or around.before.endswith(("第", "至", "-"))
    )
    if session or number.unit == "号" or (number.form == "chinese" and number.unit in CHINESE_ORDINALS):
        return "ordinal"
    if number.form == "arabic" and around.before.endswith("第"):
        return "ordinal"
    return "ordinal" if number.form == "rank" and not _ranks(around) else None


def _ranks(around: NumberSurroundings) -> bool:
    """Whether an ordinal is a rank; 第N without 位 is one only at the end of a phrase about a ranking."""
    number = around.number
    if number.text.startswith("前") and around.pattern(RANKED_CLASS).match(around.after):
        return False
    if number.end > number.digits:
        return FIRST_OF_ALL.match(around.after) is None
    if around.pattern(ORDINAL_TAIL).match(around.after) or not ENDS_RANK.match(around.aftermath):
        return False
    return around.pattern(RANK_CUE).search(around.before) is not None
