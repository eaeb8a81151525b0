"""Names ranks by the ranked quantity and the field."""

from __future__ import annotations

import re

from app.extraction.naming.ranked import GROWING, LASTING, owner_of, several_ranked
from app.extraction.naming.situation import Naming, Situation
from app.extraction.naming.subjects import subject_of
from app.extraction.rules import Decision, rule
from app.extraction.values import NamingKind

AREA_ONLY = "(?:⟨area⟩|[省市]|[\\d一二三四五六七八九十]+个)*"
CUED = "^(?P<subject>.*?)(?:⟨rank adverb⟩|⟨in a row⟩[^，]{0,4})*(?P<cue>⟨rank cue⟩)"
RANKED_IN_AREA = f"{CUED}(?P<among>{AREA_ONLY})$"
RANKED = f"{CUED}(?P<among>[^，。；]*)$"
FIELD_ONLY = "[，、]?(?:⟨area⟩|[省市县区])+"
WHOLE_AREA = "(?<=..)⟨whole area⟩⟨area⟩*$"
"""The field before the verb: 投资完成率全市排名第二."""
FIELD = "(?P<among>⟨area⟩+)$"
WITHIN = "(?P<subject>.*?)在(?P<among>[^在，。；]{2,16}?)(?:中的?)?⟨ranks⟩第?$"
TIED = "⟨tied⟩$"
COUNT = re.compile(r"\d+个(?![月季百])")
LEADING_AREA = "⟨whole place⟩|⟨world⟩"
NO_SUBJECT = "(?:⟨rank aspect⟩|⟨ranking⟩)?"
OF_AREA = "(?<=..)占⟨area⟩+比重$"
"""A share of a larger place: 占全省42%，居全省第一 ranks the thing, not the share."""
OF_YEARS = "⟨one after another⟩[^，]{0,3}年"
COMPARING = "[，、；]?(?:比|⟨better or worse⟩)"
IN_FIELD = re.compile("^(?P<subject>..+?)在(?P<field>.{2,12}?)(?:中|上)?$")
IN_CONTEST = re.compile("^(?P<subject>[^、]*?)在(?P<field>[^在、，]{4,}?)(?:中|上)(?P<aspect>[^中上]*)$")
"""Contests and examinations: 在全省文明村镇考核中, 甲经开区在全省综合考评中, 在世界运动会上金牌贡献率."""
AND = re.compile("[和与及]")


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
        ranked = in_field(situation, subject, among)
        fielded = (in_field.decision(),) if ranked and ranked != subject else ()
        return _naming((f"{ranked}{among}排名",) * situation.size, among, *fielded)
    names, decisions = _ranked(situation, subject)
    if not names and among:
        return _naming((f"{among}排名",) * situation.size, among)
    return _naming(names, among, *decisions) if decisions or len(names) == situation.size else None


def _ranked(situation: Situation, subject: str) -> tuple[tuple[str, ...], tuple[Decision, ...]]:
    """The ranked quantities and the decisions on them."""
    names = several_ranked(situation, subject)
    decisions: tuple[Decision, ...] = (several_ranked.decision(),) if names else ()
    if not names and subject and (owned := owner_of(situation, subject)):
        return (owned,) * situation.size, (owner_of.decision(),)
    names = names or _subjects(subject, situation)
    grown = growth_ranked(situation, names) if not subject else ()
    return grown or names, (*decisions, growth_ranked.decision()) if grown else decisions


@rule("rank.in-field")
def in_field(situation: Situation, subject: str, among: str) -> str:
    """The quantity ranked within a field; a list (百强县) ranks the place itself."""
    if len(subject) > 1 or situation.pattern("⟨ranked list⟩").search(among):
        return subject if len(subject) > 1 else ""
    return next(iter(situation.names_before(1)), "") if not situation.first or situation.mark else ""


def _continues_fields(situation: Situation) -> bool:
    """Whether the item names another field after earlier ranks: 位列…百强区第一位、绿色发展百强区第三位."""
    field = situation.context.among
    listed = not situation.first and situation.lead.separated
    return bool(listed and field) and not situation.pattern(AREA_ONLY).fullmatch(field)


def _area_of(situation: Situation) -> str:
    match = situation.pattern(LEADING_AREA).match(situation.context.among)
    return match.group() if match else ""


def _naming(names: tuple[str, ...], among: str, *decisions: Decision) -> Naming:
    whole = (name.removesuffix("排名").removesuffix(among) for name in names)
    ranked = tuple(f"{name}{among}排名" for name in whole)
    return Naming(ranked, (rank.decision(), *decisions), among=among, kind=NamingKind.RANK)


def _parts(situation: Situation) -> tuple[str, str]:
    """The words before the verb of ranking and those after it: subject and field."""
    text = COUNT.sub("", situation.pattern(TIED).sub("", situation.lead_text))
    if (within := situation.pattern(WITHIN).match(text)) and situation.pattern(AREA_ONLY).fullmatch(
        within["among"]
    ):
        return within["subject"], within["among"]
    if match := situation.pattern(RANKED_IN_AREA).match(text):
        if situation.pattern(FIELD_ONLY).fullmatch(match["subject"]) and not match["among"]:
            return "", match["subject"]
        of_area = situation.pattern(WHOLE_AREA).search(match["subject"]) if not match["among"] else None
        if of_area:
            return match["subject"][: of_area.start()].removesuffix("在"), of_area.group()
        return match["subject"], match["among"]
    match = situation.pattern(RANKED).match(text)
    if match and not situation.cues.has("vague cue", match["cue"]):
        return match["subject"], match["among"]
    found = situation.pattern(FIELD).search(text)
    return (text[: found.start()], found["among"]) if found else (text, "")


def _subjects(subject: str, situation: Situation) -> tuple[str, ...]:
    count = situation.size
    if subject:
        return (situation.namer.split(subject, count) if count > 1 else None) or (subject,) * count
    fresh = subject_of(situation) if situation.context.fresh_plain and count == 1 else ""
    names = (fresh,) if fresh else situation.names_before(count)
    names = tuple(situation.pattern(OF_AREA).sub("", name) for name in names)
    return names * count if len(names) == 1 else names


@rule("rank.growth")
def growth_ranked(situation: Situation, names: tuple[str, ...]) -> tuple[str, ...]:
    """A rank right after a growth ranks it, unless it is about years: 电信业务收入增长5.5%、排全省第3."""
    context = situation.context
    aside = context.fresh_plain and not situation.pattern(COMPARING).match(context.plain)
    if not context.grew or aside or situation.pattern(OF_YEARS).search(situation.lead_text):
        return ()
    rates = any(name.endswith("率") or situation.pattern(GROWING).search(name) for name in names)
    return () if rates else tuple(name + context.grew for name in names)


def _subject(subject: str, situation: Situation) -> str:
    """The ranked thing without openers; empty if there are only adverbs."""
    subject = situation.pattern(LASTING).sub("", subject.strip("、，的并和"))
    named = situation.lead.name
    if subject and named and subject not in named:
        subject = subject[max(subject.find(named[:2]), 0) :]
    done = situation.pattern("^⟨only states⟩").match(subject)
    if done and situation.namer.measures(subject[done.end() :]):
        subject = subject[done.end() :]
    around = "(?:⟨rank around⟩)"
    subject = situation.pattern(f"^{around}+|{around}+$").sub("", subject)
    subject = situation.pattern(LASTING).sub("", subject)
    subject = _in_contest(subject) or subject
    if not situation.pattern(NO_SUBJECT).fullmatch(subject):
        return subject
    earlier = situation.names_before(1)
    aspect = situation.pattern("⟨rank aspect⟩").fullmatch(subject)
    return f"{_counted(earlier[0], subject, situation)}{subject}" if earlier and aspect else ""


def _in_contest(subject: str) -> str:
    """The ranked thing with the contest that it is ranked in: 甲园区在全省考评中, 在全国运动会上金牌总数."""
    field = IN_CONTEST.fullmatch(subject)
    if field and not (field["aspect"] and AND.search(field["field"])):
        return field["subject"] + field["field"] + field["aspect"]
    field = IN_FIELD.fullmatch(subject)
    return field["subject"] + field["field"] if field else ""


def _counted(name: str, aspect: str, situation: Situation) -> str:
    """The thing whose number is ranked: 新增示范县2个、总数居首位 ranks 示范县总数, 数量 新增示范县."""
    stock = aspect.startswith("总") and situation.context.counted
    return situation.without_verb(name) if stock else name


@rule("form.part-of-name")
def part_of_name(situation: Situation) -> Naming | None:
    """Numbers that are part of a counted name: 3家入围前十, 201个村经营性收入超过30万元."""
    first = situation.quantities[0]
    if not situation.inside or first.bound not in {"min", "max"}:
        return None
    raised = situation.pattern("⟨brings about⟩").search(situation.lead_text) is not None
    over = first.kind == "money" and first.bound == "min" and not (situation.lead.change or raised)
    top = first.form == "rank" and first.bound == "max"
    return Naming((), (part_of_name.decision(),), kind=NamingKind.PART_OF_NAME) if over or top else None
