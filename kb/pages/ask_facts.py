"""What the Ask page tells of a code itself: what it is, its add-ons, and what its page says by section, as claims.

The browser chooses among them as `kb.ask.code_facts` does. A page with much to say is parted: a reply loads the
sections that it needs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import astuple
from typing import Any, Final

from kb.ask.cited import cited_by
from kb.ask.claims import row_claim
from kb.ask.code_facts import what_it_is
from kb.ask.code_particulars import element_claims
from kb.ask.code_reply import PAIRS, WHAT, add_on_claims
from kb.ask.questions_on_codes import TOPICS
from kb.ask.reply import Claim
from kb.ask.sayings import sayings
from kb.content.code_tables import TABLES, Row, Table, code_tables
from kb.content.parse import slug
from kb.domain.life_cycle import life_of
from kb.domain.model import CodePage, Library
from kb.pages.ask_texts import Kept
from kb.search.documents import row_text

TOLD: Final = tuple(dict.fromkeys(slug(one) for one in (WHAT, PAIRS, *(topic.heading for topic in TOPICS))))
"""The sections of a code's page that questions on a code itself are answered from."""

MOST: Final = 6_000
"""So many signs a script of sections has at most, but for a single section: some two kilobytes compressed."""


def head_of(library: Library, page: CodePage, kept: Kept) -> dict[str, Any]:
    """Pack what a code is, its add-ons and its life, what a record must show, and by row who its amounts are of."""
    what, elements = what_it_is(page), tuple(element_claims(page))
    payers = [one.payer for one in page.observed_amounts]
    return {
        "title": [_packed(one, kept) for one in what[:1]],
        "addOns": [[*_packed(one, kept), one.entry] for one in add_on_claims(library, page)],
        "isAddOn": bool(page.primaries),
        "primaries": [*page.primaries, kept.cited(page.sources[name] for name in page.add_on_sources)],
        "life": astuple(life_of(page)),
        **({"elements": [_element(one, kept) for one in elements]} if elements else {}),
        **({"payers": payers} if any(payers) else {}),
    }


def section_of(page: CodePage, name: str, kept: Kept) -> dict[str, Any]:
    """Pack a section: what it says and the rows of its table, where replies tell them, and the sources that it cites.

    A claim is the number of its text, and the numbers of its sources.
    """
    table = next((one for one in code_tables(page) if slug(one.heading) == name), None)
    rows = [_row(claim, row, kept) for claim, row in _rows(page, table)] if table and name in TOLD else []
    said = [_packed(one, kept) for one in sayings(page, name)] if name in TOLD else []
    held = {"said": said, "rows": rows, "cited": kept.cited(cited_by(page, name))}
    return {key: one for key, one in held.items() if one}


def parted(page: CodePage) -> list[tuple[str, ...]]:
    """Return the sections of a code's page by script: all in the first where they are few, else what it is alone."""
    names = dict.fromkeys(
        (*TOLD, *(one.slug for one in page.sections), *(slug(one.heading) for one in code_tables(page)))
    )
    weights = {name: weight for name in names if (weight := _weight(page, name))}
    if sum(weights.values()) <= MOST:
        return [tuple(weights)]
    parts: list[tuple[str, ...]] = [(TOLD[0],)]
    for name in (name for name in weights if name != TOLD[0]):
        fits = len(parts) > 1 and sum(weights[one] for one in parts[-1]) + weights[name] <= MOST
        parts[-1:] = [(*parts[-1], name)] if fits else [parts[-1], (name,)]
    return parts


def _weight(page: CodePage, name: str) -> int:
    """Return how many signs a section takes by itself; 0 where it has nothing to tell and cites nothing."""
    kept = Kept()
    held = section_of(page, name, kept)
    return len(json.dumps([held, kept.written()])) if held else 0


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
