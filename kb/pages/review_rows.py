"""The rows of the review board as its pages hold them, and as scripts that a page loads when its rows are saved."""

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
    """Give for each payer the address and the text of the script that holds its rows as the sheet has them.

    Links are paths below the site: the browser knows where it stands.
    """
    by_payer: dict[str, list[tuple[str, ...]]] = {}
    for row in rows:
        by_payer.setdefault(row.payer, []).append(spelled_out(library, row, ""))
    for payer in filter(None, by_payer):
        told = {"columns": list(COLUMNS), "rows": by_payer[payer]}
        written = json.dumps(told, ensure_ascii=True, separators=(",", ":"))
        yield f"static/board/{payer}.js", f"kb.board({json.dumps(payer)},{written});\n"
