"""How a group of values gets its names: one rule a form, tried in this order; the first that answers wins."""

from __future__ import annotations

from app.extraction.naming.before import elided, nearest, own
from app.extraction.naming.behind import head_behind, head_of, share_behind
from app.extraction.naming.dependents import counterpart, dependent, items, reach, stock
from app.extraction.naming.goals import completion, goal_passed
from app.extraction.naming.ranks import part_of_name, rank
from app.extraction.naming.shares import money_for, money_of, share_of, share_of_set
from app.extraction.naming.situation import Form, Naming, Situation
from app.extraction.naming.structures import structure

FORMS: tuple[Form, ...] = (
    part_of_name, structure, rank, completion, goal_passed, items, money_of, head_behind, head_of,
    share_behind, share_of, share_of_set, stock, counterpart, dependent, reach, money_for, own, elided,
)  # fmt: skip


def name_values(situation: Situation) -> Naming:
    """The first form's answer, or the last resort's."""
    for form in FORMS:
        naming = form(situation)
        if naming is not None:
            return naming
    return nearest(situation)
