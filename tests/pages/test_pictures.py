"""Pictures say what the grid and the tables say, to the mark and to the dollar."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import html5lib
import pytest

from kb.content.code_tables import dollars
from kb.domain.vocabulary import UNKNOWN
from kb.pages.glance import MOST_MAPS, glance_page
from kb.pages.pictures import EDGE, IN_A_LINE, amount_plot, coverage_map, coverage_maps, shares


@pytest.fixture(params=["good", "real"])
def found(request):
    """A library with its grids: the small one, and the real one."""
    return request.getfixturevalue(request.param)


def test_the_map_has_a_mark_for_each_scope_with_the_answer_of_the_grid(found):
    library, grids = found
    for code, grid in grids.items():
        drawn = coverage_map(library.codes[code], grid)
        for row, group in zip(drawn.rows, grid.groups, strict=True):
            expected = Counter((each.name, each.cells[0].value) for each in group.rows)
            assert expected == Counter((mark.name, mark.value) for mark in row.marks)
            assert Counter(mark.value for mark in row.marks) == {value: n for value, _, n in row.counts}


def test_marks_stand_in_lines_that_a_phone_shows_and_no_two_in_one_place(found):
    library, grids = found
    for code, grid in grids.items():
        for row in coverage_map(library.codes[code], grid).rows:
            places = [(mark.column, mark.line) for mark in row.marks]
            assert len(set(places)) == len(places) == len(row.marks)
            assert max(column for column, _ in places) < row.columns <= IN_A_LINE
            assert max(line for _, line in places) == row.lines - 1


def test_a_share_counts_known_answers_and_the_reasons_of_all_others(found):
    _, grids = found
    cells = [
        (group.payer, cell)
        for grid in grids.values()
        for g in [grid]
        for group in g.groups
        for row in group.rows
        for cell in row.cells
    ]
    for share in shares(grids):
        mine = [cell for payer, cell in cells if payer == share.payer]
        assert (sum(cell.value != UNKNOWN for cell in mine), len(mine)) == (share.known, share.total)
        assert share.total - share.known == sum(number for _, number in share.reasons)
        assert pytest.approx(100 * share.known / share.total, abs=0.05) == share.percent


@pytest.fixture
def page(real):
    """The code with the most observed amounts."""
    return real[0].codes["0709T"]


def test_each_amount_stands_where_its_logarithm_says(page):
    plot = amount_plot(page)
    low, high = 10, 100_000
    assert ["$10", "$100", "$1k", "$10k", "$100k"] == [figure for figure, _ in plot.ticks]

    def amount(place):
        share = (place - EDGE) / (100 - 2 * EDGE)
        return 10 ** (math.log10(low) + share * (math.log10(high) - math.log10(low)))

    rows = {(row.hospital, row.plan or row.payer, row.low): row for row in page.observed_amounts}
    held = 0
    for drawn in plot.rows:
        matching = [r for (hospital, who, _), r in rows.items() if (hospital, who) == (drawn.hospital, drawn.who)]
        (row,) = [
            r
            for r in matching
            if dict(drawn.amounts).get("negotiated", "").startswith(dollars(r.low) if r.low else "")
            and r.reading == drawn.reading
        ]
        for place, value in (
            (drawn.start, row.low),
            (drawn.end, row.high),
            (drawn.gross, row.gross),
            (drawn.cash, row.cash),
        ):
            assert (place is None) == (value is None)
            if place is not None:
                assert math.isclose(amount(place), value, rel_tol=0.002)
                held += 1
    assert held > 20


def test_a_placeholder_is_left_out_and_said_and_no_catch_all_looks_like_a_charge(page):
    plot = amount_plot(page)
    readings = Counter(row.reading for row in page.observed_amounts)
    assert readings["placeholder"]
    assert {"charge item", "catch-all"} == {row.reading for row in plot.rows}
    assert readings["placeholder"] == len(plot.left_out)
    assert ("Cleveland Clinic", "$2,739,849.30") in plot.left_out
    assert not any("2,739,849" in row.words for row in plot.rows)


def test_a_code_without_amounts_has_no_plot(page):
    assert amount_plot(replace(page, observed_amounts=())) is None
    placeholders = tuple(row for row in page.observed_amounts if row.reading == "placeholder")
    assert amount_plot(replace(page, observed_amounts=placeholders)) is None


def test_one_amount_alone_has_a_scale_around_it(page):
    row = replace(page.observed_amounts[0], low=Decimal(100), high=Decimal(100), gross=None, cash=None)
    plot = amount_plot(replace(page, observed_amounts=(row,)))
    assert ["$100", "$1k"] == [tick for tick, _ in plot.ticks]
    assert (EDGE, EDGE) == (plot.rows[0].start, plot.rows[0].end)


def test_only_the_best_documented_codes_of_a_large_library_are_drawn(good):
    library, grids = good
    code, grid = library.codes["0709T"], grids["0709T"]
    codes = {f"{n:04}T": replace(code, code=f"{n:04}T") for n in range(MOST_MAPS + 4)}
    many = replace(library, codes=codes)
    context = glance_page(many, {name: with_its_own_plan(grid, name) for name in codes}, code.reviewed).context
    assert (MOST_MAPS, 4) == (len(context.maps), context.more)


def with_its_own_plan(grid, code):
    first, *rest = grid.groups
    own = replace(first, rows=(replace(first.rows[0], scope=f"example-health/{code}"), *first.rows[1:]))
    return replace(grid, code=code, groups=(own, *rest))


def test_codes_with_the_same_coverage_in_every_plan_share_a_map(found):
    library, grids = found
    maps = coverage_maps(tuple(library.codes.values()), grids)
    assert sorted(library.codes) == sorted(page.code for drawn in maps for page in drawn.codes)
    for drawn in maps:
        same = {tuple(row.marks for row in coverage_map(page, grids[page.code]).rows) for page in drawn.codes}
        assert {tuple(row.marks for row in drawn.rows)} == same
    assert len(maps) == len({tuple(row.marks for row in drawn.rows) for drawn in maps})


def test_each_picture_has_a_title_and_a_description_that_say_what_it_shows(real_site):
    for name in ("glance.html", "codes/0709t/rates.html"):
        tree = html5lib.parse((real_site / name).read_bytes(), namespaceHTMLElements=False)
        pictures = [e for e in tree.iter() if isinstance(e.tag, str) and e.get("role") == "img"]
        assert len(pictures) > 5
        for picture in pictures:
            told = {e.get("id"): "".join(e.itertext()) for e in picture if e.tag.endswith(("title", "desc"))}
            assert 2 == len(told)
            assert " ".join(told) == picture.get("aria-labelledby")
            assert all(re.search(r"\w{3}", text) for text in told.values())
