"""Rules on who says so: every claim has a source that a reader can follow, and every source is used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kb.content.citations import CITATION, citations, cited_in
from kb.domain.model import Document, Entry, Library, Section
from kb.domain.problem import Place
from kb.domain.vocabulary import QUESTIONS, UNKNOWN
from kb.rules.rule import Found, Rule, on

OWN_WORDS: Final = re.compile(r"\**(our (reading|inference)|how to use this|to do)\b", re.IGNORECASE)
"""How a passage begins that is ours and says so: it needs no source."""

ITEM: Final = re.compile(r"\s*([-*+]|[0-9]+[.)])\s")
RULE_ROW: Final = re.compile(r"[|\s:-]+")
WORD: Final = re.compile(r"[A-Za-z]{2}")


def unknown_source(document: Document, _: Library) -> Found:
    """A cited id has a source record."""
    for citation in citations(document):
        if citation.id not in document.sources:
            yield (
                citation.place,
                f"no source '{citation.id}' in this file; add it below `sources:` or correct the id",
            )


def unused_source(document: Document, _: Library) -> Found:
    """A source record is cited."""
    used = {citation.id for citation in citations(document)}
    for source in document.sources:
        if source not in used:
            yield (
                document.place("sources", source),
                f"nothing cites '{source}'; cite it, or take the record out",
            )


def unsaid_source(entry: Entry, _: Library) -> Found:
    """The section of a value cites each source that the value names: there a reader sees what it says."""
    texts = {section.heading: section.text for section in entry.sections}
    for question in QUESTIONS:
        answer, text = entry.answers.get(question.key), texts.get(question.title)
        cited = {citation.id for citation in cited_in(text or "")}
        for source in answer.sources if answer and text else ():
            if source in entry.sources and source not in cited:
                place = entry.place(f"{question.key}_sources")
                yield (
                    place,
                    f"the section '{question.title}' does not cite '{source}'; cite it there, or take it out here",
                )


def own_address(document: Document, _: Library) -> Found:
    """What was read on the publisher's own site has one address."""
    for source in document.sources.values():
        if source.own_url and source.standing == "primary":
            place = document.place("sources", source.id, "own_url")
            yield place, "is for what was read elsewhere; write `standing: primary elsewhere`, or take this out"


def uncited_claim(document: Document, _: Library) -> Found:
    """A passage names its source, says that data is not available, or begins as our own reading."""
    for section in document.sections:
        for line, passage in passages(section):
            own = OWN_WORDS.match(passage.lstrip("-*+0123456789.) "))
            if not (CITATION.search(passage) or UNKNOWN in passage.lower() or own):
                message = "a claim without a source; cite one as [id], or begin with 'Our reading:'"
                yield Place(line, 1), message


def passages(section: Section) -> Iterator[tuple[int, str]]:
    """Cut a section into paragraphs, list items and table rows, each with the line it begins on."""
    start, gathered = 0, ""
    rows = 0
    for number, line in enumerate([*section.text.split("\n"), ""], section.line + 1):
        row = line.lstrip().startswith("|")
        rows = rows + 1 if row else 0
        begins = not line.strip() or row or line.startswith("#") or ITEM.match(line)
        if begins and WORD.search(gathered):
            yield start, gathered
        if begins:
            head = (row and (rows == 1 or RULE_ROW.fullmatch(line))) or line.startswith("#")
            start, gathered = number, "" if head else line
        else:
            start = start if gathered.strip() else number
            gathered += f" {line}"


SOURCE_RULES: Final = (
    Rule("unknown-source", "a cited id has a source record in the file", unknown_source),
    Rule("unused-source", "a source record is cited", unused_source),
    Rule("unsaid-source", "the section of a value cites the sources of that value", on(Entry, unsaid_source)),
    Rule("own-address", "what stands on the publisher's own site has no second address", own_address),
    Rule("uncited-claim", "each paragraph, list item and table row of the body names its source", uncited_claim),
)
