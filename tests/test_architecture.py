"""Rules of the code that neither the linter, the type checker nor the import contracts can express."""

import ast
import csv
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import app

ROOT = Path(__file__).parent.parent
APP = ROOT / "app"
FILES = sorted(APP.rglob("*.py"))
PURE = ("model", "asking", "extraction", "comparison")

MOST_LINES_OF_A_FILE = 300
MOST_LINES_OF_A_FUNCTION = 30


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def files_of(*packages: str) -> list[Path]:
    return [path for path in FILES if path.relative_to(APP).parts[0] in packages]


def nodes(paths: list[Path]) -> Iterator[tuple[str, ast.AST]]:
    """Every node, with its location for error messages."""
    for path in paths:
        name = name_of(path)
        for node in ast.walk(tree_of(path)):
            yield f"{name}:{getattr(node, 'lineno', 0)}", node


def is_call_of(node: ast.AST, *names: str) -> bool:
    """Whether a node is a call of ``name(...)`` or of ``anything.name(...)``."""
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    return (isinstance(called, ast.Name) and called.id in names) or (
        isinstance(called, ast.Attribute) and called.attr in names
    )


def reads_environment(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr in {"environ", "environb", "getenv"}
    return isinstance(node, ast.ImportFrom) and node.module == "os"


def is_float(node: ast.AST) -> bool:
    literal = isinstance(node, ast.Constant) and isinstance(node.value, float | complex)
    return literal or (isinstance(node, ast.Name) and node.id == "float")


def test_the_tests_test_this_tree() -> None:
    assert Path(app.__file__).parent == APP


def test_only_the_session_commits() -> None:
    found = {place.split(":")[0] for place, node in nodes(FILES) if is_call_of(node, "commit", "begin")}
    assert found <= {"app/store/connections/session.py"}


def test_only_the_configuration_reads_the_environment() -> None:
    found = {place.split(":")[0] for place, node in nodes(FILES) if reads_environment(node)}
    assert found == {"app/config.py"}


def test_values_are_decimals_in_the_pure_packages() -> None:
    assert [place for place, node in nodes(files_of(*PURE)) if is_float(node)] == []


def test_the_pure_packages_open_nothing() -> None:
    opening = ("open", "read_text", "read_bytes", "print", "input", "eval", "exec")
    assert [place for place, node in nodes(files_of(*PURE)) if is_call_of(node, *opening)] == []


def test_functions_of_the_extraction_stay_small() -> None:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    long = [
        f"{place} {node.name}: {lines}"
        for place, node in nodes(files_of("extraction"))
        if isinstance(node, functions)
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > MOST_LINES_OF_A_FUNCTION
    ]
    assert long == []


@pytest.mark.parametrize("folder", [APP, ROOT / "tests", ROOT / "migrations"], ids=name_of)
def test_files_stay_small(folder: Path) -> None:
    lengths = {name_of(p): len(p.read_text(encoding="utf-8").splitlines()) for p in folder.rglob("*.py")}
    assert {name: n for name, n in lengths.items() if n > MOST_LINES_OF_A_FILE} == {}


def folders_of_code() -> list[Path]:
    return sorted({path.parent for path in FILES})


@pytest.mark.parametrize("folder", folders_of_code(), ids=name_of)
def test_every_folder_says_what_it_owns(folder: Path) -> None:
    said = ast.get_docstring(tree_of(folder / "__init__.py"))
    assert said
    assert len(said.split()) > 3


HEAVY = {"alembic", "fastapi", "jieba", "pydantic", "rich", "rjieba", "sqlalchemy", "starlette", "uvicorn"}
LIGHT_COMMANDS = [
    (["--help"], HEAVY | {"csv", "decimal", "json", "msgspec", "app.lexicon"}),
    (
        ["extract", str(ROOT / "seeds" / "yinzhou-2020.txt")],
        HEAVY | {"pathlib", "app.correcting", "app.extraction.tables.rows", "app.model.comparison"},
    ),
    (["extract", "--format", "csv", str(ROOT / "seeds" / "yinzhou-2020.txt")], HEAVY),
]


@pytest.mark.parametrize("arguments, unwanted", LIGHT_COMMANDS, ids=["help", "extract", "extract as csv"])
def test_commands_load_only_what_they_need(arguments: list[str], unwanted: set[str]) -> None:
    program = """
import atexit, sys
atexit.register(lambda: print(*sys.modules, file=sys.stderr))
sys.argv[0] = "zhibiao"
from app.cli import main
main()
"""
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout
    assert unwanted & set(done.stderr.split()) == set()


def test_one_noun_names_one_thing_in_every_layer() -> None:
    """Each noun of the API has a module of the same name in the layers below."""
    for router in (APP / "api" / "routes").glob("*.py"):
        if "APIRouter(" in router.read_text(encoding="utf-8") and router.stem not in {"health", "lists"}:
            assert [*(APP / "services").rglob(router.name)], router.stem


def test_no_two_classes_share_a_name() -> None:
    """A name says what its class is without the module; the schemas of the API repeat what they show."""
    places: dict[str, list[str]] = {}
    for place, node in nodes([path for path in FILES if path.parent.name != "schemas"]):
        if isinstance(node, ast.ClassDef):
            places.setdefault(node.name, []).append(place)
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


KEYS = {
    "aliases": ("alias", "code"),
    "bounds": ("word", "place"),
    "meanings": ("role", "word"),
    "synonyms": ("role", "word"),
    "table_words": ("kind", "word"),
    "tails": ("role", "word"),
    "times": ("role", "word"),
    "words": ("set", "word"),
}
"""The key columns of tables whose first column does not identify a row."""


def key_columns(table: str, header: list[str]) -> tuple[str, ...]:
    return KEYS.get(table) or (("code", "valid_from") if "valid_from" in header else (header[0],))


@pytest.mark.parametrize("path", sorted(APP.rglob("data/*.csv")), ids=lambda path: path.stem)
def test_tables_are_sorted_by_unique_keys_and_say_their_sources(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        header = list(rows.fieldnames or ())
        keys = [tuple(row[column] for column in key_columns(path.stem, header)) for row in rows]
    assert header[-1] == "note"
    assert keys == sorted(set(keys))
