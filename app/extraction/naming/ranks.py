"""Ranks: what is ranked, and among whom."""

from __future__ import annotations

import re

from app.extraction.naming.situation import Naming, Situation
from app.extraction.naming.subjects import subject_of
from app.extraction.rules import rule

AREA_ONLY = "(?:⟨area⟩|[省市]|[\\d一二三四五六七八九十]+个)*"
CUED = "^(?P<subject>.*?)(?:⟨rank adverb⟩|连续[^，]{0,4})*(?P<cue>⟨rank cue⟩)"
RANKED_IN_AREA = f"{CUED}(?P<among>{AREA_ONLY})$"
RANKED = f"{CUED}(?P<among>[^，。；]*)$"
FIELD = "(?P<among>⟨area⟩+)$"
WITHIN = re.compile(
    r"(?P<subject>.*?)在(?P<among>[^在，。；]{2,16}?)中的?(?:排名|排位|排|位列|位居|名列|居)第?$"
)
COUNT = re.compile(r"\d+个")
LASTING = re.compile(r"(?:连续|近|已)*(?:\d+|[一二三四五六七八九十]+)[年个季月度]+$")
LEADING_AREA = "⟨whole place⟩|世界|全球"
VAGUE_CUES = frozenset({"为", "是", "从", "由", "达到"})
ASPECTS = frozenset({"总量", "总数", "增速", "增幅", "规模"})
NO_SUBJECT = re.compile(r"(?:总量|总数|增速|增幅|规模|数量|总额|位次|排名)?")
AROUND_PLACE = "^(?:⟨whole place⟩)+|(?:⟨whole place⟩)+$"
AROUND = (
    "其中",
    "加快",
    "全年",
    "连续",
    "稳",
    "已",
    "并",
    "均",
    "分别",
    "还",
    "也",
)


@rule("form.rank")
def rank(situation: Situation) -> Naming | None:
    """A rank: 跨境电商出口额…，稳居全市第一; 位列全国科技创新百强区第一位."""
    if situation.quantities[0].form != "rank":
        return None
    subject, among = _parts(situation)
    subject = _subject(subject, situation)
    if not subject and not situation.first:
        subject = situation.context.ranked
    among = among.strip("的在、，“”")
    if not among and _continues_fields(situation):
        subject, among = "", _area_of(situation) + subject
    among = among or situation.context.among
    if not situation.pattern(AREA_ONLY).fullmatch(among):
        ranked = subject if len(subject) > 1 else ""
        return _naming((f"{ranked}{among}排名",) * situation.size, among)
    subjects = _subjects(subject, situation)
    if not subjects and among:
        return _naming((f"{among}排名",) * situation.size, among)
    if len(subjects) != situation.size:
        return None
    bare = (s.removesuffix("排名").removesuffix(among) for s in subjects)
    return _naming(tuple(f"{b}{among}排名" for b in bare), among)


def _continues_fields(situation: Situation) -> bool:
    """Whether the item names another field of the ranks before: 位列…百强区第一位、绿色发展百强区第三位."""
    field = situation.context.among
    listed = not situation.first and situation.lead.separated
    return bool(listed and field) and not situation.pattern(AREA_ONLY).fullmatch(field)


def _area_of(situation: Situation) -> str:
    match = situation.pattern(LEADING_AREA).match(situation.context.among)
    return match.group() if match else ""


def _naming(names: tuple[str, ...], among: str) -> Naming:
    return Naming(names, (rank.decision(),), among=among, kind="rank")


def _parts(situation: Situation) -> tuple[str, str]:
    """The words before the verb of ranking and those behind it: subject and field."""
    text = situation.lead_text
    if (within := WITHIN.match(text)) and situation.pattern(AREA_ONLY).fullmatch(within["among"]):
        return within["subject"], COUNT.sub("", within["among"])
    if match := situation.pattern(RANKED_IN_AREA).match(text):
        return match["subject"], match["among"]
    match = situation.pattern(RANKED).match(text)
    if match and match["cue"] not in VAGUE_CUES:
        return match["subject"], match["among"]
    found = situation.pattern(FIELD).search(text)
    return (text[: found.start()], found["among"]) if found else (text, "")


def _subjects(subject: str, situation: Situation) -> tuple[str, ...]:
    count = situation.size
    if subject:
        return (situation.namer.split(subject, count) if count > 1 else None) or (subject,) * count
    fresh = subject_of(situation) if situation.context.fresh_plain and count == 1 else ""
    told = (fresh,) if fresh else situation.told(count)
    return told * count if len(told) == 1 else told


def _subject(subject: str, situation: Situation) -> str:
    """The ranked thing without openers; empty where only adverbs stand."""
    subject = LASTING.sub("", subject.strip("、，的并和"))
    named = situation.lead.name
    if subject and named and subject not in named:
        subject = subject[max(subject.find(named[:2]), 0) :]
    subject = situation.pattern(AROUND_PLACE).sub("", subject)
    for word in AROUND:
        subject = subject.removeprefix(word).removesuffix(word)
    if not NO_SUBJECT.fullmatch(subject):
        return subject
    told = situation.told(1)
    return f"{told[0]}{subject}" if told and subject in ASPECTS else ""


@rule("form.part-of-name")
def part_of_name(situation: Situation) -> Naming | None:
    """Numbers inside what was counted: 3家入围前十, 201个村经营性收入超过30万元."""
    first = situation.quantities[0]
    if not situation.inside or first.bound not in {"min", "max"}:
        return None
    over = first.kind == "money" and first.bound == "min" and not situation.lead.change
    top = first.form == "rank" and first.bound == "max"
    return Naming((), (part_of_name.decision(),), kind="part") if over or top else None
