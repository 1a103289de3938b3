"""The kinds of error: a problem of the content is a value, a broken call or tool is an exception.

KbError            the run stops, exit code 2
├── UsageError     the call asks for what there is not: an unknown code, scope or question
└── ToolError      a tool or folder failed: one that cannot be written, a template that breaks
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import Final

LONGEST_QUOTE: Final = 80
UNSHOWN: Final = "\N{REPLACEMENT CHARACTER}"
MOST_ALIKE: Final = 50
"""How many problems of one rule are told in one file."""


HIDDEN: Final = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\uffa0\ufff9-\ufffc\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
"""What shows nothing, or what each font shows otherwise: zero-width signs, tags, fillers, private characters."""

CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
"""What no text has: control characters and marks of another encoding; tabs and line ends are told apart elsewhere."""


class KbError(Exception):
    """Anything that stops a run and is not the content's error."""


class UsageError(KbError):
    """The call names something that does not exist, or cannot be read."""


class ToolError(KbError):
    """A tool or a folder that the run depends on failed."""


@dataclass(frozen=True)
class Place:
    """A position in a file: line and column, both counted from 1."""

    line: int = 1
    column: int = 1


def place_in(text: str, at: int, first_line: int = 1) -> Place:
    """Find the place of a character of a text, by its index; `first_line` is the line on which the text begins."""
    before = text[:at]
    return Place(first_line + before.count("\n"), at - before.rfind("\n"))


@dataclass(frozen=True)
class Problem:
    """One error of one file: its place, the code of the rule, and a message that ends with how to fix it.

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
    """Replace what a terminal cannot print or does not show, such as a line end in a file's name."""
    kept = (sign if sign.isprintable() and not HIDDEN.match(sign) else UNSHOWN for sign in written)
    return written if written.isascii() and written.isprintable() else "".join(kept)


def without_tricks(written: str) -> str:
    """Replace each character that a terminal obeys or hides, such as a color or a turn of direction; lines stay."""
    if written.isascii() and written.isprintable():
        return written
    return written.translate(dict.fromkeys(map(ord, _tricks(written)), UNSHOWN))


def with_tricks_written_out(written: str) -> str:
    """Write each such character of a JSON text as its number, which reads back as the character."""
    return written.translate({ord(character): _as_numbers(character) for character in _tricks(written)})


def _tricks(written: str) -> set[str]:
    """Return such characters of a text: each is looked at once, for a list of replies has millions of characters."""
    return {character for character in set(written) if not _is_plain(character)}


def _is_plain(character: str) -> bool:
    odd = unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} or HIDDEN.match(character)
    return character == "\n" or not odd


def _as_numbers(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at] << 8 | units[at + 1]:04x}" for at in range(0, len(units), 2))


def shown(written: str) -> str:
    """Write text of a file for a message: on one line, and cut after 80 characters."""
    words = printable(" ".join(written.split()))
    return words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE]}..."


def in_order(problems: list[Problem]) -> list[Problem]:
    """Sort problems by file, then place, then rule; of equal ones keep one.

    If a file has more than MOST_ALIKE of one rule, the first are kept, and a last one counts the others.
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
            more = f"from here on {counts[kind] - MOST_ALIKE} more of this kind in the file; fix those above first"
            kept.append(Problem(problem.path, problem.place, problem.code, more))
    return kept
