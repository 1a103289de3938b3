"""Queries to measure with: random ones made of a library's own words, the same every time, and typical first ones."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kb.search.documents import SearchDocument
from kb.search.query import DATES, FACETS

SEED: Final = 709
FIRST: Final = (
    "0709T",
    "hihgmark 0709T preauth",
    "uhc prior auth 0709T",
    "not covered",
    '"prior authorization" denied',
    "aetna",
    "aetna 0709T coverage 2025",
    "what changed aetna",
    "timely filing appeal",
    "cigna vaccine melanoma criteria",
    "0708T 0709T units",
    "medicare",
)
"""What somebody types who has just opened the page."""

FIELDS: Final = "|".join((*FACETS, *DATES))
SIGNED: Final = re.compile(rf'(?<!\S)(?:-"[^"]*"?|-\S+|-?(?:{FIELDS}):(?:"[^"]*"?|\S*))', re.IGNORECASE)
"""What is unwanted, and fields with their values: syntax that other engines do not have."""


@dataclass(frozen=True)
class Words:
    """What queries are made of: the words of each text, the facets, the codes and the dates of a library."""

    texts: tuple[tuple[str, ...], ...]
    facets: tuple[str, ...]
    codes: tuple[str, ...]
    dates: tuple[str, ...]


def words_of(documents: Sequence[SearchDocument]) -> Words:
    """Gather what a library's queries can be made of."""
    facets = sorted({facet for document in documents for facet in document.facets})
    texts = tuple(tuple(text.split()) for document in documents for text in document.fields.values() if text)
    codes = tuple(facet.removeprefix("code=") for facet in facets if facet.startswith("code="))
    dates = tuple(facet.split("=")[1] for facet in facets if facet.startswith(DATES))
    return Words(texts, tuple(facets), codes or ("0709t",), dates or ("2026-01-01",))


def random_queries(documents: Sequence[SearchDocument], count: int) -> list[str]:
    """Make queries of one to four parts: words, phrases, negations, fields, ranges, prefixes, typing errors."""
    dice, words = random.Random(SEED), words_of(documents)  # noqa: S311
    return [" ".join(_part(dice, words) for _ in range(dice.randint(1, 4))) for _ in range(count)]


def _part(dice: random.Random, words: Words) -> str:
    text = dice.choice(words.texts)
    start = dice.randrange(len(text))
    word, run = text[start], " ".join(text[start : start + dice.randint(2, 4)]).replace('"', "")
    facet = dice.choice(words.facets).replace("=", ":", 1)
    first, last = sorted(dice.choices(words.codes, k=2))
    since, until = sorted(dice.choices(words.dates, k=2))
    shapes = (word, word.upper(), word[: dice.randint(1, 4)], run, f'"{run}"', f'"{run}', f"-{word}", f'-"{run}"')
    fields = (facet, f"-{facet}", f"{dice.choice(DATES)}:{since[:7]}..{until}")
    others = (f"{first}-{last}", f"{word}-{dice.choice(text)}", f"{word[:3]}*", misspelt(dice, word))
    weights = (18, 4, 4, 8, 8, 2, 2, 2, 4, 2, 1, 2, 2, 2, 6)
    return dice.choices((*shapes, *fields, *others), weights)[0]


def misspelt(dice: random.Random, word: str) -> str:
    """Swap, drop, double or replace a letter."""
    at = dice.randrange(len(word))
    faults = (
        word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + dice.choice("aeiorst") + word[at + 1 :],
    )
    return dice.choice(faults)


def as_words(typed: str) -> str:
    """Leave out of a query what only our own search reads: what is unwanted, fields, quotes and the star."""
    return " ".join(re.sub(r'["*]', " ", SIGNED.sub(" ", typed)).split())
