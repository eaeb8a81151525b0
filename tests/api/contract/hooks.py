"""Makes generated requests valid where the OpenAPI document can't express a condition.

Only requests that should succeed are changed; those that should be refused stay as they are.
"""

from collections.abc import Callable
from typing import Any

import schemathesis
from schemathesis import Case, HookContext

from app.services.lists.queries import vocabulary
from app.store.queries.words import words

REGIONS, INDICATORS = set(vocabulary("regions")), set(vocabulary("indicators"))


def _one_of(known: set[str], example: str) -> Callable[[str], str]:
    return lambda text: text if text in known or not text else example


def _once(text: str) -> str:
    keys = {key.removeprefix("-"): key for key in text.split(",")}
    return ",".join(keys.values())


#: One of these is needed.
LEDGER = {"region_code", "region", "within", "province", "city", "indicator_code", "indicator"}
#: One quantity is needed.
OF_ONE_QUANTITY = ("/v1/panel", "/v1/comparisons/league")
#: There ``indicator`` is another name of ``indicator_code``.
BY_ONE_NAME = (*OF_ONE_QUANTITY, "/v1/coverage", "/v1/checks", "/v1/review")
#: How a value of the right form becomes a valid one.
VALID: dict[str, Callable[[str], str]] = {
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


def _make_consistent(case: Case[Any]) -> None:
    """Remove parameters that exclude each other, and add one that is required."""
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
    # Two names of one parameter exclude each other.
    if "prefer" in case.query:
        case.query.pop("vintage", None)
    if case.path.startswith(BY_ONE_NAME) and "indicator_code" in case.query:
        case.query.pop("indicator", None)
    # A panel and a league are of one quantity.
    if case.path.startswith(OF_ONE_QUANTITY) and not case.query.keys() & {"indicator_code", "indicator"}:
        case.query["indicator_code"] = ["GDP"]
    # A ledger is of a place or a quantity.
    if case.path == "/v1/ledger" and not case.query.keys() & LEDGER:
        case.query["region_code"] = ["330212"]


def _make_correction(body: dict[str, Any]) -> None:
    """Make a correction one that is stored, or that finds nothing to correct (404)."""
    if body.get("verdict") == "add":
        # Each number of the report has its row already.
        body |= {"report_id": "none", "start": 0, "end": 1}
    elif body.get("observation_id") is None:
        body["observation_id"] = "none"
    fields = body.get("fields") or {}
    if fields.get("indicator_code") not in INDICATORS:
        fields.pop("indicator_code", None)
    if fields.get("start_year", "") > fields.get("year", "9999"):
        del fields["start_year"]


@schemathesis.hook
def before_call(context: HookContext, case: Case[Any], kwargs: dict[str, object]) -> None:
    """Make the query and the body valid, see ``VALID``."""
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    _make_consistent(case)
    if case.method == "POST" and isinstance(case.body, dict):
        _make_correction(case.body)
    for name, valid in VALID.items():
        given = case.query.get(name)
        if isinstance(given, list):
            case.query[name] = [valid(str(value)) for value in given]
        elif given is not None:
            case.query[name] = valid(str(given))
