"""Where a table comes from is kept beside it, and read back as it was written."""

from __future__ import annotations

import datetime as dt

import pytest

from kb.domain.problem import Problem
from kb.facts.provenance import Provenance, SourceFile, read_provenance, write_provenance
from kb.facts.tables import FEES

MADE = Provenance(
    "fees", dt.date(2026, 1, 1), "2025-12-15", dt.date(2026, 1, 5), FEES.own_url,
    (SourceFile('a "b": c.zip:PPRRVU.csv', "0" * 64, 12), SourceFile("two.csv", "f" * 64, 3)),
    ("0708T", "12001"), not "whole", 14, 1, "a" * 64,
)  # fmt: skip


def test_it_is_read_back_as_it_was_written():
    assert read_provenance(FEES, write_provenance(FEES, MADE)) == MADE
    assert 15 == MADE.read


def test_it_names_its_files_and_its_edition_as_answers_cite_them():
    assert MADE.label.endswith("two.csv, edition of 2026-01-01")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"edition: 2026-01-01", b"edition: 2026-13-01"),
        (b"rows_kept: 14\n", b""),
        (b"sha256: 000", b"sha256: xyz"),
        (b"files:", b"papers:"),
        (b"title", b"\xff"),
        (b"whole: no", b"- whole"),
    ],
)
def test_one_that_was_edited_is_a_problem(old, new):
    assert isinstance(read_provenance(FEES, write_provenance(FEES, MADE).replace(old, new)), Problem)
