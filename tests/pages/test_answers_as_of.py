"""The answers of a code by date of service: the timelines are what resolving the library of each day gives."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from kb.catalogue import tables as catalogue
from kb.content.load import load
from kb.domain.vocabulary import QUESTIONS
from kb.history.clocks import read_clocks
from kb.history.in_force import AsOfDates
from kb.history.library_as_of import library_as_of
from kb.history.read import read_history
from kb.history.versions import RECORDED
from kb.pages.answers_as_of import WITHDRAWN, CodeTimelines
from kb.pages.grid import make_grids
from kb.pages.version_history import VersionHistories
from kb.rules.check import check

PLANS, MUTUAL = "example-health/commercial", "sample-mutual/regional"
X, Y, Z = (f"{PLANS}/{name}.md" for name in "xyz")


def read(folder):
    texts = load(folder)
    return read_clocks(check(texts).library, read_history(folder, texts))


def grid_of(library, code):
    with catalogue.open_catalogue(library) as tables:
        return make_grids(catalogue.scopes(tables), tables.resolved)[code]


@pytest.fixture
def told(repository, good_library, rule):
    """A repository of the small library's payers and codes in which rules begin, end, move and are withdrawn."""
    files = {path: (good_library / path).read_text(encoding="utf-8") for path in PAGES}
    first = {X: rule("covered", "2025-01-01", codes="0700T-0709T"), Y: rule("case by case", "2025-03-01")}
    repository.commit({**files, **first}, "2025-01-02", "first")
    repository.commit(
        {X: rule("not covered", "2025-06-01", "2025-09-30", codes="0700T-0709T")}, "2025-06-02", "second"
    )
    repository.commit({Y: None, Z: rule("investigational", "2026-08-01")}, "2025-10-05", "third")
    repository.commit({X: rule("covered with criteria", "2027-01-01", codes="0700T-0709T")}, "2025-10-06", "fourth")
    old = rule("covered", codes="category III").replace("currency: current", "currency: old")
    of_2024 = "printed: 2024-05\n    retrieved:"
    files = {f"{MUTUAL}/old.md": old.replace("retrieved:", of_2024).replace("NAME", "old")}
    files[f"{MUTUAL}/new.md"] = rule("not covered", "2025-11-01", codes="category III").replace("NAME", "new")
    repository.commit(files, "2025-11-02", "fifth")
    return repository.folder


PAGES = ("codes/0708t.md", "codes/0709t.md", "example-health/payer.md", "sample-mutual/payer.md")


@pytest.mark.slow
@pytest.mark.parametrize("code", ["0708T", "0709T"])
def test_on_each_day_the_timelines_give_the_grid_of_the_library_as_of_that_day(told, code):
    clocks = read(told)
    today = grid_of(clocks.library, code)
    found = CodeTimelines(VersionHistories(clocks)).timelines(code, today)
    turns = {dated.first for rows in found.values() for row in rows for dated in row if dated.first}
    assert 4 < len(turns)
    for day in sorted({dt.date(2024, 1, 1)} | turns | {turn - dt.timedelta(days=1) for turn in turns}):
        then = grid_of(library_as_of(clocks.history, AsOfDates(day), clocks.documents, clocks.today).library, code)
        for (scope, key), cell in then.cells.items():
            number = [question.key for question in QUESTIONS].index(key)
            row = found[scope][number] if scope in found else ()
            begun = [dated.cell for dated in row if dated.first is None or dated.first <= day]
            if begun:
                begun[-1] = dataclasses.replace(begun[-1], marks=tuple(m for m in begun[-1].marks if m != WITHDRAWN))
            assert cell == (begun[-1] if begun else today.cells[scope, key]), (day, scope, key)


def test_a_cell_leads_to_the_version_that_gave_it(told):
    clocks = read(told)
    pasts = VersionHistories(clocks)
    rows = CodeTimelines(pasts).timelines("0708T", grid_of(clocks.library, "0708T"))[PLANS]
    by_day = {str(dated.first): (dated.cell.value, dated.address) for dated in rows[0]}
    first = clocks.history.commits[0].sha[:7]
    assert ("covered", f"{PLANS}/x/versions/2025-01-02-{first}.html#coverage") == by_day["2025-01-01"]
    assert ("case by case", f"{PLANS}/y.html#coverage") == by_day["2025-03-01"]
    assert all(pasts.at(address.partition("#")[0]) for _, address in by_day.values() if address)


def test_an_old_edition_without_dates_decides_no_day_before_the_rule_that_replaced_it_and_has_its_link(told):
    clocks = read(told)
    timelines = CodeTimelines(VersionHistories(clocks)).timelines("0708T", grid_of(clocks.library, "0708T"))
    before, after = timelines[MUTUAL][0]
    reason = "which revision was in force on this day is not recorded; a revision of 2024 said “covered”"
    assert ("data not available", reason, ()) == before.shown
    assert f"{MUTUAL}/old.html#coverage" == before.address
    assert ("2025-11-01", "not covered") == (str(after.first), after.cell.value)


def test_a_cell_that_is_unknown_until_a_rule_begins_says_when_that_is(told):
    clocks = read(told)
    first = CodeTimelines(VersionHistories(clocks)).timelines("0708T", grid_of(clocks.library, "0708T"))[PLANS][0][0]
    assert (None, "no earlier rule recorded; one begins Jan 1, 2025") == (first.first, first.cell.by)
    assert first.cell.why.startswith("No earlier rule is recorded here: one begins on Jan 1, 2025.")


def test_the_days_of_change_name_the_entries_and_count_the_answers(told):
    clocks = read(told)
    clock = CodeTimelines(VersionHistories(clocks)).dates("0709T", grid_of(clocks.library, "0709T"))
    days = {str(turn.day): turn for turn in clock.change_days}
    assert {"2025-01-01", "2025-06-01", "2025-10-01", "2027-01-01"} <= days.keys()
    ((title, address),) = days["2025-06-01"].entries
    assert title.endswith("An example rule on 0700T-0709T")
    assert address.startswith(f"{PLANS}/x")
    assert all(turn.answers for turn in clock.change_days)
    assert ["2026-08-01", "2027-01-01"] == [str(coming.effective) for *_, coming in clock.upcoming]


def test_where_nothing_ever_changes_there_is_nothing_to_load(repository, good_library, rule):
    files = {path: (good_library / path).read_text(encoding="utf-8") for path in PAGES}
    repository.commit({**files, X: rule("covered")})
    clocks = read(repository.folder)
    grid = grid_of(clocks.library, "0709T")
    assert {} == CodeTimelines(VersionHistories(clocks)).timelines("0709T", grid)


def test_an_entry_that_another_carries_on_makes_no_conflict_on_any_day(repository, good_library, rule):
    files = {path: (good_library / path).read_text(encoding="utf-8") for path in PAGES}
    repository.commit({**files, X: rule("covered")}, "2025-01-02")
    repository.commit({Y: rule("case by case", codes="[0708T, 0709T]")}, "2025-06-01")
    repository.commit({X: None}, "2025-06-02")
    before = [cell.cell.value for cell in coverage_of(repository.folder)]
    assert ["sources conflict", "case by case"] == before
    replacing = rule("case by case", codes="[0708T, 0709T]").replace("reviewed", f"replaces: {X[:-3]}\nreviewed", 1)
    repository.commit({Y: replacing}, "2025-06-03")
    assert [] == coverage_of(repository.folder)


def coverage_of(folder):
    """Give the cells of coverage of 0708T for the plans in order of days; none where it never changes."""
    clocks = read(folder)
    return (
        CodeTimelines(VersionHistories(clocks))
        .timelines("0708T", grid_of(clocks.library, "0708T"))
        .get(PLANS, [[]])[0]
    )


def test_what_the_project_says_it_replaces_was_an_entry_and_conflicts_on_no_day(real_policies):
    """As far as this clone has the history of that."""
    clocks = read(real_policies)
    named = {id_ for entry in clocks.on_disk.entries for id_ in entry.replaces}
    assert named
    if clocks.history.state != RECORDED:
        pytest.skip(f"this copy of the project has no whole history: {clocks.history.note}")
    pasts = VersionHistories(clocks)
    assert named == pasts.replaced.keys()
    timelines = CodeTimelines(pasts).timelines("0709T", grid_of(clocks.library, "0709T"))
    rows = timelines.get("bcbs/massachusetts", ())
    assert [] == [cell for row in rows for cell in row if cell.cell.value == "sources conflict"]


def test_an_answer_of_an_entry_withdrawn_since_says_so(repository, good_library, rule):
    files = {path: (good_library / path).read_text(encoding="utf-8") for path in PAGES}
    repository.commit({**files, X: rule("covered"), Y: rule("covered", codes="0709T")}, "2025-01-02")
    repository.commit({X: None}, "2025-06-02")
    clocks = read(repository.folder)
    rows = CodeTimelines(VersionHistories(clocks)).timelines("0708T", grid_of(clocks.library, "0708T"))[PLANS]
    told = [(str(dated.first), dated.cell.value, dated.cell.marks) for dated in rows[0]]
    assert [("None", "covered", (WITHDRAWN,)), ("2025-06-02", "data not available", ())] == told
