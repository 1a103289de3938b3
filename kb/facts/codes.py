"""Procedure codes as CMS's files write them, and runs of codes: `12001-12007 12011` for eight codes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

CODE: Final = re.compile(r"[0-9]{5}|[0-9]{4}[AFMTU]|[A-V][0-9]{4}")
"""CPT Category I, II (F) and III (T), PLA (U), MAAA (M), vaccine administration (A), and HCPCS Level II."""

CONTRACTOR: Final = "CCCCC"
"""What CMS's add-on file prints in place of a primary code where the contractors name the primaries."""

BITS: Final = 17
"""A number of five digits fits into so many bits."""


def is_code(written: str) -> bool:
    """Tell whether a word has the shape of a procedure code, in upper case."""
    return bool(CODE.fullmatch(written))


def is_public(code: str) -> bool:
    """Tell whether CMS owns the descriptor of a code: HCPCS Level II, but for the dental codes of the ADA."""
    return code[:1].isalpha() and not code.startswith("D")


@lru_cache(maxsize=65536)
def ordinal(code: str) -> int:
    """Number a code so that the codes of one kind sort as their names do, and neighbors differ by one."""
    if code[0].isalpha():
        return (ord(code[0]) << BITS) | int(code[1:])
    if code[-1].isalpha():
        return (ord(code[-1]) << (BITS + 8)) | int(code[:4])
    return int(code)


def runs(codes: Iterable[str]) -> str:
    """Write codes as runs, kind by kind, one blank between two. A run holds every number between its ends."""
    found: list[str] = []
    first = last = ""
    number = -1
    for here, code in sorted({ordinal(code): code for code in codes}.items()):
        if here != number + 1 and first:
            found.append(first if first == last else f"{first}-{last}")
        if here != number + 1 or not first:
            first = code
        last, number = code, here
    return " ".join([*found, first if first == last else f"{first}-{last}"]) if first else ""


def expand(written: str) -> Iterator[str]:
    """Give every code of some runs, in order."""
    for run in written.split():
        first, dash, last = run.partition("-")
        yield from _between(first, last) if dash else (first,)


def _between(first: str, last: str) -> Iterator[str]:
    if first[0].isalpha():
        yield from (f"{first[0]}{number:04d}" for number in range(int(first[1:]), int(last[1:]) + 1))
    elif first[-1].isalpha():
        yield from (f"{number:04d}{first[-1]}" for number in range(int(first[:4]), int(last[:4]) + 1))
    else:
        yield from (f"{number:05d}" for number in range(int(first), int(last) + 1))


def count(written: str) -> int:
    """Count the codes of some runs."""
    return sum(
        ordinal(last) - ordinal(first) + 1 if dash else 1
        for first, dash, last in (run.partition("-") for run in written.split())
    )


def holds(written: str, code: str) -> bool:
    """Tell whether some runs hold a code."""
    for run in written.split():
        first, dash, last = run.partition("-")
        if first == code or (dash and alike(first, code) and first <= code <= last):
            return True
    return False


def alike(code: str, other: str) -> bool:
    """Tell whether two codes are of one kind: both five digits, or both with the same letter at the same end."""
    return ordinal(code) >> BITS == ordinal(other) >> BITS


def are_runs(written: str) -> bool:
    """Tell whether a text is codes and runs that go upwards within one kind of code, in order and once each."""
    end = -1
    for run in written.split(" "):
        first, dash, last = run.partition("-")
        if not is_code(first) or (dash and not (is_code(last) and alike(first, last) and first < last)):
            return False
        if ordinal(first) <= end:
            return False
        end = ordinal(last or first)
    return True
