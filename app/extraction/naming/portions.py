"""Names portions of a whole: large projects of all projects, medals by metal, insurance by kind."""

from __future__ import annotations

from collections.abc import Iterator

from app.extraction.naming.lists import deed_in
from app.extraction.naming.situation import Situation
from app.extraction.rules import rule

SIZE = "(?:超|总投资)?[\\d百千十]*(?:百亿|千万|亿|万)元(?:及?⟨at least⟩)?"
LARGE = f"(?P<size>{SIZE})(?P<what>⟨sized thing⟩)"
OF_SIZE = f"(?P<before>.*?)(?:{SIZE})?(?P<rest>[^亿万]*⟨sized thing⟩)"
MEDAL = "⟨medal⟩牌"
MEDALS = "(?P<won>.+?)(?:奖|⟨medal⟩)牌"
PREMIUMS = "⟨insurance money⟩$"
FIRMS = "(?P<whose>.*⟨scale⟩.*⟨kind of firms⟩)"


@rule("part.large")
def large_of(situation: Situation, name: str) -> str:
    """Large things are some of those before: 签约项目9个、总投资6亿元，其中亿元以上项目2个."""
    if not (situation.lead.part or situation.lead.separated):
        return ""
    large = situation.pattern(LARGE).fullmatch(name)
    if large is None:
        return ""
    for whole in reversed(situation.context.history):
        found = situation.pattern(OF_SIZE).fullmatch(without_remark(whole))
        if found and found["rest"].endswith(large["what"]):
            of = found["before"] + found["rest"]
            if of == large["what"]:
                return ""
            deed = situation.cues.action_at(of, 0) or deed_in(situation, of)
            return f"{deed}{large['size']}{of[len(deed) :]}"
    return ""


@rule("part.medal")
def medal_of(situation: Situation, name: str) -> str:
    """Medals of a metal are won like all medals: 获得省级奖牌9枚，其中金牌2枚；获得金牌2枚、银牌3枚."""
    if not situation.pattern(MEDAL).fullmatch(name):
        return ""
    found = situation.pattern(MEDALS).fullmatch(next(nearest_names(situation), ""))
    return found["won"] + name if found else ""


@rule("part.insurance")
def premium_of(situation: Situation, name: str) -> str:
    """A kind of insurance has a part of the premiums: 保费收入9亿元，其中财产险4亿元、人身险5亿元."""
    if situation.kind not in {"money", "percent"} or not situation.cues.has("kind of insurance", name):
        return ""
    found = situation.pattern(PREMIUMS).search(next(nearest_names(situation), ""))
    return name + found.group() if found else ""


@rule("part.ratio-of-firms")
def ratio_of_firms(situation: Situation, name: str) -> str:
    """A ratio of accounts is that of the firms before: 规模以上工业企业利润9亿元。营业收入利润率5%."""
    if not situation.cues.has("ratio of firms", name):
        return ""
    names = (*reversed(situation.context.history), *situation.context.ago)
    found = next(filter(None, map(situation.pattern(FIRMS).match, names)), None)
    return found["whose"] + name if found else ""


def nearest_names(situation: Situation) -> Iterator[str]:
    """The names that a part can belong to, the nearest first."""
    yield from reversed(situation.context.history)
    if situation.lead.part:
        yield from situation.context.ago


def without_remark(name: str) -> str:
    """A name without the remark in brackets at its end: 在建项目（不含房地产开发） is 在建项目."""
    return name[: name.index("（")] if name.endswith("）") and "（" in name[1:] else name
