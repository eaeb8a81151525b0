"""Decides whether a value spans the years of its frame: a flow does, a stock belongs to the last year."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from app.extraction.naming.leads import Lead
from app.extraction.rules import rule
from app.extraction.time.words import years_named
from app.extraction.values import Frame
from app.lexicon.types.cues import Cues
from app.model.observation import Measure

FLOW = "^⟨sum so far⟩?⟨flow⟩|⟨flow inside⟩|^⟨realises⟩.{0,4}⟨employment⟩|⟨reaches people⟩$"
SPENT = "⟨spending⟩*⟨spends⟩⟨funds⟩?"
SPENT_OVER = "[两三四五六七八九十]年(?:累计|共)?⟨spends⟩"
DONE = "⟨deed⟩[^的]*的"
STATE = "⟨stock state⟩|⟨summed state⟩"
REACHED = "⟨summed state⟩"
"""For counted things these words state a stock (市场主体累计达15万户), for money a flow."""
ARRIVED = "⟨arrived⟩"
"""The same for a value without a name before it: 新增市场主体2万户、累计达到15万户."""
COUNTS = frozenset({"有", "共"})
STANDING = "⟨standing⟩+"
"""Verbs that describe a thing, not an action: 挂牌上市企业达56家."""
STOCK = "⟨stock noun⟩$"
"""Nouns for a stock or for the flow of a single year: 产能, 增加值, 吞吐量."""
BALANCE = "⟨stock of money⟩$"
OFTEN_NOUN = "⟨verb or noun⟩"
EACH_YEAR = "⟨said of each year⟩"
OF_ONE_YEAR = "⟨of one year⟩"
EVENT_UNIT = re.compile("(?<!名)次$|^场$|^起$|^例$")
SPANNING = frozenset({Measure.GROWTH, Measure.AVERAGE_GROWTH, Measure.CHANGE})
PROPORTION = "⟨proportion name⟩$"
SHORTEST_OBJECT = 2
FOR = "为"
"""为 before people who receive something (为800名老人购买保险) does not state a stock."""
SUMMED = "⟨sums up⟩[^累]+$"
"""An accumulated amount of money: 民生领域累计支出达到60亿元."""


class Dated(NamedTuple):
    """A value with the facts that may date it.

    ``departure`` is the start year of a change in the sentence, ``base`` the year that the sentence compares
    with; both are 0 if not stated. ``behind`` is true if the thing comes after its number (29所学校达标).
    """

    frame: Frame
    measure: Measure
    name: str
    unit: str
    lead: Lead
    lead_text: str
    flows: bool
    counted: bool
    behind: bool
    departure: int
    base: int


class Aspect(Enum):
    """Why a value spans the years of its frame."""

    CHANGE = "a change spans the years over which it happened"
    YEARLY = "a yearly value applies to each of the years"
    LISTED = "the list adds up over the years"
    DEED = "the words describe an action"
    EVENT = "the unit counts events"
    NAMED = "the sentence names the first and the last year"
    BEHIND = "the number counts those who acted or were affected"

    @property
    def because(self) -> str:
        """The reason as the derivation shows it."""
        return self.value


@rule("years.span")
def spanning(dated: Dated, cues: Cues) -> Aspect | None:
    """Flows and changes span all years of the frame (累计, 新增, 建成), stocks are of the last (达到)."""
    if dated.measure in SPANNING:
        return Aspect.CHANGE
    if dated.measure is Measure.RATIO:
        return None if cues.compile(PROPORTION).search(dated.name) else Aspect.CHANGE
    if dated.measure is not Measure.LEVEL:
        return None
    if dated.lead.yearly or cues.compile(EACH_YEAR).search(dated.lead_text):
        return Aspect.YEARLY
    return None if _is_stock(dated, cues) else _aspect(dated, cues)


def _is_stock(dated: Dated, cues: Cues) -> bool:
    """Whether the words state a stock at the end: 企业达56家; 新建公路达50公里 is a flow."""
    lead = dated.lead
    if lead.settled or cues.compile("⟨existing⟩的?$").search(dated.lead_text):
        return True
    summed = not dated.counted and cues.compile(SUMMED).search(dated.name)
    if summed and not cues.compile(BALANCE).search(dated.name):
        return False
    reaching = cues.compile(REACHED if lead.name else ARRIVED)
    reached = dated.counted and any(map(reaching.fullmatch, lead.words))
    acted = dated.behind and "的" in dated.name and cues.action_at(dated.name, 0)
    done = acted or (dated.counted and _done_things(dated.name, cues))
    if done and set(lead.words) <= COUNTS:
        return False
    stated = any(cues.compile(STATE).fullmatch(word) for word in lead.words)
    helped = dated.behind and all(word == FOR for word in lead.words)
    stands = (
        stated and not helped and (not lead.verb or cues.compile(STANDING).fullmatch(lead.verb) is not None)
    )
    return stands and (reached or not dated.flows)


def _aspect(dated: Dated, cues: Cues) -> Aspect | None:
    if dated.flows:
        return Aspect.LISTED
    flows = cues.compile(FLOW).search(dated.name) or cues.compile(SPENT_OVER).search(dated.lead_text)
    if flows or _done(dated, cues):
        return Aspect.DEED
    return Aspect.NAMED if _of_named_years(dated, cues) else _of_things(dated, cues)


def _of_things(dated: Dated, cues: Cues) -> Aspect | None:
    """Why a value without a verb spans years: its unit or its name says so."""
    measures = cues.compile(STOCK).search(dated.name) or cues.compile(OF_ONE_YEAR).search(dated.name)
    if measures or cues.compile(OF_ONE_YEAR).search(dated.lead_text):
        return None
    if EVENT_UNIT.search(dated.unit):
        return Aspect.EVENT
    if dated.behind and dated.counted:
        return Aspect.BEHIND
    return Aspect.DEED if _deed_inside(dated.name, cues) else None


def _of_named_years(dated: Dated, cues: Cues) -> bool:
    """Whether a flow belongs to years named by number: 2016—2018年用于道路维修的支出3亿元."""
    named = dated.frame.decision.rule == years_named.id and not dated.lead.stated
    spent = cues.compile("⟨spending noun⟩$").search(dated.name)
    return named and bool(spent or not cues.compile(STOCK).search(dated.name))


def _done(dated: Dated, cues: Cues) -> bool:
    """Whether the words describe an action: a verb of action, 完成 with counted things, money spent."""
    lead = dated.lead
    return bool(
        (lead.verb and (dated.counted or not cues.has("only states", lead.verb)))
        or (dated.counted and any(cues.has("completes", word) for word in lead.words))
        or cues.action_at(dated.name, 0)
        or (dated.counted and _done_things(dated.name, cues))
        or (lead.words[-1:] not in (("至",), ("到",)) and _ends_in_deed(dated.name, cues))
        or cues.compile(DONE).match(dated.name)
        or (
            all(cues.has("spending", word) for word in lead.words)
            and cues.compile(SPENT).fullmatch(lead.name)
        )
    )


def _ends_in_deed(name: str, cues: Cues) -> bool:
    """Whether a name ends with a verb of action: 中欧班列开行; 生猪存栏 is a stock."""
    verb = next((name[-n:] for n in (4, 3, 2) if name[-n:] in cues.actions), "")
    return bool(verb) and not cues.compile(STANDING).fullmatch(verb)


def _done_things(name: str, cues: Cues) -> bool:
    """Whether a name is of things that an action made: 引进的设备; not those that stand: 在建的设备."""
    deed, _, thing = name.rpartition("的")
    return len(thing) >= SHORTEST_OBJECT and _ends_in_deed(deed, cues)


def _deed_inside(name: str, cues: Cues) -> bool:
    """Whether a name has a verb between its subject and its object: 国务院制定行政法规.

    Verbs that are often nouns (国家生态文明建设示范区) do not count.
    """
    for at in range(1, len(name) - SHORTEST_OBJECT):
        verb = cues.action_at(name, at)
        has_object = len(name) - at - len(verb) >= SHORTEST_OBJECT
        if len(verb) > 1 and has_object and not cues.compile(OFTEN_NOUN).match(name, at):
            return True
    return False
