"""The sentences of a document that speak of coverage, prior authorization or criteria, quoted in brief."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kb.drafts.pages import Paper
from kb.rules.patient import refused_in_content

MOST_WORDS: Final = 25
MOST_QUOTES: Final = 12
"""How many sentences on one topic are quoted; the pages of the others are named."""

TOPICS: Final = {
    "prior_authorization": r"prior[- ]?auth\w*|pre-?authori[sz]\w+|pre-?cert\w*|prior approval|pre-?determination"
    r"|pre-?service review|advance notification",
    "criteria": r"criteri(?:a|on)|(?:all|any|one|each) of the following|must (?:meet|have|be)|when (?:both|all|any)"
    r"|contraindicat\w+|documentation|medical records?",
    "coverage": r"(?:non-?|not )?cover(?:ed|age|s)?|investigational|experimental|unproven|medical(?:ly)? necess\w+"
    r"|not (?:separately )?reimburs\w+|eligible for reimbursement|excluded|exclusion",
}
TOPIC: Final = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in TOPICS.items()}
END: Final = re.compile(
    r"(?<=[.!?])(?<!\b[A-Z]\.)(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bvs\.)(?<!\bNo\.)(?<!\betc\.) +(?=[A-Z\u2022\"(])"
)
BULLET: Final = re.compile(r"[\u2022\u25cf\u25aa\u25a0\u25e6o\u2013*-] +|\(?[0-9a-z]{1,2}[.)] +")
BESIDE_CODE: Final = re.compile(
    r"\b(?:[0-9]{4}[TFU0-9]|[A-V][0-9]{4})\b\s*(?:[(:,;\u2013\u2014-]|is defined|describes?|represents?)\s*"
    r"(?!(?:and |or |&)?[0-9A-V]?[0-9]{4}|and\b|or\b|is\b|are\b|will\b|when\b|for\b|may\b|as\b|must\b)[A-Za-z]"
)
"""A code with words behind it that may be its descriptor: such a sentence is not quoted."""

WORD: Final = re.compile(r"\S+")
VERB: Final = re.compile(
    r"\b(?:is|are|was|were|be|been|may|must|will|can|cannot|should|do|does|has|have|not|considers?|covers?|requires?"
    r"|needs?|includes?|excludes?|provides?|applies|apply|reviews?|determines?|met)\b",
    re.IGNORECASE,
)
"""What a sentence has and a heading mostly has not."""


@dataclass(frozen=True)
class Quote:
    """A sentence, or 25 words of it, with the page on which it begins."""

    topic: str
    page: int
    words: str


@dataclass(frozen=True)
class Quotes:
    """The quotes of each topic, and what was left out and why."""

    quotes: tuple[Quote, ...]
    doubts: tuple[str, ...]

    def on(self, topic: str) -> tuple[Quote, ...]:
        """Return the quotes of one topic."""
        return tuple(quote for quote in self.quotes if quote.topic == topic)


def quotes_of(paper: Paper, taken: frozenset[int]) -> Quotes:
    """Find the sentences of a paper, without the lines of code tables (`taken`, by index)."""
    kept: dict[str, list[Quote]] = {topic: [] for topic in TOPIC}
    over: dict[str, set[int]] = {topic: set() for topic in TOPIC}
    unquoted: set[int] = set()
    for page, sentence in dict.fromkeys(_sentences(paper, taken)):
        topic = next((name for name, words in TOPIC.items() if words.search(sentence)), "")
        if not topic or not VERB.search(sentence) or sentence in {quote.words for quote in kept[topic]}:
            continue
        if BESIDE_CODE.search(sentence) or refused_in_content(sentence):
            unquoted.add(page)
        elif len(kept[topic]) < MOST_QUOTES:
            kept[topic].append(Quote(topic, page, brief(sentence, topic)))
        else:
            over[topic].add(page)
    doubts = [
        f"more sentences on {topic.replace('_', ' ')} than are quoted: read page {_pages(pages)}"
        for topic, pages in over.items() if pages
    ]  # fmt: skip
    if not any(kept.values()):
        doubts.append(
            "no sentence on coverage, prior authorization or criteria could be read; read the document itself"
        )
    if unquoted:
        doubts.append(
            "sentences with words beside a code, or like a person's data, are not quoted: read page "
            + _pages(unquoted)
        )
    return Quotes(tuple(quote for found in kept.values() for quote in found), tuple(doubts))


def brief(sentence: str, topic: str) -> str:
    """Cut a sentence to 25 words around the first that is on its topic; dots stand for what is left out."""
    words = list(WORD.finditer(sentence))
    if len(words) <= MOST_WORDS:
        return sentence
    found = TOPIC[topic].search(sentence)
    at = next(n for n, word in enumerate(words) if found and word.end() > found.start())
    first = max(0, min(at - MOST_WORDS // 2, len(words) - MOST_WORDS)) if at >= MOST_WORDS - 5 else 0
    part = " ".join(word[0] for word in words[first : first + MOST_WORDS])
    return f"{'... ' if first else ''}{part}{' ...' if first + MOST_WORDS < len(words) else ''}"


def _pages(pages: set[int]) -> str:
    return ", ".join(map(str, sorted(pages)[:20]))


def _sentences(paper: Paper, taken: frozenset[int]) -> Iterator[tuple[int, str]]:
    """Give each sentence with the page on which it begins: over line ends, within one block of lines."""
    held, page_of = "", 0
    for index, (page, line) in enumerate(paper.lines):
        text = line.text
        apart = len(line.cells) > 1 or line.is_heading
        begins = index in taken or apart or BULLET.match(text)
        if begins or not held or _is_new_block(held, text):
            yield from ((page_of, part) for part in _split(held))
            held, page_of = "", page
        if index in taken:
            continue
        held = f"{held[:-1]}{text}" if held.endswith("-") and text[:1].islower() else f"{held} {text}".strip()
        if apart:
            yield from ((page, part) for part in (() if line.is_heading else _split(held)))
            held = ""
        page_of = page_of or page
    yield from ((page_of, part) for part in _split(held))


def _is_new_block(held: str, text: str) -> bool:
    """Tell whether a line begins anew: the one before ended a sentence, or is a heading above it."""
    return held.endswith((".", ":", "?")) or (len(held.split()) <= 6 and text[:1].isupper())  # noqa: PLR2004


def _split(text: str) -> list[str]:
    parts = (BULLET.sub("", part, count=1) if BULLET.match(part) else part for part in END.split(text))
    return [part.strip() for part in parts if len(part.split()) >= 4]  # noqa: PLR2004
