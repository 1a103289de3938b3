"""What the section on a time limit says of groups that its numbers do not name: rows of tables, sentences. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from kb.content.prose import to_plain
from kb.domain.model import Entry
from kb.domain.vocabulary import QUESTIONS
from kb.search.sentences import sentences

ROW: Final = r"^\|(.*)\|[ \t]*$"
"""A line of a Markdown table."""

RULE: Final = r"[-: |]+"
"""The line below the head of a table."""


@dataclass(frozen=True)
class Said:
    """What is told of some groups, `marks`; `who` is how a row of a table names them, empty for a sentence."""

    who: str
    told: str
    marks: tuple[str, ...]


def said_of_groups(
    entry: Entry, key: str, groups_of: Callable[[str], Iterable[str]], held: AbstractSet[str]
) -> Iterator[Said]:
    """Yield what the section of a question says of groups that are not in `held`, each group once.

    `groups_of` reads the groups that a text names.
    """
    titles = {question.key: question.title for question in QUESTIONS}
    text = "\n\n".join(section.text for section in entry.sections if section.heading == titles[key])
    seen = set(held)
    for who, told in (*_rows(text), *_sentences(text)):
        named = dict.fromkeys(groups_of(who or told))
        marks = tuple(mark for mark in named if mark not in seen)
        if marks:
            yield Said(who.lower(), told, marks)
        seen |= set(marks)


def _rows(text: str) -> Iterator[tuple[str, str]]:
    """Yield the first cell of each row of the tables of a text, and the other cells with the names of columns."""
    head: list[str] = []
    for line in text.splitlines():
        row = re.match(ROW, line)
        if not row:
            head = []
            continue
        cells = [to_plain(cell).strip() for cell in row[1].split("|")]
        if head and not re.fullmatch(RULE, line):
            named = (f"{name.lower()}: {cell}" for name, cell in zip(head[2:], cells[2:], strict=False) if cell)
            more = "; ".join(named)
            yield cells[0], f"{' '.join(cells[1:2])}{f' ({more})' if more else ''}"
        head = head or cells


def _sentences(text: str) -> Iterator[tuple[str, str]]:
    """Yield the sentences of a text outside its tables, quoted."""
    prose = "\n".join(line for line in text.splitlines() if not re.match(ROW, line))
    for sentence in sentences(to_plain(prose)):
        yield "", f"“{sentence.strip().rstrip('.')}”"
