"""The kinds of fault: a problem of the content is a value, a broken call or tool is an exception.

KbError            the run stops, exit code 2
├── UsageError     the call asks for what there is not: an unknown code, scope or question
└── ToolError      a tool or folder failed: one that cannot be written, a template that breaks
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

LONGEST_QUOTE: Final = 80
MOST_ALIKE: Final = 50
"""How many problems of one rule are told in one file."""


class KbError(Exception):
    """Anything that stops a run and is not the content's fault."""


class UsageError(KbError):
    """The call names something that does not exist, or cannot be read."""


class ToolError(KbError):
    """A tool or a folder that the run depends on failed."""


@dataclass(frozen=True)
class Place:
    """A position in a file: line and column, both counted from 1."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True)
class Problem:
    """One fault of one file: its place, the code of the rule, and a message that ends with how to mend it.

    `path` is relative to the policies folder, with forward slashes.
    """

    path: str
    place: Place
    code: str
    message: str

    def __str__(self) -> str:
        """As editors and code hosts read it: `path:line:column: code message`."""
        return f"{self.path}:{self.place.line}:{self.place.column}: {self.code} {self.message}"


def printable(written: str) -> str:
    """Replace what a terminal cannot print, such as a line end in a file's name."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in written)


def shown(written: str) -> str:
    """Write text of a file for a message: on one line, and cut after 80 characters."""
    words = printable(" ".join(written.split()))
    return words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE]}..."


def in_order(problems: list[Problem]) -> list[Problem]:
    """Sort problems by file, then place, then rule; of equal ones keep one.

    Of more than MOST_ALIKE of one rule in one file the first stand, and a last one that counts the others.
    """
    unique = sorted(set(problems), key=lambda p: (p.path, p.place.line, p.place.column, p.code, p.message))
    counts = Counter((problem.path, problem.code) for problem in unique)
    seen: Counter[tuple[str, str]] = Counter()
    kept: list[Problem] = []
    for problem in unique:
        kind = (problem.path, problem.code)
        seen[kind] += 1
        if seen[kind] <= MOST_ALIKE:
            kept.append(problem)
        elif seen[kind] == MOST_ALIKE + 1:
            more = f"from here on {counts[kind] - MOST_ALIKE} more of this kind in the file; mend those above first"
            kept.append(Problem(problem.path, problem.place, problem.code, more))
    return kept
