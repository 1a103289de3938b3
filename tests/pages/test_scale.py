"""Pages that gather many codes and scopes stay small: lines for what has its own page, and lists that are cut."""

from __future__ import annotations

import dataclasses
import datetime as dt
import gzip

import pytest

from benchmarks.bounds import ELEMENT, MOST_ELEMENTS
from kb.catalogue.schema import EntryRow
from kb.domain.vocabulary import QUESTIONS, UNKNOWN
from kb.history.clocks import read_clocks
from kb.pages.about import MOST_LISTED, all_pages_page
from kb.pages.grid import LINE, ROOM, ROW, Grid, GridGroup
from kb.pages.home import MOST_CODES, MOST_DUE, Told, home_page
from kb.pages.payer import MOST_GRIDS, payer_page
from kb.site.render import environment, render
from kb.site.unchanged import TEMPLATES

pytestmark = pytest.mark.slow

LIMIT = 60_000
MOST_ROWS = ROOM // (ROW + LINE) - 1
CODES = [f"{number:04}T" for number in range(1, 301)]


def weight(page):
    """Give how many bytes of a rendered page a server sends."""
    return len(gzip.compress(render(page, environment(TEMPLATES)).encode()))


def crowded(found, *, scopes=40, entries=200):
    """Give the library with many codes, and many scopes of its first payer with many entries each."""
    library, grids = found
    code, grid = library.codes["0709T"], grids["0709T"]
    name, payer = next(iter(library.payers.items()))
    group = next(group for group in grid.groups if group.payer == name)
    row, scope = next(row for row in group.rows if row.known), payer.scopes[0]
    many = tuple(dataclasses.replace(scope, id=f"scope-{n}", name=f"Scope number {n}") for n in range(scopes))
    rows = tuple(dataclasses.replace(row, scope=f"{name}/{each.id}") for each in many)
    entry = library.entries_of(f"{name}/{scope.id}")[0]
    held = tuple(
        dataclasses.replace(
            entry, scope=each.id, path=f"{name}/{each.id}/entry-{n}.md", title=f"Entry {n} of {each.id}"
        )
        for each in many
        for n in range(entries // scopes)
    )
    codes = {n: dataclasses.replace(code, code=n, path=f"codes/{n.lower()}.md", title=f"Item {n}") for n in CODES}
    full = dataclasses.replace(
        library, codes=codes, entries=held, payers={name: dataclasses.replace(payer, scopes=many)}
    )
    return full, {n: Grid(n, QUESTIONS, (GridGroup(name, payer.title, rows),)) for n in CODES}


def due(entry):
    """Give an entry as the list of reviews takes it."""
    fields = {name: getattr(entry, name, "") for name in EntryRow.model_fields}
    return EntryRow(**{**fields, "id": entry.id, "review_by": dt.date(2026, 1, 1)})


def home(found):
    library, grids = found
    reasons = {code: {"looked and not found": 1} for code in library.codes}
    return home_page(read_clocks(library), grids, reasons, [due(entry) for entry in library.entries], Told((), ()))


def test_a_payer_with_a_few_codes_shows_their_grids(good):
    library, grids = good
    for payer in library.payers.values():
        context = payer_page(payer, library, grids).context
        shown = [*(grid.code for grid, _ in context.grids), *(one.code for one in context.alike)]
        assert (sorted(grids), (), ()) == (sorted(shown), context.lines, context.unknown)


def test_a_code_with_nearly_the_answers_of_another_has_a_line_for_each_that_differs(good):
    library, grids = good
    for payer in library.payers.values():
        for one in payer_page(payer, library, grids).context.alike:
            both = [next(g for g in grids[code].groups if g.payer == payer.name) for code in (one.like, one.code)]
            cells = [[(cell.value, cell.by) for row in group.rows for cell in row.cells] for group in both]
            assert len(one.answers) == sum(before != after for before, after in zip(*cells, strict=True)) <= 4


def test_a_payer_with_many_codes_has_a_line_for_each_and_folds_those_of_which_nothing_is_known(good):
    library, grids = crowded(good)
    payer = next(iter(library.payers.values()))
    silent = "0007T"
    rows = grids[silent].groups[0].rows
    unknown = [dataclasses.replace(cell, value=UNKNOWN, tone="unknown") for cell in rows[0].cells]
    emptied = dataclasses.replace(grids[silent].groups[0], rows=(dataclasses.replace(rows[0], cells=tuple(unknown)),))
    context = payer_page(payer, library, {**grids, silent: Grid(silent, QUESTIONS, (emptied,))}).context
    assert len(CODES) > MOST_GRIDS
    assert () == context.grids
    assert [code for code in CODES if code != silent] == [code.code for codes, _ in context.lines for code in codes]
    assert [silent] == [code.code for code in context.unknown]


def test_the_line_of_a_code_counts_the_coverage_of_every_scope(good):
    group = crowded(good)[1][CODES[0]].groups[0]
    assert 40 == sum(number for _, _, number in group.coverage)


@pytest.mark.parametrize("entries", [200, 1600])
def test_the_page_of_a_payer_with_hundreds_of_codes_and_entries_is_small(good, entries):
    library, grids = crowded(good, entries=entries)
    assert weight(payer_page(next(iter(library.payers.values())), library, grids)) < LIMIT


def test_a_line_for_each_of_hundreds_of_codes_with_answers_of_its_own_has_no_more_elements_than_a_page_may(good):
    library, grids = crowded(good)
    payer = next(iter(library.payers.values()))
    page = payer_page(payer, library, {name: with_a_plan_of_its_own(grid) for name, grid in grids.items()})
    assert (len(CODES), True) == (len(page.context.lines), page.context.plain)
    found = render(page, environment(TEMPLATES)).encode()
    assert len(ELEMENT.findall(found)) <= MOST_ELEMENTS


def with_a_plan_of_its_own(grid):
    (group,) = grid.groups
    known = dataclasses.replace(group.rows[0].cells[0], value="covered with criteria", tone="partial")
    own = dataclasses.replace(group.rows[0], name=f"Plan {grid.code}", cells=(known, *group.rows[0].cells[1:]))
    return dataclasses.replace(grid, groups=(dataclasses.replace(group, rows=(own, *group.rows[1:])),))


def test_codes_with_the_same_coverage_share_the_line_of_a_payer_page(good):
    library, grids = crowded(good)
    ((codes, _),) = payer_page(next(iter(library.payers.values())), library, grids).context.lines
    assert CODES == [code.code for code in codes]


def test_the_home_page_shows_the_best_documented_codes_and_counts_the_rest(good):
    context = home(crowded(good)).context
    assert (MOST_CODES, len(CODES) - MOST_CODES, MOST_DUE) == (
        len(context.codes),
        context.more_codes,
        len(context.due),
    )


def test_the_entries_due_first_are_named_by_payer_and_scope(good):
    assert {"Scope number 0"} == {name.rpartition(", ")[2] for _, name in home(crowded(good)).context.due[:5]}


def test_the_home_page_shows_the_whole_grid_only_while_few_scopes_say_anything(good):
    assert home(good).context.whole
    assert home(crowded(good, scopes=MOST_ROWS)).context.whole
    assert not home(crowded(good, scopes=MOST_ROWS + 2)).context.whole


@pytest.mark.parametrize("scopes", [MOST_ROWS, 10 * MOST_ROWS])
def test_the_home_page_of_a_large_library_is_small(good, scopes):
    assert weight(home(crowded(good, scopes=scopes, entries=2 * scopes))) < LIMIT


def test_the_list_of_all_pages_counts_entries_once_they_are_many(good):
    few, many = (crowded(good, entries=number)[0] for number in (MOST_LISTED, MOST_LISTED + 40))
    assert all_pages_page(few).context.listed
    assert not all_pages_page(many).context.listed
    assert weight(all_pages_page(many)) < LIMIT
