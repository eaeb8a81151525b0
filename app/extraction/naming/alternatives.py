"""Other names that a doubtful row may deserve: small generators propose, a fixed order chooses five.

Each generator knows one way in which names go wrong and yields what would put it right. A reader, or a
model, then chooses a name instead of writing one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from app.extraction.naming.check import Checker
from app.extraction.naming.situation import Situation
from app.model.derivation import Alternative

BREAK = re.compile("[，；：。█░]")
BREAKS = re.compile("[，；：。、]")
LONGEST = 30
SHORTEST = 2
MOST_CUT = 3
"""So many words at most are cut off either end of a name."""
BEST = 5

Generator = Callable[[Situation, str], Iterator[str]]


def trims(situation: Situation, name: str) -> Iterator[str]:
    """The name without its first or last words."""
    words = [word.text for word in situation.checker.segmenter.tags(name)]
    for cut in range(1, min(MOST_CUT + 1, len(words))):
        yield "".join(words[cut:])
        yield "".join(words[:-cut])


def owners(situation: Situation, name: str) -> Iterator[str]:
    """The name behind what the sentence spoke of before: an owner, a subject, a thing."""
    for before in (*reversed(situation.context.history[-3:]), *situation.context.ago[-1:]):
        thing = situation.without_verb(before)
        yield thing + name
        yield situation.namer.head_of(thing) + name
        yield _qualifiers(situation.checker, thing) + name
    words = [word.text for word in situation.checker.segmenter.tags(situation.context.plain.lstrip("，、"))]
    for size in range(1, min(5, len(words) + 1)):
        yield "".join(words[:size]) + name
        yield "".join(words[-size:]) + name


def siblings(situation: Situation, name: str) -> Iterator[str]:
    """The head of this name in the frame of the name before: 省级 + 考古遗址公园."""
    for before in situation.context.history[-2:]:
        words = [word.text for word in situation.checker.segmenter.tags(before)]
        for size in range(1, min(4, len(words))):
            yield "".join(words[:size]) + name


def rotations(situation: Situation, name: str) -> Iterator[str]:
    """The words behind the number before those in front of it, and the other way round."""
    left, right = _left(situation), _right(situation)
    yield right + left
    yield left + right
    yield situation.lead.verb + right
    noun = situation.noun_of(right)
    deed = right[len(noun) :]
    if deed:
        yield f"{deed}的{noun}"
        yield f"{left}{deed}的{noun}"
        yield left + noun
        yield noun
    words = situation.checker.segmenter.tags(right)
    for at in range(1, len(words)):
        head = "".join(word.text for word in words[:at])
        rest = "".join(word.text for word in words[at:])
        yield head
        yield left + head
        if words[at].tag.startswith("v"):
            yield f"{rest}的{head}"
            yield f"{rest}的{left}{head}"


def left_spans(situation: Situation, name: str) -> Iterator[str]:
    """The words of the clause up to the number, from each word on."""
    words = [word.text for word in situation.checker.segmenter.tags(situation.lead_text)]
    for at in range(len(words)):
        yield "".join(words[at:])
        yield "".join(words[at:-1])


def predicates(situation: Situation, name: str) -> Iterator[str]:
    """A thing with what it did: the name's last words before its first."""
    words = situation.checker.segmenter.tags(name)
    for at in range(1, len(words)):
        if words[at].tag.startswith("v") or words[at].tag in {"d", "p"}:
            head = "".join(word.text for word in words[:at])
            yield f"{''.join(word.text for word in words[at:])}的{head}"


def verbs(situation: Situation, name: str) -> Iterator[str]:
    """The name with the verb in force, or without its own."""
    bare = situation.without_verb(name)
    yield bare
    for verb in dict.fromkeys((situation.context.verb, situation.lead.verb, "新增")):
        yield verb + bare


def conjuncts(situation: Situation, name: str) -> Iterator[str]:
    """The things that the name coordinates, each alone."""
    yield from situation.namer.each(name) or ()
    yield from BREAKS.split(name)


GENERATORS: dict[str, Generator] = {
    "conjunct": conjuncts, "rotation": rotations, "predicate": predicates, "owner": owners, "verb": verbs,
    "sibling": siblings, "trim": trims, "left span": left_spans,
}  # fmt: skip


def alternatives(situation: Situation, name: str, unit: str) -> tuple[Alternative, ...]:
    """The best five other names of a value and the generator of each, the best first."""
    found: dict[str, list[str]] = {}
    for made, generator in GENERATORS.items():
        for proposed in generator(situation, name):
            other = proposed.strip("、，的和与及 ")
            if other != name and SHORTEST <= len(other) <= LONGEST:
                ways = found.setdefault(other, [])
                ways.extend([made] if made not in ways else [])
    ranked = sorted(found, key=lambda other: -_score(situation, other, found[other], unit))
    return tuple(Alternative(other, found[other][0]) for other in ranked[:BEST])


def _score(situation: Situation, name: str, ways: list[str], unit: str) -> int:
    """How plausible a name is: known names first, then those without tells that use the clause's words."""
    checker = situation.checker
    tells = checker.tells(name, unit, situation.kind, growing=situation.lead.change is not None)
    clause = _left(situation) + _right(situation)
    unused = len(set(clause) - set(name))
    foreign = len(set(name) - set(clause) - {"的"})
    return 80 * checker.known(name) - 40 * len(tells) - 5 * unused - 4 * foreign + 10 * len(ways)


def _left(situation: Situation) -> str:
    return situation.lead.name


def _right(situation: Situation) -> str:
    return BREAK.split(situation.tail)[0].strip("、的")


def _qualifiers(checker: Checker, name: str) -> str:
    parts = checker.parts(name)
    return parts.grade + parts.qualifiers
