"""Finds the subject of a sentence, for values without a name."""

from __future__ import annotations

from app.extraction.naming.parts import tagged
from app.extraction.naming.situation import BY_WHEN, Situation
from app.extraction.reading.years import starts_from
from app.extraction.rules import rule
from app.extraction.values import NamingKind

BEFORE_SUBJECT = r"^[，、：；\s]*(?:⟨whole place⟩|⟨before subject⟩)*"
LONGEST_SUBJECT = 24
VERB_LENGTH = 2
BARE = f"(?P<subject>[^，；。\\d]{{3,{LONGEST_SUBJECT}}}?)(?:⟨stated inside⟩|[为达到是])+\\d+\\.\\d+"

GROWTH_OF = "(?P<what>[^，；。、]{2,20}?)(?<!自然)(?:的|年|年均)?(?P<rate>⟨rate of change⟩)[^，；。、]{0,6}"


def subject_of(situation: Situation) -> str:
    """The last name, or the subject of a later clause without a value."""
    context = situation.context
    if context.fresh_plain and (subject := plain_subject(situation)):
        return subject
    if context.history:
        return context.history[-1]
    return plain_subject(situation)


@rule("name.plain-subject")
def plain_subject(situation: Situation) -> str:
    """The subject of a clause without a value: 地区生产总值连跨两个台阶，年均增长5.7%.

    It is the catalogue name in the clause, or the words before its verb; empty if neither is found.
    """
    words = situation.pattern(BEFORE_SUBJECT).sub("", situation.context.plain)
    match = situation.pattern("⟨subject end⟩").search(words, 2)
    subject = words[: match.start()].removesuffix("的") if match else ""
    ends = range(min(len(words), LONGEST_SUBJECT), 1, -1)
    known = next((words[:end] for end in ends if situation.known(words[:end])), "")
    longer = len(subject) > len(known) and "、" not in subject and situation.namer.measures(subject)
    if known and not longer:
        return known.removesuffix("的")
    if not subject or _is_no_noun(situation, subject):
        return ""
    return situation.pattern(BY_WHEN).sub("", subject)


def _is_no_noun(situation: Situation, subject: str) -> bool:
    """Whether the words before a verb are a deed, a place or half a quotation: 在全市首先, “拿地即."""
    long = len(subject) > LONGEST_SUBJECT
    adverb = situation.pattern("⟨modal⟩").match(subject) or situation.pattern("(?:⟨haste⟩)+").fullmatch(
        subject
    )
    torn = subject.count("“") != subject.count("”")
    deed = situation.cues.action_at(subject, 0)
    return bool(long or adverb or torn or deed) or tagged(subject, situation.checker.segmenter)[0].tag == "p"


@rule("name.topic-alone")
def topic_alone(situation: Situation) -> str:
    """A clause that is only the name of a quantity: 城镇居民人均收入，2015年为494元，2019年为900元.

    Before a change, the verb that announces it is cut: 扩大草场面积，由80亩增加到90亩.
    """
    words = situation.pattern(BEFORE_SUBJECT).sub("", situation.context.plain)
    if starts_from(situation.cues, situation.lead_text):
        words = words[len(_moving(situation, words)) :]
    if len(words) > LONGEST_SUBJECT or not situation.namer.measures(words):
        return ""
    deed = situation.cues.action_at(words, 0) or situation.checker.acts(words)
    return "" if deed or situation.checker.tells(words, "", "", growing=True) else words


def _moving(situation: Situation, words: str) -> str:
    """The verb of change at the start of a clause: 扩大 of 扩大草场面积."""
    verb = words[:VERB_LENGTH]
    change = situation.cues.changes.get(verb)
    return verb if change is not None and change.form == "verb" else ""


@rule("name.bare-subject")
def bare_subject(situation: Situation) -> str:
    """The subject of a number without a unit: 亿元产值事故死亡率为0.0096，下降23.2%."""
    words = situation.pattern(BEFORE_SUBJECT).sub("", situation.context.plain)
    found = situation.pattern(BARE).fullmatch(words)
    return found["subject"] if found else ""


@rule("name.growth-of-clause")
def growth_of_clause(situation: Situation) -> tuple[str, NamingKind] | None:
    """The thing whose rate of change a clause is about: 农业产值的增长速度，计划为3%; 投资增速放缓，为5%.

    It is named without the rate, and the value is its growth. 人口自然增长率 is a rate of its own.
    """
    if situation.kind != "percent" or not situation.context.fresh_plain:
        return None
    words = situation.pattern(BEFORE_SUBJECT).sub("", situation.context.plain)
    found = situation.pattern(GROWTH_OF).fullmatch(words)
    if found is None or situation.known(found["what"] + found["rate"]):
        return None
    if situation.cues.action_at(words, 0) or situation.checker.tells(found["what"], "", "", growing=True):
        return None
    change = situation.cues.changes.get(found["rate"])
    falls = change is not None and change.sign < 0
    return found["what"], NamingKind.FALLS if falls else NamingKind.RISES


def plain_list(situation: Situation) -> tuple[str, ...] | None:
    """The subjects of a clause without a value, one for each value: A、B和C跃上新台阶，分别为…."""
    words = situation.pattern(BEFORE_SUBJECT).sub("", situation.context.plain)
    match = situation.pattern("⟨subject end⟩").search(words, 2)
    listed = words[: match.start()] if match else words
    if len(listed) < 4 or listed.count("、") > situation.size:
        return None
    return situation.namer.split(listed, situation.size)
