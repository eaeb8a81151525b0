"""The service conforms to its OpenAPI document; schemathesis sends what this allows and what it forbids.

All checks and phases run: the examples, each boundary of each parameter, generated requests right and
wrong, and sequences along the links. ``contract/`` adds what the document can't express.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from app.store.declared.resources import LISTS
from tests.served import served

FOLDER = Path(__file__).parent / "contract"
SCHEMATHESIS = str(Path(sys.executable).with_name("schemathesis"))
PHASES = ("examples", "coverage", "fuzzing", "stateful")
#: Generated requests for each operation, besides those for the boundaries of each parameter. 200 requests and
#: other seeds did not find more.
EXAMPLES = "20"
#: The same code makes the files of all lists, with the parameters of the lists: one with few is enough.
#: The service here has no releases.
LEFT_OUT = r"/v1/((?!categories\.)[a-z/]+\.\{format\}|releases/.+)"
TOKEN = "a-long-secret"  # noqa: S105 # of this test alone


def test_schemathesis_finds_nothing(tmp_path: Path) -> None:
    """One run for all operations, those of corrections too: each run prepares for seconds."""
    with served(tmp_path, ZHIBIAO_REVIEW_TOKEN=TOKEN) as server:
        said = schemathesis(server, tmp_path)
    # Nothing else was skipped: each operation was tested, and each of the four phases has passed.
    selected = re.search(r"Selected: (\d+)/(\d+)", said)
    assert selected is not None
    assert int(selected[1]) == int(selected[2]) - (len(LISTS) - 1) - 2 > len(LISTS)
    assert [phase for phase in PHASES if f"✅ {phase.capitalize()}" not in said] == []


def schemathesis(server: str, folder: Path) -> str:
    """What schemathesis prints about a server, in which it must find nothing."""
    asked = ["--checks", "all", "--phases", ",".join(PHASES), "--max-examples", EXAMPLES]
    asked += ["--exclude-path-regex", LEFT_OUT, "--header", f"Authorization: Bearer {TOKEN}"]
    command = [SCHEMATHESIS, "--config-file", str(FOLDER / "schemathesis.toml"), "--no-color", "run"]
    ran = subprocess.run(
        [*command, f"{server}/openapi.json", *asked],
        cwd=folder,
        env={**os.environ, "SCHEMATHESIS_HOOKS": str(FOLDER / "hooks.py")},
        capture_output=True,
        text=True,
        check=False,
    )
    said = "\n".join(line[:500] for line in ran.stdout.splitlines())
    assert ran.returncode == 0, f"{said}\n{ran.stderr}"
    assert "No issues found" in said
    return said
