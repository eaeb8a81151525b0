"""Ask the server that the README's command starts what a first user would ask it.

``probe.py --free``: is the port free? ``probe.py PID``: wait until the server of that process is
ready, then check its answers. Standard library only.
"""

import json
import os
import re
import socket
import sys
import time
import urllib.error
import urllib.request
from urllib.parse import urljoin

HOST, PORT = "127.0.0.1", 8000
SERVER = f"http://{HOST}:{PORT}"
PATIENCE = 300  # seconds for installing, migrating and ingesting the seeds


def is_free() -> bool:
    """Whether nothing listens on the port."""
    with socket.socket() as probe:
        return probe.connect_ex((HOST, PORT)) != 0


def fetch(address: str) -> tuple[int, str, bytes]:
    """Status, media type and body of an answer."""
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310  # always http:, see SERVER
            return answer.status, answer.headers.get_content_type(), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get_content_type(), error.read()


def get(path: str) -> tuple[int, str, str]:
    """What this server answers at a path, as text."""
    status, media, body = fetch(SERVER + path)
    return status, media, body.decode()


def wait_until_ready(process: int) -> None:
    """Return when ``/readyz`` answers 200; fail when the process ends or patience does."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        os.kill(process, 0)  # raises where the process has ended
        try:
            if get("/readyz")[0] == 200:
                return
        except OSError:
            pass  # nothing listens yet
        time.sleep(0.5)
    raise TimeoutError(f"not ready after {PATIENCE} s")


def check_list(path: str, least: int) -> None:
    """A list has at least so many rows, and a page of the size asked for."""
    status, media, body = get(f"{path}?limit=2")
    answer = json.loads(body)
    assert (status, media) == (200, "application/json"), (path, status, media)
    assert answer["total"] >= least, (path, answer["total"])
    assert len(answer["data"]) == min(2, answer["total"]), path
    print(f"{path}: {answer['total']} rows")


def check_docs() -> None:
    """The page of the documentation asks for nothing outside this server, and what it asks for is there."""
    status, media, body = get("/docs")
    assert (status, media) == (200, "text/html"), (status, media)
    assets = re.findall(r'(?:src|href)="([^"#]+)"', body)
    assert assets, "no script and no style in /docs"
    for asset in assets:
        address = urljoin(f"{SERVER}/docs", asset)
        assert address.startswith(SERVER), f"/docs asks for {asset}"
        assert fetch(address)[0] == 200, asset
    print(f"/docs: {len(assets)} local files")


def check() -> None:
    """Every check, in the order of a first visit."""
    assert get("/livez")[0] == 200
    check_list("/v1/observations", 200)
    check_list("/v1/comparisons", 1)
    check_list("/v1/reports", 1)
    check_docs()
    assert "/v1/observations" in json.loads(get("/openapi.json")[2])["paths"]
    status, media, _ = get("/v1/observations?yaer=2020")
    assert (status, media) == (422, "application/problem+json"), (status, media)


if __name__ == "__main__":
    if sys.argv[1] == "--free":
        sys.exit(not is_free())
    wait_until_ready(int(sys.argv[1]))
    check()
