"""One content file laid out. Its meaning is read before and after; where that would change, it stays as it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from kb.content.front_matter import FrontMatterError, Mapping, read_yaml
from kb.content.parse import FIELDS, parse, read_sections, split
from kb.content.paths import kind_of
from kb.content.prose import to_html
from kb.content.record_reader import read_record
from kb.domain.problem import Place, Problem, shown
from kb.domain.problem import in_order as in_order_of_place
from kb.domain.sequences import opcodes
from kb.layout.front import in_order, tidy_front
from kb.layout.prose import tidy_prose

REPAIRED: Final = frozenset({"key-order"})
"""Problems that laying a file out repairs; a file with any other one stays as it is."""

CHANGED: Final = "layout"
CODE: Final = re.compile(r"(<pre>.*?</pre>)", re.DOTALL)
EMPTY: Final = re.compile(r"\n?<pre><code>\s*</code></pre>")
TRAILING_BLANKS: Final = re.compile(r"(?<! )[ ]+(?=\n|</)")


@dataclass(frozen=True)
class LaidOut:
    """The text of a file before and after; with `problems` both are the same."""

    path: str
    before: str
    after: str
    problems: tuple[Problem, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether laying it out changes a line."""
        return self.before != self.after

    def changed_lines(self) -> tuple[tuple[int, str], ...]:
        """Return for each run of lines that changes the number of its first line, and the change in words."""
        old, new = self.before.split("\n"), self.after.split("\n")
        return tuple(
            (first + 1, _change_words(old[first:last], new[f:t]))
            for kind, first, last, f, t in opcodes(old, new)
            if kind != "equal"
        )


def lay_out(path: str, text: str) -> LaidOut:
    """Lay out one file. Raises nothing: a file with a problem, or whose meaning would change, stays as it is."""
    found = [problem for problem in parse(path, text).problems if problem.code not in REPAIRED]
    if found:
        return LaidOut(path, text, text, tuple(in_order_of_place(found)))
    try:
        after = _laid_out(path, text)
        same = meaning(path, text) == meaning(path, after)
    except (FrontMatterError, ValueError):
        same, after = False, text
    if not same:
        message = "cannot be laid out without changing what it says; put the keys in order by hand"
        return LaidOut(path, text, text, (Problem(path, Place(), CHANGED, message),))
    return LaidOut(path, text, after)


def meaning(path: str, text: str) -> tuple[dict[str, Any], tuple[tuple[str, str], ...]]:
    """Read the meaning of a file: its typed values, whatever the order of its keys, and its sections as HTML.

    Raises ValueError if a value is faulty.
    """
    front, body, line = split(text)
    fields = FIELDS[kind_of(path)]
    root = read_yaml(front, 2) or Mapping((), Place(2, 1))
    values, faults = read_record(in_order(root, fields), fields)
    if faults:
        raise ValueError(str(faults[0]))
    sections, _ = read_sections(body, line)
    return values, tuple((section.heading, _rendered(section.text)) for section in sections)


def _rendered(text: str) -> str:
    """Render a section without what a reader does not see: trailing spaces, and code blocks that are empty."""
    parts = CODE.split(EMPTY.sub("", to_html(text, {})).strip())
    return "".join(part if number % 2 else TRAILING_BLANKS.sub("", part) for number, part in enumerate(parts))


def _laid_out(path: str, text: str) -> str:
    front, body, _ = split(text)
    return f"---\n{tidy_front(front, FIELDS[kind_of(path)])}---\n{tidy_prose(body)}"


def _change_words(old: list[str], new: list[str]) -> str:
    removed, added = (shown(" / ".join(lines)) or "a blank line" for lines in (old, new))
    if old and new and removed == added:
        return f"blanks around '{removed}'"
    return (
        f"'{removed}' becomes '{added}'"
        if old and new
        else f"'{removed}' goes"
        if old
        else f"'{added}' stands above it"
    )
