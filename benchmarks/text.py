"""Generate the Markdown of sections: 40 to 200 words in paragraphs, lists and tables, each with its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import Final

from benchmarks.phrases import TRAPS, Sentences
from benchmarks.words import Facts, fill, filler, wrap

FEWEST, MOST = 47, 130
"""Words after which a section ends; its last sentence and its link come on top."""

UNKNOWN: Final = "Data not available"
OWN: Final = ("Our reading: ", "How to use this: ")


@dataclass(frozen=True)
class Voice:
    """What a section is written from: random numbers, the facts of its page, and the sources it cites."""

    numbers: Random
    facts: Facts
    sources: tuple[str, ...]

    def cite(self) -> str:
        """Cite one of the sources."""
        return f"[{self.numbers.choice(self.sources)}]"


def section(voice: Voice, opening: Sentences, topics: Sentences, *, known: bool = True, link: str = "") -> str:
    """Write a section that opens with one of the sentences and goes on about the topics; a link comes last.

    Its first paragraph cites every source of the voice.
    """
    said = [] if known else [UNKNOWN]
    said += [fill(voice.numbers, opening, voice.facts), *_sentences(voice, topics)]
    chunks = list(_chunks(voice.numbers, list(dict.fromkeys(said))))
    every = " ".join(f"[{source}]" for source in voice.sources)
    parts = [wrap(f"{'. '.join(chunks[0])} {every}."), *(_part(voice, chunk) for chunk in chunks[1:])]
    return "\n\n".join([*parts, *([wrap(f"How to use this: {link}.")] if link else [])])


def _sentences(voice: Voice, topics: Sentences) -> Iterator[str]:
    """Give sentences on the topic, traps and filler until there are words enough."""
    numbers, words = voice.numbers, 0
    wanted = min(MOST, max(FEWEST, round(numbers.lognormvariate(4.2, 0.45)))) - 13
    while words < wanted:
        kind = numbers.choices((topics, TRAPS, ()), (28, 9, 63))[0]
        said = fill(numbers, kind, voice.facts) if kind else filler(numbers)
        words += said.count(" ") + 1
        yield said


def _chunks(numbers: Random, said: list[str]) -> Iterator[list[str]]:
    rest = iter(said)
    while chunk := list(islice(rest, numbers.randint(2, 4))):
        yield chunk


def _part(voice: Voice, chunk: list[str]) -> str:
    """Write some sentences as a list, a table or, mostly, a paragraph."""
    make = voice.numbers.choices((_list, _table, _paragraph), (12, 3, 85))[0]
    return make(voice, chunk)


def _paragraph(voice: Voice, chunk: list[str]) -> str:
    own = voice.numbers.choice(OWN) if voice.numbers.randrange(8) == 0 else ""
    return wrap(f"{own}{'. '.join(chunk)} {voice.cite()}.")


def _list(voice: Voice, chunk: list[str]) -> str:
    return "\n".join(wrap(f"- {said} {voice.cite()}.", "  ") for said in chunk)


def _table(voice: Voice, chunk: list[str]) -> str:
    rows = "\n".join(f"| {place} | {said} {voice.cite()} |" for place, said in enumerate(chunk, 1))
    return f"| Row | What it says |\n|---|---|\n{rows}"
