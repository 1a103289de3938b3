"""How much one file may hold, so that no text takes long to check, render, compare or index.

The limits are far above what a policy needs: an entry of the real library has lines of 120 characters, 5,000
characters of text, 22 list items and 85 square brackets at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from kb.content.kinds import Fault
from kb.domain.problem import Place, place_in

LONGEST_LINE: Final = 2_000
MOST_LINES: Final = 5_000
LONGEST_BODY: Final = 64 * 1024
DEEPEST: Final = 6


@dataclass(frozen=True)
class Limit:
    """What the body of a file may have `most` of: its rule, its name in words, and how each one is found."""

    code: str
    name: str
    pattern: re.Pattern[str]
    most: int


BREAK: Final = r"[ >]*(?:\*[ *]*|-[ -]*|_[ _]*)$"
COUNTED: Final = (
    Limit("list-items", "list items", re.compile(r"^[ >]*(?:[-*+]|[0-9]{1,9}[.)])(?= |$)", re.MULTILINE), 500),
    Limit("headings", "headings", re.compile(r"^[ >]*#{1,6}(?= |$)", re.MULTILINE), 200),
    Limit("breaks", "lines that divide (***)", re.compile(rf"^{BREAK}", re.MULTILINE), 200),
    Limit("escapes", "escaped signs (\\)", re.compile(r"\\"), 1_000),
    Limit("links", "links and citations (square brackets)", re.compile(r"\[|\]\("), 1_000),
    Limit("table-size", "table cells (signs |)", re.compile(r"\|"), 5_000),
)

LIMIT_RULES: Final = {
    "long-line": f"a line has at most {LONGEST_LINE:,} characters",
    "many-lines": f"a file has at most {MOST_LINES:,} lines",
    "long-body": f"the text below front matter has at most {LONGEST_BODY:,} characters",
    "nesting": f"lists and quotes are nested at most {DEEPEST} deep",
    **{limit.code: f"a file has at most {limit.most:,} {limit.name}" for limit in COUNTED},
}
"""What each rule of this module holds, by its code."""

MERGE_MARK: Final = re.compile(">{7}(?!>)")
"""A marker of a merge conflict, which has a rule of its own."""

CONTAINERS: Final = re.compile(rf"^(?!{BREAK})(?:[ >]|[-*+](?= |$)|[0-9]{{1,9}}[.)](?= |$))+", re.MULTILINE)
"""What is before the words of a line in lists and quotes."""


MARK: Final = re.compile(r"[-*+.)]")
INDENT: Final = 4


def line_faults(text: str) -> Iterator[Fault]:
    """Find the first line of a file that is too long, and the first of too many."""
    lines = text.split("\n")
    number = next((number for number, line in enumerate(lines, 1) if len(line) > LONGEST_LINE), 0)
    if number:
        yield (
            Place(number, LONGEST_LINE + 1),
            "long-line",
            f"a line of {len(lines[number - 1]):,} characters; break it, one line has at most {LONGEST_LINE:,}",
        )
    if len(lines) - (not lines[-1]) > MOST_LINES:
        yield Place(MOST_LINES + 1), "many-lines", f"more than {MOST_LINES:,} lines; split the file"


def body_faults(body: str, first_line: int = 1) -> Iterator[Fault]:
    """Find what the text below front matter has too much of. `first_line` is its first line in the file."""
    for code, at, message in _too_much(body):
        yield place_in(body, at, first_line), code, message


def beyond_limits(body: str) -> bool:
    """Return whether a text is beyond a limit, as one of an older version may be, which no rule is held over."""
    return any(True for _ in (*line_faults(body), *body_faults(body)))


def _too_much(body: str) -> Iterator[tuple[str, int, str]]:
    """Yield each rule that is broken, where it is in the text, and the message."""
    if len(body) > LONGEST_BODY:
        yield "long-body", LONGEST_BODY, f"over {LONGEST_BODY:,} characters of text; shorten it, or split the file"
    nested = (found for found in CONTAINERS.finditer(body) if not MERGE_MARK.match(found[0]))
    deep = next((found for found in nested if _depth(found[0]) > DEEPEST), None)
    if deep:
        yield "nesting", deep.start(), f"more than {DEEPEST} lists or quotes in each other; take some of them apart"
    for limit in COUNTED:
        first = next(islice(limit.pattern.finditer(body), limit.most, None), None)
        if first:
            yield limit.code, first.start(), f"more than {limit.most:,} {limit.name}; split the file"


def _depth(prefix: str) -> int:
    """Return in how many lists and quotes a line is that begins so; inside a list it is indented by four."""
    marks = prefix.count(">") + len(MARK.findall(prefix))
    return marks + max(0, prefix.count(" ") - marks) // INDENT
