"""Where the words of a text stand in the index: those of a sentence side by side, each sentence by itself.

The place of a sentence comes from its letters. So an edited sentence moves no word of another, and an index in many
files changes in the few that hold its own words. A phrase goes over the end of none: a query parts it there. Pure.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Final
from zlib import crc32

from kb.search.analysis import Concepts, Term, Word, fold, terms_of, words_in

ENDED: Final = r'(?<=;) |(?<=[0-9A-Za-z]{3}[.!?]) |(?<=[0-9%][.!?]) |(?<=["”)\]][.!?]) |(?<=[.!?]["”)\]]) '
"""What parts sentences and the items of a list in a query; in a text no small letter follows but behind a semicolon.

A dot behind one or two letters may be that of an abbreviation: St. Louis.
"""

SIGNED: Final = re.compile(r'[;.!?]["”)\]]? ')
END: Final = re.compile(f"(?:{ENDED})(?:(?<=; )|(?![a-z]))")

MOST: Final = 2_000
"""Words of a text beyond which they are numbered as they come: a place for each sentence takes time to find."""

ROOM: Final = 1 << 13
"""Places that sentences may begin at: packed, such a number takes two bytes; with few, sentences would often meet."""


def placed(text: str, concepts: Concepts) -> list[Term]:
    """Return the terms of a text with their places."""
    folded = fold(text)
    found, begins = words_in(folded), _begins(text, folded)
    terms = terms_of(folded, found, concepts)
    if not begins or len(found) > MOST:
        return terms
    places = _places(folded, found, begins)
    made = tuple.__new__  # to call Term takes twice as long
    return [made(Term, (term, places[position])) for term, position in terms]


def _begins(text: str, folded: str) -> list[int]:
    """Return where each sentence but the first begins in the folded text."""
    signs = (sign.end() for sign in SIGNED.finditer(text))  # to look for the signs first is quicker
    ends = [end for end in signs if END.match(text, end - 1)]
    if not ends or (text.isascii() and len(folded) == len(text)):
        return ends
    return list(accumulate(len(fold(text[start:end])) for start, end in pairwise([0, *ends])))


def _places(folded: str, found: Sequence[Word], begins: Sequence[int]) -> Sequence[int]:
    """Return the place of each word; `begins` are where sentences begin, but the first."""
    taken: list[tuple[int, int]] = []
    return [place for words in _sentences(found, begins) for place in _take(words, folded, taken)]


def _sentences(found: Sequence[Word], begins: Sequence[int]) -> Iterator[Sequence[Word]]:
    """Yield the words of each sentence that has any."""
    starts = [word.start for word in found]
    first = 0
    for begin in (*begins, found[-1].end + 1 if found else 0):
        last = bisect_right(starts, begin - 1)
        if last > first:
            yield found[first:last]
        first = last


def _take(words: Sequence[Word], folded: str, taken: list[tuple[int, int]]) -> range:
    """Take places for a sentence, by its letters, and never beside those of another: later ones give way."""
    start, length = crc32(folded[words[0].start : words[-1].end].encode()) % ROOM, len(words)
    at = bisect_right(taken, (start, 0))
    if at and taken[at - 1][1] >= start:
        start = taken[at - 1][1] + 1
    while at < len(taken) and taken[at][0] <= start + length:
        start, at = taken[at][1] + 1, at + 1
    taken.insert(at, (start, start + length))
    return range(start, start + length)
