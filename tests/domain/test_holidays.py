"""Federal holidays are the days that the Office of Personnel Management lists."""

from __future__ import annotations

import datetime as dt

import pytest

from kb.domain.holidays import is_federal_holiday, is_weekend

OBSERVED = {
    2020: "01-01 01-20 02-17 05-25 07-03 09-07 10-12 11-11 11-26 12-25",
    2021: "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31",
    2026: "01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25",
    2027: "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31",
}
"""Days observed, by year; New Year's Day of 2022 and 2028 is observed on the day before it."""


@pytest.mark.parametrize("year", OBSERVED)
def test_the_federal_holidays_of_a_year_are_those_observed(year):
    days = (dt.date(year, 1, 1) + dt.timedelta(days=number) for number in range(365))
    assert OBSERVED[year].split() == [f"{day:%m-%d}" for day in days if is_federal_holiday(day)]


def test_saturday_and_sunday_are_the_weekend():
    monday = dt.date(2026, 3, 2)
    assert [5, 6] == [n for n in range(7) if is_weekend(monday + dt.timedelta(days=n))]
