"""The filters of comparisons."""

from __future__ import annotations

from dataclasses import replace

from app.model.comparison import CommitmentClass, Match, Outcome, Vintage
from app.model.observation import SourceKind
from app.store.fields import Kind
from app.store.filters import (
    CATEGORY,
    CITY,
    CONFIDENCE_FROM,
    INDICATOR,
    INDICATOR_CODE,
    LEVEL,
    MEASURE,
    PERIOD,
    PROVINCE,
    REGION,
    REGION_CODE,
    SCOPE,
    START_YEAR,
    UNIT,
    WITHIN,
    WORDS,
    YEAR,
    YEAR_FROM,
    YEAR_TO,
    Filter,
    Operator,
    choice,
    end,
)

OUTCOME = replace(
    choice(
        "outcome", (*Outcome, "pending"), "What came of the target; pending: unreported or awaited.", "met"
    ),
    means=(("pending", (Outcome.UNREPORTED.value, Outcome.AWAITED.value)),),
)
#: Cells of the column ``tolerance_mode`` of a comparison: which values of the filter select it.
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
VINTAGE = replace(
    choice("vintage", Vintage, "Whose actual counts where several reports state it.", "latest"),
    repeatable=False,
    default=Vintage.FIRST.value,
)

COMPARISON_FILTERS: tuple[Filter, ...] = (
    CATEGORY,
    YEAR,
    YEAR_FROM,
    YEAR_TO,
    START_YEAR,
    PERIOD,
    INDICATOR_CODE,
    INDICATOR,
    REGION_CODE,
    REGION,
    WITHIN,
    replace(PROVINCE, name="province_code", example="330000"),
    PROVINCE,
    CITY,
    replace(LEVEL, operator=Operator.OF_PLACE),
    MEASURE,
    SCOPE,
    UNIT,
    OUTCOME,
    TOLERANCE,
    VINTAGE,
    choice("actual_source", SourceKind, "What states the actual.", "table"),
    choice("match_reason", Match, "Why the actual is taken to be of the target's quantity.", "synonym"),
    choice("commitment_class", CommitmentClass, "How firmly the target is meant.", "binding"),
    CONFIDENCE_FROM,
    end("gap_from", "gap", Operator.FROM, Kind.DECIMAL, "Gaps from this one on, in the unit.", "0"),
    end("gap_to", "gap", Operator.TO, Kind.DECIMAL, "Gaps up to this one, in the unit.", "-0.5"),
    replace(
        WORDS, description="Words in the target's name and sentence, separated by spaces; all must occur."
    ),
)
