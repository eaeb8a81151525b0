"""Amounts and shares that are named by the words behind them."""

from __future__ import annotations

import re

from app.extraction.naming.behind import LONGEST_HEAD, UNCOUNTED
from app.extraction.naming.situation import Naming, Situation
from app.extraction.rules import rule

BREAK = re.compile(r"[，。；：█░]")
NO_HEAD = re.compile("[、，；：。）的░▓█和与及或等]|以上|左右")
GROWTH_BEHIND = re.compile(r"的?(?:年均)?(?:增长|增速|速度|目标|水平|预期|增幅|比例|比重)")


@rule("form.head-of")
def head_of(situation: Situation) -> Naming | None:
    """The thing that an amount is of: 设立100亿元的产业投资基金, 完成17万平方米的绿化任务."""
    lead, tail = situation.lead, situation.tail
    if situation.kind in UNCOUNTED or not tail.startswith("的") or GROWTH_BEHIND.match(tail):
        return None
    verb = situation.context.verb if situation.inside else lead.verb or situation.closing_verbs(lead.name)
    done = not lead.name and any(word.startswith("完成") for word in lead.words)
    whole = lead.name if situation.inside and situation.kind == "money" else ""
    head = situation.noun_of(BREAK.split(tail[1:])[0].rpartition("等")[2])
    if not (verb or done or whole) or not 1 < len(head) <= LONGEST_HEAD:
        return None
    name = f"{whole or verb}{head}"
    return Naming((name,) * situation.size, (head_of.decision(),), verb=verb, kind="head-behind")


@rule("form.share-behind")
def share_behind(situation: Situation) -> Naming | None:
    """The whole behind its share: 超80%的省科技攻坚项目、资金由企业承担; 超过一半人口居住在城镇."""
    tail, lead = situation.tail, situation.lead
    if situation.kind != "percent" or lead.noun or lead.change:
        return None
    last = situation.quantities[-1]
    direct = last.form == "fraction" or last.high_end > last.end
    stated = situation.pattern("⟨state behind⟩").match(tail) or NO_HEAD.match(tail)
    direct = direct and len(tail) > 1 and not stated
    if not (tail.startswith("的") or direct) or len(tail) < 3 or GROWTH_BEHIND.match(tail):
        return None
    name = f"{tail.removeprefix('的')[:LONGEST_HEAD]}比例"
    return Naming((name,) * situation.size, (share_behind.decision(),), kind="share")
