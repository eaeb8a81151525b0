"""Makes typed clients from the OpenAPI document, checks and runs them: ``python -m tests.clients``.

- openapi-python-client generates a package; mypy --strict checks it together with a program that uses it.
- openapi-typescript generates types; tsc --strict checks a program that uses openapi-fetch; node runs it.

The tools are not dependencies of this project. The script installs them from PyPI and npm into a temporary
folder (openapi-python-client 0.29, openapi-typescript 7, openapi-fetch 0.17, TypeScript 5). It needs npm
and node 20 or later. Each program must print the first value of the seed's GDP.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.served import served

PYTHON_TOOLS = ("openapi-python-client>=0.29,<0.30", "mypy>=2,<3")
NODE_TOOLS = (
    "openapi-typescript@7",
    "openapi-fetch@0.17",
    "typescript@5",
    "@types/node@20",
)
PYTHON = """\
from zhibiao_client import Client
from zhibiao_client.api.observations import list_observations
from zhibiao_client.models import ObservationList

with Client(base_url="{address}") as client:
    page = list_observations.sync(client=client, indicator_code=["GDP"], region=["330212"], limit=1)
assert isinstance(page, ObservationList)
row = page.data[0]
value: float = row.value
region: str | None = row.region
high: float | None = row.value_high
print(region, value)
"""
TYPESCRIPT = """\
import createClient from "openapi-fetch";
import type { paths, components } from "./schema";

const client = createClient<paths>({ baseUrl: "{address}" });
const { data, error } = await client.GET("/v1/observations", {
  params: { query: { indicator_code: ["GDP"], region: ["330212"], limit: 1 } },
});
if (error || !data) throw new Error(JSON.stringify(error));
const row: components["schemas"]["Observation"] = data.data[0]!;
const value: number = row.value;
const region: string | null = row.region;
const high: number | null = row.value_high;
console.log(region, value);
"""
#: The gross product of the seed's report.
ANSWER = "鄞州区 221100000000\n"
TSC = ("--strict", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes", "--target", "es2022",
       "--module", "es2022", "--moduleResolution", "bundler")  # fmt: skip


def run(folder: Path, *command: str) -> str:
    """The output of a command, which must succeed."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}:\n{done.stdout}{done.stderr}")
    return done.stdout


def check_python(folder: Path, address: str) -> str:
    """The value that the generated Python client receives."""
    venv.create(folder / "tools", with_pip=True)
    binaries = folder / "tools" / "bin"
    run(folder, str(binaries / "pip"), "install", "--quiet", *PYTHON_TOOLS)
    url = f"{address}/openapi.json"
    run(folder, str(binaries / "openapi-python-client"), "generate", "--url", url, "--meta", "none",
        "--output-path", "zhibiao_client")  # fmt: skip
    (folder / "ask.py").write_text(PYTHON.replace("{address}", address), encoding="utf-8")
    run(folder, str(binaries / "mypy"), "--strict", "ask.py", "zhibiao_client")
    return run(folder, str(binaries / "python"), "ask.py")


def check_typescript(folder: Path, address: str) -> str:
    """The value that the TypeScript program receives."""
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    run(folder, "npm", "install", "--silent", "--no-audit", "--no-fund", *NODE_TOOLS)
    run(folder, "npx", "openapi-typescript", f"{address}/openapi.json", "--output", "schema.d.ts")
    (folder / "ask.ts").write_text(TYPESCRIPT.replace("{address}", address), encoding="utf-8")
    run(folder, "npx", "tsc", *TSC, "ask.ts")
    return run(folder, "node", "ask.js")


def main() -> None:
    """Check both clients, and print the values that they receive."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        for name in ("server", "python", "typescript"):
            (folder / name).mkdir()
        with served(folder / "server") as address:
            answers = [
                check_python(folder / "python", address),
                check_typescript(folder / "typescript", address),
            ]
    print("".join(answers), end="")
    if set(answers) != {ANSWER}:
        sys.exit(f"The clients should have printed {ANSWER}")


if __name__ == "__main__":
    main()
