"""The life of a code: what a day before it began or after its sunset is told."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from kb.content.load import load
from kb.domain.code_facts import LifeEvent
from kb.domain.life_cycle import Life, life_of
from kb.rules.check import check

UNSURE = "Whether 0709T still exists on this day is not known:"


@pytest.fixture
def page(good_library):
    return check(load(good_library)).library.codes["0709T"]


def lived(page, *rows, family="CPT Category III"):
    events = tuple(LifeEvent(*row, ("x",)) for row in rows)
    return life_of(dataclasses.replace(page, life_cycle=events, family=family))


@pytest.mark.parametrize(
    ("rows", "day", "said"),
    [
        ([("effective", "2022-01-01", "printed")], "2021-12-31",
         "0709T began on Jan 1, 2022: before that there was no such code."),
        ([("effective", "2022-01", "inferred")], "2021-12-31",
         "0709T began in Jan 2022, which is inferred: before that there was no such code."),
        ([("effective", "2022-01-01", "printed")], "2022-01-01", ""),
        ([("effective", "2022", "printed")], "2022-01-01", ""),
        ([("effective", "2023-01-01", "printed"), ("effective", "2022-01-01", "printed")], "2022-06-01", ""),
        ([("sunset", "2027-01", "inferred")], "2026-12-31", ""),
        ([("sunset", "2027-01", "inferred")], "2027-01-01",
         f"{UNSURE} its sunset in Jan 2027 is inferred; check the AMA's Category III list."),
        ([("sunset", "2027-01-01", "printed")], "2027-01-01",
         "0709T has its sunset on Jan 1, 2027: from then on there is no such code."),
        ([("sunset", "2027-01", "inferred"), ("sunset", "2032-01", "inferred")], "2030-01-01", ""),
        ([("released", "2021-07", "inferred")], "2020-01-01", ""),
    ],
)  # fmt: skip
def test_a_day_outside_the_life_of_a_code_is_told_as_surely_as_its_rows_are(page, rows, day, said):
    assert said == lived(page, *rows).caution(dt.date.fromisoformat(day))


def test_of_a_code_of_another_kind_no_list_of_category_iii_is_named(page):
    life = lived(page, ("sunset", "2027-01", "inferred"), family="HCPCS Level II")
    assert life.after.endswith("; check the code list of that day.")


def test_a_code_without_a_life_cycle_says_nothing_of_any_day(page):
    assert Life() == lived(page)
    assert "" == Life().caution(dt.date.max)
