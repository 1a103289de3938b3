"""A date of service in a query, in the forms that people type, is read apart from the words."""

from __future__ import annotations

import pytest

from kb.search.dates import read_date


@pytest.mark.parametrize(
    "written",
    [
        *("2026-03-01", "2026-3-1", "3/1/2026", "03/01/2026", "March 1 2026", "march 1, 2026", "Mar 1st 2026"),
        *("1 March 2026", "1st mar 2026", "DOS 2026-03-01", "dos: 3/1/2026", "date of service 1 March 2026"),
    ],
)
def test_a_date_is_read_and_taken_out(written):
    for typed in (f"0709T {written} uhc", f"0709T uhc {written}", f"{written}, 0709T uhc"):
        rest, date = read_date(typed)
        assert "2026-03-01" == date
        assert ["0709T", "uhc"] == rest.replace(",", "").split()


@pytest.mark.parametrize(
    "typed",
    [
        *("2026-13-01", "2026-02-30", "13/1/2026", "Foo 1 2026", "Ma 1 2026", "2026-03", "0709T-2026-03-01"),
        *(
            '"March 1 2026"',
            "effective:2026-03-01",
            "effective:..2026-03-01",
            "2026-03-01..2026-04-01",
            "12026-03-01",
        ),
    ],
)
def test_what_is_no_day_or_part_of_something_else_stays(typed):
    assert (typed, "") == read_date(typed)


def test_the_first_of_several_dates_counts_and_all_are_taken_out():
    rest, date = read_date("0709T from March 3 2026 to 2026-03-09")
    assert ("2026-03-03", ["0709T", "from", "to"]) == (date, rest.split())
