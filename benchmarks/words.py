"""Generate prose: a word list with Zipf-like frequencies, sentences with filled slots, and lines of a usual width.

It uses no corpus. The list begins with short common words, continues with the words of `phrases`, and ends with
thousands of words made from syllables, so that a few words are everywhere and most are rare.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby
from random import Random
from typing import Final

from benchmarks import phrases

SIZE: Final = 16_000
"""Words of the list; a library of 10,000 entries uses nearly all of them."""

STEEPNESS: Final = 1.1
SHIFT: Final = 2.7
"""Zipf's law as Mandelbrot wrote it: a word's frequency falls with (rank + SHIFT) to the power of STEEPNESS."""

WIDTH: Final = 118

SMALL: Final = """
the of and to in a is for that or by with be not on as are it this an at from which was may if when no its other such
has have any all under than but must only more one two been also these their each can will were before after same does
there then into most between less without within until while during per both whether
""".split()  # noqa: SIM905

ONSETS: Final = ("b", "br", "c", "ch", "d", "dr", "f", "fl", "g", "gl", "h", "l", "m", "n", "p", "pl", "ps", "r")
NUCLEI: Final = ("a", "e", "i", "o", "u", "ae", "ei", "ou")
CODAS: Final = ("", "", "l", "m", "n", "r", "s", "t", "x")
ENDINGS: Final = ("", "s", "ed", "ing", "al", "ic", "ation", "itis", "ectomy", "ous", "ment", "ity", "able")


def seeded(*parts: object) -> Random:
    """Give the random numbers that belong to some parts, such as a seed and a path: always the same ones."""
    return Random("/".join(map(str, parts)))  # noqa: S311


@lru_cache(maxsize=1)
def vocabulary() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Give the word list, the most frequent word first, and the running sums of the words' weights."""
    found = dict.fromkeys([*SMALL, *_phrase_words()])
    numbers = seeded("vocabulary")
    while len(found) < SIZE:
        found[_made_up(numbers)] = None
    weights = ((rank + SHIFT) ** -STEEPNESS for rank in range(1, SIZE + 1))
    return tuple(found), tuple(accumulate(weights))


def _phrase_words() -> list[str]:
    """Give the plain words of the phrase tables, the most frequent first."""
    tables = [table for name, table in vars(phrases).items() if name.isupper()]
    text = re.sub(r"\{\w+\}", " ", str(tables)).lower()
    return [word for word, _ in Counter(re.findall(r"[a-z]{3,}", text)).most_common()]


def _made_up(numbers: Random) -> str:
    parts = (numbers.choice(table) for _ in range(numbers.choice((1, 2, 2, 3))) for table in (ONSETS, NUCLEI, CODAS))
    return "".join(parts) + numbers.choice(ENDINGS)


def filler(numbers: Random) -> str:
    """Give a sentence of 7 to 20 words as frequent as the list has them, without its full stop."""
    listed, sums = vocabulary()
    drawn = numbers.choices(listed, cum_weights=sums, k=numbers.randint(7, 20))
    words = [word for word, _ in groupby(drawn)]
    if len(words) > 12:  # noqa: PLR2004 - long sentences have a comma
        words[numbers.randint(4, 9)] += ","
    return " ".join(words).capitalize()


SPELLINGS: Final = (
    *("prior authorization",) * 4, *("precertification",) * 2, "prior auth", "preauthorization",
    "pre-authorization", "precert", "pre-cert", "preauth", "prior approval",
)  # fmt: skip
DIAGNOSES: Final = (
    *("C43.9", "C43.0", "C43.59", "C43.61", "C43.72", "C44.01", "C44.42", "C44.90", "C44.319", "C44.622"),
    *("D03.9", "D03.0", "D03.59", "D03.62", "D03.71", "C79.2", "C18.9", "C61", "L57.0", "M17.11", "M54.16", "I10"),
)
MODIFIERS: Final = ("-59", "-59", "-22", "-25", "-26", "-51", "-76", "-XS", "-RT", "-TC", "-JW")
FAMOUS: Final = (
    "CPB 0557", "CPB 0377", "CPB 0466", "MPG043.27", "MPG043.32", "0558", "0504", "MP-604", "MP-105", "L34370",
    "L33392", "A55681", "A52926", "NCD 110.22", "NCD 310.1",
)  # fmt: skip


def document_number(numbers: Random) -> str:
    """Give the number of a document: one that staff know, now and then, else one of the same make."""
    if numbers.randrange(8) == 0:
        return numbers.choice(FAMOUS)
    low, high = numbers.randint(1, 99), numbers.randint(100, 999)
    return numbers.choice((
        f"CPB {high:04d}", f"MPG{high}.{low:02d}", f"{high:04d}", f"MP-{high}", f"L3{high:03d}{low % 10}",
        f"A5{high:03d}{low % 10}", f"NCD {high}.{low}", f"MA {low}.{high}", f"MED.{high:05d}", f"CPCP{low:03d}",
    ))  # fmt: skip


def _modified(numbers: Random) -> str:
    return numbers.choice(("0709T", "0708T", "0712T", "99213", "96401")) + numbers.choice(MODIFIERS)


DRAWN: Final[Mapping[str, Callable[[Random], str]]] = {
    "pa": lambda numbers: numbers.choice(SPELLINGS),
    "icd": lambda numbers: numbers.choice(DIAGNOSES),
    "icds": lambda numbers: "{}, {} and {}".format(*numbers.sample(DIAGNOSES, 3)),
    "modifier": lambda numbers: numbers.choice(MODIFIERS),
    "pair": _modified,
    "span": lambda numbers: numbers.choice(("0708T-0713T", "0710T-0713T", "96360-96361", "96365 to 96368")),
    "document": document_number,
    "days": lambda numbers: numbers.choice(("30", "45", "60", "90", "120", "180", "365")),
    "units": lambda numbers: str(numbers.randint(1, 12)),
    "year": lambda numbers: str(numbers.randint(2018, 2026)),
    "amount": lambda numbers: f"{numbers.randint(20, 9000)}.{numbers.randrange(100):02d}",
}
"""Slots that are drawn anew each time; the others are facts of the page, and every code of the library."""


@dataclass(frozen=True)
class Facts:
    """What the slots of one page are filled with: its own words, and the codes another sentence may name."""

    service: str
    code: str
    payer: str
    plan: str
    codes: tuple[str, ...]


class _Slots(dict[str, str]):
    """Slots that draw what is not given."""

    def __init__(self, numbers: Random, facts: Facts) -> None:
        super().__init__(service=facts.service, code=facts.code, payer=facts.payer, plan=facts.plan)
        self.numbers, self.facts = numbers, facts

    def __missing__(self, slot: str) -> str:
        return self.numbers.choice(self.facts.codes) if slot == "other" else DRAWN[slot](self.numbers)


def fill(numbers: Random, sentences: phrases.Sentences, facts: Facts) -> str:
    """Choose one of the sentences and fill its slots; it begins with a capital letter."""
    filled = numbers.choice(sentences).format_map(_Slots(numbers, facts))
    return filled[0].upper() + filled[1:]


def wrap(text: str, indent: str = "") -> str:
    """Break a text into lines of at most WIDTH characters; all but the first begin with the indent."""
    return f"\n{indent}".join(_lines(text.split(" "), WIDTH - len(indent)))


def _lines(words: list[str], width: int) -> Iterator[str]:
    line = words[0]
    for word in words[1:]:
        numbered = word[0].isdigit() and word.endswith(".")  # at the head of a line it would begin a list
        if len(line) + len(word) >= width and not numbered:
            yield line
            line = word
        else:
            line += f" {word}"
    yield line
