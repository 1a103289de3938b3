"""The rows of the review worklist, from its pages, and as scripts that a page loads to save its rows as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kb.catalogue.review import KINDS, REVIEWS, ToDo
from kb.domain.model import Library
from kb.pages.packing import script_of
from kb.pages.page import Page
from kb.pages.review import Board, PayerBoard
from kb.published.review_sheet import BOARD, spelled_out


def rows_of(pages: Iterable[Page]) -> tuple[ToDo, ...]:
    """Return every row of the board from its pages: those of codes, then payer by payer."""
    shown = (page.context for page in pages)
    boards = (context for context in shown if isinstance(context, Board | PayerBoard))
    return tuple(row for board in boards for row in (board.codes if isinstance(board, Board) else board.rows))


CODES: Final = "codes"
"""What stands for the payer where rows are those of code pages; no payer's folder can have this name."""


def board_scripts(library: Library, rows: Iterable[ToDo], later: Iterable[ToDo]) -> Iterator[tuple[str, str]]:
    """Yield for each payer, and for the codes, the address and the text of the script that holds its rows.

    They are as the sheet has them, those on the board first, then the reviews that come to it on a later day. Links
    are paths below the site: the browser knows where it is.
    """
    shown, coming = _by_payer(library, rows), _by_payer(library, later)
    kinds = {kind.name: kind.meaning for kind in KINDS if kind.name in REVIEWS}
    for payer in (*library.payers, CODES):
        told = {
            "columns": list(BOARD),
            "rows": shown.get(payer, []),
            "later": coming.get(payer, []),
            "kinds": kinds,
        }
        yield f"static/board/{payer}.js", script_of("board", payer, told)


def _by_payer(library: Library, rows: Iterable[ToDo]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in rows:
        found.setdefault(row.payer or CODES, []).append(spelled_out(library, row, ""))
    return found
