"""Finds the owner of a quantity outside its clause: the topic of the previous clause or the sentence."""

from __future__ import annotations

from app.extraction.naming.dependents import owned_by_name
from app.extraction.naming.echoes import echoed
from app.extraction.naming.parts import is_noun, tagged
from app.extraction.naming.situation import Naming, Situation
from app.extraction.naming.subjects import plain_subject
from app.extraction.naming.topics import industry_of, object_of
from app.extraction.rules import rule
from app.extraction.values import NamingKind

LONGEST_OWNER = 16
SHORTEST_OF_OBJECT = 2
"""投资 and 产量 after a deed rarely belong to its object: only longer names take it as their owner."""
LABEL = "(?:〔\\d+〕)?(?P<topic>[^，；：]{2,16}?)⟨topic label⟩"
TERM = r"\s*(?:[〔\[［]\d{1,3}[〕\]］]|[①-⑳])(?P<term>[^，；：]{2,20})[：:]"
OF_TERM = "^该?⟨any thing⟩(?=..)"
OWN_KINDS = frozenset({NamingKind.PLAIN, NamingKind.SHARE, NamingKind.DEED_BEHIND})


@rule("name.owner")
def owned(situation: Situation, naming: Naming) -> Naming:
    """A bare quantity takes the topic before it as its owner: 电子商务快速发展，全网销售额达3亿元."""
    if naming.kind not in OWN_KINDS:
        return naming
    of_terms = tuple(term_of(situation, name) for name in naming.names)
    if all(of_terms):
        decision = owned.decision(origin=term_of.decision())
        return naming._replace(names=of_terms, decisions=(*naming.decisions, decision))
    if not all(bare_quantity(situation, name) for name in naming.names):
        return _echoing(situation, naming)
    several = len(set(naming.names)) > 1
    names = tuple(_with_owner(situation, name, several) for name in naming.names)
    if names == naming.names:
        return naming
    return naming._replace(names=names, decisions=(*naming.decisions, owned.decision()))


def _echoing(situation: Situation, naming: Naming) -> Naming:
    echoes = tuple(echoed(situation, name) for name in naming.names)
    if not all(echoes):
        return naming
    return naming._replace(
        names=echoes, decisions=(*naming.decisions, owned.decision(origin=echoed.decision()))
    )


@rule("name.term")
def term_of(situation: Situation, name: str) -> str:
    """The term that a glossary explains owns its quantities: 〔7〕青杉产业园：项目占地90亩, 总投资3亿元."""
    around = situation.around
    quantity = situation.pattern(OF_TERM).sub("", name)
    if not (quantity in situation.cues.dependents or bare_quantity(situation, quantity)):
        return ""
    found = situation.pattern(TERM).match(around.chars, *around.sentence)
    return found["term"] + quantity if found else ""


def bare_quantity(situation: Situation, name: str) -> bool:
    """Whether a name is only a measure without its owner: 覆盖率, 全网销售额."""
    if situation.known(name):
        return False
    bare = name in situation.cues.dependents or situation.cues.has("bare quantity", name)
    return bare or situation.checker.leans(name)


def _with_owner(situation: Situation, name: str, several: bool) -> str:
    context = situation.context
    named = several or name not in situation.cues.dependents
    if named and not context.fresh_plain and context.history:
        owner = owned_by_name(situation, name).removesuffix(name)
        words = tagged(owner, situation.checker.segmenter) if owner else []
        return owner + name if any(is_noun(word, strict=True) for word in words) else name
    owner = industry_of(situation) if situation.cues.has("of an industry", name) else ""
    if not owner and context.fresh_plain:
        subject = situation.pattern("⟨side of a thing⟩$").sub("", plain_subject(situation))
        owner = subject or (object_of(situation, context.plain) if len(name) > SHORTEST_OF_OBJECT else "")
    owner = owner or topic_owner(situation)
    torn = owner.count("“") != owner.count("”") or situation.pattern("⟨any thing⟩$").search(owner)
    if torn or not 1 < len(owner) <= LONGEST_OWNER or owner in situation.cues.dependents:
        return name
    return owner + (situation.pattern("^⟨any industry⟩").sub("", name) if industry_of(situation) else name)


def topic_owner(situation: Situation) -> str:
    """The owner that the topic at the start of the sentence names; empty if it names none.

    煤炭生产方面，推进矿井改造，产量突破2亿吨; 电子商务快速发展，与平台合作，全网销售额3亿元.
    """
    topic = situation.context.topic
    if label := situation.pattern(LABEL).fullmatch(topic):
        return label["topic"]
    if not topic or topic == situation.context.plain:
        return ""
    about = situation._replace(context=situation.context._replace(plain=topic))
    return plain_subject(about) or object_of(situation, topic)
