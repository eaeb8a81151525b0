"""Names amounts and shares by the words after them."""

from __future__ import annotations

import re

from app.extraction.naming.behind import LONGEST_HEAD, UNCOUNTED
from app.extraction.naming.situation import Naming, Situation
from app.extraction.naming.tails import LONGEST_DEED, Counting, read_tail
from app.extraction.rules import Decision, rule
from app.extraction.values import NamingKind

COVERING = "(?P<what>[^，、]{2,12})⟨covers⟩了?(?:[^，]{2,12}[和及与])?(?:全[国省市区县])?$"
LONGEST_COVERED = 12
ANY_UNIT = "个"
ENDS = re.compile(r"[，；：。█░]|和(?=占|总)")
BREAK = re.compile(r"[，。；：█░]")
NO_HEAD = "[、，；：。）的░▓█和与及或等]|⟨bound behind number⟩"
GROWTH_BEHIND = "的?⟨each year⟩?(?:⟨growth⟩|⟨no thing⟩)"


@rule("form.head-of")
def head_of(situation: Situation) -> Naming | None:
    """An amount of the thing after it: 设立100亿元的产业投资基金, 完成17万平方米的绿化任务."""
    lead, tail = situation.lead, situation.tail
    if (
        situation.kind in UNCOUNTED
        or not tail.startswith("的")
        or situation.pattern(GROWTH_BEHIND).match(tail)
    ):
        return None
    verb = situation.context.verb if situation.inside else lead.verb or situation.closing_verbs(lead.name)
    done = not lead.name and any(situation.pattern("⟨completes⟩").match(word) for word in lead.words)
    whole = lead.name if situation.inside else ""
    head = situation.noun_of(BREAK.split(tail[1:])[0].rpartition("等")[2].rstrip("、"))
    if not (verb or done or whole) or not 1 < len(head) <= LONGEST_HEAD:
        return None
    name = f"{whole or verb}{head}"
    return Naming((name,) * situation.size, (head_of.decision(),), verb=verb, kind=NamingKind.HEAD_BEHIND)


@rule("name.size-of")
def size_of(situation: Situation) -> Naming | None:
    """The size of the thing after it: 全长56公里的荆江大道通车 is 荆江大道全长."""
    if situation.size > 1 or not situation.tail.startswith("的"):
        return None
    size = situation.pattern("⟨size⟩$").search(situation.lead.name)
    if size is None:
        return None
    behind = situation.following if situation.tail == "的" else situation.tail[1:]
    whole = ENDS.split(behind, maxsplit=1)[0]
    if "、" in whole:
        return None
    whole = situation.noun_of(whole)
    thing = read_tail(whole, Counting(ANY_UNIT), situation.cues, situation.namer.cut).thing or whole
    if not 1 < len(thing) <= LONGEST_HEAD or situation.known(thing):
        return None
    return Naming((thing + size.group(),), (size_of.decision(),))


@rule("form.share-behind")
def share_behind(situation: Situation) -> Naming | None:
    """A share of the whole after it: 超80%的省科技攻坚项目、资金由企业承担; 超过一半人口居住在城镇."""
    tail, lead = situation.tail, situation.lead
    if situation.kind != "percent" or lead.noun or lead.change:
        return None
    last = situation.quantities[-1]
    direct = last.form == "fraction" or last.high_end > last.end
    stated = situation.pattern("⟨state behind⟩").match(tail) or situation.pattern(NO_HEAD).match(tail)
    direct = direct and len(tail) > 1 and not stated
    if not (tail.startswith("的") or direct) or len(tail) < 3 or situation.pattern(GROWTH_BEHIND).match(tail):
        return None
    name, decisions = _share_name(
        situation, BREAK.split(tail.removeprefix("的"))[0].rstrip("、")[:LONGEST_HEAD]
    )
    return Naming((name,) * situation.size, (share_behind.decision(), *decisions), kind=NamingKind.SHARE)


def _share_name(situation: Situation, whole: str) -> tuple[str, tuple[Decision, ...]]:
    """The name of a share of ``whole``, with the deed of the things before them."""
    read = read_tail(whole, Counting(ANY_UNIT, given=True), situation.cues, situation.namer.cut)
    plain = f"{whole}比例"
    if (
        read.deed
        and len(read.deed) <= LONGEST_DEED
        and not situation.pattern("⟨serves for⟩").search(whole)
        and not situation.known(plain)
    ):
        deed = situation.pattern("^⟨realises⟩").sub("", read.deed)
        return share_doing(deed, read.thing), (share_doing.decision(),)
    return plain, ()


@rule("behind.share-doing")
def share_doing(deed: str, thing: str) -> str:
    """The deed of a share of things comes before them: 90%以上的证照实现掌上可查 is 掌上可查的证照比例."""
    return f"{deed}的{thing}比例"


@rule("form.coverage")
def coverage(situation: Situation) -> Naming | None:
    """The coverage of the things after a share: 光纤覆盖所有乡镇和80%以上行政村."""
    if situation.kind != "percent":
        return None
    tail = BREAK.split(situation.tail)[0].strip("、和与及的")
    covering = situation.pattern(COVERING).search(situation.lead_text)
    if covering is None or not 1 < len(tail) <= LONGEST_COVERED:
        return None
    thing = read_tail(tail, Counting(ANY_UNIT), situation.cues, situation.namer.cut).thing
    return Naming(
        (f"{thing}{covering['what']}覆盖率",) * situation.size, (coverage.decision(),), kind=NamingKind.SHARE
    )
