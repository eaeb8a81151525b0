"""The standard for streams: a loop of the csv module over the same rows, without HTTP.

    python -m tests.benchmarks.servers.loop FILE COLUMN...

It prints the number of rows and the CPU seconds of the loop, without start-up.
"""

import csv
import io
import os
import sqlite3
import sys
import time

from tests.benchmarks.servers.pragmas import PRAGMAS


def main() -> None:
    file, *columns = sys.argv[1:]
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    for pragma in PRAGMAS:
        connection.execute(pragma)
    began = time.process_time()
    rows = write(connection, columns)
    print(rows, time.process_time() - began)


def write(connection: sqlite3.Connection, columns: list[str]) -> int:
    """Encode all rows as UTF-8, a thousand at a time, and discard them."""
    number, buffer = 0, io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(columns)
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 # as anybody would write it
        for row in connection.execute(f"SELECT {', '.join(columns)} FROM flat_observations ORDER BY key"):  # noqa: S608 # our own names
            writer.writerow(row)
            number += 1
            if number % 1000 == 0:
                nowhere.write(buffer.getvalue().encode())
                buffer.seek(0)
                buffer.truncate()
        nowhere.write(buffer.getvalue().encode())
    return number


if __name__ == "__main__":
    main()
