"""The service does what its OpenAPI document says: schemathesis asks all that this allows and forbids.

Every check and every phase: the examples, each boundary of each parameter, made-up questions right and
wrong, and sequences along the links. ``contract/`` tells schemathesis what the document can't.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from app.store.resources import LISTS

FOLDER = Path(__file__).parent / "contract"
SCHEMATHESIS = str(Path(sys.executable).with_name("schemathesis"))
PHASES = ("examples", "coverage", "fuzzing", "stateful")
#: Made-up questions for each operation. More find nothing more: 200 were tried, and other seeds.
EXAMPLES = "40"
#: Files of lists are made by the same code: those of one list stand for all. Of releases there is none here.
LEFT_OUT = r"/v1/((?!observations\.)[a-z/]+\.\{format\}|releases/.+)"


def test_schemathesis_finds_nothing(server: str, tmp_path: Path) -> None:
    asked = ["--checks", "all", "--phases", ",".join(PHASES), "--max-examples", EXAMPLES]
    asked += ["--exclude-path-regex", LEFT_OUT]
    command = [SCHEMATHESIS, "--config-file", str(FOLDER / "schemathesis.toml"), "--no-color", "run"]
    ran = subprocess.run(
        [*command, f"{server}/openapi.json", *asked],
        cwd=tmp_path,
        env={**os.environ, "SCHEMATHESIS_HOOKS": str(FOLDER / "hooks.py")},
        capture_output=True,
        text=True,
        check=False,
    )
    said = "\n".join(line[:500] for line in ran.stdout.splitlines())
    assert ran.returncode == 0, f"{said}\n{ran.stderr}"
    assert "No issues found" in said
    # Nothing else was left out: each operation was tested, and each of the four phases has passed.
    selected = re.search(r"Selected: (\d+)/(\d+)", said)
    assert selected is not None
    assert int(selected[1]) == int(selected[2]) - (len(LISTS) - 1) - 2 > len(LISTS)
    assert [phase for phase in PHASES if f"✅ {phase.capitalize()}" not in said] == []
