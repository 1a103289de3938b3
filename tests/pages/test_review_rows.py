"""The scripts that hold a payer's rows of the board, for who saves them: those of the page, in its order."""

from __future__ import annotations

import json

from kb.pages.review_rows import board_scripts, rows_of
from kb.published.review_sheet import COLUMNS, spelled_out


def test_a_script_holds_the_rows_of_its_payer_in_the_order_of_the_page(good, good_pages):
    library, _ = good
    rows = rows_of(good_pages)
    scripts = dict(board_scripts(library, rows))
    assert {f"static/board/{row.payer}.js" for row in rows if row.payer} == scripts.keys()
    for page in (page for page in good_pages if page.template == "review_payer"):
        name = page.context.payer.name
        payer, told = json.loads(f"[{scripts[f'static/board/{name}.js'][9:-3]}]")
        wanted = [list(spelled_out(library, row, "")) for row in page.context.rows]
        assert (name, [*COLUMNS], wanted) == (payer, told["columns"], told["rows"])


def test_the_rows_of_codes_come_first(good_pages):
    board = next(page.context for page in good_pages if page.template == "review")
    assert board.codes == rows_of(good_pages)[: len(board.codes)]
