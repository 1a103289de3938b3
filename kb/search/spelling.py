"""Words that differ by an error or two: how many errors, and the known word that is meant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LONG: Final = 7
"""From this length on, two errors are corrected; below it, one."""


def nearest(word: str, spelling: Mapping[str, int]) -> str:
    """Find the word that is meant: the fewest errors, then the most frequent, then the first by letter; or none."""
    most = 2 if len(word) >= LONG else 1
    found = [
        (faults, -count, known)
        for known, count in spelling.items()
        if abs(len(known) - len(word)) <= most and (faults := distance(word, known, most)) <= most
    ]
    return min(found)[2] if found else ""


def distance(one: str, other: str, most: int) -> int:
    """Count the errors between two words: a letter wrong, missing, doubled, or swapped with the next one.

    Optimal string alignment; stops at more than `most`.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, row, last = row, [i], before
        for j, known in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != known))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == known:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
