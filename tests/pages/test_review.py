"""The pages of the board: each row once, counts that agree with the rows, and parts that stay small."""

from __future__ import annotations

import datetime as dt
import gzip
from collections import Counter
from dataclasses import replace

from kb.catalogue.review import KINDS, ToDo
from kb.domain.vocabulary import QUESTIONS
from kb.pages.review import MOST_ROWS, review_pages, unknown_rows
from kb.site.render import environment, render
from kb.site.unchanged import TEMPLATES

DAY = dt.date(2026, 3, 1)
LIMIT = 60_000


def row(number, payer="example-health", kind="unknown"):
    return ToDo(
        kind=kind,
        payer=payer,
        scope=f"{payer}/commercial" if payer == "example-health" else "",
        title=f"Entry number {number} on a thing of its own",
        address=f"{payer or 'codes'}/payer.html",
        questions=QUESTIONS[: 1 + number % 7],
        codes=tuple(f"{number + n:04}T" for n in range(number % 40)),
        reason="looked and not found",
        action="Call the payer.",
        day=DAY + dt.timedelta(days=number % 90),
        asks=tuple(question.asks for question in QUESTIONS[: 1 + number % 7]),
    )


def pages(found, rows):
    return list(review_pages(found[0], tuple(rows), (), DAY))


def test_each_row_stands_on_one_page_of_its_payer(good):
    rows = [row(number) for number in range(2 * MOST_ROWS + 5)]
    made = [page for page in pages(good, rows) if page.address.startswith("review/example-health")]
    assert [f"review/example-health{end}.html" for end in ("", "-2", "-3")] == [page.address for page in made]
    assert rows == [found for page in made for found in page.context.rows]
    assert {tuple(page.address for page in made)} == {page.context.pages for page in made}


def test_each_row_has_an_id_by_which_an_unknown_is_found_on_its_part_of_the_board(good):
    rows = [replace(row(number), reason=f"reason {number}") for number in range(MOST_ROWS + 5)]
    made = {page.address: page for page in pages(good, rows)}
    addresses = unknown_rows(rows)
    assert f"review/example-health-2.html#unknown-commercial-{MOST_ROWS + 5}" in addresses.values()
    for (scope, question, reason), address in addresses.items():
        page, _, name = address.partition("#")
        shown = made[page].context
        (found,) = [held for one, held in zip(shown.ids, shown.rows, strict=True) if one == name]
        assert reason == found.reason
        assert (scope, question) in [(found.scope, asked.slug) for asked in found.questions]


def test_only_unknowns_are_found_so():
    assert {} == unknown_rows([row(3, kind="due"), row(3, kind="part-read")])


def test_a_payer_without_rows_has_a_page_that_says_so(good):
    (page,) = [page for page in pages(good, []) if page.address == "review/sample-mutual.html"]
    shown = render(page, environment(TEMPLATES))
    assert "Nothing is due, unknown, in conflict or doubtful here." in shown
    assert f'The next review is due on <time datetime="{page.context.next_review}">' in shown
    assert 'href="../sample-mutual/payer.html"' in shown


def test_the_first_page_counts_the_rows_of_each_payer_and_kind(good):
    kinds = [kind.name for kind in KINDS]
    rows = [row(n, kind=kinds[n % 6]) for n in range(20)] + [row(1, payer="sample-mutual")]
    board = pages(good, [*rows, row(3, payer="", kind="due")])[0].context
    counted = {(line.payer.name, kind.name): n for line in board.lines for kind, n in line.counts}
    expected = Counter((found.payer, found.kind) for found in rows)
    assert expected == Counter({key: n for key, n in counted.items() if n})
    assert sum(n for _, n in board.totals) == len(rows)
    assert [""] == [found.payer for found in board.codes]


def test_a_full_page_of_the_board_is_small(good):
    made = pages(good, [row(number) for number in range(5 * MOST_ROWS)])
    weights = [len(gzip.compress(render(page, environment(TEMPLATES)).encode())) for page in made]
    assert max(weights) < LIMIT


def test_the_page_says_the_call_script_with_the_scope_the_codes_and_the_question(good):
    (page,) = [page for page in pages(good, [row(9)]) if page.address == "review/example-health.html"]
    text = " ".join(render(page, environment(TEMPLATES)).split())
    assert "for 0009T, 0010T, 0011T, 0012T, 0013T, 0014T and 3 more: Does the payer cover the service?" in text


def test_the_board_of_a_payer_says_who_keeps_its_pages_where_that_is_named(good):
    texts = {page.address: render(page, environment(TEMPLATES)) for page in pages(good, [])}
    assert "Owner: example policy desk." in texts["review/example-health.html"]
    assert "Owner:" not in texts["review/sample-mutual.html"]
