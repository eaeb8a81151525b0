"""Runs the code blocks of pages unchanged, against a server that is started as a user would start it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from app.web.documents import FOLDER
from tests.served import wait_until_ready

ROOT = Path(__file__).parent.parent
RECIPES = FOLDER / "recipes.md"
#: A block in a language that can be run, and the block with its output below it, if there is one.
BLOCK = re.compile(
    r"^```(?P<language>sh|python)\n(?P<code>(?:.*\n)*?)```\n(?:\n```text\n(?P<output>(?:.*\n)*?)```\n)?",
    re.MULTILINE,
)
ZHIBIAO = str(Path(sys.executable).with_name("zhibiao"))
INTERPRETERS = {"sh": ["sh", "-e"], "python": [sys.executable]}
PATIENCE = 60  # the most seconds for one block


def blocks(text: str) -> list[tuple[str, str, str]]:
    """The language, code and printed output of each block."""
    return [(found["language"], found["code"], found["output"] or "") for found in BLOCK.finditer(text)]


class Server(NamedTuple):
    """A running ``zhibiao serve``: its URL and its environment."""

    address: str
    environment: dict[str, str]


@contextmanager
def serving() -> Iterator[Server]:
    """Run ``zhibiao serve seeds`` with a new database."""
    with TemporaryDirectory() as folder:
        environment = os.environ | {"ZHIBIAO_DATABASE_URL": f"sqlite:///{folder}/zhibiao.db"}
        server = subprocess.Popen(
            [ZHIBIAO, "serve", "seeds", "--port", "0"],
            cwd=ROOT,
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert server.stderr
        with server, server.stderr as said:
            try:
                address = next(found[1] for line in said if (found := re.search(r"serving on (\S+)", line)))
                wait_until_ready(address, server)
                yield Server(address, environment)
            finally:
                server.terminate()


def printed(server: Server, language: str, code: str, folder: Path) -> str:
    """The output of a block that runs in a folder; it must succeed and print no errors or warnings."""
    file = folder / "recipe"
    file.write_text(code, encoding="utf-8")
    ran = subprocess.run(
        [*INTERPRETERS[language], str(file)],
        cwd=folder,
        env=server.environment | {"ZHIBIAO": server.address, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (ran.returncode, ran.stderr.decode()) == (0, ""), code
    text = ran.stdout.decode().replace("\r\n", "\n").replace(server.address, "http://127.0.0.1:8000")
    return text.rstrip("\n") + "\n"


def written(text: str) -> str:
    """The text with the output of its blocks updated."""
    with serving() as server:
        return BLOCK.sub(lambda found: _block(server, found["language"], found["code"]), text)


def _block(server: Server, language: str, code: str) -> str:
    with TemporaryDirectory() as folder:
        output = printed(server, language, code, Path(folder))
    return f"```{language}\n{code}```\n\n```text\n{output}```\n"
