"""The tests of a copy of the project, run in forks of a process that has loaded every other package already.

One recorded run tells which functions of a folder each test calls. So a mutant is tried on the tests that call its
function alone, the quickest first.
"""

from __future__ import annotations

import ast
import importlib
import os
import pickle
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType

import pytest

SLOWEST = 300
"""Seconds of tests after which a mutant counts as killed: it made something endless."""

OPTIONS = ("-x", "-q", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning")
"""Plugins of pytest are loaded before it starts, which it would warn of."""

OURS = {"kb", "tests", "conftest", "benchmarks", "build", "__main__"}
"""Packages that each fork loads itself, out of the copy and with the mutant."""

Call = tuple[str, int]
"""A function that was called: its file, relative to the copy, and its first line."""


@dataclass
class Record:
    """What a run of tests showed: seconds and calls by test, and the modules loaded beside the project's."""

    seconds: dict[str, float] = field(default_factory=dict)
    calls: dict[str, set[Call]] = field(default_factory=dict)
    modules: list[str] = field(default_factory=list)

    def tests_calling(self, path: Path, function: range | None) -> list[str]:
        """Name the tests that call a function of a file, given by its lines, or any of it; the quickest first."""
        found = [test for test, calls in self.calls.items() if any(_is_in(call, path, function) for call in calls)]
        return sorted(found, key=lambda test: self.seconds[test])


def _is_in(call: Call, path: Path, function: range | None) -> bool:
    return call[0] == path.as_posix() and (function is None or call[1] in function)


def function_at(tree: ast.AST, line: int) -> range | None:
    """Give the lines of the innermost function around a line; None where the line runs on import."""
    around = [
        range(min([node.lineno, *(one.lineno for one in node.decorator_list)]), (node.end_lineno or line) + 1)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and any(one.lineno <= line <= (one.end_lineno or 0) for one in node.body)
    ]
    return min(around, key=len, default=None)


class _Recorder:
    """A pytest plugin that notes the calls of each test, with those of the fixtures that it stands on."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root, self.prefix = root, f"{root / folder}{os.sep}"
        self.record = Record()
        self.fixtures: dict[str, set[CodeType]] = {}
        self.current: set[CodeType] = set()

    def trace(self, frame: FrameType, _event: str, _argument: object) -> None:
        self.current.add(frame.f_code)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[object]) -> Generator[None, object, object]:
        before, self.current = self.current, set()
        try:
            return (yield)
        finally:
            self.fixtures.setdefault(fixturedef.argname, set()).update(self.current)
            self.current |= before

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Function) -> Generator[None, object, object]:
        self.current = set()
        sys.settrace(self.trace)
        threading.settrace(self.trace)
        try:
            return (yield)
        finally:
            sys.settrace(None)
            called = self.current.union(*(self.fixtures.get(name, ()) for name in item.fixturenames))
            self.record.calls[item.nodeid] = {self._call(code) for code in called if self._is_ours(code)}

    def _is_ours(self, code: CodeType) -> bool:
        return code.co_filename.startswith(self.prefix)

    def _call(self, code: CodeType) -> Call:
        return Path(code.co_filename).relative_to(self.root).as_posix(), code.co_firstlineno

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.record.seconds[report.nodeid] = self.record.seconds.get(report.nodeid, 0) + report.duration


def record(root: Path, folder: Path, tests: Sequence[str]) -> Record | None:
    """Run tests and note what each calls in a folder; None if one fails."""
    with tempfile.TemporaryDirectory() as kept:
        at = Path(kept) / "record"

        def run() -> int:
            recorder = _Recorder(root, folder)
            failed = pytest.main([*OPTIONS, *tests], plugins=[recorder])
            recorder.record.modules = [name for name in sys.modules if name.partition(".")[0] not in OURS]
            at.write_bytes(pickle.dumps(recorder.record))
            return failed

        if _forked(root, run, 0):
            return None
        noted: Record = pickle.loads(at.read_bytes())  # noqa: S301  (written a moment ago by this process's own child)
        return noted


def load(modules: Sequence[str]) -> None:
    """Load modules that tests will want, so that no fork has to."""
    for name in modules:
        with suppress(ImportError):
            importlib.import_module(name)
    if "kb" in sys.modules:
        raise RuntimeError("the code that mutants are made of is loaded already, so no test would see one")


def passes(root: Path, tests: Sequence[str]) -> bool:
    """Tell whether tests pass, in a fork, up to the first that fails."""
    return not _forked(root, lambda: pytest.main([*OPTIONS, *tests]), SLOWEST)


def _forked(root: Path, run: Callable[[], int], seconds: int) -> int:
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 1
    try:
        _settle(root, seconds)
        code = int(run())
    finally:  # a fork must never return into its parent's code
        os._exit(code)


def _settle(root: Path, seconds: int) -> None:
    """Make this fork one of the copy: its folder, its modules, no output, and an end."""
    project = ("", str(Path.cwd()))
    signal.alarm(seconds)
    os.chdir(root)
    os.environ.update(PYTHONPATH=str(root), PYTHONDONTWRITEBYTECODE="1")
    sys.dont_write_bytecode = True
    sys.path[:] = [str(root), *(one for one in sys.path if one not in project)]
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
