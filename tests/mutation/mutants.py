"""Mutants: changes of one operator, condition, constant or result in the logic of a file."""

import ast
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import Any

OPPOSITES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
#: The builtin function that ``probed`` code calls with the file and the line.
PROBE = "__probe__"
BLOCKS = ("body", "orelse", "finalbody")
#: Keyword arguments that change no result: they make mistakes loud.
LOUD = {"strict", "maxsize"}


@dataclass(frozen=True)
class Mutant:
    """A change at a line of a file, in the function that begins at ``function`` (0: outside of all)."""

    file: Path
    line: int
    function: int
    before: str
    after: str
    number: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}  {self.before}  ->  {self.after}"


def mutants(root: Path, file: Path) -> list[Mutant]:
    """All mutants of a file; ``file`` is relative to ``root``."""
    tree = ast.parse((root / file).read_text(encoding="utf-8"))
    found = []
    for number, (node, function, fields) in enumerate(_changes(tree)):
        before = ast.unparse(node)
        original = _set(node, fields)
        found.append(Mutant(file, node.lineno, function, _short(before), _short(ast.unparse(node)), number))
        _set(node, original)
    return found


def mutated(root: Path, mutant: Mutant) -> ast.Module:
    """The mutant's file with its change; lines keep their numbers."""
    tree = ast.parse((root / mutant.file).read_text(encoding="utf-8"))
    node, _, fields = list(_changes(tree))[mutant.number]
    _set(node, fields)
    return ast.fix_missing_locations(tree)


def compiled(root: Path, mutant: Mutant) -> CodeType:
    """The code of the mutant's file with its change."""
    return compile(mutated(root, mutant), str(root / mutant.file), "exec", dont_inherit=True)


def probed(root: Path, file: Path, lines: Collection[int]) -> CodeType:
    """The code of a file whose functions call ``PROBE`` before each statement at one of the lines."""
    tree = _Probes(str(root / file), lines).visit(ast.parse((root / file).read_text(encoding="utf-8")))
    return compile(ast.fix_missing_locations(tree), str(root / file), "exec", dont_inherit=True)


class _Probes(ast.NodeTransformer):
    def __init__(self, file: str, lines: Collection[int]) -> None:
        self._file = file
        self._lines = lines

    def generic_visit(self, node: ast.AST) -> ast.AST:
        super().generic_visit(node)
        for name in () if isinstance(node, ast.Module | ast.ClassDef) else BLOCKS:
            if isinstance(block := getattr(node, name, None), list):
                setattr(
                    node, name, [one for statement in block for one in (*self._calls(statement), statement)]
                )
        return node

    def _calls(self, statement: ast.stmt) -> Iterator[ast.stmt]:
        """Calls for the lines of a statement that are not in the blocks inside it."""
        inside = {line for block in _blocks(statement) for one in block for line in _lines_of(one)}
        for line in sorted({*_lines_of(statement)} & {*self._lines} - inside):
            call = ast.parse(f"{PROBE}({self._file!r}, {line})").body[0]
            yield ast.copy_location(call, statement)


def _blocks(statement: ast.AST) -> Iterator[list[ast.stmt]]:
    for name in BLOCKS:
        yield from [block] if isinstance(block := getattr(statement, name, None), list) else []
    for name in ("handlers", "cases"):
        for part in getattr(statement, name, ()):
            yield from _blocks(part)


def _lines_of(statement: ast.stmt) -> range:
    return range(statement.lineno, (statement.end_lineno or statement.lineno) + 1)


def _set(node: ast.AST, fields: dict[str, Any]) -> dict[str, Any]:
    original = {name: getattr(node, name) for name in fields}
    for name, value in fields.items():
        setattr(node, name, value)
    return original


def _short(code: str) -> str:
    return " ".join(code.split())[:70]


def _changes(tree: ast.Module) -> Iterator[tuple[ast.expr | ast.stmt, int, dict[str, Any]]]:
    """Nodes of the logic, the function around each, and fields to set that change what it does."""
    for node, function in _logic(tree, 0):
        for fields in _fields(node):
            yield node, function, fields


def _logic(node: ast.AST, function: int) -> Iterator[tuple[ast.expr | ast.stmt, int]]:
    """All nodes but docstrings, annotations, decorators and what is for type checkers alone."""
    if isinstance(node, ast.expr | ast.stmt):
        yield node, function
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        function = function or min(one.lineno for one in [node, *node.decorator_list])
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "type_params"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_no_logic(child):
                yield from _logic(child, function)


def _is_no_logic(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.If):
        return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    return isinstance(node, ast.keyword) and node.arg in LOUD


def _fields(node: ast.AST) -> Iterator[dict[str, Any]]:
    match node:
        case ast.Compare():
            for place, op in enumerate(node.ops):
                yield {"ops": [*node.ops[:place], OPPOSITES[type(op)](), *node.ops[place + 1 :]]}
        case ast.BoolOp():
            yield {"op": ast.Or() if isinstance(node.op, ast.And) else ast.And()}
        case ast.UnaryOp(op=ast.Not()):
            yield {"operand": ast.UnaryOp(ast.Not(), node.operand)}
        case ast.BinOp(op=ast.Add() | ast.Sub()):
            yield {"op": ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()}
        case _:
            yield from _answers(node)


def _answers(node: ast.AST) -> Iterator[dict[str, Any]]:
    match node:
        case ast.Constant(value=bool() as value):
            yield {"value": not value}
        case ast.Constant(value=int() as value):
            yield {"value": value + 1}
        case ast.Return(value=ast.expr() as value) if not _is_none(value):
            yield {"value": ast.Constant(None)}
        case ast.If() | ast.While() | ast.IfExp():
            yield {"test": ast.UnaryOp(ast.Not(), node.test)}


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
