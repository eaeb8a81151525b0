"""``zhibiao review`` against a server of our own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.cli.main import main
from tests.second_reader.server import Script, as_read, serving
from tests.texts import REPORT_2020

ZHIBIAO = [sys.executable, "-c", "import sys; from app.cli import main; sys.exit(main())"]
EVERYTHING = ["review", "--below", "1"]
ALONE = [*EVERYTHING, "--sentences", "1"]
"""A request for each sentence."""
PATIENCE = 60
SECRET = "s3cret-key"  # noqa: S105 # of our own server


@pytest.fixture
def ingested(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> pytest.CaptureFixture[str]:
    """A database with a report, and what commands print."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ZHIBIAO_DATABASE_URL", "sqlite:///z.db")
    for name in ("URL", "MODEL", "KEY", "OPTIONS"):
        monkeypatch.delenv(f"ZHIBIAO_READER_{name}", raising=False)
    Path("yunxi.txt").write_text(REPORT_2020, encoding="utf-8")
    assert main(["ingest", "yunxi.txt"]) == 0
    capsys.readouterr()
    return capsys


def configure(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("ZHIBIAO_READER_URL", url)
    monkeypatch.setenv("ZHIBIAO_READER_MODEL", "m")
    monkeypatch.setenv("ZHIBIAO_READER_KEY", SECRET)


def test_it_is_off_unless_configured(ingested: pytest.CaptureFixture[str]) -> None:
    assert main(EVERYTHING) == 2
    assert "set ZHIBIAO_READER_URL" in ingested.readouterr().err


def test_without_the_library_it_says_what_to_install(
    ingested: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(monkeypatch, "http://127.0.0.1:9/v1")
    monkeypatch.setitem(sys.modules, "httpx2", None)
    monkeypatch.delitem(sys.modules, "app.services.second_reader.chat", raising=False)
    assert main(EVERYTHING) == 1
    assert "install zhibiao[review]" in ingested.readouterr().err


@pytest.mark.parametrize("url", ["file:///etc/passwd", "127.0.0.1:8080"])
def test_an_address_is_one_of_http(
    ingested: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    configure(monkeypatch, url)
    assert main(EVERYTHING) == 2


@pytest.mark.parametrize(
    "options, code", [("{}", 0), ('{"temperature": null}', 0), ("{", 2), ("[]", 2), ('{"model": "n"}', 2)]
)
def test_options_are_further_fields(
    ingested: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, options: str, code: int
) -> None:
    monkeypatch.setenv("ZHIBIAO_READER_OPTIONS", options)
    assert main([*EVERYTHING, "--dry-run"]) == code
    out = ingested.readouterr().out
    assert ('"temperature": 0' in out) is (options == "{}")


@pytest.mark.parametrize("command, requests", [(EVERYTHING, 1), (ALONE, 6)])
def test_a_dry_run_prints_the_requests_and_sends_nothing(
    ingested: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: list[str], requests: int
) -> None:
    script = Script(as_read)
    with serving(script) as url:
        configure(monkeypatch, url)
        assert main([*command, "--dry-run"]) == 0
        out, err = ingested.readouterr()
        bodies = [json.loads(line) for line in out.splitlines()]
        assert (script.requests, len(bodies)) == ([], requests)
        assert re.search(
            rf"{len(bodies)} requests about 9 rows of 6 sentences would be sent: \d+ tokens", err
        )
        assert SECRET not in out + err
        assert main([*command, "--threads", "1"]) == 0
    assert sorted(map(json.dumps, script.requests)) == sorted(map(json.dumps, bodies))


def test_a_run_says_what_it_cost_and_changed(
    ingested: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    script = Script(as_read, trouble=[429], headers={"Retry-After": "1"})
    with serving(script) as url:
        configure(monkeypatch, url)
        assert main([*EVERYTHING, "--status", "target"]) == 0
        said = ingested.readouterr().err
        requests = len(script.requests)
        assert f"{requests} requests, 1 of them retries; {10 * (requests - 1)} tokens sent" in said
        assert "rows: 4 confirmed, 0 changed, 0 rejected, 0 added, 0 disputed" in said
        assert script.keys == {f"Bearer {SECRET}"}
        assert SECRET not in said
        assert main([*EVERYTHING, "--status", "target"]) == 0
        assert len(script.requests) == requests
    assert main(["corrections", "list"]) == 0
    assert "m, instructions " in ingested.readouterr().out


def test_a_limit_ends_the_run_and_the_next_continues(
    ingested: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    script = Script(as_read)
    with serving(script) as url:
        configure(monkeypatch, url)
        assert main([*ALONE, "--limit-requests", "2"]) == 1
        assert "stopped: the budget is spent" in ingested.readouterr().err
        assert len(script.requests) == 2
        assert main(ALONE) == 0
        assert "0 without an answer, 0 not asked about" in ingested.readouterr().err
    assert len({json.dumps(one) for one in script.requests}) == len(script.requests)


@pytest.mark.parametrize(
    "arguments, message",
    [
        (["--below", "2"], "not a confidence from 0 to 1"),
        (["--below", "x"], "not a confidence from 0 to 1"),
        (["--limit-requests", "-1"], "not a whole number of at least 0"),
        (["--threads", "0"], "not a whole number of at least 1"),
        (["--sentences", "0"], "not a whole number of at least 1"),
        (["--year", "soon"], "year"),
    ],
)
def test_wrong_arguments(ingested: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    try:
        code = main(["review", "--dry-run", *arguments])
    except SystemExit as left:
        code = int(str(left.code))
    assert code == 2
    assert message in ingested.readouterr().err


def test_what_was_answered_before_a_kill_is_not_asked_again(
    ingested: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(body: dict[str, object]) -> str:
        time.sleep(0.3)
        return as_read(body)

    script = Script(slowly)
    with serving(script) as url:
        configure(monkeypatch, url)
        command = subprocess.Popen(
            [*ZHIBIAO, *ALONE, "--threads", "1"], env=dict(os.environ), stderr=subprocess.DEVNULL
        )
        end = time.monotonic() + PATIENCE
        while len(script.requests) < 4 and time.monotonic() < end:
            time.sleep(0.01)
        command.kill()
        command.wait()
        before = len(script.requests)
        assert main(ALONE) == 0
    said = ingested.readouterr().err
    assert "9 confirmed" in said
    # Only the unanswered request is sent again.
    bodies = [json.dumps(one) for one in script.requests]
    assert before >= 4
    assert len(bodies) - len(set(bodies)) <= 1
    assert re.search(r"[3-9] answered before", said)
