"""The check of files by themselves, shared with a second process where many of them are new.

What the two find is the same whoever holds the rules: a file is held by itself, whatever stands in others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from functools import wraps
from itertools import count
from typing import Final

from kb.content.load import is_beside
from kb.content.markdown import take
from kb.content.prose import parsed_sections
from kb.domain.executors import in_words, submitted
from kb.rules.check import Held, hold_alone
from kb.site.garbage import made_to_stay
from kb.site.unchanged import code_key, refuse_other_code
from kb.site.workers import longest_wait

FEW: Final = 400
"""New files that are held here before any is handed over: they take about as long as a process takes to begin."""

HERE: Final = 0.55
"""The share of the files left that is held here, since the second process begins later."""

Made = tuple[dict[str, Held], dict[str, str]]
"""What was found by path, and what the sections of these files are parsed to, by text."""


def held_in_two(
    files: Mapping[str, str], executor: Executor | None, tell: Callable[[str], None]
) -> Callable[[str, str], Held]:
    """Return what does as `hold_alone`, for files asked for in the order of `files`.

    Once it was asked for a few, it hands the last of those left to `executor`, if there is one. If that fails, they
    are held here, and `tell` says so.
    """
    theirs, found = dict[str, str](), dict[str, Held]()
    made: list[Future[Made]] = []
    new = count(1)

    @wraps(hold_alone)
    def hold(path: str, text: str) -> Held:
        if executor and next(new) == FEW:
            theirs.update(_last_of(files, path))
            made.extend([submitted(executor, _hold, theirs, code_key())] if theirs else ())
        if path in theirs and made:
            found.update(_taken(made.pop(), len(theirs), tell))
        return found.pop(path, None) or hold_alone(path, text)

    return hold


def _last_of(files: Mapping[str, str], path: str) -> dict[str, str]:
    """Return the files that the second process holds, where the first one has come to a path."""
    paths = list(files)
    left = paths[paths.index(path) + 1 :]
    theirs = left[int(len(left) * HERE) :]
    return {path: files[path] for path in theirs if not is_beside(path)} if len(theirs) >= FEW else {}


def _hold(files: dict[str, str], code: str) -> Made:
    """Hold files by themselves. Raises ToolError if this process runs other code, by its key."""
    refuse_other_code(code)
    with made_to_stay():
        held = {path: hold_alone(path, text) for path, text in files.items()}
        return held, parsed_sections(one.document for one in held.values() if one.document)


def _taken(made: Future[Made], files: int, tell: Callable[[str], None]) -> dict[str, Held]:
    """Take over what a worker found of so many files; nothing if it gives none."""
    try:
        held, sections = made.result(longest_wait(files))
    except Exception as fault:
        tell(f"Checking in this process, since the worker failed: {in_words(fault)}")
        return {}
    take(sections)
    return held
