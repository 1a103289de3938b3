"""What can go wrong, told apart: bad content is a value, a broken tool is an exception.

KbError            the run stops, exit code 2
├── UsageError     the words of a call are off: an unknown code, scope or question
└── ToolError      something under us failed: a folder that cannot be written, a template that breaks
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

LONGEST_QUOTE: Final = 80


class KbError(Exception):
    """Anything that stops a run and is not the content's fault."""


class UsageError(KbError):
    """The call cannot be answered as it was put."""


class ToolError(KbError):
    """A tool or a folder the run stands on failed."""


@dataclass(frozen=True)
class Place:
    """A position in a file: line and column, both counted from 1."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True)
class Problem:
    """One fault of one file: where, which rule, and a message that ends with the way out.

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
    """Quote written text in a message: on one line, and cut where it is long."""
    words = printable(" ".join(written.split()))
    return words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE]}..."


def in_order(problems: list[Problem]) -> list[Problem]:
    """Sort by file, then place, then rule; the same fault told twice is told once."""
    unique = dict.fromkeys(problems)
    return sorted(unique, key=lambda p: (p.path, p.place.line, p.place.column, p.code, p.message))
