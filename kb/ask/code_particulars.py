"""Replies on what is particular to a code: an add-on alone, an indicator, what a record shows, a payer's amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kb.ask.asked import Asked
from kb.ask.cited import page_sources
from kb.ask.claims import row_claim
from kb.ask.code_reply import AMOUNTS, PAIRS, WHAT, add_on_claims, made, table_of, words_said
from kb.ask.questions_on_codes import ALONE, CHECKLIST, INDICATOR, MEANS
from kb.ask.reply import Claim, Reply, claim_of
from kb.ask.sayings import sayings
from kb.content.parse import slug
from kb.domain.model import CodePage

ON_RECORD: Final = "on the record"
"""What stands before what a record must show."""

LONE: Final = re.compile(r"\balone\b", re.ASCII)
ONE_INDICATOR: Final = re.compile(r"\bindicator (?P<one>[0-9])\b", re.IGNORECASE | re.ASCII)
INDICATED: Final = tuple(slug(topic) for topic in ("Units", PAIRS))
"""The sections that say what an indicator means."""


def alone(asked: Asked, pages: list[CodePage]) -> Reply | None:
    """Tell of what an add-on is one, and what its page says of it alone; None for a code that is none."""
    words, library = ALONE.search(asked.typed), asked.desk.current
    if not words or asked.found.read.named:
        return None
    own = [page for page in pages if page.primaries]
    said = [one for page in own for one in sayings(page, slug(WHAT)) if LONE.search(one.text)]
    add_ons = [one for page in own for one in add_on_claims(library, page)]
    return made(asked, [*add_ons, *said], words[0]) if said else None


def indicator(asked: Asked, pages: list[CodePage]) -> Reply | None:
    """Tell what a page says of an indicator by its number, where it is asked what it means."""
    words = INDICATOR.search(asked.typed)
    if not words or MEANS not in asked.typed.lower():
        return None
    every = (one for page in pages for name in INDICATED for one in sayings(page, name))
    said = [one for one in every if words["one"] in _indicators(one)]
    return made(asked, said, words[0]) if said else None


def _indicators(claim: Claim) -> list[str]:
    return [found["one"] for found in ONE_INDICATOR.finditer(claim.text)]


def checklist(asked: Asked, pages: list[CodePage]) -> Reply | None:
    """Tell what a record must show for a code, by the sources of its page, whoever pays."""
    words = CHECKLIST.search(asked.typed)
    claims = [claim for page in pages for claim in element_claims(page)] if words else []
    return made(asked, claims, words[0]) if words and claims else None


def element_claims(page: CodePage) -> Iterator[Claim]:
    """Yield what a record must show for a code; what a plan asks for stands with the plan."""
    for one in page.elements:
        if not one.asked_by:
            told = f"{page.code}, {ON_RECORD}: {one.shows}."
            sources = page_sources(page, one.sources)
            yield from claim_of(f"{told} {one.note}".strip(), page.id, "", sources, told if one.note else "")


def amounts_of_payers(asked: Asked, pages: list[CodePage]) -> Reply | None:
    """Tell the amounts that the price file of a hospital that is named lists under the name of a payer asked of."""
    said, payers = words_said(asked.typed), asked.found.read.payers
    rows = [
        (page, table, row)
        for page in pages
        if (table := table_of(page, AMOUNTS))
        for row, amount in zip(table.rows, page.observed_amounts, strict=True)
        if amount.payer in payers and said & {*row.cells[0].lower().split()}
    ]
    claims = [claim for page, table, row in rows for claim in row_claim(page, table, row)]
    return made(asked, claims) if claims else None
