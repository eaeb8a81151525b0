"""The filters of comparisons."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from app.model.comparison import CommitmentClass, Match, Outcome, Vintage
from app.model.observation import SourceKind
from app.store.declared.fields import CellType
from app.store.declared.filters import (
    CONFIDENCE_FROM,
    LEVEL,
    MEASURE,
    OF_QUANTITY,
    PLACES_ABOVE,
    PROVINCE,
    SCOPE,
    UNIT,
    WORDS,
    Filter,
    Operator,
    choice,
    end,
)


class UnitChoice(StrEnum):
    """The units of the values in an answer."""

    BASE = "base"
    STATED = "stated"


UNITS = replace(
    choice(
        "units",
        UnitChoice,
        "base: values in base units (斤 in 吨, 亩 in 公顷); stated: as reports state them.",
        "base",
    ),
    column="unit",
    operator=Operator.SERVICE,
    repeatable=False,
    default=UnitChoice.STATED.value,
)
OUTCOME = replace(
    choice(
        "outcome", (*Outcome, "pending"), "The outcome of the target; pending: unreported or awaited.", "met"
    ),
    means=(("pending", (Outcome.UNREPORTED.value, Outcome.AWAITED.value)),),
)
#: Cells of the column ``tolerance_mode`` of a comparison: the values of the filter that select it.
ANY_TOLERANCE, TOLERANCE_OF_RULE, NO_TOLERANCE = "any", "rule", "off"
TOLERANCE = replace(
    choice(
        "tolerance",
        ("rule", "0"),
        "rule: an approximate target (5%左右) allows the deviation that tolerance_rule names; "
        "0: it allows none.",
        "0",
    ),
    column="tolerance_mode",
    repeatable=False,
    default="rule",
    means=(("rule", (ANY_TOLERANCE, TOLERANCE_OF_RULE)), ("0", (ANY_TOLERANCE, NO_TOLERANCE))),
)


def bit(vintage: Vintage) -> int:
    """The bit of a vintage in the column ``vintages`` of a comparison."""
    return 1 << tuple(Vintage).index(vintage)


PREFER = replace(
    choice(
        "prefer",
        (Vintage.BULLETIN, Vintage.REPORT, Vintage.FIRST, Vintage.LATEST),
        "Whose actual counts if several texts state it: the first bulletin (by the statisticians), "
        "the first report, the first text or the latest. If no bulletin or report states it, the "
        "first text counts. actual_source says what it is.",
        "bulletin",
    ),
    column="vintage",
    operator=Operator.PREFERRED,
    repeatable=False,
    default=Vintage.FIRST.value,
)
VINTAGE = replace(
    choice(
        "vintage", (Vintage.FIRST, Vintage.LATEST), "The same as prefer=first and prefer=latest.", "latest"
    ),
    operator=Operator.PREFERRED,
    repeatable=False,
    same_as="prefer",
)

COMPARISON_FILTERS: tuple[Filter, ...] = (
    *OF_QUANTITY,
    replace(PROVINCE, name="province_code", example="330000"),
    *PLACES_ABOVE,
    LEVEL,
    MEASURE,
    SCOPE,
    UNIT,
    OUTCOME,
    TOLERANCE,
    PREFER,
    VINTAGE,
    replace(UNITS, description=f"{UNITS.description} Filters and orders take them as stated."),
    choice("actual_source", SourceKind, "What states the actual.", "table"),
    choice("match_reason", Match, "Why the actual is taken to be of the target's quantity.", "synonym"),
    choice("commitment_class", CommitmentClass, "How firmly the target is meant.", "binding"),
    CONFIDENCE_FROM,
    end("gap_from", "gap", Operator.FROM, CellType.DECIMAL, "Gaps from this one on, in the unit.", "0"),
    end("gap_to", "gap", Operator.TO, CellType.DECIMAL, "Gaps up to this one, in the unit.", "-0.5"),
    replace(
        WORDS,
        description="Words separated by spaces; all must occur in the target's name, or in its sentence with "
        "the names of its rows.",
    ),
)
