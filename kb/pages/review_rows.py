"""The rows of the review board, from its pages, and as scripts that a page loads to save its rows as CSV."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from kb.catalogue.review import ToDo
from kb.domain.model import Library
from kb.pages.page import Page
from kb.pages.review import Board, PayerBoard
from kb.published.review_sheet import COLUMNS, spelled_out


def rows_of(pages: Iterable[Page]) -> tuple[ToDo, ...]:
    """Give every row of the board from its pages: those of codes, then payer by payer."""
    shown = (page.context for page in pages)
    boards = (context for context in shown if isinstance(context, Board | PayerBoard))
    return tuple(row for board in boards for row in (board.codes if isinstance(board, Board) else board.rows))


def board_scripts(library: Library, rows: Iterable[ToDo]) -> Iterator[tuple[str, str]]:
    """Give for each payer the address and the text of the script with its rows, in the columns of the sheet.

    Links are paths below the site, whose address the browser knows.
    """
    by_payer: dict[str, list[tuple[str, ...]]] = {}
    for row in rows:
        by_payer.setdefault(row.payer, []).append(spelled_out(library, row, ""))
    for payer in filter(None, by_payer):
        values = {"columns": list(COLUMNS), "rows": by_payer[payer]}
        written = json.dumps(values, ensure_ascii=True, separators=(",", ":"))
        yield f"static/board/{payer}.js", f"kb.board({json.dumps(payer)},{written});\n"
