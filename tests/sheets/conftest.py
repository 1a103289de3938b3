"""What the tests of sheets share: a sheet made on the spot, and what it would do to the small library."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest

from kb.content.load import Texts, load
from kb.rules.check import check
from kb.sheets.file import read_sheet
from kb.sheets.planning import plan

TODAY = dt.date(2026, 3, 9)
HEADS = ["payer", "plan", "code", "question", "value", "source", "date", "note"]
GOOD = {
    "payer": "Example Health",
    "plan": "Commercial plans",
    "code": "0709T",
    "question": "appeals",
    "value": "In writing within 180 days",
    "source": "Example appeals page <https://example.org/health/appeals>",
    "date": "2026-03-05",
    "note": "",
}
"""A row that is taken as it is: it makes a new entry."""


def written(*rows, heads=None, delimiter=","):
    """Write rows, each a dict that differs from the good one, as CSV."""
    every = heads or [*HEADS, *dict.fromkeys(key for row in rows for key in row if key not in HEADS)]
    held = io.StringIO()
    writer = csv.DictWriter(held, every, delimiter=delimiter, extrasaction="ignore")
    writer.writeheader()
    writer.writerows({**GOOD, **row} for row in rows)
    return held.getvalue().encode()


@pytest.fixture(scope="session")
def texts(request):
    return load(request.config.rootpath / "tests" / "data" / "good")


@pytest.fixture
def sheet():
    return written


@pytest.fixture
def planned(texts):
    """Plan a sheet, given as bytes, against the small library or against the texts of another."""

    def of(raw, others=None):
        held = Texts(others, ()) if others is not None else texts
        return plan(read_sheet("team.csv", raw), held, check(held, only=()).library, TODAY)

    return of
