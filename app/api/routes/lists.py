"""The lists of ``/v1``: each has an address for its pages, and one for its files."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute
from starlette.routing import request_response

from app.api.openapi.document import describe_list, describe_list_file
from app.api.responses.answers import answer_list, answer_list_file
from app.store.declared.resources import LISTS


class ListRoute(APIRoute):
    """A route that gives its function the request alone.

    Lists read their parameters themselves, and the framework takes time to resolve none. A route of a router
    that is included would be found twice, so the application adds these routes to its own.
    """

    def __init__(self, path: str, endpoint: Any, **more: Any) -> None:  # noqa: ANN401 # the framework's own
        super().__init__(path, endpoint, **more)
        self.app = request_response(endpoint)


router = APIRouter(prefix="/v1", route_class=ListRoute)


def add_list(name: str, summary: str, description: str, operation_id: str = "") -> None:
    """Serve the pages of a list."""

    def list_page(request: Request) -> Response:
        return answer_list(request, name)

    described = describe_list(name, summary, operation_id)
    router.add_api_route(f"/{LISTS[name].path}", list_page, description=description, **described)


def add_file(name: str) -> None:
    """Serve a list as files: a dot and the name of a format follow its address."""

    def list_file(request: Request) -> Response:
        """All rows that the filters select, as one file with a length, ranges and a strong `ETag`.

        Sorted by place and year by default. DuckDB, polars and pandas can read parts of it from its address.
        """
        return answer_list_file(request, name)

    router.add_api_route(f"/{LISTS[name].path}.{{format}}", list_file, **describe_list_file(name))


add_list(
    "observations",
    "List the values that reports state",
    """\
Every number that a report states as the value of a measurable quantity, one row for each.

Combine any filters; repeat a filter to allow several values.""",
)
add_list(
    "comparisons",
    "List targets and their results",
    """\
Every target that a report sets for its year, with its result and the value of the year before.

The actual value comes from a later report; `gap` and `outcome` compare it with the target.""",
)
add_list(
    "summary",
    "Count targets by outcome",
    "Counts of targets by outcome, for each region, category or year, depending on `by`.",
    operation_id="summarizeComparisons",
)
add_list(
    "league",
    "Rank regions by their results",
    "Regions ranked by one indicator in one year, and how many of the regions with reports state it.",
    operation_id="rankRegions",
)
add_list(
    "resolve",
    "Find the observation that a question asks for",
    "The observations that best match a question in words: at most ten, best first, with the reasons.",
)
add_list(
    "reports",
    "List the reports",
    "Each report with its place, its year, its speaker and its number of observations.",
)
add_list(
    "panel",
    "Show one indicator as regions by years",
    "A row for each region and a column for each year, named after the year.",
    operation_id="getPanel",
)
add_list(
    "coverage",
    "List what is stated and what is missing",
    "Each region, year and indicator: stated, doubtful, not stated, or no report available.",
)
add_list(
    "changes",
    "List what was added, changed and removed",
    """\
Every change of an observation since the database was created, in order; for mirrors.

To follow the changes, pass the last `sequence` that you have seen as `since`.""",
)
add_list(
    "ledger",
    "List targets year by year",
    """\
The targets of a place, or for a quantity, year by year: raised or lowered, softened or dropped, met.

For quantities with a code, each target is compared with that of the superior place (层层加码) and with
those of the sibling places. `region_code` or `indicator_code` is required.""",
)
add_list(
    "restatements",
    "List values that later reports restate",
    """\
Last year's value as first stated, as restated now, and as implied by this year's level and growth.

`consistent=no` finds revised bases: the stated growth does not fit the value that was first stated.""",
)
add_list(
    "review",
    "List what most deserves a reader",
    """\
The statements that are most in doubt and matter most, with other names that they may deserve.

Other names take time: leave them out by `fields` where they are not needed. What a person says of a
statement, by `zhibiao corrections` or on the page `/review`, takes it off this list.""",
)
add_list(
    "corrections",
    "List corrections by readers",
    """\
What people and models say about statements, and the result when the report was last read.

It contains the names of readers, so it needs the review token of the service.
`zhibiao corrections` records, imports, exports and undoes corrections.""",
)
add_list(
    "checks",
    "List observations that do not fit others",
    """\
Observations that contradict other statements about the same place.

* `growth`: level, growth and last year's level do not agree, even with rounding. Often a revision.
* `conflict`: one report states several exact values of the same quantity. If it has no code, all are in
  doubt: most such names lack their owner.
* `over_whole`: a share above 100 %.
* `magnitude`, `cumulative`: the value is many times, or several times, that of nearby years.
* `target_is_result`: a target repeats last year's result to the last digit.""",
)
add_list(
    "indicators",
    "List the indicators of the catalogue",
    "The quantities that have a code, each with its definition and its number of observations.",
)
add_list(
    "categories",
    "List the categories",
    "The eighteen categories, each with its Chinese and English name and its number of observations.",
)
add_list(
    "years",
    "List the years that values refer to",
    "Each year that observations refer to, with the number of its actuals and of its targets.",
)
add_list(
    "units",
    "List the units of the values",
    "Each unit of the values, and how many observations, indicators and regions use it.",
)
add_list(
    "regions",
    "List the places that have reports",
    "Each place with its code, its level, and the number of its reports and observations.",
)

for _name in LISTS:
    add_file(_name)
