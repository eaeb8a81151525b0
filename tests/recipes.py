"""Code blocks of pages, run as they stand against a server that is started as a user would start it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from app.web.documents import FOLDER

ROOT = Path(__file__).parent.parent
RECIPES = FOLDER / "recipes.md"
#: A block in a language that is run, and below it what it prints, if there is that yet.
BLOCK = re.compile(
    r"^```(?P<language>sh|python)\n(?P<code>(?:.*\n)*?)```\n(?:\n```text\n(?P<output>(?:.*\n)*?)```\n)?",
    re.MULTILINE,
)
INTERPRETERS = {"sh": ["sh", "-e"], "python": [sys.executable]}
PATIENCE = 60  # seconds for one block


def blocks(text: str) -> list[tuple[str, str, str]]:
    """Language, code and printed output of each block."""
    return [(found["language"], found["code"], found["output"] or "") for found in BLOCK.finditer(text)]


@contextmanager
def serving() -> Iterator[str]:
    """The address of ``zhibiao serve seeds``, with a database of its own."""
    with TemporaryDirectory() as folder:
        command = [str(Path(sys.executable).with_name("zhibiao")), "serve", "seeds", "--port", "0"]
        environment = os.environ | {"ZHIBIAO_DATABASE_URL": f"sqlite:///{folder}/zhibiao.db"}
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
        assert server.stderr
        with server, server.stderr as said:
            try:
                yield next(found[1] for line in said if (found := re.search(r"serving on (\S+)", line)))
            finally:
                server.terminate()


def printed(address: str, language: str, code: str) -> str:
    """What a block prints, run alone in an empty folder; it must end well and complain of nothing."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "recipe"
        file.write_text(code, encoding="utf-8")
        environment = os.environ | {"ZHIBIAO": address, "PYTHONIOENCODING": "utf-8"}
        ran = subprocess.run(
            [*INTERPRETERS[language], file],
            cwd=folder,
            env=environment,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    assert (ran.returncode, ran.stderr.decode()) == (0, ""), code
    return (
        ran.stdout.decode().replace("\r\n", "\n").replace(address, "http://127.0.0.1:8000").rstrip("\n")
        + "\n"
    )


def written(text: str) -> str:
    """The text with what its blocks print as it should be."""
    with serving() as address:
        return BLOCK.sub(lambda found: _block(address, found["language"], found["code"]), text)


def _block(address: str, language: str, code: str) -> str:
    return f"```{language}\n{code}```\n\n```text\n{printed(address, language, code)}```\n"
