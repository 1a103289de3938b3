"""A reading of every code gives of each code the rows that a reading of the code gives."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path

import polars as pl
from hypothesis import given, settings

from kb.official.source import Named
from kb.prices.gathering import gather
from kb.prices.part import Part
from kb.prices.row import At
from kb.prices.runs import here
from kb.prices.stored import part_of, record_of
from kb.prices.stored_every import for_codes
from kb.prices.task import Task, read_task, reader
from tests.prices.test_agreement import CODES, EXAMPLES, FILES, STYLES

KEY = b"k" * 16


def every_row(path, into):
    """Give the rows of some codes out of a reading of every code, or what refuses the file."""
    part = read_task(Task(Named(path), frozenset(), "", KEY, reader(), into=into))
    if not isinstance(part, Part):
        return part
    batches = sorted(into.glob("*.parquet"))
    columns = pl.read_parquet(batches).to_dict(as_series=False) if batches else {}
    return for_codes(part_of(("", "x"), record_of(part.read), columns), CODES).rows


def plain(rows):
    """Give rows without the number of their group, which counts groups of other codes too."""
    return [replace(each, hospital="", at=At("", each.at.number)) for each in rows]


@settings(max_examples=EXAMPLES, deadline=None)
@given(FILES, STYLES)
def test_a_reading_of_every_code_has_the_rows_of_each(made, style):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.json"
        path.write_text(json.dumps(made, separators=style), encoding="utf-8")
        found = every_row(path, Path(folder) / "rows")
        if found and not hasattr(found[0], "amount"):
            assert {"not-a-table", "no-rows", "patient-data"} >= {each.code for each in found}
            return
        one = gather((Named(path),), CODES, here(lambda _: None))
        assert sorted(map(repr, plain(one.rows))) == sorted(map(repr, plain(found)))
        assert len({each.hospital for each in one.rows}) == len({each.hospital for each in found})
