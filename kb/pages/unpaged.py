"""Codes without a page, by how the entries of a plan may reach one: by its kind, and by the ranges that hold it.

Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Final

FIRST: Final = {"I": "00000", "II": "0000F", "III": "0000T", "HCPCS": "A0000", "PLA": "0000U"}
"""By kind, the first code."""

LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUV"
"""What a code of HCPCS Level II begins with."""


def kinds_of(ranges: Sequence[Sequence[str]], named: Collection[str]) -> dict[str, str]:
    """Give by kind and by the numbers of the ranges that hold it (`I`, `I 0 2`) a code that is none of `named`."""
    found: dict[str, str] = {}
    for kind, first in FIRST.items():
        mine = [(number, low, high) for number, (low, high) in enumerate(ranges) if kind_of(low) == kind]
        turns = {first, *(low for _, low, _ in mine), *(next_code(high) for _, _, high in mine)} - {""}
        for start, end in pairwise((*sorted(turns), "")):
            held = [str(number) for number, low, high in mine if low <= start <= high]
            for code in _free(start, end, named):
                found.setdefault(" ".join((kind, *held)), code)
    return found


def kind_of(code: str) -> str:
    """Return the kind of a code."""
    if code[0].isalpha():
        return "HCPCS"
    return {"T": "III", "F": "II", "U": "PLA"}.get(code[4], "I")


def _free(start: str, end: str, named: Collection[str]) -> Iterator[str]:
    """Yield the first code of a run that is not named; none where all are. `end` is behind it, empty for none."""
    code = start
    while code and code != end:
        if code not in named:
            yield code
            return
        code = next_code(code)


def next_code(code: str) -> str:
    """Return the code behind another of its kind; empty behind the last."""
    before, digits, after = _parts(code)
    if int(digits) + 1 < 10 ** len(digits):
        return f"{before}{int(digits) + 1:0{len(digits)}}{after}"
    letter = LETTERS.find(before) + 1 if before else len(LETTERS)
    return f"{LETTERS[letter]}{'0' * len(digits)}" if letter < len(LETTERS) else ""


def _parts(code: str) -> tuple[str, str, str]:
    """Part a code into the letter before its digits, these, and the letter behind them."""
    before, after = ("" if code[0].isdigit() else code[0]), ("" if code[-1].isdigit() else code[-1])
    return before, code[len(before) : len(code) - len(after)], after
