"""Which of two payers of one patient pays first: cigna primary, uhc secondary; bcbsma after cigna paid.

The limits of a payer that pays second are no limits of the one that pays first, and a payer that has decided already
is asked nothing. Pure; the browser does the same in `static/payer_order.js`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from kb.search.dimensions import DIMENSIONS
from kb.search.intent import IntentTables
from kb.search.plan_tables import Mention, PayerOrder

FIRST: Final = ("primary", "prime", "1st", "first")
SECOND: Final = ("secondary", "2ndary", "2nd", "second")
COUNTED: Final = ("1st", "first", "2nd", "second")
"""Words of these that order payers only where both are given one: the first claim is of no first payer."""

BETWEEN: Final = ("is", "as", "pays", "paid", "the", "was", "payer", "payor", "insurance", "ins", "coverage")
"""Words that may be between a payer and the word that orders it."""

OF_OTHERS: Final = (
    *("code", "codes", "cpt", "procedure", "service", "care", "diagnosis", "dx", "injection", "level", "levels"),
    *("appeal", "step", "review", "reviewer", "submission", "time", "dose", "dispute"),
)
"""What a word of order before it is said of, and not of a payer: primary code, first level."""

AFTER: Final = ("after", "once", "when")
DECIDED: Final = ("paid", "pays", "denied", "denies", "processed", "eob", "remit", "remittance", "adjudicated")
"""A payer between a word of each: it has decided before the other one."""

SECOND_CLAIM: Final = next(
    ("claim", number) for number, words in enumerate(DIMENSIONS["claim"]) if "secondary" in words
)
SECOND_MARK: Final = f"{SECOND_CLAIM[0]}:{SECOND_CLAIM[1]}"
"""The value of a dimension, and the group of time limits, for a claim to the payer that pays second."""

APART: Final = ("crossover", "cob", "medigap", "supplement", "supplemental", "coordination")
"""Words by which two payers pay for one patient, in whatever order."""

ASKS: Final = ("is", "does", "who", "which", "when", "whether", "if")
"""Words that ask for the order instead of giving it, where a query begins with one."""

WHO: Final = ("who", "which")
PAYS: Final = ("pay", "pays", "paid", "paying")

TO: Final = ("to", "over", "before")

PAIR: Final = 2

MOST_ASKED: Final = 4
"""Words within which an order is asked for: is cigna the primary."""


def read_order(mentions: Sequence[Mention], payer_of: Callable[[Mention], str]) -> PayerOrder:
    """Read in which order the payers of a query pay; `payer_of` gives a mention's payer, empty for none."""
    payers = list(dict.fromkeys(payer for one in mentions if (payer := payer_of(one))))
    decided = _decided(mentions, payer_of)
    ranks = {**_beside(mentions, payer_of), **_behind(mentions, payer_of)} or ({decided: FIRST[0]} if decided else {})
    if len(ranks) == 1 and set(ranks.values()) <= {*COUNTED} and not _pays(mentions):
        ranks = {}
    is_first = {payer: word in FIRST for payer, word in ranks.items()}
    is_apart = bool(ranks) or any(one.written in APART for one in mentions)
    is_order = len(payers) == PAIR and bool(ranks) and len({*is_first.values()}) == len(ranks)
    if not is_order or _is_asked(mentions, payer_of):
        return PayerOrder(is_ordered=bool(payers) and is_apart)
    one, other = payers
    first = one if is_first.get(one, not is_first.get(other)) else other
    return PayerOrder(first, other if first == one else one, is_ordered=True, is_decided=decided == first)


def _is_asked(mentions: Sequence[Mention], payer_of: Callable[[Mention], str]) -> bool:
    """Return whether a query asks for the order instead of giving it: who pays first, is aetna primary."""
    asks, *others = mentions[:MOST_ASKED]
    ordered = {one.written for one in others} & {*FIRST, *SECOND}
    return asks.written in WHO or (asks.written in ASKS and bool(ordered and payer_of(others[0])))


def _pays(mentions: Sequence[Mention]) -> bool:
    """Return whether a counted word says who pays: medicare pays first."""
    return any(one.written in PAYS and other.written in COUNTED for one, other in pairwise(mentions))


def _beside(mentions: Sequence[Mention], payer_of: Callable[[Mention], str]) -> dict[str, str]:
    """Return by payer the word of order right behind it, or right before it where such a word comes first."""
    told = [one for one in mentions if one.written not in {*BETWEEN, *TO}]
    words = [one for at, one in enumerate(told) if _orders(told, at)]
    leads = next((one in words for one in told if one in words or payer_of(one)), False)
    pairs = pairwise(told) if leads else ((two, one) for one, two in pairwise(told))
    return {payer_of(owner): word.written for word, owner in pairs if word in words and payer_of(owner)}


def _orders(told: Sequence[Mention], at: int) -> bool:
    after = told[at + 1].written if at + 1 < len(told) else ""
    return told[at].written in {*FIRST, *SECOND} and after not in OF_OTHERS


def _behind(mentions: Sequence[Mention], payer_of: Callable[[Mention], str]) -> dict[str, str]:
    """Return the other word of order for a payer that something is put in order to: secondary to medicare."""
    for word, to, owner in zip(mentions, mentions[1:], mentions[2:], strict=False):
        if word.written in {*FIRST, *SECOND} and to.written in TO and payer_of(owner):
            return {payer_of(owner): (SECOND if word.written in FIRST else FIRST)[0]}
    return {}


def _decided(mentions: Sequence[Mention], payer_of: Callable[[Mention], str]) -> str:
    """Return the payer that has decided before the other: after cigna denied; empty for none."""
    for before, owner, after in zip(mentions, mentions[1:], mentions[2:], strict=False):
        if before.written in AFTER and payer_of(owner) and after.written in DECIDED:
            return payer_of(owner)
    return ""


def of_order(order: PayerOrder) -> tuple[str, ...]:
    """Return the words that are read as an order of payers: they are searched for nowhere."""
    return (*FIRST, *SECOND) if order.is_ordered else ()


def of_second(
    order: PayerOrder, named: Sequence[tuple[str, int, str]], intent: IntentTables
) -> list[tuple[str, int, str]]:
    """Return the value of a dimension that an order of payers names where no word does: a claim to the second one."""
    if not order.second or any(one[:2] == SECOND_CLAIM for one in named):
        return []
    phrase = next(phrase for phrase, value in intent.dimensions.items() if value == SECOND_CLAIM)
    return [(*SECOND_CLAIM, phrase)]


def told_of(order: PayerOrder, names: Mapping[str, str]) -> str:
    """Return how a reader is told of the order that was read; `names` by payer."""
    first, second = names[order.first], names[order.second]
    if order.is_decided:
        return f"Read as: {first} has decided already; what follows is of {second}."
    return f"Read as: {first} pays first, {second} second."


def tables() -> dict[str, Any]:
    """Return the tables of this module as plain data, for the browser."""
    return {
        "first": FIRST,
        "second": SECOND,
        "counted": COUNTED,
        "between": [*BETWEEN, *TO],
        "to": TO,
        "apart": APART,
        "asks": ASKS,
        "who": WHO,
        "mostAsked": MOST_ASKED,
        "pays": PAYS,
        "ofOthers": OF_OTHERS,
        "after": AFTER,
        "decided": DECIDED,
        "mark": SECOND_MARK,
    }
