"""The code list of a document put into its entry: read from a file of any columns, in order, each code once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Final

from kb.authoring.edits import with_keys
from kb.content.fields import ENTRY_FIELDS
from kb.domain.code_list import CodeList
from kb.domain.problem import Place, Problem, shown
from kb.domain.reach import is_code, shape

ITEM: Final = re.compile(
    r"(?:(?:CPT|HCPCS)[® :#]*)?([0-9A-Za-z]{5})(?:\s*(?:-|\u2013|to|through)\s*([0-9A-Za-z]{5}))?"
)
"""A cell that holds a code, or a range of codes."""

LONGEST: Final = 4_000
"""How many codes fit into the front matter of one entry."""

MOST_TOLD: Final = 50
"""How many problems of a file are told one by one."""

CUT: Final = re.compile(r"[0-9]{1,4}|[0-9]{1,3}[TtFfUu]")
HEADS: Final = frozenset({"code", "codes", "cpt", "hcpcs", "cpt code", "hcpcs code", "cpt/hcpcs", "procedure code"})


def read_list(name: str, rows: Iterable[tuple[int, list[str]]]) -> tuple[tuple[str, ...], list[Problem]]:
    """Read the codes of a file: those of the column called code, else the first cell of each row.

    No other cell is read, so no descriptor is kept. Gives the codes in order, each once, and what is no code.
    """
    kept = [(line, cells) for line, cells in rows if any(cell.strip() for cell in cells)]
    head = [" ".join(cell.lower().split()) for cell in kept[0][1]] if kept else []
    at = next((number for number, cell in enumerate(head) if cell in HEADS), None)
    codes: set[str] = set()
    problems: list[Problem] = []
    for line, cells in kept if at is None else kept[1:]:
        cell = (cells[at or 0] if len(cells) > (at or 0) else "").strip()
        for part in filter(None, (part.strip() for part in re.split(r"[;,/]", cell))) if cell else ("",):
            found = _item(part)
            codes |= {found} if found else set()
            problems += [] if found else [Problem(name, Place(line, (at or 0) + 1), "bad-code", _told(part))]
    if not codes and not problems:
        problems.append(Problem(name, Place(), "empty-file", "no code in it; write a column with the head: code"))
    if len(codes) > LONGEST:
        problems.append(
            Problem(name, Place(), "too-long", f"{len(codes):,} codes; at most {LONGEST:,} fit in an entry")
        )
    return tuple(sorted(codes - _within(codes))), _first_few(problems, name)


def _within(codes: set[str]) -> set[str]:
    """Return the single codes that a range among the codes takes in."""
    reaching: dict[str, tuple[list[str], list[str]]] = {}
    for first, last in sorted(code.split("-") for code in codes if "-" in code):
        firsts, lasts = reaching.setdefault(shape(first), ([], []))
        firsts.append(first)
        lasts.append(max(last, lasts[-1] if lasts else last))
    found = set()
    for code in codes:
        firsts, lasts = reaching.get(shape(code), ([], []))
        before = bisect_right(firsts, code)
        if before and code <= lasts[before - 1]:
            found.add(code)
    return found


def _first_few(problems: list[Problem], name: str) -> list[Problem]:
    """Keep as many problems as somebody reads, and say how many more there are."""
    if len(problems) <= MOST_TOLD:
        return problems
    more = f"{len(problems) - MOST_TOLD:,} more like these; name the file and the column of codes"
    return [*problems[:MOST_TOLD], Problem(name, problems[MOST_TOLD].place, "bad-code", more)]


def _item(part: str) -> str:
    """Read a code or a range; empty where it is neither."""
    found = ITEM.fullmatch(part)
    first, last = (found[1].upper(), (found[2] or "").upper()) if found else ("", "")
    if not is_code(first) or (last and (not is_code(last) or shape(first) != shape(last) or last <= first)):
        return ""
    return f"{first}-{last}" if last else first


def _told(part: str) -> str:
    if CUT.fullmatch(part):
        whole = part.upper().zfill(5)
        return f"'{part}' is short of a code; write {whole} if the sheet dropped its zeros"
    return f"'{shown(part)}' is no code; write 0709T, or a range 0708T-0710T, and put heads into a row called code"


def with_list(text: str, listed: CodeList) -> str:
    """Put a code list into the text of an entry, in the place of the one that it has."""
    record = {"source": listed.source, "read": listed.read, "heading": listed.heading, "codes": listed.codes}
    return with_keys(text, {"listed": record}, ENTRY_FIELDS)
