"""What an import would change, and what it refuses when it compares with the table that is held."""

from __future__ import annotations

import datetime as dt

import pytest

from benchmarks import cms_files as made
from kb.official.importing import plan
from kb.official.reading import Wanted, read_files
from kb.official.source import Refused, read_name

TODAY = dt.date(2026, 1, 5)
ROWS = [made.fee_row(f"1200{number}") for number in range(8)]


@pytest.fixture
def planned(tmp_path):
    """Plan the import of a file over what is held, and give the one table that it makes."""

    def go(content, held, name="PPRRVU2026_Jan.csv", today=TODAY, **asked):
        (tmp_path / name).write_bytes(content)
        wanted = Wanted(codes=asked.pop("codes", frozenset()))
        gathered, _ = read_files((read_name(str(tmp_path / name)),), wanted, lambda _: None)
        [table] = plan(gathered, held, today, wanted.codes, **{"older": False, "fewer": False, **asked})
        return table

    return go


def files(table):
    return {table.table.path: table.content, table.table.provenance: table.source}


def test_the_same_file_on_another_day_gives_the_same_bytes(planned):
    first = planned(made.fees(ROWS), {})
    again = planned(made.fees(ROWS), files(first), today=dt.date(2026, 2, 9))
    assert (files(first), True) == (files(again), again.same)
    assert b"retrieved: 2026-01-05\n" in again.source


def test_rows_in_another_order_give_the_same_table(planned):
    assert planned(made.fees(ROWS), {}).content == planned(made.fees(ROWS[::-1]), {}).content


def test_a_newer_edition_takes_the_place_of_an_older_one_and_its_lines_are_counted(planned):
    first = planned(made.fees(ROWS), {})
    rows = [*ROWS[:-1], made.fee_row("12007", work="9.00")]
    later = planned(made.fees(rows, month="April"), files(first), "PPRRVU2026_Apr.csv")
    assert (dt.date(2026, 4, 1), 1, 1, False) == (later.provenance.edition, later.gone, later.new, later.same)


def test_an_older_edition_is_refused_unless_the_call_says_older(planned):
    held = files(planned(made.fees(ROWS), {}))
    older = made.fees(ROWS, 2025, "October")
    with pytest.raises(Refused, match=r"older than 2026-01-01.*--older"):
        planned(older, held, "PPRRVU2025_Oct.csv")
    assert dt.date(2025, 10, 1) == planned(older, held, "PPRRVU2025_Oct.csv", older=True).provenance.edition


def test_a_table_that_loses_over_a_fifth_of_its_rows_is_refused_with_the_figures(planned):
    held = files(planned(made.fees(ROWS), {}))
    with pytest.raises(Refused, match=r"6 rows where it has 8, 25 % fewer.*--fewer"):
        planned(made.fees(ROWS[:6]), held)
    assert 7 == planned(made.fees(ROWS[:7]), held).provenance.kept
    assert 6 == planned(made.fees(ROWS[:6]), held, fewer=True).provenance.kept


def test_a_table_of_some_codes_says_which_and_is_not_whole(planned):
    table = planned(made.fees(ROWS), {}, codes=frozenset({"12003", "12001"}))
    assert b"whole: no\ncodes: [12001, 12003]\n" in table.source
