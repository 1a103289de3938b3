"""Which sections go first for the words of a query that only rank, where no question is put.

Of a plan and a code alone the section on coverage goes first; a query with more words asks for what they name. The
browser does the same in `static/ranking_words.js`. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from kb.search.documents import ROWS
from kb.search.field_sets import CODE_PAGES, Matcher, having
from kb.search.ranking_order import titled_by
from kb.search.reading_result import Reading
from kb.search.scoring import rarity

FEWEST: Final = 2
"""Words that a section must hold to go first where it is of a code page, or where another question is put."""


def leading_of(  # noqa: PLR0913, PLR0917  (each is a set of its own)
    read: Reading,
    scored: AbstractSet[int],
    mine: AbstractSet[int],
    topic: AbstractSet[int],
    said: Sequence[dict[int, int]],
    matcher: Matcher,
) -> frozenset[int]:
    """Return the sections that go first for the words that only rank: of the plans asked of, else of code pages.

    Where another question is put, they hold two words or more, of which no section on it holds one.
    """
    of_codes = having(matcher, CODE_PAGES)
    pages = of_codes & scored - having(matcher, ROWS) if read.codes else set[int]()
    if not read.named and not read.question:
        return frozenset()
    own = scored & mine - of_codes if read.named else pages
    if not read.question or read.is_weak:
        return _leading_by_words(own, pages, topic or set(titled_by(read, matcher)), said, matcher.count)
    if any(number in word for number in (own if read.named else scored) & topic for word in said):
        return frozenset()
    beside = frozenset(number for number in own if sum(number in word for word in said) >= FEWEST)
    return _leading_by_words(beside, frozenset(), frozenset(), said, matcher.count) if beside else frozenset()


def _leading_by_words(
    own: AbstractSet[int],
    pages: AbstractSet[int],
    topic: AbstractSet[int],
    said: Sequence[Collection[int]],
    count: int,
) -> frozenset[int]:
    """Return the sections that hold more of the words than any on the topic; empty if one on it holds as much.

    `own` are the sections of the plans asked of, `pages` those of codes that were found, `said` has for each word the
    sections that hold it, of `count` in all.
    """
    rare = [max(1, rarity(count, len(word))) for word in said]

    def share(number: int) -> int:
        return sum(worth for worth, word in zip(rare, said, strict=True) if number in word)

    def most(numbers: AbstractSet[int]) -> tuple[int, frozenset[int]]:
        shares = {number: share(number) for number in numbers}
        best = max(shares.values(), default=0)
        return best, frozenset(number for number, found in shares.items() if found == best)

    on_topic, _ = most(own & topic)
    best, leading = most(own)
    of_pages, told = most(frozenset(n for n in pages if sum(n in word for word in said) >= FEWEST))
    if of_pages and not best:
        return told
    return leading if best > on_topic else frozenset()
