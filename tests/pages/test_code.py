"""The header of a code page goes by the day of the site: unit limits that hold, and events that are still to come."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kb.domain.code_facts import LifeEvent, UnitLimit
from kb.domain.concepts import Concept
from kb.pages.answers_as_of import CodeDates
from kb.pages.code import code_page

SETTING = "practitioner"


@pytest.fixture
def shown(good):
    """Give what the page of a code shows on a day, its unit limits and life given."""
    library, grids = good

    def on(day, units=(), life=()):
        page = replace(library.codes["0708T"], units=units, life_cycle=life)
        dates = CodeDates("", (), (), {})
        return code_page(page, library, grids["0708T"], dates, dt.date.fromisoformat(day)).context

    return on


def test_a_code_names_the_other_codes_of_its_families(good):
    library, grids = good
    library = replace(library, concepts=(Concept("foot", "on it", codes=("0708T-0709T",)), Concept("arm", "on it")))
    page = library.codes["0708T"]
    found = code_page(page, library, grids["0708T"], CodeDates("", (), (), {}), dt.date(2026, 1, 1)).context
    assert {"foot": (library.codes["0709T"],)} == found.families


def limit(units, effective, setting=SETTING):
    return UnitLimit(setting, units, "3", "a reason", dt.date.fromisoformat(effective), ("a-source",))


@pytest.mark.parametrize(
    ("day", "held"),
    [
        ("2025-12-31", [(1, None, "2025-12-31"), (2, "2026-01-01", "2026-12-31"), (3, "2027-01-01", None)]),
        ("2026-01-01", [(2, None, "2026-12-31"), (3, "2027-01-01", None)]),
        ("2026-12-31", [(2, None, "2026-12-31"), (3, "2027-01-01", None)]),
        ("2027-01-01", [(3, None, None)]),
    ],
)
def test_the_unit_limit_is_that_of_the_day_and_those_to_come_have_their_days(shown, day, held):
    units = (limit(3, "2027-01-01"), limit(1, "2025-01-01"), limit(2, "2026-01-01"))
    found = [(one.row.units, one.first, one.last) for one in shown(day, units).limits]
    assert held == [(number, *(on and str(on) for on in days)) for number, *days in found]


def test_each_setting_has_its_own_limit(shown):
    units = (limit(1, "2025-01-01"), limit(2, "2025-01-01", "outpatient hospital"))
    assert [SETTING, "outpatient hospital"] == [one.row.setting for one in shown("2026-01-01", units).limits]


@pytest.mark.parametrize(
    ("on", "days"),
    [
        ("2027-01-10", {"2027-01-09": True, "2027-01-10": True, "2027-01-11": False}),
        ("2027-01", {"2026-12-31": True, "2027-01-31": True, "2027-02-01": False}),
        ("2027", {"2026-12-31": True, "2027-12-31": True, "2028-01-01": False}),
    ],
)
def test_an_event_is_to_come_until_its_day_month_or_year_is_over(shown, on, days):
    event = LifeEvent("sunset", on, "inferred", ("a-source",))
    assert days == {day: bool(shown(day, life=(event,)).coming) for day in days}
