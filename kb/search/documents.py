"""A library to search documents: one for each section of an entry, a code page or a payer page.

Both engines read this list and nothing else; a document's number is its place in it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from sys import intern
from typing import Final

from kb.answers.applicable import ApplicableEntry, kinds_of
from kb.content.code_tables import Row, Table, code_tables
from kb.content.parse import slug
from kb.content.prose import to_sentences
from kb.domain.model import CodePage, Document, Entry, Library, Payer
from kb.domain.reach import Reach, category_codes
from kb.domain.scopes import payer_and_scope, scope_title
from kb.domain.vocabulary import DENIALS, NOT_COVERED, PAGE_HEADINGS, QUESTIONS, UNKNOWN, best_standing
from kb.search.analysis import Concepts, make_concepts, spans, words
from kb.search.caveats import caveats_of, wider_rule
from kb.search.contact_facets import contact_facet, contact_facets
from kb.search.intent import question_groups, topic_of
from kb.search.plan_tables import line_groups, name_groups
from kb.search.query import QUESTION_WORDS, facet_value
from kb.search.scoring import SOURCE

YEAR: Final = r"(?<![0-9,$])(?:19|20)[0-9]{2}(?![0-9,])"

OF_MEDICARE: Final = ("Fee schedule", "Units", "Code pairs")
"""Headings of a code page whose rows come from CMS's files."""

ROWS: Final = "row=yes"
"""The facet of the rows of a table."""

YEAR_OF_FILE: Final = "file-year="
"""The beginning of the facet of a row with the year of the file that it comes from."""

UNKNOWN_VALUE: Final = "known=no"
"""The facet of the sections of an entry that have no answer."""

INFORMS: Final = "informs=only"
"""The facet of entries that speak of a service and decide nothing for a code."""

CASH: Final = r"Gross, cash: [^.]*(?:\.[0-9]+)? / \$"
"""A row of a hospital's price file that has a cash price."""

RECORDED: Final = {"postal address": "address", "other way": "other-way"}
"""Kinds of contacts that have another name in their facet."""

OTHER_DENIALS: Final = DENIALS - {NOT_COVERED.name}
"""Values that a search for "not covered" finds after the literal ones."""


@dataclass(frozen=True)
class SearchDocument:
    """A section as search sees it. `entry` is the id of the file; `fields` are texts; `facets` filter.

    `value` is the answer as it is shown; `reach` says, for a code in the field `reached`, how the entry reaches it.
    `effective`, `ends`, `review_by` and `reviewed` are days, empty if there is none. `marks` are the doubts shown
    beside the value, `certainty` says in words how sure it is. `place` is the row of a table that it is, empty for a
    whole section.
    """

    entry: str
    section: str
    kind: str
    title: str
    heading: str
    value: str
    fields: Mapping[str, str]
    facets: tuple[str, ...]
    reach: str = ""
    effective: str = ""
    review_by: str = ""
    reviewed: str = ""
    marks: tuple[str, ...] = ()
    certainty: str = ""
    place: str = ""
    ends: str = ""

    @property
    def in_force(self) -> str:
        """Since when it holds, and until when where that is recorded: 2013-04-15/2014-10-14 (ISO 8601)."""
        return f"{self.effective}/{self.ends}" if self.ends else self.effective

    @property
    def url(self) -> str:
        """The address of the section, or of the row, relative to the site."""
        return f"{self.entry}.html#{self.place or self.section}"


def concepts_of(library: Library) -> Concepts:
    """Make the table of phrases: names of payers and plans, the groups of `synonyms.yml`, lines and questions."""
    return make_concepts(groups_of(library))


def groups_of(library: Library) -> list[tuple[str, Iterable[str]]]:
    """Return what the table of phrases is made of: groups of a concept's name and its phrases."""
    return [
        *name_groups(library),
        *((group[0], group) for group in library.synonyms),
        *((name, (name,)) for name in library.families),
        *line_groups(),
        *question_groups(),
    ]


def codes_of_families(library: Library) -> dict[str, tuple[str, ...]]:
    """Return the codes with a page of each family, in lower case, by the term that its name is searched by."""
    concepts = concepts_of(library)
    return {
        str(found[0].terms[0]): tuple(code.lower() for code in library.codes if family.has(code))
        for name, family in library.families.items()
        if len(found := spans(name, concepts)) == 1
    }


def names_of(library: Library) -> frozenset[str]:
    """Return the words of the names of payers and plans, here or elsewhere, and of states."""
    called = (name for _, phrases in name_groups(library) for name in phrases)
    return frozenset(word.raw for name in called for word in words(name) if word.raw.isalpha())


def spelling_of(library: Library, documents: Iterable[SearchDocument]) -> dict[str, int]:
    """Count the words of names, titles, headings, values and synonyms: what a misspelled word may be corrected to."""
    names = [*library.families, *(phrase for group in library.synonyms for phrase in group)]
    names += [name for key, phrases in name_groups(library) if "@" not in key[1:] for name in phrases]
    told = [document.fields.get(field, "") for document in documents for field in ("heading", "value", "title")]
    counted = Counter(
        word.raw
        for text in (*names, *told)
        for word in words(text)
        if word.raw.isalpha() and word.raw not in QUESTION_WORDS
    )
    return {word: counted[word] for word in sorted(counted)}


def collect(library: Library) -> tuple[SearchDocument, ...]:
    """Return every search document: codes, then payers, then entries, each in the order of its sections."""
    reached = {reach: _reached(library, reach) for reach in library.reaches}
    return (
        *(found for page in library.codes.values() for found in _code(page)),
        *(found for page in library.payers.values() for found in _payer(page)),
        *(found for entry in library.entries for found in _entry(entry, library, reached[entry.reach])),
    )


def _reached(library: Library, reach: Reach) -> list[str]:
    """Return the codes with a page that a reach speaks for without naming them."""
    return [code for code in kinds_of(library, reach) if code not in reach.codes]


def documents_of(library: Library, paths: Collection[str]) -> dict[int, SearchDocument]:
    """Return the search documents of some entries, by number."""
    number = sum(_count_of_code(page) for page in library.codes.values())
    number += sum(_count(page) for page in library.payers.values())
    found: dict[int, SearchDocument] = {}
    for entry in library.entries:
        if entry.path in paths:
            found |= dict(enumerate(_entry(entry, library, _reached(library, entry.reach)), number))
        number += _count(entry)
    return found


def _count(document: Document, tables: Iterable[Table] = ()) -> int:
    return len({section.heading for section in document.sections} | {table.heading for table in tables})


def _count_of_code(page: CodePage) -> int:
    tables = tuple(code_tables(page))
    return _count(page, tables) + sum(len(table.rows) for table in tables)


def _sections(document: Document, tables: Iterable[Table] = ()) -> Iterator[tuple[str, str]]:
    """Pair each heading with its plain text: the prose, then what its table holds; each row is found by itself."""
    found = {section.heading: to_sentences(section.text) for section in document.sections}
    for table in tables:
        heads = ", ".join(table.columns)
        found[table.heading] = f"{found.get(table.heading, '')} {table.caption} ({heads}).".strip()
    order = [heading for headings in PAGE_HEADINGS.values() for heading in headings]
    return (
        (heading, found[heading])
        for heading in sorted(found, key=lambda heading: order.index(heading) if heading in order else len(order))
    )


def _code(page: CodePage) -> Iterator[SearchDocument]:
    title = f"{page.code}: {page.title}"
    facets = ("kind=code", f"code={page.code.lower()}")
    due, tables = page.review_by.isoformat(), code_tables(page)
    for number, (heading, text) in enumerate(_sections(page, tables)):
        fields = {
            "lead": page.code if number == 0 else "",
            "named": page.code,
            "heading": heading,
            "title": page.title,
            "text": text,
        }
        on = (*facets, *_topic(heading))
        yield SearchDocument(page.id, slug(heading), "code", title, heading, "", fields, on, review_by=due)
    for table in tables:
        for number, row in enumerate(table.rows, 1):
            fields = {"named": page.code, "heading": table.heading, "title": page.title, "text": row_text(table, row)}
            years = (YEAR_OF_FILE + year for year in sorted(set(re.findall(YEAR, fields["text"]))))
            cash = ("amount=cash",) if re.search(CASH, fields["text"]) else ()
            on, place = (*facets, *_topic(table.heading), ROWS, *years, *cash), f"{slug(table.heading)}-{number}"
            yield SearchDocument(
                *(page.id, slug(table.heading), "code", title, table.heading, "", fields, on),
                review_by=due,
                place=place,
            )


def row_text(table: Table, row: Row) -> str:
    """Write a row of a table as a sentence of its columns: `Other codes: 96401. This code is: column 1 ...`."""
    cells = ". ".join(f"{name}: {cell}" for name, cell in zip(table.columns, row.cells, strict=True))
    return f"{table.caption}. {cells}.{f' {row.note}' if row.note else ''}"


def _topic(heading: str) -> Iterator[str]:
    """Yield the facets by which a reading finds a section of a code page; what CMS's files say is Medicare's."""
    topic = topic_of(heading)
    yield f"section={slug(heading)}"
    if topic:
        yield f"topic={topic}"
    if heading in OF_MEDICARE:
        yield "of=medicare"


def _payer(page: Payer) -> Iterator[SearchDocument]:
    said = ", ".join((page.title, *page.aliases))
    scopes = ", ".join(scope.name for scope in page.scopes)
    for number, (heading, text) in enumerate(_sections(page)):
        fields = {
            "lead": said if number == 0 else "",
            "heading": heading,
            "title": page.title,
            "text": f"{text} {scopes}" if number == 0 else text,
        }
        portals = ("contact=portal",) if heading == "Contacts" and page.portals else ()
        facets = ("kind=payer", f"payer={page.name}", *portals, *contact_facets(text))
        due = page.review_by.isoformat()
        yield SearchDocument(page.id, slug(heading), "payer", page.title, heading, "", fields, facets, review_by=due)


def _entry(entry: Entry, library: Library, reached: list[str]) -> Iterator[SearchDocument]:
    """Yield the sections of an entry; `reached` are the codes with a page that it reaches without naming them."""
    payer, scope = payer_and_scope(library, entry)
    title = f"{scope_title(payer.title, scope.name)}: {entry.title}"
    named = "–".join(entry.reach.codes) if entry.reach.kind == "range" else " ".join(entry.reach.codes)  # noqa: RUF001
    keys = {question.title: question.key for question in QUESTIONS}
    alike = {
        "named": named,
        "name": f"{payer.title}, {scope.name}",
        "title": f"{entry.title}. {entry.document}",
        "reached": " ".join(reached),
    }
    reach, first, due, read = _reach(entry), _day(entry.effective), _day(entry.review_by), _day(entry.reviewed)
    for number, (heading, text) in enumerate(_sections(entry)):
        answer = entry.answers.get(keys.get(heading, ""))
        value = answer.value if answer else ""
        said = " ".join(part for part in (answer.words, _sentence(answer.note)) if part) if answer else ""
        fields = {
            **alike,
            "heading": heading,
            "value": value,
            "denied": NOT_COVERED.name if heading == "Coverage" and value in OTHER_DENIALS else "",
            "text": f"{text} {said}".strip(),
            SOURCE: "; ".join(dict.fromkeys(one.title for one in entry.sources.values())) if number == 0 else "",
        }
        facets = tuple(_facets(entry, slug(heading), keys.get(heading, ""), [*entry.reach.codes, *reached]))
        lines = scope.line_of_business
        contacts = answer.contacts if answer else ()
        recorded = (contact_facet(RECORDED.get(one.kind, one.kind), one.who, lines) for one in contacts)
        facets = tuple(map(intern, dict.fromkeys((*facets, *recorded, *contact_facets(text, lines)))))
        wider = wider_rule(library, entry, keys[heading]) if value == UNKNOWN else None
        shown = f"{value} here; {_rule_of(wider.decider)} says {wider.value}" if wider and wider.decider else value
        sure = caveats_of(entry, answer, wider)
        yield SearchDocument(
            *(entry.id, slug(heading), "entry", title, heading, shown, fields, facets, reach),
            *(first, due, read, sure.marks, sure.told),
            ends=_day(entry.ends),
        )


def _day(day: dt.date | None) -> str:
    """Write a day; many files have the same, which is then in memory once."""
    return intern(day.isoformat()) if day else ""


def _sentence(note: str) -> str:
    """Write a note as a sentence of its own: part of the last one of a text, it would move with an edit of that."""
    return f"{note[:1].upper()}{note[1:]}"


def _rule_of(decider: ApplicableEntry) -> str:
    """Name the rule of a plan that answers where an entry on a code does not, by the codes that it is for."""
    reach = decider.entry.reach
    return {
        "category": f"the rule for all {category_codes(reach.label)}",
        "range": f"the rule for codes {reach.label}",
        "inherited": "the rule for its primary code",
    }.get(decider.rank, "the plan-wide rule")


def _reach(entry: Entry) -> str:
    """Say by which reach an entry speaks for codes that it does not name."""
    kind = entry.reach.kind
    return {"named code": "inherited from its parent", "concept": f"on {entry.reach.label}"}.get(
        kind, entry.reach.label
    )


def _facets(entry: Entry, section: str, question: str, codes: list[str]) -> Iterator[str]:
    yield from ("kind=entry", f"payer={entry.payer}", f"scope={entry.scope}", f"scope={entry.scope_id}")
    yield from (f"code={code.lower()}" for code in codes)
    if entry.reach.kind == "concept":
        yield INFORMS
    yield f"status={facet_value(entry.currency)}"
    yield f"review={entry.review_by}"
    if entry.effective:
        yield f"effective={entry.effective}"
    for key, facet in (("coverage", "coverage"), ("prior_authorization", "pa")):
        if key in entry.answers:
            yield f"{facet}={facet_value(entry.answers[key].value)}"
    yield f"section={section}"
    if question:
        if entry.answers[question].value == UNKNOWN:
            yield UNKNOWN_VALUE
        yield f"topic={question}"
        yield f"question={facet_value(question)}"
        best = best_standing(entry.sources[source].standing for source in entry.answers[question].sources)
        yield f"standing={facet_value(best or 'none')}"
