"""Replies on a code itself: what it is, its add-ons, and the rows of its page's tables. Each claim is one record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kb.ask.asked import Asked
from kb.ask.claims import page_sources, row_claim
from kb.ask.heard import kind_of, unheard
from kb.ask.leads import YES
from kb.ask.questions_on_codes import (
    ADD_ON,
    BILLED_WITH,
    CODES,
    FILE,
    IS_ADD_ON,
    MODIFIER,
    TOPICS,
    WHAT_IT_IS,
    Topic,
)
from kb.ask.reply import Claim, Reply, claim_of
from kb.content.citations import cited_in
from kb.content.code_tables import Row, Table, code_tables
from kb.content.parse import slug
from kb.content.prose import to_plain
from kb.domain.model import CodePage, Library, Section
from kb.facts.codes import holds
from kb.search.plan_tables import MEDICARE
from kb.search.sentences import sentences

PAIRS: Final = "Code pairs"
WHAT: Final = "What it is"
ROWS: Final = 8
"""How many rows a reply tells at most."""

OF_NO_HOSPITAL: Final = frozenset(("hospital", "hospitals", "medical", "center", "clinic", "university", "health"))
"""Words of the names of hospitals that name none by themselves."""

ASKED_OF_CODES: Final = ("", "billing", "benchmarks")
"""The questions under which words on a code itself are read."""


def of_code(asked: Asked) -> Reply | None:
    """Reply to a question on a code itself; None where none is asked, or where no record of its page answers it."""
    read = asked.found.read
    pages = [asked.desk.current.codes[code] for code in read.codes if code in asked.desk.current.codes]
    others_pay = read.named and set(read.payers) != {MEDICARE}
    if not pages or read.day or read.asks or others_pay or read.question not in ASKED_OF_CODES:
        return None
    for maker in (_what_it_is, _add_on, _pairs, _billed_with, _table):
        reply = maker(asked, pages)
        if reply:
            return reply
    return None


def _made(asked: Asked, claims: Iterable[Claim], said: str = "", lead: str = "") -> Reply:
    """Make the reply of some claims; `said` are words of the question that chose them."""
    told = tuple(claims)[:ROWS]
    unread = unheard(asked, told, said)
    kind = kind_of(unread)
    return Reply(asked.typed, kind, lead=(lead,) if lead and kind == "answer" else (), claims=told, unread=unread)


def _what_it_is(asked: Asked, pages: list[CodePage]) -> Reply | None:
    if not WHAT_IT_IS.match(asked.typed) or asked.found.read.named:
        return None
    page = pages[0]
    first = next((part for part in _paragraphs(page) if tuple(cited_in(part))), "")
    sources = page_sources(page, dict.fromkeys(one.id for one in cited_in(first)))
    title = claim_of(f"{page.code}: {page.title}. {page.family}.", page.id, slug(WHAT), sources)
    more = claim_of(f"{page.code}: {to_plain(first)}", page.id, slug(WHAT), sources)
    return _made(asked, (*title, *more), asked.typed)


def _paragraphs(page: CodePage) -> list[str]:
    return [part for one in page.sections if one.heading == WHAT for part in one.text.strip().split("\n\n")]


def _add_on(asked: Asked, pages: list[CodePage]) -> Reply | None:
    """Tell of what a code is an add-on, and which codes are add-ons to it; yes only where its own page says so."""
    words, library = ADD_ON.search(asked.typed), asked.desk.current
    if not words or asked.found.read.named:
        return None
    claims = tuple(claim for page in pages for claim in _add_on_claims(library, page))
    is_one = IS_ADD_ON.search(asked.typed)
    own = library.codes.get(is_one["code"].upper()) if is_one else pages[0]
    if claims and (not is_one or (own and own.primaries)):
        return _made(asked, claims, words[0], YES if is_one else "")
    missing = f"No record here names a primary code of {is_one['code'].upper() if is_one else pages[0].code}."
    return Reply(asked.typed, "nearest" if claims else "not known", claims=claims, unknown=(missing,))


def _add_on_claims(library: Library, page: CodePage) -> Iterator[Claim]:
    for other in library.codes.values():
        if other.primaries and page.code in {other.code, *other.primaries}:
            kind = f" (type {other.add_on_type})" if other.add_on_type else ""
            text = f"{other.code}: add-on to {' or '.join(other.primaries)}{kind}."
            yield from claim_of(text, other.id, slug(WHAT), page_sources(other, other.add_on_sources))


def _pairs(asked: Asked, pages: list[CodePage]) -> Reply | None:
    """Tell the rows of a code's page that hold another code of the question, of the kind of claim that is named."""
    typed = asked.typed.lower()
    codes = dict.fromkeys(code.upper() for code in CODES.findall(typed))
    for page in pages:
        table = _table_of(page, PAIRS)
        rows = [
            row
            for row in (table.rows if table else ())
            if any(holds(row.cells[0].replace(",", " "), code) for code in codes if code != page.code)
        ]
        settings = [name for name in ("outpatient hospital", "practitioner") if name.split(" ")[-1] in typed]
        kept = [row for row in rows if any(name in row.cells[4] for name in settings)] or rows
        if table and kept:
            return _made(asked, _claims(page, table, kept))
    return None


def _billed_with(asked: Asked, pages: list[CodePage]) -> Reply | None:
    """Tell the sentences on what a code is that name another code, with what each cites."""
    words = BILLED_WITH.search(asked.typed)
    if not words or len(asked.found.read.codes) > 1:
        return None
    claims = [claim for page in pages for section in page.sections for claim in _naming_others(page, section)]
    return _made(asked, claims, words[0]) if claims else None


def _naming_others(page: CodePage, section: Section) -> Iterator[Claim]:
    if section.heading != WHAT:
        return
    for part in sentences(" ".join(section.text.split())):
        ids = tuple(dict.fromkeys(one.id for one in cited_in(part)))
        if {code.upper() for code in CODES.findall(part)} - {page.code}:
            yield from claim_of(f"{page.code}: {to_plain(part)}", page.id, section.slug, page_sources(page, ids))


def _table(asked: Asked, pages: list[CodePage]) -> Reply | None:
    """Tell the rows of the table that the words ask for, of each code that has it."""
    for topic in TOPICS:
        words = topic.asked.search(asked.typed)
        if words and (topic.of_medicare or not asked.found.read.named):
            claims = [claim for page in pages for claim in _topic_claims(page, topic, asked.typed)]
            by_cell = (found[0] for one, _ in topic.cells if (found := one.search(asked.typed)))
            return _made(asked, claims, " ".join((words[0], *by_cell))) if claims else None
    return None


def _topic_claims(page: CodePage, topic: Topic, typed: str) -> Iterator[Claim]:
    table = _table_of(page, topic.heading)
    if table:
        yield from _claims(page, table, _chosen(table, topic, typed))


def _chosen(table: Table, topic: Topic, typed: str) -> list[Row]:
    """Return the rows that the question names by a word of a cell; all where it names none."""
    for words, cell in topic.cells:
        if words.search(typed):
            return [row for row in table.rows if row.cells[0].lower() == cell]
    named = MODIFIER.search(typed) if topic.heading == "Modifiers" else FILE.search(typed)
    if named:
        wanted = (named["one"] if "one" in named.groupdict() else named[0]).upper()
        return [row for row in table.rows if row.cells[0].upper().split(" ")[0] == wanted]
    said = {*typed.lower().replace("?", " ").split()} - OF_NO_HOSPITAL
    by_name = [row for row in table.rows if said & {*row.cells[0].lower().split()}]
    return (by_name if topic.heading == "Observed amounts" else []) or list(table.rows)


def _table_of(page: CodePage, heading: str) -> Table | None:
    return next((table for table in code_tables(page) if table.heading == heading), None)


def _claims(page: CodePage, table: Table, rows: Iterable[Row]) -> Iterator[Claim]:
    for row in rows:
        yield from row_claim(page, table, row)
