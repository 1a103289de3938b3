"""The scripts that hold a payer's rows of the board, for who saves them: those of the page, in its order."""

from __future__ import annotations

import json

from kb.catalogue.review import later_reviews
from kb.pages.review_rows import board_scripts, rows_of
from kb.published.review_sheet import BOARD, spelled_out


def test_a_script_holds_the_rows_of_its_payer_in_the_order_of_the_page(good, good_pages):
    library, _ = good
    rows = rows_of(good_pages)
    scripts = dict(board_scripts(library, rows, ()))
    assert {f"static/board/{name}.js" for name in (*library.payers, "codes")} == scripts.keys()
    for page in (page for page in good_pages if page.template == "review_payer"):
        name = page.context.payer.name
        payer, told = json.loads(f"[{scripts[f'static/board/{name}.js'][9:-3]}]")
        wanted = [list(spelled_out(library, row, "")) for row in page.context.rows]
        assert (name, [*BOARD], wanted) == (payer, told["columns"], told["rows"])


def test_the_rows_of_codes_come_first(good_pages):
    board = next(page.context for page in good_pages if page.template == "review")
    assert board.codes == rows_of(good_pages)[: len(board.codes)]


def test_behind_the_rows_of_a_page_are_the_reviews_that_come_to_it_later(good):
    library, _ = good
    coming = later_reviews(library, library.newest_review)
    scripts = dict(board_scripts(library, (), coming))
    for name in (*library.payers, "codes"):
        _, values = json.loads(f"[{scripts[f'static/board/{name}.js'][9:-3]}]")
        mine = [list(spelled_out(library, row, "")) for row in coming if (row.payer or "codes") == name]
        assert ([], mine) == (values["rows"], values["later"])
        assert {"overdue", "due"} == values["kinds"].keys()
