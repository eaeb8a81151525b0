"""Names a group of values: propose, check, fall through.

The forms propose in this order. The check accepts a proposal, a repair makes it acceptable, or the next
form that can stand in proposes. If no proposal is accepted, the first one stays, with a flag.
"""

from __future__ import annotations

from typing import NamedTuple

from app.extraction.naming.amounts import coverage, head_of, share_behind, size_of
from app.extraction.naming.before import own
from app.extraction.naming.behind import head_behind
from app.extraction.naming.bodies import of_bodies
from app.extraction.naming.dependents import counterpart, dependent, items, stock
from app.extraction.naming.exclusions import excluding
from app.extraction.naming.goals import completion, goal_passed
from app.extraction.naming.inherited import elided, nearest
from app.extraction.naming.invested import money_of
from app.extraction.naming.medals import medals
from app.extraction.naming.owners import owned
from app.extraction.naming.parks import of_parks
from app.extraction.naming.ranks import part_of_name, rank
from app.extraction.naming.reached import reach, reaching
from app.extraction.naming.repair import repaired
from app.extraction.naming.shares import all_done, money_for, money_founding, share_of, share_of_set
from app.extraction.naming.situation import Form, Naming, Situation
from app.extraction.naming.structures import structure
from app.extraction.naming.tells import Tell
from app.extraction.rules import Decision
from app.extraction.values import NamingKind
from app.model.flags import Flag

FORMS: tuple[Form, ...] = (
    part_of_name, structure, rank, completion, goal_passed, items, medals, money_of, size_of,
    money_founding, head_behind, head_of, coverage, share_behind, share_of, share_of_set, all_done, stock,
    counterpart, dependent, reach, money_for, own, elided,
)  # fmt: skip
STAND_INS: tuple[Form, ...] = (head_of, share_behind, dependent)
"""Forms that may replace the bad proposal of another form. Words before a number that belong to a thing
after it are not a good name, even if they look like one: 川渝市场一体化17条经验获推广."""
OWN_KINDS = frozenset(
    {
        NamingKind.RANK,
        NamingKind.COMPLETION,
        NamingKind.OVER_GOAL,
        NamingKind.GOAL,
        NamingKind.SHARE,
        NamingKind.DEED_BEHIND,
        NamingKind.MEDALS,
    }
)
"""Kinds of namings that no other form can stand in for."""
CHANGES = frozenset({"percent", "point", "rank", "ratio"})


class Checked(NamedTuple):
    """A naming after repair, with the tells that still fire and the decisions on both."""

    naming: Naming
    tells: tuple[Tell, ...]

    @property
    def doubtful(self) -> Naming:
        """The naming with its doubts; each tell adds a decision."""
        tells = tuple(tell.decision() for tell in self.tells)
        flags = tuple(dict.fromkeys((*self.naming.flags, Flag.DOUBTFUL_NAME)))
        return self.naming._replace(decisions=(*self.naming.decisions, *tells), flags=flags)


def name_values(situation: Situation) -> Naming:
    """The first proposal that the check accepts; else the first proposal with its doubts."""
    first: Checked | None = None
    for form in FORMS:
        if first is not None and (form not in STAND_INS or first.naming.kind in OWN_KINDS):
            continue
        naming = form(situation)
        if naming is None:
            continue
        whole = of_bodies(situation, owned(situation, reaching(situation, naming)))
        checked = check(situation, of_parks(situation, excluding(situation, whole)))
        if not checked.tells:
            return checked.naming
        first = first or checked
    return (first or check(situation, nearest(situation))).doubtful


def check(situation: Situation, naming: Naming) -> Checked:
    """Repair the names of a proposal if tells fire; the result has the tells that remain."""
    if naming.kind is NamingKind.PART_OF_NAME:
        return Checked(naming, ())
    names: list[str] = []
    repairs: list[Decision] = []
    left: dict[str, Tell] = {}
    for index, name in enumerate(naming.names):
        better, made, tells = _repair(situation, naming, name, index)
        names.append(better)
        repairs += [one for one in made if one not in repairs]
        for tell in tells:
            left[tell.id] = tell
    if repairs:
        naming = naming._replace(names=tuple(names), decisions=(*naming.decisions, *repairs))
    return Checked(naming, tuple(left.values()))


def _repair(
    situation: Situation, naming: Naming, name: str, index: int
) -> tuple[str, tuple[Decision, ...], tuple[Tell, ...]]:
    tells = _tells(situation, naming, name, index)
    if not tells:
        return name, (), ()
    better, repairs = repaired(name, situation.checker)
    if not repairs:
        return name, (), tells
    return better, repairs, _tells(situation, naming, better, index)


def _tells(situation: Situation, naming: Naming, name: str, index: int) -> tuple[Tell, ...]:
    quantity = situation.quantities[min(index, situation.size - 1)]
    subject = name.removesuffix("排名").removesuffix(naming.among) if naming.kind is NamingKind.RANK else name
    growing = quantity.kind in CHANGES or situation.lead.change is not None
    return situation.checker.tells(subject or name, quantity.unit, quantity.kind, growing=growing)
