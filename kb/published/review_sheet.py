"""The review board as a sheet: a row for each thing there is to do, with every code and every reason spelled out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kb.catalogue.review import KINDS, ToDo
from kb.domain.model import Library
from kb.published.edition import Edition
from kb.published.sheet import MEANINGS, sheet

NO_DAY: Final = "no day set"
ALL_CODES: Final = "all it reaches"
COLUMNS: Final[dict[str, str]] = {
    "kind": "what brings the row to the board",
    "kind_means": "the same in words",
    "payer": "the payer; empty for the page of a code",
    "scope": "the id of the scope; empty for the page of a payer or a code",
    "scope_name": "its name; the payer's where there is no scope",
    "title": "what is to be reviewed",
    "questions": "the questions that are open or due",
    "codes": f"the codes concerned, or “{ALL_CODES}”",
    "reason": "why the answers are not known, or what is the matter",
    "reason_means": "the same in words",
    "next_step": "what to do",
    "asks": "what to ask on a call, where one may help",
    "due": f"the day it is due, or “{NO_DAY}”",
    "link": "the page to open",
}
"""What each column holds, in their order."""

KIND_MEANINGS: Final = {kind.name: kind.meaning for kind in KINDS}


def board_files(library: Library, rows: Iterable[ToDo], edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Give the sheet of the whole board: address and bytes."""
    yield "review.csv", sheet((spelled_out(library, row, edition.base_url) for row in rows), COLUMNS).encode()


def spelled_out(library: Library, row: ToDo, base_url: str) -> tuple[str, ...]:
    """Write a row of the board in the order of the columns; a link is a path below a site of unknown address."""
    return (
        row.kind,
        KIND_MEANINGS[row.kind],
        library.payers[row.payer].title if row.payer else "",
        row.scope,
        _scope_name(library, row),
        row.title,
        "; ".join(question.title for question in row.questions),
        "; ".join(row.codes) or ALL_CODES,
        row.reason,
        MEANINGS.get(row.reason, row.reason),
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
