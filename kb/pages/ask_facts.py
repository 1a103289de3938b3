"""What the Ask page tells of a code itself: what it is, its add-ons, and the rows of its page's tables, as claims.

The browser chooses among them as `kb.ask.code_facts` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import astuple
from typing import Any, Final

from kb.ask.claims import row_claim
from kb.ask.code_facts import what_it_is
from kb.ask.code_particulars import element_claims
from kb.ask.code_reply import PAIRS, WHAT, add_on_claims
from kb.ask.heard import terms_of, texts_of_section
from kb.ask.questions_on_codes import TOPICS
from kb.ask.reply import Claim
from kb.ask.sayings import sayings
from kb.content.code_tables import TABLES, Row, Table, code_tables
from kb.content.parse import slug
from kb.domain.life_cycle import life_of
from kb.domain.model import CodePage, Library
from kb.pages.ask_texts import Kept
from kb.search.analysis import Concepts
from kb.search.documents import row_text

SECTIONS: Final = tuple(dict.fromkeys(slug(one) for one in (WHAT, PAIRS, *(topic.heading for topic in TOPICS))))
"""The sections of a code's page that questions on a code itself are answered from."""


def facts_of(library: Library, page: CodePage, concepts: Concepts, kept: Kept) -> dict[str, Any]:
    """Pack the facts on a code; a claim is the number of its text, and the numbers of its sources.

    `rows` and `said` are by section. `heard` are the terms that a section has and that no text of these holds.
    """
    tables = {slug(table.heading): table for table in code_tables(page)}
    rows = {name: list(_rows(page, tables[name])) for name in SECTIONS if name in tables}
    said = {name: tuple(sayings(page, name)) for name in SECTIONS}
    what, add_ons = what_it_is(page), tuple(add_on_claims(library, page))
    elements, payers = tuple(element_claims(page)), [one.payer for one in page.observed_amounts]
    shown = {name: [*said[name], *(claim for claim, _ in rows.get(name, ()))] for name in SECTIONS}
    return {
        "title": [_packed(one, kept) for one in what[:1]],
        "said": {name: [_packed(one, kept) for one in claims] for name, claims in said.items() if claims},
        "rows": {name: [_row(claim, row, kept) for claim, row in held] for name, held in rows.items()},
        "addOns": [[*_packed(one, kept), one.entry] for one in add_ons],
        "isAddOn": bool(page.primaries),
        "primaries": [*page.primaries, kept.cited(page.sources[name] for name in page.add_on_sources)],
        "life": astuple(life_of(page)),
        **({"elements": [_element(one, kept) for one in elements]} if elements else {}),
        **({"payers": payers} if any(payers) else {}),
        "heard": {name: left for name in SECTIONS if (left := _unshown(page, name, shown[name], concepts))},
    }


def _rows(page: CodePage, table: Table) -> Iterator[tuple[Claim, Row]]:
    return ((claim, row) for row in table.rows for claim in row_claim(page, table, row))


def _packed(claim: Claim, kept: Kept) -> list[Any]:
    return [kept.text(claim.text), kept.cited(claim.sources)]


def _element(claim: Claim, kept: Kept) -> list[Any]:
    """Pack what a record must show: its words, its note or nothing, and its sources."""
    bare = claim.brief or claim.text
    note = kept.text(claim.text.removeprefix(f"{bare} ")) if claim.brief else None
    return [kept.text(bare), note, kept.cited(claim.sources)]


def _row(claim: Claim, row: Row, kept: Kept) -> list[Any]:
    """Pack a row as the numbers of its cells, of its sources, and of its note; `row_words` has what stands around."""
    cells = [kept.text(cell) for cell in row.cells]
    return [cells, kept.cited(claim.sources), *([kept.text(row.note)] if row.note else [])]


def row_words() -> dict[str, str]:
    """Give by section the words of a row with `{0}`, `{1}` and so on in the place of its cells."""
    return {slug(table.heading): row_text(table, Row(_holes(table), ())) for table in TABLES}


def _holes(table: Table) -> tuple[str, ...]:
    return tuple(f"{{{number}}}" for number in range(len(table.columns)))


def _unshown(page: CodePage, name: str, shown: Iterable[Claim], concepts: Concepts) -> str:
    """Return the terms of a section that no claim of it has, a line each."""
    told = {claim.text for claim in shown}
    texts = (text for text in texts_of_section(page, name) if not told & {text, f"{page.code}: {text}"})
    untold = terms_of(texts, concepts)
    return "\n".join(sorted(untold - terms_of((page.title, *told), concepts))) if untold else ""
