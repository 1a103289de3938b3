"""Long lists of numbers, each with a worth, by groups that are alike: what frequent words are packed as. Pure.

Of each group it is told which of its numbers a list has, then what each is worth; `static/coding.js` reads it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat
from operator import add, itemgetter
from typing import Any, Final

from kb.search.coding import Choices, coded, steps
from kb.search.packing import read_varint, varints

LONG: Final = 500
"""Numbers that a list has at least to be packed so: the contexts of a short one learn too little."""

MOST: Final = 250
"""Different worths that a list has at most to be packed so."""

PRESENT: Final = bytes([0]) + bytes([1]) * 255

Groups = Sequence[Sequence[int]]
"""Numbers from 0 on, each in one group, rising in each."""

Told = tuple[Iterable[int], Iterable[int]]
"""Contexts, and the choice in each."""


def packed_run(numbers: Sequence[int], worths: Sequence[int], groups: Groups) -> bytes:
    """Pack numbers that `groups` have, and the worth of each; nothing where there are too many different worths."""
    known = by_frequency(worths)
    if len(known) > MOST:
        return b""
    places = {worth: place for place, worth in enumerate(known, 1)}
    held = bytearray(sum(map(len, groups)))
    for number, worth in zip(numbers, worths, strict=True):
        held[number] = places[worth]
    told = [bytes(picked(held, group)) for group in groups]
    kept = [[place - 1 for place in group if place] for group in told]
    return varints([len(known), *known]) + written(
        [*_presence(told), *in_places(kept, len(known), first_worth(groups))], contexts_of(groups, len(known))
    )


def by_frequency(values: Iterable[Any]) -> list[Any]:
    """Return the values there are, the most frequent first."""
    return [value for value, _ in sorted(Counter(values).items(), key=lambda one: (-one[1], one[0]))]


def picked(held: Sequence[Any], group: Sequence[int]) -> Sequence[Any]:
    """Return what is at the places of a group."""
    found: Sequence[Any] = itemgetter(*group)(held) if len(group) > 1 else [held[number] for number in group]
    return found


def first_worth(groups: Groups) -> int:
    """Return the first context of worths: before it are those of the presence of groups and of numbers."""
    return 1 + 2 * len(groups)


def contexts_of(groups: Groups, worths: int) -> int:
    """Return how many contexts a list has."""
    return first_worth(groups) + max(len(groups), worths) * worths


def written(told: Iterable[Told], contexts: int) -> bytes:
    """Write choices in so many contexts."""
    each = list(told)
    return coded(chain.from_iterable(of for of, _ in each), chain.from_iterable(made for _, made in each), contexts)


def _presence(told: Iterable[bytes]) -> Iterator[Told]:
    """Yield the choices that tell which groups have any, and which numbers of these, by whether the one before is."""
    for group, held in enumerate(told):
        yield (0,), (int(any(held)),)
        if any(held):
            yield in_turn(held.translate(PRESENT), 1 + 2 * group)


def in_turn(held: bytes, first: int) -> Told:
    """Return choices that tell themselves, each by the one before it."""
    return map(add, repeat(first), b"\0" + held[:-1]), held


def in_places(told: Sequence[Sequence[int]], count: int, first: int) -> Iterator[Told]:
    """Yield the choices that tell places below `count`: by their group, or, of one group, by the place before."""
    known = steps(count)
    for group, own in enumerate(told):
        before = [0, *own[:-1]] if len(told) == 1 else repeat(group, len(own))
        starts = [first + of * count for of in before]
        yield (
            chain.from_iterable(range(start, start + len(known[at])) for start, at in zip(starts, own, strict=True)),
            chain.from_iterable(known[at] for at in own),
        )


def read_run(packed: bytes, groups: Groups) -> list[tuple[int, int]]:
    """Return the numbers that `packed_run` packed, rising, with the worth of each."""
    count, at = read_varint(packed, 0)
    known: list[int] = []
    for _ in range(count):
        worth, at = read_varint(packed, at)
        known.append(worth)
    choices = Choices(packed[at:], contexts_of(groups, count))
    told = [_held(number, group, choices) for number, group in enumerate(groups)]
    first, before = first_worth(groups), 0
    found: list[tuple[int, int]] = []
    for group, numbers in enumerate(told):
        for number in numbers:
            before = choices.place(first + (before if len(groups) == 1 else group) * count, count)
            found.append((number, known[before]))
    return sorted(found)


def _held(group: int, numbers: Sequence[int], choices: Choices) -> list[int]:
    return [numbers[at] for at in choices.taken(1 + 2 * group, len(numbers))] if choices.place(0, 2) == 0 else []
