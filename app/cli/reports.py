"""``zhibiao reports``: lists the reports in the database."""

from __future__ import annotations

from argparse import Namespace

from app.cli.migrate import configured_database
from app.cli.output import MISUSED, CommandError, aligned, say, write
from app.services.database import DatabaseError, check
from app.services.lists import reports
from app.services.lists.queries import QueryError, parse_query

_COLUMNS = ("id", "region", "report_year", "kind", "observations", "region_basis", "year_basis", "source")


def run(arguments: Namespace) -> None:
    """Print a line for each report that the filters select."""
    region = arguments.region
    filters = {
        "region_code" if region and region.isdigit() else "region": region,
        "report_year": arguments.report_year,
        "kind": arguments.kind,
    }
    pairs = [(name, text) for name, text in filters.items() if text]
    with configured_database() as database:
        try:
            check(database)
            query = parse_query("reports", [*pairs, ("fields", ",".join(_COLUMNS))])
            rows = [row for batch in reports.stream(database, query).batches for row in batch]
        except QueryError as error:
            raise CommandError("\n".join(mistake.detail for mistake in error.mistakes), MISUSED) from None
        except DatabaseError as error:
            raise CommandError(str(error)) from None
    write(aligned(_COLUMNS, [tuple("" if cell is None else str(cell) for cell in row) for row in rows]))
    say(f"{len(rows)} report{'' if len(rows) == 1 else 's'}")
