"""The tool that changes the code to see whether the tests notice."""

import subprocess
from pathlib import Path

import pytest

from tests.mutation.mutants import mutants, mutated
from tests.mutation.runs import Suite

CODE = [
    ("a < b", ["a <= b"]),
    ("a >= b > c", ["a > b > c", "a >= b >= c"]),
    ("a == b", ["a != b"]),
    ("a in b", ["a not in b"]),
    ("a is None", ["a is not None"]),
    ("a and b", ["a or b"]),
    ("not a", ["not not a"]),
    ("a + b", ["a - b"]),
    ("a[1:]", ["a[2:]"]),
    ("a = True", ["a = False"]),
    ("a if b else c", ["a if not b else c"]),
    ("zip(a, b, strict=True)", []),
    ("'words'", []),
    ("a: Literal[1]", []),
]
ANSWERS = [
    ("def f():\n    return a", ["def f():\n    return None"]),
    ("def f():\n    return None", []),
    ("@cache(size=1)\ndef f():\n    return None", []),
    ("if TYPE_CHECKING:\n    a = 1", []),
    ("if a:\n    pass", ["if not a:\n    pass"]),
]


@pytest.mark.parametrize("before, after", [*CODE, *ANSWERS])
def test_mutants(tmp_path: Path, before: str, after: list[str]) -> None:
    (tmp_path / "code.py").write_text(before, encoding="utf-8")
    found = mutants(tmp_path, Path("code.py"))
    assert [mutated(tmp_path, mutant) for mutant in found] == after


def test_tests_kill_what_they_notice(tmp_path: Path) -> None:
    """A project with one function, whose only test notices two of the three changes."""
    project, copies = tmp_path / "project", tmp_path / "copies"
    project.mkdir()
    (project / "big.py").write_text("def big(n):\n    return n > 1\n", encoding="utf-8")
    (project / "test_big.py").write_text(
        "from big import big\ndef test_big():\n    assert big(3)\n    assert not big(1)\n", encoding="utf-8"
    )
    subprocess.run(["git", "init", "-q", str(project)], check=True)
    copies.mkdir()
    suite = Suite(project, copies, ["test_big.py"], 2)
    suite.learn()
    found = dict(suite.killed(mutants(project, Path("big.py")), float("inf")))
    assert {mutant.after: killed for mutant, killed in found.items()} == {
        "n >= 1": True,
        "2": False,
        "return None": True,
    }
