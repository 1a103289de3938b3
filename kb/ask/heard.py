"""Which words and dimensions of a question neither its reading nor what a reply cites holds. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kb.ask.asked import Asked
from kb.ask.questions_on_codes import CODES, TOPICS
from kb.ask.reply import Claim, Kind
from kb.ask.sayings import sayings
from kb.content.code_tables import code_tables
from kb.content.parse import slug
from kb.domain.model import CodePage, Document
from kb.search.analysis import Concepts, analyse, words
from kb.search.dimensions import DIMENSIONS
from kb.search.documents import row_text
from kb.search.intent import said_of_value
from kb.search.period_groups import MEANT_ANYWAY
from kb.search.query import QUESTION_WORDS, Group
from kb.search.result import Hit, Result

PUT: Final = frozenset(
    word.term
    for word in words(
        "bill billed billing report reported append appended use allow allowed same day per claim line both become"
        " code"
    )
)
"""Terms of words that put a question on a code and name no subject of their own."""


TITLED: Final = 2
"""So many words of a question in the title of an entry say that it is on what is asked of."""

QUESTION_TERMS: Final = frozenset(word.term for one in QUESTION_WORDS for word in words(one))


def kind_of(unread: tuple[str, ...]) -> Kind:
    """Return what a reply with claims is: an answer where all words of the question are heard."""
    return "nearest" if unread else "answer"


def unheard(asked: Asked, claims: Iterable[Claim], said: str) -> tuple[str, ...]:
    """Return the words of a question, as typed, that are in none of the records cited.

    `said` are the words that chose the records; words by which a plan, a question or a date was read count as heard.
    """
    claims = tuple(claims)
    codes = {code.upper() for code in CODES.findall(" ".join((said, *(claim.text for claim in claims))))}
    library, concepts = asked.desk.current, asked.desk.searcher.concepts
    records = dict.fromkeys((f"{claim.entry}.md", claim.section) for claim in claims)
    terms = _plain(asked.found) | terms_of((said, *(claim.text for claim in claims)), concepts)
    for path, section in records:
        document = library.by_path.get(path)
        terms |= terms_of_record(document, section, concepts) if document else set()

    def is_heard(group: Group) -> bool:
        if CODES.fullmatch(group.written):
            return group.written.upper() in codes
        return group.negative or bool({*group.terms} & terms)

    return tuple(group.written for group in asked.found.read.groups if not is_heard(group))


def left_open(asked: Asked) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words that nothing read and nothing found holds, and the notes; none of the titles of the codes."""
    found, library, concepts = asked.found, asked.desk.current, asked.desk.searcher.concepts
    titles = [library.codes[code].title for code in found.read.codes if code in library.codes]
    held = terms_of(titles, concepts)
    terms = {group.written: {*map(str, group.terms)} for group in found.read.groups}
    named = {word for word in found.unread if terms.get(word, set()) & held}
    notes = tuple(note for note in found.notes if not any(f"“{word}”" in note for word in named))
    return tuple(word for word in found.unread if word not in named), notes


def titled_first(asked: Asked) -> tuple[Hit, ...]:
    """Return the sections found; where no code is asked of, those first whose title has two words of the question.

    So where the title of the first has none: what is asked of a kind of treatment is answered by the entry on it.
    """
    found, concepts = asked.found, asked.desk.searcher.concepts
    if found.read.codes:
        return found.hits
    groups = [{*map(str, group.terms)} for group in found.read.groups if not group.negative]
    sought = [terms for terms in groups if not terms & found.read.read]
    titles = [terms_of((hit.document.title,), concepts) for hit in found.hits]
    counts = [sum(bool(terms & title) for terms in sought) for title in titles]
    if any(counts[:1]) or max(counts, default=0) < TITLED:
        return found.hits
    return tuple(found.hits[number] for number in sorted(range(len(counts)), key=lambda number: -counts[number]))


def _plain(found: Result) -> set[str]:
    """Return the terms by which the reading named something; those of groups that are words alone are none."""
    return {term for term in found.read.read if term.startswith("~")} | PUT


def terms_of(texts: Iterable[str], concepts: Concepts) -> set[str]:
    """Return the terms of texts, each read by itself."""
    return {term.text for text in texts for term in analyse(text, concepts)}


def terms_of_record(document: Document, section: str, concepts: Concepts) -> set[str]:
    """Return the terms of what a record says: its page's title, and what its section says with a source."""
    return terms_of((document.title, *texts_of_section(document, section)), concepts)


def texts_of_section(document: Document, name: str) -> Iterator[str]:
    """Yield what a section of a code's page says with a source: its sayings, and the rows of its table."""
    if isinstance(document, CodePage):
        yield from (saying.text for saying in sayings(document, name))
        for table in code_tables(document):
            if slug(table.heading) == name:
                yield from (row_text(table, row) for row in table.rows)


def unheard_topic(typed: str, *texts: str) -> tuple[str, ...]:
    """Return the words that ask for units, modifiers or a row of fees, of which no text has one: as typed."""
    told = {word.term for text in texts for word in words(text)}
    found = (topic.asked.search(typed) for topic in TOPICS if topic.of_medicare)
    asked = [one[0] for one in found if one]
    return tuple(one for one in asked if not told & {word.term for word in words(one)} - QUESTION_TERMS)


def other_dimensions(asked: Asked, *texts: str) -> tuple[str, ...]:
    """Return what the question names of a dimension, such as a step of an appeal, of which no text speaks."""
    tables = asked.desk.searcher.tables.intent
    told = f" {' '.join(word.term for text in texts for word in words(text))} "
    named = dict.fromkeys(value[:2] for value in asked.found.read.dimensions)
    return tuple(
        DIMENSIONS[name][number][0]
        for name, number in named
        if f"{name}:{number}" not in MEANT_ANYWAY
        and not any(f" {phrase} " in told for phrase in said_of_value(name, number, tables))
    )
