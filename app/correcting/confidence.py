"""The confidence of a row that both the rules and a model have read.

The accuracy of a model is assumed, because nobody can measure the model of every user. Its reading is assumed
to be independent of the rules. Two wrong readings are assumed to be equal, which lowers the confidence.
"""

from __future__ import annotations

from decimal import Decimal

MODEL_RIGHT = Decimal("0.9")
"""The assumed share of a model's readings that are right."""
SUREST = Decimal("0.99")
"""The highest confidence of a row that no person has read."""
_CENT = Decimal("0.01")


def sure_with(rules: Decimal) -> Decimal:
    """The confidence if a model agrees with rules of confidence ``rules``: 0.5 becomes 0.9."""
    right = rules * MODEL_RIGHT
    wrong = (1 - rules) * (1 - MODEL_RIGHT)
    return max(rules, min((right / (right + wrong)).quantize(_CENT), SUREST))


def sure_against(rules: Decimal) -> Decimal:
    """The confidence of a model's reading if it differs from rules of confidence ``rules``: 0.5 becomes 0.82.

    There are three cases: only the model is right, only the rules are right, or neither is.
    """
    model, other = (1 - rules) * MODEL_RIGHT, rules * (1 - MODEL_RIGHT)
    neither = (1 - rules) * (1 - MODEL_RIGHT)
    return (model / (model + other + neither)).quantize(_CENT)
