"""Code blocks of pages, run as they stand against a server that is started as a user would start it."""

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
#: A block in a language that is run, and below it what it prints, if there is that yet.
BLOCK = re.compile(
    r"^```(?P<language>sh|python)\n(?P<code>(?:.*\n)*?)```\n(?:\n```text\n(?P<output>(?:.*\n)*?)```\n)?",
    re.MULTILINE,
)
ZHIBIAO = str(Path(sys.executable).with_name("zhibiao"))
INTERPRETERS = {"sh": ["sh", "-e"], "python": [sys.executable]}
PATIENCE = 60  # seconds for one block


def blocks(text: str) -> list[tuple[str, str, str]]:
    """Language, code and printed output of each block."""
    return [(found["language"], found["code"], found["output"] or "") for found in BLOCK.finditer(text)]


class Server(NamedTuple):
    """A running ``zhibiao serve``: its address, and the environment that it was started with."""

    address: str
    environment: dict[str, str]


@contextmanager
def serving() -> Iterator[Server]:
    """``zhibiao serve seeds``, with a database of its own."""
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
    """What a block prints when it is run in a folder; it must end well and complain of nothing."""
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
    """The text with what its blocks print as it should be."""
    with serving() as server:
        return BLOCK.sub(lambda found: _block(server, found["language"], found["code"]), text)


def _block(server: Server, language: str, code: str) -> str:
    with TemporaryDirectory() as folder:
        output = printed(server, language, code, Path(folder))
    return f"```{language}\n{code}```\n\n```text\n{output}```\n"
