"""The review worklist as a sheet: a row for each thing to do, with every code and every reason spelled out.

Its day and what it was made from stand in datapackage.json, as those of the other sheets do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kb.catalogue.review import KINDS, ToDo
from kb.domain.model import Library
from kb.published.edition import Edition
from kb.published.sheet import MEANINGS, code_as_text, sheet

NO_DAY: Final = "no day set"
ALL_CODES: Final = "all codes it applies to"
BOARD: Final[dict[str, str]] = {
    "kind": "what brings the row to the board",
    "kind_means": "the same in words",
    "payer": "the id of the payer; empty for the page of a code",
    "payer_title": "its name",
    "scope": "the id of the scope; empty for the page of a payer or a code",
    "scope_name": "its name; the payer's where there is no scope",
    "title": "what is to be reviewed",
    "questions": "the ids of the questions that are open or due",
    "question_titles": "the same as pages call them",
    "hcpcs_codes": f"the codes concerned behind the word HCPCS, or “{ALL_CODES}”",
    "reason": "why the answers are not known, or what is the matter",
    "reason_means": "the same in words; empty where the reason says it",
    "next_step": "what to do",
    "asks": "what to ask on a call, where one may help",
    "due": f"the day it is due, or “{NO_DAY}”",
    "link": "the page to open",
}
KIND_MEANINGS: Final = {kind.name: kind.meaning for kind in KINDS}


def board_files(library: Library, rows: Iterable[ToDo], edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Give the sheet of the whole board: address and bytes."""
    told = (spelled_out(library, row, edition.base_url) for row in rows)
    yield "review.csv", sheet(told, BOARD).encode()


def spelled_out(library: Library, row: ToDo, base_url: str) -> tuple[str, ...]:
    """Write a row of the board in the order of BOARD; a link is a path below a site of unknown address."""
    return (
        row.kind,
        KIND_MEANINGS[row.kind],
        row.payer,
        library.payers[row.payer].title if row.payer else "",
        row.scope,
        _scope_name(library, row),
        row.title,
        "; ".join(question.slug for question in row.questions),
        "; ".join(question.label for question in row.questions),
        code_as_text("; ".join(row.codes)) if row.codes else ALL_CODES,
        row.reason,
        MEANINGS.get(row.reason, ""),
        row.action,
        " ".join(row.asks),
        row.day.isoformat() if row.day else NO_DAY,
        base_url + row.address,
    )


def _scope_name(library: Library, row: ToDo) -> str:
    if not row.payer:
        return ""
    payer = library.payers[row.payer]
    return next((scope.name for scope in payer.scopes if f"{payer.name}/{scope.id}" == row.scope), payer.title)
