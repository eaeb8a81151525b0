"""Datasette on the same file, tuned: no facets, no suggested facets, the same pragmas, no other plugins.

``BENCHMARK_DATABASE`` names the SQLite file, ``BENCHMARK_THREADS`` says how many threads query it.
It has a separate environment (datasette.txt).
"""

import os
import sqlite3
import sys
from importlib import import_module

PRAGMAS = import_module("tests.benchmarks.servers.pragmas").PRAGMAS
datasette = import_module("datasette.app")
plugins = import_module("datasette.plugins")
hookimpl = import_module("datasette").hookimpl


@hookimpl  # type: ignore[untyped-decorator]  # Datasette is not installed with the project
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Set the pragmas of all servers; Datasette calls this hook for each connection."""
    for pragma in PRAGMAS:
        conn.execute(pragma)


plugins.pm.register(sys.modules[__name__])
SETTINGS = {
    "suggest_facets": False,
    "allow_facet": False,
    "allow_download": False,
    "sql_time_limit_ms": 10_000,
    "num_sql_threads": int(os.environ["BENCHMARK_THREADS"]),
}
_datasette = datasette.Datasette([], settings=SETTINGS)
_datasette.add_database(
    import_module("datasette.database").Database(_datasette, os.environ["BENCHMARK_DATABASE"]), name="data"
)
app = _datasette.app()
