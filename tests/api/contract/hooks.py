"""What the document can't say of parameters, so that schemathesis can't know it.

Only questions that are to be right are mended; those that are to be refused stay as they are.
"""

from collections.abc import Callable
from typing import Any

import schemathesis
from schemathesis import Case, HookContext

from app.services.queries import vocabulary
from app.store.words import words

REGIONS, INDICATORS = set(vocabulary("regions")), set(vocabulary("indicators"))


def _one_of(known: set[str], example: str) -> Callable[[str], str]:
    return lambda text: text if text in known or not text else example


def _once(text: str) -> str:
    keys = {key.removeprefix("-"): key for key in text.split(",")}
    return ",".join(keys.values())


#: One of these is needed.
LEDGER = {"region_code", "region", "within", "province", "city", "indicator_code", "indicator"}
#: What a value becomes that has the right form and is none.
MENDED: dict[str, Callable[[str], str]] = {
    # Codes: the document says what they look like, /v1/regions and /v1/indicators which there are.
    "region_code": _one_of(REGIONS, "330212"),
    "within": _one_of(REGIONS, "330000"),
    "province_code": _one_of(REGIONS, "330000"),
    "province": _one_of(REGIONS, "330000"),
    "city": _one_of(REGIONS, "330200"),
    # Names that exist.
    "region": _one_of(REGIONS, "鄞州区"),
    "indicator": _one_of(INDICATORS, "地区生产总值"),
    "indicator_code": _one_of(INDICATORS, "GDP"),
    # Changes go on from one that there is.
    "since": lambda _: "0",
    # Words: punctuation alone is none, in any script.
    "q": lambda text: text if words(text) else "养老",
    # No key twice.
    "sort": _once,
}


def _mend_together(case: Case[Any]) -> None:
    """What one parameter means for another."""
    # One that is made up belongs to no question: pages are followed by tests of our own.
    case.query.pop("cursor", None)
    if case.path_parameters.get("format") != "csv":
        case.query.pop("bom", None)
    # Rows are described with all their fields.
    if "format" not in case.path_parameters:
        case.query.pop("fields", None)
    # A range that ends before it begins is refused.
    for name in [name for name in case.query if name.endswith("_from")]:
        case.query.pop(f"{name.removesuffix('_from')}_to", None)
    # A ledger is of a place or a quantity.
    if case.path == "/v1/ledger" and not case.query.keys() & LEDGER:
        case.query["region_code"] = ["330212"]


@schemathesis.hook
def before_call(context: HookContext, case: Case[Any], kwargs: dict[str, object]) -> None:
    """Mend the query, see ``MENDED``."""
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    _mend_together(case)
    for name, mend in MENDED.items():
        given = case.query.get(name)
        if isinstance(given, list):
            case.query[name] = [mend(str(value)) for value in given]
        elif given is not None:
            case.query[name] = mend(str(given))
