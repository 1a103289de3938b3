"""The keys in a message of a rule are named as the columns of the sheet, with the cell."""

from __future__ import annotations

import re

import pytest

from kb.content.fields import ENTRY_FIELDS
from kb.domain.vocabulary import question
from kb.sheets.as_columns import as_columns
from kb.sheets.columns import NAMES
from kb.sheets.file import Row, Sheet

SHEET = Sheet("answers.csv", (), {name: place for place, name in enumerate(NAMES)}, ())
NOT_IN_A_SHEET = {"review_by", "replaces", "owner", "adopted", "listed", "criteria"}
"""Keys of an entry that no column has."""


class Line:
    row = Row(7, 7, ())
    question = question("coverage")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("add a receipt below `looked:`", "add a receipt below `source` in F7 and `date` in H7"),
        ("add `date_basis:`", "add `date basis` in U7"),
        ("add `coverage_sources:`", "add `source` in F7"),
        ("add `appeals_note:`", "add `note` in a row on appeals"),
        ("set `reviewed:`", "set `date` in H7"),
        ("see `owner:`", "see `owner:`"),
    ],
)
def test_a_key_is_told_as_its_column_and_cell(said, told):
    assert told == as_columns(said, SHEET, Line())


def test_each_key_that_a_sheet_can_fill_is_told_as_a_column():
    keys = [field.key for field in ENTRY_FIELDS]
    assert keys
    left = {key for key in keys if re.search("`[a-z_]+:`", as_columns(f"`{key}:`", SHEET, Line()))}
    assert NOT_IN_A_SHEET == {key for key in left if not key.endswith(("_contacts", "_periods"))}
