"""Runs the tests on mutants, in one process that has collected them.

The process forks for each mutant. The fork replaces the code of the changed function, and runs the modules of
tests that execute the changed line, fast ones first, until one fails.
"""

from __future__ import annotations

import builtins
import contextlib
import gc
import math
import multiprocessing
import os
import resource
import signal
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import _lru_cache_wrapper
from itertools import accumulate
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, NamedTuple

import pytest
from _pytest.main import pytest_runtestloop
from hypothesis import Phase, settings

from tests.mutation.mutants import PROBE, Mutant, compiled, probed

#: Tests of time and memory, and slow ones that add little: processes that they start know no mutants.
LEFT_OUT = "not cost and not work_grows and not megabytes and not mirror and not preparing"
#: Hypothesis is imported before pytest could rewrite its assertions.
IGNORED = "ignore::pytest.PytestAssertRewriteWarning"
OPTIONS = ("-x", "-q", "-s", "-n0", "-p", "no:cacheprovider", "-W", IGNORED, "-k", LEFT_OUT)
#: Seconds of CPU that a test may take on a mutant beyond three times those on unchanged code: some mutants
#: never end. A test that waits for something ends after ten times as many seconds.
PATIENCE = 8
_CONTEXT = multiprocessing.get_context("fork")

Line = tuple[str, int]


class Recording(NamedTuple):
    """The tests (or ``fixture:NAME``) that execute each line, and the seconds of CPU of each test."""

    tests: dict[Line, set[str]]
    seconds: dict[str, float]
    failed: set[str]


class Recorder:
    """A pytest plugin that records which tests and shared fixtures execute some lines."""

    def __init__(self) -> None:
        self.found: dict[Line, set[str]] = defaultdict(set)
        self.seconds: dict[str, float] = {}
        self.failed: set[str] = set()
        self._current = ""

    def start(self, root: Path, mutants: Iterable[Mutant]) -> None:
        """Record the lines of some mutants from now on."""
        lines: dict[Path, set[int]] = defaultdict(set)
        for mutant in mutants:
            lines[mutant.file].add(mutant.line)
        setattr(builtins, PROBE, lambda file, line: self.found[file, line].add(self._current))
        for file, found in lines.items():
            replace_code(probed(root, file, found))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[Any]:
        self._current, began = item.nodeid, time.process_time()
        try:
            return (yield)
        finally:
            self.seconds[item.nodeid] = time.process_time() - began

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember the tests that fail on the code as it is."""
        self.failed.update([report.nodeid] if report.failed else [])

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Iterator[Any]:
        """What a shared fixture executes counts for all tests that use it."""
        before = self._current
        if fixturedef.scope != "function":
            self._current = f"fixture:{fixturedef.argname}"
        try:
            return (yield)
        finally:
            self._current = before


class Limits:
    """A pytest plugin that ends the process if a test takes much longer than on unchanged code."""

    def __init__(self, seconds: dict[str, float]) -> None:
        self._seconds = seconds

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[Any]:
        seconds = PATIENCE + 3 * math.ceil(self._seconds.get(item.nodeid, 0.0))
        limit = math.ceil(time.process_time()) + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))
        signal.alarm(10 * seconds)
        return (yield)


class Runner:
    """A pytest plugin that runs tests once for each mutant instead of once.

    Tests that fail on the code as it is are left out, and named.

    Args:
        root: The project.
        chosen: The mutants.
        say: Called with each mutant and whether a test failed; None if no test executes its line.
        deadline: No mutant begins after this time of ``time.monotonic``.
        each: A mutant survives if the tests of so many seconds of CPU, the fast ones, don't notice it.
    """

    def __init__(
        self,
        root: Path,
        chosen: Sequence[Mutant],
        say: Callable[[Mutant, bool | None], None],
        deadline: float,
        each: float = math.inf,
    ) -> None:
        self._root = root
        self._chosen = chosen
        self._say = say
        self._deadline = deadline
        self._each = each
        self.endless = 0
        """The number of mutants whose tests took too long, or ended the process."""

    def _line(self, mutant: Mutant) -> Line:
        return str(self._root / mutant.file), mutant.line

    def pytest_sessionstart(self) -> None:
        """Let Hypothesis stop at the first failing example instead of looking for a simpler one."""
        settings.register_profile(
            "mutants", deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate]
        )
        settings.load_profile("mutants")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Record, then run the tests of each mutant."""
        recording: Recording | None = forked(lambda: self._record(session))
        if recording is None:
            raise pytest.UsageError("the tests cannot run on the code as it is")
        for name in sorted(recording.failed):
            print(f"left out, since it fails on the code as it is: {name}", flush=True)
        items = {item.nodeid: item for item in session.items}
        for mutant in self._chosen:
            line = self._line(mutant)
            if time.monotonic() > self._deadline:
                break
            tests = self._tests(recording, session.items, line)
            if not tests:
                self._say(mutant, None)
                continue
            self._say(mutant, self._kills(session, mutant, [items[name] for name in tests], recording))
        return True

    def _record(self, session: pytest.Session) -> Recording:
        recorder = Recorder()
        recorder.start(self._root, self._chosen)
        session.config.pluginmanager.register(recorder)
        session.config.option.maxfail = 0
        run(session)
        return Recording(dict(recorder.found), recorder.seconds, recorder.failed)

    def _tests(self, recording: Recording, items: Sequence[pytest.Item], line: Line) -> list[str]:
        """The tests of the modules that execute a line, those of fast modules first.

        In a module those that execute it, or share a fixture that does, come first. The others may read its
        result from a cache. The tests of a module stay together: they share fixtures.
        """
        executing = _executing(recording.tests.get(line, set()), items)
        near = {module_of(name) for name in executing}
        names = [item.nodeid for item in items if module_of(item.nodeid) in near]
        found = [name for name in names if name not in recording.failed]
        found.sort(key=lambda name: (name not in executing, recording.seconds.get(name, 0.0)))
        sums = accumulate(recording.seconds.get(name, 0.0) for name in found)
        found = found[: max(1, sum(seconds <= self._each for seconds in sums))]
        modules: dict[str, float] = defaultdict(float)
        for name in found:
            modules[module_of(name)] += recording.seconds.get(name, 0.0)
        return sorted(found, key=lambda name: (modules[module_of(name)], module_of(name)))

    def _kills(
        self, session: pytest.Session, mutant: Mutant, items: list[pytest.Item], recording: Recording
    ) -> bool:
        """Whether a test fails on a mutant; one that takes too long is noticed too."""
        code = compiled(self._root, mutant)

        def failed() -> bool:
            replace_code(code)
            session.config.pluginmanager.register(Limits(recording.seconds))
            session.items = items
            run(session)
            return bool(session.testsfailed)

        result = forked(failed)
        self.endless += result is None
        return result is not False


def _executing(recorded: set[str], items: Sequence[pytest.Item]) -> set[str]:
    """The tests that are recorded for a line, or share a fixture that is."""
    fixtures = {name.removeprefix("fixture:") for name in recorded if name.startswith("fixture:")}
    return {
        item.nodeid
        for item in items
        if item.nodeid in recorded or fixtures & {*getattr(item, "fixturenames", ())}
    }


def module_of(test: str) -> str:
    """The file of a test."""
    return test.partition("::")[0]


def run(session: pytest.Session) -> None:
    """Run the tests of a session until one fails."""
    with contextlib.suppress(session.Failed):
        pytest_runtestloop(session)
    session._setupstate.teardown_exact(None)  # noqa: SLF001 # as pytest does at the end of a session


def replace_code(module: CodeType) -> None:
    """Give the functions of a module the code that they have in a changed version of it, and empty caches.

    The tables of the lexicon stay: nothing that is changed is below them.
    """
    changed = {code_key(code): code for code in nested(module)}
    for found in gc.get_objects():
        if isinstance(found, _lru_cache_wrapper) and not str(found.__module__).startswith("app.lexicon"):
            found.cache_clear()
        elif isinstance(found, FunctionType):
            before = found.__code__
            new = changed.get(code_key(before), before)
            if new != before and new.co_freevars == before.co_freevars:
                found.__code__ = new


def nested(code: CodeType) -> Iterator[CodeType]:
    """A code object and all that it contains."""
    yield code
    for found in code.co_consts:
        if isinstance(found, CodeType):
            yield from nested(found)


def code_key(code: CodeType) -> tuple[str, str, int]:
    """Identifies a function."""
    return code.co_filename, code.co_qualname, code.co_firstlineno


def forked(work: Callable[[], Any]) -> Any:  # noqa: ANN401 # what the work returns
    """The result of work in a forked process; None if the process ends without one."""
    receiver, sender = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_send, args=(work, sender))
    process.start()
    sender.close()
    result = None
    while not receiver.poll(1) and process.is_alive():
        pass  # processes that it has started could keep the pipe open
    if receiver.poll():
        with contextlib.suppress(EOFError):
            result = receiver.recv()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid or 0, signal.SIGKILL)  # with the processes that its tests have started
    process.join()
    return result


def _send(work: Callable[[], Any], sender: Any) -> None:  # noqa: ANN401 # Connection is generic in its own way
    os.setpgid(0, 0)
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    result = work()
    signal.alarm(0)
    sender.send(result)
    sender.close()
    signal.pause()
