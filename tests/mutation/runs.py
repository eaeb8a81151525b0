"""Run the tests on copies of the project, each with one mutant, in processes that have pytest loaded."""

import contextlib
import multiprocessing
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

import pytest

from tests.mutation.mutants import Mutant, mutated

#: Loaded once, before the processes of the mutants are forked.
PRELOADED = (
    "hypothesis",
    "sqlalchemy",
    "alembic.command",
    "fastapi",
    "msgspec",
    "starlette.testclient",
    "rjieba",
)
#: A function that so few tests call may be called once and its result cached: then all tests run.
FEW = 3
LOG = "mutation.log"
#: Plugins of pytest are imported before it could rewrite their assertions.
OPTIONS = ("-x", "-q", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning")
#: Tests of time and memory, and slow ones that add little.
LEFT_OUT = "not cost and not work_grows and not megabytes and not mirror"

Calls = dict[tuple[str, int], set[str]]


class Fork(NamedTuple):
    """A process that runs the tests on one mutant; ``ends`` is when it has taken too long."""

    process: BaseProcess
    mutant: Mutant
    copy: Path
    ends: float


class Recorder:
    """A pytest plugin that records which functions of the project each test calls."""

    def __init__(self, folder: Path) -> None:
        self._folder = f"{folder}{os.sep}"
        self.calls: Calls = {}
        self._test = ""

    def _called(self, frame: FrameType, _event: str, _argument: object) -> None:
        code = frame.f_code
        if code.co_filename.startswith(self._folder):
            self.calls.setdefault((code.co_filename, code.co_firstlineno), set()).add(self._test)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[Any]:
        self._test = item.nodeid
        sys.setprofile(None)
        sys.settrace(self._called)
        threading.settrace(self._called)
        try:
            return (yield)
        finally:
            sys.settrace(None)


class Chosen:
    """A pytest plugin that runs the tests which call a function first, or only those."""

    def __init__(self, callers: set[str]) -> None:
        self._callers = callers

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if len(self._callers) > FEW:
            items[:] = [item for item in items if item.nodeid in self._callers]
        else:
            items.sort(key=lambda item: item.nodeid not in self._callers)


class Suite:
    """The tests of a package, on copies of the project that are made for it.

    Args:
        root: the project.
        folder: where copies go.
        tests: files and folders of tests, the fast ones first.
        processes: how many mutants run at a time.
    """

    def __init__(self, root: Path, folder: Path, tests: Sequence[str], processes: int) -> None:
        self.pristine = folder / "pristine"
        copy_project(root, self.pristine)
        self._free = [folder / str(number) for number in range(processes)]
        for copy in self._free:
            shutil.copytree(self.pristine, copy)
        self._arguments = [*OPTIONS, "-k", LEFT_OUT, *tests]
        self._calls: Calls = {}
        self._seconds = 0.0
        self._written = 0

    def learn(self) -> None:
        """Run the tests unchanged, to learn which functions each calls; they must pass."""
        began = time.monotonic()
        copy = self._free[0]
        receiver, sender = multiprocessing.Pipe(duplex=False)
        process = _context().Process(target=_record, args=(copy, self._arguments, sender))
        process.start()
        sender.close()
        with contextlib.suppress(EOFError):
            self._calls = receiver.recv()
        process.join()
        if process.exitcode:
            raise SystemExit(
                f"the tests fail on the code as it is:\n{(copy / LOG).read_text(encoding='utf-8')}"
            )
        self._seconds = time.monotonic() - began

    def killed(self, chosen: Iterable[Mutant], deadline: float) -> Iterator[tuple[Mutant, bool]]:
        """Mutants, and whether a test failed, as they end; none begins after ``deadline``."""
        left = iter(chosen)
        running: list[Fork] = []
        while True:
            while self._free and time.monotonic() < deadline and (mutant := next(left, None)):
                running.append(self._start(mutant, self._free.pop()))
            if not running:
                return
            wait([fork.process.sentinel for fork in running], timeout=1)
            for fork in list(running):
                if not fork.process.is_alive() or time.monotonic() > fork.ends:
                    running.remove(fork)
                    yield fork.mutant, self._end(fork)

    def _start(self, mutant: Mutant, copy: Path) -> Fork:
        target = copy / mutant.file
        target.write_text(mutated(self.pristine, mutant), encoding="utf-8")
        # What is compiled of a file counts as current by its size and the second it was written.
        self._written += 1
        os.utime(target, (self._written, self._written))
        callers = self._calls.get((str(mutant.file), mutant.function), set())
        process = _context().Process(target=_test, args=(copy, self._arguments, callers))
        process.start()
        return Fork(process, mutant, copy, time.monotonic() + 30 + 3 * self._seconds)

    def _end(self, fork: Fork) -> bool:
        fork.process.kill()
        fork.process.join()
        shutil.copy2(self.pristine / fork.mutant.file, fork.copy / fork.mutant.file)
        self._free.append(fork.copy)
        return fork.process.exitcode != 0


def copy_project(root: Path, target: Path) -> None:
    """Copy all files of the work tree that git knows or would add."""
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (root / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, target / name)


def preload() -> None:
    """Import what all tests need but the project itself."""
    for name in PRELOADED:
        with contextlib.suppress(ImportError):
            import_module(name)


def _context() -> multiprocessing.context.ForkContext:
    return multiprocessing.get_context("fork")


def _enter(copy: Path) -> None:
    """Make the copy the project of this process, and let it write into a log there."""
    os.chdir(copy)
    os.environ["CI"] = "true"  # the same examples of Hypothesis for each mutant
    log = os.open(copy / LOG, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(log, 1)
    os.dup2(log, 2)
    sys.stdout = sys.stderr = os.fdopen(log, "w", encoding="utf-8")
    sys.path[:0] = [str(copy)]
    for name in list(sys.modules):
        if name.partition(".")[0] in {"app", "tests"}:
            del sys.modules[name]


def _record(copy: Path, arguments: list[str], sender: Any) -> None:  # noqa: ANN401 # Connection is generic in its own way
    _enter(copy)
    recorder = Recorder(copy)
    code = pytest.main(arguments, plugins=[recorder])
    sender.send(
        {(os.path.relpath(file, copy), line): tests for (file, line), tests in recorder.calls.items()}
    )
    os._exit(code)


def _test(copy: Path, arguments: list[str], callers: set[str]) -> None:
    _enter(copy)
    os._exit(pytest.main(arguments, plugins=[Chosen(callers)]))
