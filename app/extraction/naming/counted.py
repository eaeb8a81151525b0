"""Names a counted thing, with its deed and the work on it before it."""

from __future__ import annotations

import re

from app.extraction.naming.objects import counted_object, problem
from app.extraction.naming.parts import tagged
from app.extraction.naming.prefixes import divided, owner_noun
from app.extraction.naming.situation import BY_WHEN, Situation
from app.extraction.naming.tail_words import tail_words, text_of_words
from app.extraction.naming.tails import LONGEST_DEED, PEOPLE, Counting, Tail, read_tail
from app.extraction.naming.tells import ENDS_BADLY, HASTE, SPED_UP
from app.extraction.naming.unlisted import unlisted
from app.extraction.rules import Decision, rule

LISTED_ON = re.compile("、|[和与及]$")
GIVEN = ("为", "向", "给", "对", "把", "将")
PLACED = "[为向给对把将]$|^在"
"""Words before the things that a deed is done for, to or at: 在50个小区建设换电站."""
FORM = "form.head-behind"
"""The id of the form whose names this module makes."""
SHORTEST_OBJECT = 2
DONE_OR_MEASURED = "^⟨completes⟩|^⟨only states⟩|^..⟨area⟩|⟨name of share⟩"


def counted(
    situation: Situation, head: str, prefix: str, verb: str, *, verbal: bool
) -> tuple[str, str, tuple[Decision, ...]]:
    """Name, verb and decisions for the words ``head`` after a number.

    ``prefix`` are the words before the number that belong to the name: a verb or an owner.
    """
    if verbal:
        return prefix + head + (who := doer(situation, head)), verb, (doer.decision(),) if who else ()
    if not verb and situation.cues.tails.get(prefix, frozenset()) & {"cause", "verb"}:
        verb = prefix
    at = (situation.quantities[-1].high_end, situation.quantities[-1].high_end + len(head))
    tail, ahead = _tail(situation, head, verb)
    if not tail.thing:
        who = "" if situation.quantities[-1].unit in situation.cues.doers or prefix else doer(situation, head)
        name = prefix + doers(situation, tail.deed if ahead else head) + who
        return name, verb, (doer.decision(),) if who else (*ahead, doers.decision(at))
    (deed, owner), more = divided(prefix, verb), tuple[Decision, ...]()
    solved = problem(situation, tail) if situation.cues.has("solves", verb) else tail
    if (solved != tail or tail.deed or tail.work) and (noun := owner_noun(situation, owner)) != owner:
        owner, more = noun, (owner_noun.decision(),)
    if solved != tail:
        return work_on(solved, deed, owner + solved.thing), verb, (problem.decision(at), *more)
    if not (deed or owner) and (whole := qualified(situation, tail)):
        tail, more = tail._replace(thing=whole), (qualified.decision(),)
    name, verb, decision = _with_deed(situation, tail, (deed, owner), verb)
    if decision is None:
        return name, verb, more
    worked = () if decision.rule == thing_alone.id else ahead
    return name, verb, (decision._replace(at=at), *worked, *more)


def _with_deed(
    situation: Situation, tail: Tail, prefix: tuple[str, str], verb: str
) -> tuple[str, str, Decision | None]:
    """Name, verb and decision for a thing with its deed or work; ``prefix`` are the verb and owner before."""
    idle = _only_sees_to(situation, prefix[0], tail) or (tail.deed and situation.lead_text.endswith("的"))
    before = "" if idle else prefix[0]  # 市里确定的9件实事全部兑现
    thing = prefix[1] + situation.pattern(BY_WHEN).sub("", tail.thing)
    if _leads_to_an_amount(situation) and (done_to := counted_object(situation, tail)):
        return f"{before}{done_to}的{thing}", verb, counted_object.decision()
    done = before or ("完成" if tail.work and not tail.deed and _is_done(situation) else "")
    if _is_alone(situation, tail, done):
        return before + thing, verb or done, thing_alone.decision()
    if tail.deed:
        return deed_of(situation, tail, before, thing), verb or done, deed_of.decision()
    if tail.work:
        return work_on(tail, done, thing), verb or done, work_on.decision()
    if not before and goes_on(situation):
        verb = situation.context.verb
        return verb + thing, verb, goes_on.decision()
    return before + thing, verb or done, None


@rule("behind.goes-on")
def goes_on(situation: Situation) -> bool:
    """A list of numbers before their things continues after commas: 建设1个省级中心，5个市级学科."""
    context = situation.context
    list_behind = context.named_by is not None and context.named_by.rule == FORM
    alone = situation.first and not situation.has_next and not situation.lead_text
    between = context.fresh_plain and not (context.history and context.history[-1].endswith(context.plain))
    verb = context.verb and "cause" not in situation.cues.tails.get(context.verb, ())
    return bool(alone and list_behind and verb and situation.kind == "count" and not between)


@rule("behind.qualified")
def qualified(situation: Situation, tail: Tail) -> str:
    """Bare things of a deed are those named before: 90个市级重点项目…，40个项目竣工 counts 市级重点项目.

    Empty if no earlier name of the sentence, or more than one, has such things with qualifiers, and if the
    deed is that they enter a list: 28个项目列入省重点.
    """
    thing = tail.thing
    listed = situation.pattern("⟨enters a list⟩").match(tail.deed)
    if listed or not (tail.deed or tail.work) or not situation.cues.has("named again", thing):
        return ""
    nouns = (situation.without_verb(name).rpartition("的")[2] for name in situation.context.history)
    wholes = {noun for noun in nouns if noun.endswith(thing) and noun != thing}
    return next(iter(wholes)) if len(wholes) == 1 else ""


def _only_sees_to(situation: Situation, before: str, tail: Tail) -> bool:
    """Whether the verb before the number says only that the work is done: 抓好13个站点建设."""
    task = situation.pattern("⟨task noun⟩$").search(tail.work)
    return situation.cues.has("sees to", before) and bool(tail.deed or (tail.work and not task))


@rule("behind.work-ahead")
def work_ahead(situation: Situation) -> str:
    """The work on things that another number measures: 完成了9个社区31公里的管网更新."""
    ahead = situation.following.removeprefix("的") if situation.has_next else ""
    done = _is_done(situation) and situation.following.startswith("的") and "、" not in situation.tail
    roles = next(
        (situation.cues.tails[ahead[at:]] for at in range(len(ahead)) if ahead[at:] in situation.cues.tails),
        (),
    )
    return ahead if done and "either" in roles else ""


def _is_alone(situation: Situation, tail: Tail, verb: str) -> bool:
    """Whether the words after the thing are not part of its name."""
    if not (tail.deed or tail.work) or _does_to(situation, tail):
        return False
    task = not (tail.deed or verb) and situation.pattern("⟨task noun⟩$").search(tail.work) is not None
    return task or _leads_to_an_amount(situation)


def _does_to(situation: Situation, tail: Tail) -> bool:
    """Whether the things do something to an object, which names them also before an amount: 企业获首贷5亿元.

    What they complete or measure is no object: 40个项目完成投资3亿元, 63家林场年采伐收入2亿元; nor are words
    whose amount qualifies another noun: 与6家银行签署投放90亿元的协议.
    """
    deed, cues = tail.deed, situation.cues
    length = next(
        (n for n in (3, 2) if "verb" in cues.tails.get(deed[:n], ())), cues.has("receives", deed[:1])
    )
    thing = deed[length:]
    done = situation.pattern(DONE_OR_MEASURED).search(deed) or thing in cues.dependents
    if (
        tail.work
        or situation.following.startswith("的")
        or not length
        or done
        or len(thing) < SHORTEST_OBJECT
        or cues.action_at(thing, 0)
    ):
        return False
    return tagged(thing, situation.checker.segmenter)[-1].tag not in ENDS_BADLY


def _tail(situation: Situation, head: str, verb: str) -> tuple[Tail, tuple[Decision, ...]]:
    """The parts of the words after the number, and the decision on how they were found."""
    if deed := people_doing(situation, head, governed=bool(verb) or _is_done(situation)):
        return Tail("", "", deed), (people_doing.decision(),)
    roles = situation.cues.tails.get(verb, frozenset())
    people = "的" not in head and situation.pattern("⟨people⟩").search(head) is not None
    unit = situation.quantities[-1].unit or ("人" if people else "")
    counting = Counting(
        unit, governed=bool(verb) and "cause" not in roles,
        given=situation.pattern(PLACED).search(situation.lead_text) is not None,
        amount=_leads_to_an_amount(situation),
    )  # fmt: skip
    tail = read_tail(head, counting, situation.cues, situation.namer.cut)
    parted = unlisted(tail, counting, situation.cues, situation.checker.segmenter)
    lone = bool(verb) and counting.unit not in PEOPLE and len(parted.deed) <= SHORTEST_OBJECT
    if parted != tail and not lone:
        done = _is_done(situation) and not (tail.deed or verb)
        return (Tail(parted.thing, parted.deed, "") if done else parted), (unlisted.decision(),)
    work = "" if tail.deed or tail.work else work_ahead(situation)
    return (tail._replace(work=work), (work_ahead.decision(),)) if work else (tail, ())


def _leads_to_an_amount(situation: Situation) -> bool:
    """Whether the words after the number lead to another value: 35件实事已完成31件."""
    given = situation.lead_text.endswith(GIVEN)
    if not situation.has_next or given or work_ahead(situation):
        return False
    return not LISTED_ON.search(situation.tail_mask)


def _is_done(situation: Situation) -> bool:
    """Whether 完成 comes before the number: it states the outcome of the things."""
    return any(situation.pattern("⟨completes⟩").match(word) for word in situation.lead.words)


@rule("behind.deed")
def deed_of(situation: Situation, tail: Tail, before: str, thing: str) -> str:
    """The deed of things comes before them: 41个项目签约落地 counts 签约落地的项目."""
    if "mere cause" in situation.cues.tails.get(before, ()):
        before = ""
    sped_up = situation.pattern(SPED_UP).fullmatch(tail.deed)  # not built yet
    hasty = None if sped_up else situation.pattern(HASTE).match(tail.deed)
    does = (
        tail.deed[hasty.end() :] if hasty and situation.cues.action_at(tail.deed, hasty.end()) else tail.deed
    )
    return f"{before}{tail.work}{does}的{thing}" if len(does) <= LONGEST_DEED else before + thing


@rule("behind.work")
def work_on(tail: Tail, before: str, thing: str) -> str:
    """The work on things comes before them: 完成9个社区管网更新 counts 完成管网更新的社区."""
    return f"{before}{tail.work}的{thing}"


@rule("behind.thing-alone")
def thing_alone() -> None:
    """Only the thing is counted if the words after it lead to another value: 35件实事已完成31件."""


@rule("behind.people-doing")
def people_doing(situation: Situation, head: str, *, governed: bool) -> str:
    """The deed of people without a noun, without 了: 3万人喝上了放心水, 2万人进城落户; else empty."""
    unit = situation.quantities[-1].unit
    if unit not in situation.cues.doers or "的" in head or (governed and unit not in PEOPLE):
        return ""
    words = tail_words(head, situation.cues, situation.namer.cut)
    acts = [
        word.acts or bool(situation.cues.action_at(word.text, 0)) or _is_verb(situation, word.text)
        for word in words
    ]
    aspect = next((at for at, word in enumerate(words) if word.text == "了"), 0)
    if aspect and all(acts[:aspect]):
        return f"{text_of_words(words[:aspect])}{text_of_words(words[aspect + 1 :])}的"
    return head if len(words) > 1 and all(acts) else ""


def _is_verb(situation: Situation, word: str) -> bool:
    """Whether a word in no table is a verb: 进城."""
    tags = [one.tag for one in situation.checker.segmenter.tags(word)]
    return bool(tags) and set(tags) <= {"v", "vg", "vd", "i"}


@rule("behind.doers")
def doers(situation: Situation, deed: str) -> str:
    """The unit says who does the deed after it: 8万人返乡创业 counts 返乡创业人员."""
    unit = situation.quantities[-1].unit
    return deed + (situation.cues.doers.get(unit, "") if situation.size == 1 else "")


@rule("behind.doer")
def doer(situation: Situation, deed: str) -> str:
    """A deed without a doer counts the previous things: 61家鄞企上榜，其中3家入围前十 counts 鄞企.

    Not where the deed qualifies a thing of its own (通过验收的工厂), or people did something and the
    previous things are none.
    """
    if "的" in deed or not situation.context.counted:
        return ""
    name = next(iter(situation.names_before(1)), "")
    did = situation.pattern("⟨deed first⟩").match(name)
    who, _, done_to = name.partition(situation.context.verb) if situation.context.verb else ("", "", "")
    name = done_to if who and done_to else situation.without_verb(name)
    if situation.pattern("⟨deed first⟩(?!⟨deed noun⟩)").match(name):
        return name.rpartition("的")[2] if "的" in name else ""
    noun = situation.noun_of(name)
    if situation.quantities[-1].unit not in PEOPLE | situation.cues.doers.keys():
        return noun
    return "" if did or not situation.pattern("⟨people⟩").search(noun) else noun
