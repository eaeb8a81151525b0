"""Names a number by the counted thing after it: 启动14个民生项目, 61家企业上榜, 为60家商户换发许可证."""

from __future__ import annotations

import re

from app.extraction.naming.counted import GIVEN, counted
from app.extraction.naming.parts import QUOTE, is_noun, tagged, text_of
from app.extraction.naming.situation import SHORT_NOUNS, Naming, Situation
from app.extraction.naming.topics import STARTS
from app.extraction.rules import Decision, rule
from app.extraction.time.grammar import YEAR
from app.extraction.values import COUNTED, NamingKind
from app.lexicon.types.words import TaggedWord

STOPS = "[、，；：。）]|⟨bound behind number⟩"
NO_HEAD = frozenset("的░▓█和与及或等")
VERBAL = "⟨deed first⟩(?!⟨deed noun⟩)"
LIST_OR_STATE = (
    f"[、和与及]$|分别|⟨summed⟩*⟨stated amount⟩?⟨amount of firms⟩$|⟨moves⟩[到至](?:{YEAR}年[底末]?的?)?$"
)
OTHERS = re.compile("(?:等|和|与|(?<![惠普涉触波危顾])及)$")
JOINED = re.compile("[和与及]$")
"""A、B场所和█: words that 和 joins to the next value are one thing with its modifiers."""
VALUE_OR_ASIDE = re.compile(r"[█░]")
OF_THEM = "、(?:⟨subject of its own⟩)(?!.*的)"
"""What is said of the things after their name: 荣获3枚金牌、创历史最好成绩."""
FOOTNOTE = re.compile(r"\[\d+\]$")
REMARK = re.compile("（[^（）]{3,}）")
OTHER_UNIT = re.compile("^（[^（）]{1,2}）(?=[^，、]{2}|$)")
"""A second unit: 10条（段）河湖, 河湖10条（段）."""
NUMBERING = re.compile(r"^[（(]\d{1,2}[）)]")
UNCOUNTED = frozenset({"percent", "point", "rank", "ratio", "time"})
MARKS = "，；。：,;:"
IDLE = ("only states", "sees to", "completes")
"""The sets of verbs that say nothing about the things of a list."""
WITH_WHOM = (*GIVEN, "与", "同")
LONGEST_HEAD = 60
SHORTEST_ACTOR = 3
NOUN_WITH_NOUN = 2
"""The words of an actor that may begin with a verb used as a noun: 贸易伙伴."""
NO_ACTOR = frozenset({"d", "ad", "c", "r", "m", "t", "x", "uj", "ul", "uz"})
"""Tags of words that cannot be part of an actor: with them the words before a verb are a sentence."""
QUALITY = "a"
"""The tag of an adjective, which can be part of the thing that reaches others: 健康驿站覆盖86个社区."""


@rule("form.head-behind")
def head_behind(situation: Situation) -> Naming | None:
    """A number counts the thing after it: 启动14个民生领域重大项目, 61家鄞企上榜…, 9822家小微企业."""
    tail = OTHER_UNIT.sub("", situation.tail.lstrip("”"))
    ranked = situation.quantities[-1].form == "rank"
    if situation.kind in UNCOUNTED or ranked or not _is_head(situation, tail):
        return None
    lead = situation.lead
    members, pure = all_members(situation), _is_pure(situation)
    listing = members or _is_listing(situation)
    closing = "" if pure or listing else _closing(situation)
    verbal = situation.pattern(VERBAL).match(tail) is not None
    bare = pure or listing or situation.namer.is_grade(lead.name)  # 市级 is not a name without a noun
    if not _may_follow(situation, tail, open_lead=bare, verb=closing or lead.verb, verbal=verbal):
        return None
    head = _head(situation, tail)
    if len(head) < 2 and head not in SHORT_NOUNS:
        return None
    verb, decisions = _verb(situation, closing)
    who = actor(situation, closing) if closing else ""
    prefix = who + verb if pure or closing or listing else owner(situation)
    if who or members:
        decisions = (actor.decision(),) if who else (all_members.decision(),)
    elif prefix and not (pure or closing or listing):
        decisions = (owner.decision(),)
    name, verb, more = counted(situation, head, prefix, verb, verbal=verbal and not listing)
    if listing and not (verb or more) and (verb := listing_verb(situation)):
        name, more = verb + name, (listing_verb.decision(),)
    verb = who + verb if situation.cues.has("reach", verb) else verb
    return Naming((name,) * situation.size, (head_behind.decision(), *decisions, *more), verb=verb,
                  kind=NamingKind.HEAD_BEHIND, fresh=not lead.separated)  # fmt: skip


def _closing(situation: Situation) -> str:
    """The verbs at the end of the lead; those that reach a thing qualify it before 的: 产业覆盖的15个村."""
    closing = situation.closing_verbs(situation.lead.name)
    qualifies = situation.lead_text.endswith("的") and situation.cues.has("reach", closing)
    return "" if qualifies else closing


def _verb(situation: Situation, closing: str) -> tuple[str, tuple[Decision, ...]]:
    """The verb of the counted things, and the decision that found it if the lead has none."""
    verb = closing or situation.lead.verb
    decisions: tuple[Decision, ...] = ()
    if not verb and (verb := change_verb(situation)):
        decisions = (change_verb.decision(),)
    elif not verb and (verb := inherited(situation)):
        decisions = (inherited.decision(),)
    if situation.pattern("⟨preposition⟩*").fullmatch(verb):
        return "", ()
    return verb.replace("了", ""), decisions


@rule("behind.owner")
def owner(situation: Situation) -> str:
    """The owner of the counted things: 铜陵学院 of 铜陵学院14个专业, 境外 of 与境外9所高校."""
    name = NUMBERING.sub("", situation.lead.name).removesuffix("的")
    match = situation.pattern("⟨preposition⟩").match(name)
    if situation.lead_text.endswith(WITH_WHOM):
        return ""
    return (name[match.end() :] if match else name) + change_verb(situation)


@rule("behind.actor")
def actor(situation: Situation, closing: str) -> str:
    """The actor before the last verb: 市直部门 of 市直部门选派60名干部, 环卫项目 of 环卫项目覆盖284个村.

    Empty if adverbs or another verb come before it: 重点实施, 以实干的精神推动解决.
    """
    roles = situation.cues.tails
    joined = situation.lead.separated and not situation.lead_text.startswith("、")
    behind_value = not (situation.first or situation.lead.separated)
    if joined or behind_value or "mere cause" in roles.get(closing, ()):
        return ""
    name = FOOTNOTE.sub("", situation.lead.name.removesuffix("了").removesuffix(closing))
    name = situation.pattern("^(?:⟨cause⟩)").sub("", name)
    words = _before_preposition(situation, tagged(name, situation.checker.segmenter))
    manner = situation.pattern("⟨before a deed⟩|.+[化性]")
    reaches = situation.cues.has("reach", closing)
    while words and (words[-1].tag in {"d", "ad"} or manner.fullmatch(words[-1].text)):
        if reaches and len(words) > 1 and words[-2].tag in {"v", "vn"}:
            break  # 改善计划 is a noun
        words.pop()
    text = text_of(words)
    whole = situation.pattern("⟨whole place⟩").fullmatch(text) is not None
    manner_too = len(words) > 1 or "cause" in roles.get(closing, ())  # “一企一策”推进
    quoted = bool(words) and words[-1].tag == QUOTE and manner_too and not reaches
    if len(text) < SHORTEST_ACTOR or whole or quoted or not is_noun(words[-1]):
        return ""
    names = words[0].tag == "vn" and len(words) == NOUN_WITH_NOUN and not situation.cues.action_at(text, 0)
    acts = words[0].tag[0] == "v" and not names
    said = any(word.tag in NO_ACTOR or (word.tag == QUALITY and not reaches) for word in words)
    return "" if acts or said else text


def _before_preposition(situation: Situation, words: list[TaggedWord]) -> list[TaggedWord]:
    """The words before the first preposition, which the 自 of 自贸试验区 is not."""
    of_its_own = situation.pattern("⟨start of its own⟩").match
    places = (at for at, word in enumerate(words) if word.tag == "p")
    end = next((at for at in places if not of_its_own(text_of(words[at:]))), len(words))
    return words[:end]


def _is_listing(situation: Situation) -> bool:
    """Whether the lead has only examples or another thing: 甲岭、乙湾等5座水库, 建成福利院和29个养老院."""
    lead = situation.lead
    listed = "、" in lead.name and not (lead.verb or situation.closing_verbs(lead.name))
    examples = situation.kind == "count" and situation.quantities[0].value > lead.name.count("、")
    return OTHERS.search(lead.name) is not None or (listed and examples)


@rule("behind.members")
def all_members(situation: Situation) -> bool:
    """The members of a class before their number: 新增甲市、乙市2个友好城市 counts 新增友好城市."""
    noun = situation.lead.noun
    if not situation.lead.verb or situation.kind != "count" or "、" not in noun:
        return False
    if situation.pattern("⟨preposition⟩").match(noun):
        return False
    deeds = (word for word in situation.checker.segmenter.tags(noun.partition("、")[0]) if word.tag == "v")
    several = situation.quantities[0].value in {situation.namer.coordinated(noun), noun.count("、") + 1}
    return several and not any(len(word.text) > 1 for word in deeds)


def _is_pure(situation: Situation) -> bool:
    """Whether the lead has no name: it is empty, a verb, 为, 首批."""
    pure = situation.pattern("⟨pure⟩*")
    lead = situation.lead
    return not lead.noun or bool(pure.fullmatch(lead.noun) or pure.fullmatch(lead.name))


def _may_follow(situation: Situation, tail: str, *, open_lead: bool, verb: str, verbal: bool) -> bool:
    """Whether the words after the number can be its name, given the words before it."""
    last = situation.quantities[-1]
    if last.kind not in COUNTED and last.unit and not (open_lead or verb):
        return False
    if last.kind == "money" and (verbal or not (verb or situation.lead_text.endswith(("将", "把")))):
        return False
    if open_lead:
        return True
    names_the_next = situation.has_next and tail[-1] not in "和与及" and "、" not in situation.tail_mask
    return not verbal and not names_the_next


@rule("behind.inherited-verb")
def inherited(situation: Situation) -> str:
    """The verb of the previous item applies to the next: 新建学校5所、3个公园 counts 新建公园.

    Not to a clause that says with or for whom: 举办展会3届，与28个国家建立贸易往来.
    """
    context = situation.context
    with_whom = situation.first and situation.lead_text.endswith(WITH_WHOM)
    return context.verb if situation.lead.separated and context.counted and not with_whom else ""


@rule("behind.listing-verb")
def listing_verb(situation: Situation) -> str:
    """The verb of examples, with adverbs before it or values among them: 重点推进甲岭、乙湾等6个项目.

    A verb that only states, causes or sees to something says nothing about the things: 抓好甲岭等6个项目.
    """
    around, end = situation.around, situation.quantities[0].low
    start = max(
        around.sentence[0], *(around.chars.rfind(mark, around.sentence[0], end) + 1 for mark in MARKS)
    )
    words = situation.pattern(STARTS).sub("", around.chars[start:end])
    verb = situation.cues.action_at(words, 0)
    roles = situation.cues.tails.get(verb, frozenset())
    idle = "mere cause" in roles or any(situation.cues.has(one, verb) for one in IDLE)
    return "" if idle else verb


@rule("behind.change-verb")
def change_verb(situation: Situation) -> str:
    """提升 and 扩大 before their object are verbs of action: 提升100所学校周边环境."""
    return next((word for word in situation.lead.words if situation.cues.has("changes a thing", word)), "")


def _is_head(situation: Situation, tail: str) -> bool:
    if tail in SHORT_NOUNS and (situation.has_next or _is_reached(situation)):
        return True
    if situation.pattern("⟨moves⟩[到至]").match(tail):
        return False
    if len(tail) < 2 or situation.pattern(STOPS).match(tail) or tail[0] in NO_HEAD or REMARK.fullmatch(tail):
        return False
    if not situation.pattern("⟨state behind⟩").match(tail):
        return True
    return "的" in tail[2:] and _is_pure(situation)


def _is_reached(situation: Situation) -> bool:
    """Whether a noun of one character is counted, not the work before its number: 网络覆盖60个村."""
    closing = situation.closing_verbs(situation.lead.name)
    return not situation.lead.stated and (not closing or situation.cues.has("reach", closing))


def _head(situation: Situation, tail: str) -> str:
    mask = situation.tail_mask[len(situation.tail_mask) - len(tail) :]
    stop = VALUE_OR_ASIDE.search(mask)
    end = stop.start() if stop else len(tail)
    of_them = situation.pattern(OF_THEM).search(tail[:end], 1)
    end = of_them.start() if of_them else end
    if situation.has_next:
        cut = situation.pattern(LIST_OR_STATE).search(tail[:end])
        end = cut.start() if cut else end
        comma = -1 if JOINED.search(tail[:end]) else mask.find("、", 0, end)
        end = comma if comma > 1 or (comma == 1 and tail[0] in SHORT_NOUNS) else end
    if end > LONGEST_HEAD:
        end = max(mask.rfind("、", 0, LONGEST_HEAD), LONGEST_HEAD // 2)
    return tail[:end].strip("、和与及的，")
