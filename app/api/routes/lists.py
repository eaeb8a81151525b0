"""The lists of ``/v1`` that have no other addresses: one function for each list."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from app.api.openapi.document import describe_list, describe_list_file
from app.api.responses.answers import answer_list, answer_list_file
from app.api.routes.lean import LeanRoute
from app.store.declared.resources import LISTS

router = APIRouter(route_class=LeanRoute)


@router.get("/comparisons", **describe_list("comparisons", "List targets and their results"))
def list_comparisons(request: Request) -> Response:
    """Every target that a report sets for its year, with its result and the value of the year before.

    The actual value comes from a later report; `gap` and `outcome` compare it with the target.
    """
    return answer_list(request, "comparisons")


@router.get(
    "/comparisons/summary",
    **describe_list("summary", "Count targets by outcome", "summarizeComparisons"),
)
def list_summary(request: Request) -> Response:
    """Counts of targets by outcome, for each region, category or year, depending on `by`."""
    return answer_list(request, "summary")


@router.get("/comparisons/league", **describe_list("league", "Rank regions by their results", "rankRegions"))
def list_league(request: Request) -> Response:
    """Regions ranked by one indicator in one year, and how many of the regions with reports state it."""
    return answer_list(request, "league")


@router.get("/resolve", **describe_list("resolve", "Find the observation that a question asks for"))
def list_resolve(request: Request) -> Response:
    """The observations that best match a question in words: at most ten, best first, with the reasons."""
    return answer_list(request, "resolve")


@router.get("/panel", **describe_list("panel", "Show one indicator as regions by years", "getPanel"))
def list_panel(request: Request) -> Response:
    """A row for each region and a column for each year, named after the year."""
    return answer_list(request, "panel")


@router.get("/coverage", **describe_list("coverage", "List what is stated and what is missing"))
def list_coverage(request: Request) -> Response:
    """Each region, year and indicator: stated, doubtful, not stated, or no report available."""
    return answer_list(request, "coverage")


@router.get("/changes", **describe_list("changes", "List what was added, changed and removed"))
def list_changes(request: Request) -> Response:
    """Every change of an observation since the database was created, in order; for mirrors.

    To follow the changes, pass the last `sequence` that you have seen as `since`.
    """
    return answer_list(request, "changes")


@router.get("/ledger", **describe_list("ledger", "List targets year by year"))
def list_ledger(request: Request) -> Response:
    """The targets of a place, or for a quantity, year by year: raised or lowered, softened or dropped, met.

    For quantities with a code, each target is compared with that of the superior place (层层加码) and with
    those of the sibling places. `region_code` or `indicator_code` is required.
    """
    return answer_list(request, "ledger")


@router.get("/restatements", **describe_list("restatements", "List values that later reports restate"))
def list_restatements(request: Request) -> Response:
    """Last year's value as first stated, as restated now, and as implied by this year's level and growth.

    `consistent=no` finds revised bases: the stated growth does not fit the value that was first stated.
    """
    return answer_list(request, "restatements")


@router.get("/review", **describe_list("review", "List what most deserves a reader"))
def list_review(request: Request) -> Response:
    """The statements that are most in doubt and matter most, with other names that they may deserve.

    Other names take time: leave them out by `fields` where they are not needed. What a person says of a
    statement, by `zhibiao corrections` or on the page `/review`, takes it off this list.
    """
    return answer_list(request, "review")


@router.get("/corrections", **describe_list("corrections", "List corrections by readers"))
def list_corrections(request: Request) -> Response:
    """What people and models say about statements, and the result when the report was last read.

    It contains the names of readers, so it needs the review token of the service.
    `zhibiao corrections` records, imports, exports and undoes corrections.
    """
    return answer_list(request, "corrections")


@router.get("/checks", **describe_list("checks", "List observations that do not fit others"))
def list_checks(request: Request) -> Response:
    """Observations that contradict other statements about the same place.

    * `growth`: level, growth and last year's level do not agree, even with rounding. Often a revision.
    * `conflict`: one report states several exact values of the same quantity. If it has no code, all are in
      doubt: most such names lack their owner.
    * `over_whole`: a share above 100 %.
    * `magnitude`, `cumulative`: the value is many times, or several times, that of nearby years.
    * `target_is_result`: a target repeats last year's result to the last digit.
    """
    return answer_list(request, "checks")


@router.get("/indicators", **describe_list("indicators", "List the indicators of the catalogue"))
def list_indicators(request: Request) -> Response:
    """The quantities that have a code, each with its definition and its number of observations."""
    return answer_list(request, "indicators")


@router.get("/categories", **describe_list("categories", "List the categories"))
def list_categories(request: Request) -> Response:
    """The eighteen categories, each with its Chinese and English name and its number of observations."""
    return answer_list(request, "categories")


@router.get("/years", **describe_list("years", "List the years that values refer to"))
def list_years(request: Request) -> Response:
    """Each year that observations refer to, with the number of its actuals and of its targets."""
    return answer_list(request, "years")


@router.get("/units", **describe_list("units", "List the units of the values"))
def list_units(request: Request) -> Response:
    """Each unit of the values, and how many observations, indicators and regions use it."""
    return answer_list(request, "units")


@router.get("/regions", **describe_list("regions", "List the places that have reports"))
def list_regions(request: Request) -> Response:
    """Each place with its code, its level, and the number of its reports and observations."""
    return answer_list(request, "regions")


def add_file(name: str) -> None:
    """Serve a list as files: a dot and the name of a format follow its address."""

    def list_file(request: Request) -> Response:
        """All rows that the filters select, as one file with a length, ranges and a strong `ETag`.

        Sorted by place and year by default. DuckDB, polars and pandas can read parts of it from its address.
        """
        return answer_list_file(request, name)

    router.add_api_route(f"/{LISTS[name].path}.{{format}}", list_file, **describe_list_file(name))


for _name in LISTS:
    add_file(_name)
