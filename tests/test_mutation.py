"""The tool that changes the code to see whether the tests notice."""

import ast
import builtins
from pathlib import Path
from typing import Any

import pytest

from tests.mutation import runs
from tests.mutation.mutants import PROBE, mutants, mutated, probed
from tests.mutation.runs import OPTIONS, Runner, forked

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
    assert [ast.unparse(mutated(tmp_path, mutant)) for mutant in found] == after


def test_probes_are_at_the_statement_of_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = "def f(n):\n  if n:\n    n = (1 +\n      1)\n  elif n == 0:\n    n = 3\n  return n\n"
    (tmp_path / "code.py").write_text(source, encoding="utf-8")
    names: dict[str, Any] = {}
    exec(probed(tmp_path, Path("code.py"), [2, 4, 5, 7]), names)  # noqa: S102 # the code above
    called: list[int] = []
    monkeypatch.setattr(builtins, PROBE, lambda _, line: called.append(line), raising=False)
    assert names["f"](1) == 2
    assert called == [2, 4, 7]
    called.clear()
    assert names["f"](0) == 3
    assert called == [2, 5, 7]


def killed(folder: Path, monkeypatch: pytest.MonkeyPatch, code: str, tests: str) -> dict[str, bool | None]:
    """Whether the tests of a project notice each change of its code."""
    (folder / "code_of_it.py").write_text(code, encoding="utf-8")
    (folder / "test_it.py").write_text(tests, encoding="utf-8")
    monkeypatch.setattr(runs, "PATIENCE", 1)
    monkeypatch.chdir(folder)
    monkeypatch.syspath_prepend(folder)

    def found() -> dict[str, bool | None]:
        said: dict[str, bool | None] = {}
        chosen = [mutant for mutant in mutants(folder, Path("code_of_it.py")) if mutant.function]
        runner = Runner(folder, chosen, lambda mutant, dead: said.update({mutant.after: dead}), float("inf"))
        pytest.main([*OPTIONS, "test_it.py"], plugins=[runner])
        return said

    result: dict[str, bool | None] = forked(found)
    return result


def test_tests_kill_what_they_notice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project with one function that loops, whose only test notices half of the changes."""
    code = "SIZE = 1\ndef big(n):\n    while n > 9:\n        n -= 9\n    return n > 1\n"
    tests = "from code_of_it import big\ndef test_big():\n    assert big(12)\n    assert not big(1)\n"
    assert killed(tmp_path, monkeypatch, code, tests) == {
        "while not n > 9: n -= 9": True,
        "n >= 9": False,
        "10": False,
        "n >= 1": True,
        "2": False,
        "return None": True,
    }


CACHED = """
import pytest
from code_of_it import double

@pytest.fixture(scope="module")
def cache(): return {}

def test_positive(cache): assert cache.setdefault(3, double(3)) > 0
def test_even(cache): assert cache[3] == 6
"""


def test_a_test_that_reads_the_result_from_a_cache_notices_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the first test executes the code, and only the second one notices the change."""
    code = "def double(n):\n    if n:\n        n += n + 0\n    return n\n"
    assert killed(tmp_path, monkeypatch, code, CACHED)["1"] is True
