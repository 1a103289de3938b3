"""The heads of a table in a CMS file: notes above are skipped, heads over several rows are joined downwards.

A file whose heads name a person's data is refused before a row of it is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import Final

from kb.domain.problem import shown
from kb.official.grid import Rows
from kb.official.source import refuse

SEARCHED: Final = 80
"""Rows in which the heads are looked for."""

LONGEST: Final = 70
"""Characters that a head has at most; a longer cell is a note."""

FIRST: Final = re.compile(
    r"hcpcs|hcpcs (?:cpt )?codes?|cpt (?:hcpcs )?codes?|column ?(?:1|one)(?: cpt| hcpcs| code.*)?|add on codes?"
    r"|aoc|hcpc|primary codes?|medicare administrative contractor(?: mac)?|mac|carrier(?: number)?|lcd id|article id"
    r"|ncd id|contractor id|code"
)
"""What the first head of a table that is read can be."""

PERSON: Final = re.compile(
    r".*\b(?:patients?|member|subscriber|enrollee|insured|policyholder|guarantor)\b.*"
    r"|.*\bbeneficiary (?:id|name|number|identifier|first|last|dob|birth|mbi|hic)\b.*"
    r"|(?:.* )?(?:mbi|hicn?|ssn|mrn|dob)(?: .*)?|(?:.* )?(?:first|last|given|family|sur) ?name"
    r"|.*\b(?:date of birth|birth ?date|social security|medical record)\b.*"
    r"|(?:.* )?(?:claim|encounter|account|visit) (?:number|no|id|num|control.*)|icn|dcn|(?:clm|bene) ?id"
    r"|(?:from |to )?(?:service dates?|dates? of service|dos)(?: (?:from|to|start|end|begin))?"
)
"""Heads that no file of CMS's rules has and that files of claims and patients do."""


@dataclass(frozen=True)
class Found:
    """The heads of a table in plain words, the row on which they end, the notes above, and the rows that follow."""

    heads: tuple[str, ...]
    line: int
    notes: tuple[str, ...]
    waiting: tuple[tuple[int, list[str]], ...]


def plain_head(written: str) -> str:
    """Write a head in small letters, digits and single blanks."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", written.lower()).split())


def find_heads(name: str, rows: Rows) -> Found:
    """Find the heads. Raises Refused where there are none, or where they name a person's data."""
    first = list(islice(rows, SEARCHED))
    refuse_persons(name, first)
    at = next((index for index, (_, cells) in enumerate(first) if _is_first(cells)), None)
    if at is None:
        way = "; if the archive has this table as csv or xlsx, take that one"
        raise refuse(name, f"no heads of a kind that is read here{_seen(first)}{way}", "unknown-kind")
    top = at
    while top and _continues(first[top - 1][1]):
        top -= 1
    end = at + 1
    while end < len(first) and _is_below(first[end][1]):
        end += 1
    block = [cells for _, cells in first[top:end]]
    notes = tuple(" ".join(" ".join(cells).split()) for _, cells in first[:top])
    return Found(_joined(block), first[end - 1][0], notes, tuple(first[end:]))


def refuse_persons(name: str, first: list[tuple[int, list[str]]]) -> None:
    """Refuse a file with heads such as member id, patient name or date of birth, and name only the head."""
    for line, cells in first:
        if len([cell for cell in cells if cell.strip()]) < 2:  # noqa: PLR2004  (a note has one cell)
            continue
        for column, cell in enumerate(cells, 1):
            if is_persons(cell):
                message = (
                    f"the head '{shown(cell)}' is one of claims or patients; no such file is read or stored here"
                )
                raise refuse(name, message, "patient-data", line, column)


def is_persons(head: str) -> bool:
    """Tell whether a head is one of claims or patients."""
    return len(head) <= LONGEST and bool(PERSON.fullmatch(plain_head(head)))


def _is_first(cells: list[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) > 1 and bool(cells) and bool(FIRST.fullmatch(plain_head(cells[0])))


def _continues(cells: list[str]) -> bool:
    """Tell whether a row above the first head continues the heads upwards."""
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) > 1 and all(len(cell) <= LONGEST for cell in filled) and not cells[0].strip()


def _is_below(cells: list[str]) -> bool:
    """Tell whether a row below continues the heads: it has words, and none in the first column."""
    return bool(cells) and not cells[0].strip() and any(cell.strip() for cell in cells)


def _joined(block: list[list[str]]) -> tuple[str, ...]:
    width = max(map(len, block))
    return tuple(plain_head(" ".join(row[at] for row in block if at < len(row))) for at in range(width))


def _seen(first: list[tuple[int, list[str]]]) -> str:
    widest = max((cells for _, cells in first), key=lambda cells: len([c for c in cells if c.strip()]), default=[])
    words = ", ".join(cell for cell in map(plain_head, widest[:6]) if cell)
    return f"; the widest row begins with: {shown(words)}" if words else ""
