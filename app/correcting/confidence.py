"""How sure a row is that the rules and a model have read.

Nobody can measure the model of every user, so its accuracy is assumed. Its reading is taken as independent of
the rules'. Two wrong readings are taken as equal, which makes the confidence lower than it could be.
"""

from __future__ import annotations

from decimal import Decimal

MODEL_RIGHT = Decimal("0.9")
"""The assumed share of a model's readings that are right."""
SUREST = Decimal("0.99")
"""A row that no person has read is never surer."""
_CENT = Decimal("0.01")


def sure_with(rules: Decimal) -> Decimal:
    """The confidence of what rules of confidence ``rules`` and a model both read: 0.5 becomes 0.9."""
    right = rules * MODEL_RIGHT
    wrong = (1 - rules) * (1 - MODEL_RIGHT)
    return max(rules, min((right / (right + wrong)).quantize(_CENT), SUREST))


def sure_against(rules: Decimal) -> Decimal:
    """The confidence of what a model reads against rules of confidence ``rules``: 0.5 becomes 0.82.

    The cases are: the model alone is right, the rules alone are, or neither is.
    """
    model, other = (1 - rules) * MODEL_RIGHT, rules * (1 - MODEL_RIGHT)
    neither = (1 - rules) * (1 - MODEL_RIGHT)
    return (model / (model + other + neither)).quantize(_CENT)
