"""Which runs of two sequences are the same, in a time that no pair of sequences can stretch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

MOST_STEPS: Final = 50_000_000
"""How many steps a comparison may take at worst; that is about a second."""

Opcode = tuple[str, int, int, int, int]
"""equal, replace, delete or insert; then from where to where in the first, and in the second sequence."""


def opcodes(old: Sequence[str], new: Sequence[str]) -> list[Opcode]:
    """Return how the first sequence becomes the second, as `difflib.SequenceMatcher.get_opcodes` does.

    What both begin and end with is set apart first. What is between is compared item by item; where that could take
    too long, without the items that occur most; and where even that could, all of it counts as replaced.
    """
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    last, until = len(old) - end, len(new) - end
    between = _between(old[start:last], new[start:until])
    moved = [(kind, a + start, b + start, c + start, d + start) for kind, a, b, c, d in between]
    found = [("equal", 0, start, 0, start), *moved, ("equal", last, len(old), until, len(new))]
    return list(_joined(code for code in found if code[1] < code[2] or code[3] < code[4]))


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Count the items that two sequences have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _between(old: Sequence[str], new: Sequence[str]) -> list[Opcode]:
    if _steps(old, new, len(new)) <= MOST_STEPS:
        return [*SequenceMatcher(None, old, new, autojunk=False).get_opcodes()]
    if _steps(old, new, len(new) // 100 + 1) <= MOST_STEPS:
        return [*SequenceMatcher(None, old, new, autojunk=True).get_opcodes()]
    return [("replace", 0, len(old), 0, len(new))]


def _steps(old: Sequence[str], new: Sequence[str], most: int) -> int:
    """Return how many steps SequenceMatcher takes at worst, without items that occur more than `most` times in `new`.

    It looks for the longest run as often as there are runs, and each time at every pair of equal items.
    """
    first, second = Counter(old), Counter(new)
    pairs = sum(first[item] * count for item, count in second.items() if count <= most)
    return min(len(old), len(new)) * (len(old) + pairs)


def _joined(codes: Iterator[Opcode]) -> Iterator[Opcode]:
    """Join runs of the same that meet."""
    held: Opcode | None = None
    for code in codes:
        if held and held[0] == code[0] == "equal":
            held = ("equal", held[1], code[2], held[3], code[4])
            continue
        if held:
            yield held
        held = code
    if held:
        yield held
