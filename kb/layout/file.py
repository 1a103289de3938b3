"""One content file laid out. What it says is read before and after and must be the same, else it is left alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

from kb.content.front_matter import FrontMatterError, Mapping, read_yaml
from kb.content.parse import FIELDS, kind_of, parse, read_sections, split
from kb.content.prose import to_html
from kb.content.schema import read_record
from kb.domain.problem import Place, Problem, shown
from kb.layout.front import in_order, tidy_front
from kb.layout.prose import tidy_prose

MENDED: Final = frozenset({"key-order"})
"""What is a problem to the checker and no reason to leave a file alone."""

CHANGED: Final = "layout"
CODE: Final = re.compile(r"(<pre>.*?</pre>)", re.DOTALL)
EMPTY: Final = re.compile(r"\n?<pre><code>\s*</code></pre>")
UNSEEN: Final = re.compile(r"[ ]+(?=\n|</)")


@dataclass(frozen=True)
class LaidOut:
    """A file as it is and as it would be; with problems it would stay as it is."""

    path: str
    before: str
    after: str
    problems: tuple[Problem, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether a line would change."""
        return self.before != self.after

    def told(self) -> tuple[tuple[int, str], ...]:
        """Say line by line what would change: the number of the line as it is, and what would stand there."""
        old, new = self.before.split("\n"), self.after.split("\n")
        blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        return tuple(
            (first + 1, _said(old[first:last], new[f:t])) for kind, first, last, f, t in blocks if kind != "equal"
        )


def lay_out(path: str, text: str) -> LaidOut:
    """Lay out one file. Never raises: a file with a problem, or whose meaning would change, comes back as it is."""
    found = [problem for problem in parse(path, text).problems if problem.code not in MENDED]
    if found:
        return LaidOut(path, text, text, tuple(found))
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
    """Read what a file says: its typed values, whatever the order of its keys, and its sections as they render.

    Raises ValueError where a value is faulty.
    """
    front, body, line = split(text)
    fields = FIELDS[kind_of(path)]
    root = read_yaml(front, 2) or Mapping((), Place(2, 1))
    values, faults = read_record(in_order(root, fields), fields)
    if faults:
        raise ValueError(str(faults[0]))
    sections, _ = read_sections(body, line)
    return values, tuple((section.heading, _shown(section.text)) for section in sections)


def _shown(text: str) -> str:
    """Render a section, without what nobody sees: blanks at the ends of lines and before closing tags, empty code."""
    parts = CODE.split(EMPTY.sub("", to_html(text, {}, {})).strip())
    return "".join(part if number % 2 else UNSEEN.sub("", part) for number, part in enumerate(parts))


def _laid_out(path: str, text: str) -> str:
    front, body, _ = split(text)
    return f"---\n{tidy_front(front, FIELDS[kind_of(path)])}---\n{tidy_prose(body)}"


def _said(old: list[str], new: list[str]) -> str:
    was, by = (shown(" / ".join(lines)) or "a blank line" for lines in (old, new))
    if old and new and was == by:
        return f"blanks around '{was}'"
    return f"'{was}' becomes '{by}'" if old and new else f"'{was}' goes" if old else f"'{by}' stands above it"
