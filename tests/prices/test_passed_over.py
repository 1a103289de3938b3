"""Lines of a table that are passed over by a few of their cells change nothing: not the rows, not what refuses it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.official.source import Named, Refused
from kb.prices import lines, passing, table, task
from kb.prices.gathering import gather
from kb.prices.runs import here
from tests.prices.made import GENERAL, TALL, cells_of, row, written

EXAMPLES = int(os.environ.get("PRICES_EXAMPLES", "60"))
CODES = frozenset({"70553", "0709T"})
CELLS = st.sampled_from(
    ["70553", "0709t", " 70553 ", "99213", "", "a, b", 'say "so"', "two\nlines", "512.30", "70553x"]
)
ROWS = st.builds(
    row,
    code=st.sampled_from(["70553", "70551", "0709t", " 70553", ""]),
    code2=st.sampled_from(["", "", "70553", "0611"]),
    type2=st.sampled_from(["", "CPT", "RC"]),
    dollar=st.sampled_from(["512.30", "1,200.00", "", "x"]),
    description=CELLS,
    plan=CELLS,
)
ODD = st.sampled_from([[], [""] * len(TALL), [*TALL], ["x"] * (len(TALL) + 1), ["x"] * 3, ["x", *[""] * len(TALL)]])


def read(content):
    """Give the files, rows and shares of a table, and what refuses it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "n.csv"
        path.write_bytes(content)
        try:
            found = gather([Named(path)], CODES, here(lambda _: None))
        except Refused as fault:
            return fault.problems
    return found.files, found.rows, [codes_of(found.shares, each) for each in found.rows]


def codes_of(shares, row):
    """Give the codes that share the amount of a row, how many codes the plan has, and in how many characters."""
    share = shares.of(row)
    return {code for code, at in shares.bits.items() if share.bits >> at & 1}, share.of, share.firsts


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.lists(ROWS, min_size=1, max_size=8), st.lists(st.tuples(st.integers(3, 12), ODD), max_size=2),
    st.sampled_from([",", "\t", ";"]), st.sampled_from(["\r\n", "\n"]), st.booleans(),
    st.sampled_from([1, 60, 200, 1000]), st.sampled_from([0, 1000]), st.booleans(),
)  # fmt: skip
def test_a_table_is_read_as_if_every_line_were_cut(rows, odd, delimiter, end, whole, block, long, sought):  # noqa: PLR0913, PLR0917  (what hypothesis makes)
    cells = cells_of(rows)
    for at, line in odd:
        cells.insert(at, line)
    content = written(cells, delimiter, end)
    content = (content if whole else content[: -len(end) - 1]).encode()
    quick = read(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table, "passing", lambda *_: None)
        patch.setattr(task, "counted_table", lambda *_: False)
        assert read(content) == quick
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "BLOCK", block)
        patch.setattr(passing, "LONG", long)
        patch.setattr(passing, "BEGINNING", block)
        patch.setattr(passing, "SOUGHT", 3 * sought)
        assert read(content) == quick


def test_lines_without_a_wanted_code_are_not_cut(monkeypatch):
    content = written(cells_of([row(code=f"{20000 + at}") for at in range(50)] + [row()])).encode()
    cut = []
    plain = table._charge
    monkeypatch.setattr(table, "_charge", lambda *words: (cut.append(words[2].number), plain(*words))[1])
    files, rows, _ = read(content)
    assert (51, 1) == (files[0].charges, len(rows))
    assert [4, 54] == cut[:2]


WIDE = ["standard_charge|Acme|PPO|negotiated_dollar", "standard_charge|Acme|PPO|methodology",
        "standard_charge|Bolt|HMO|negotiated_percentage", "standard_charge|Bolt|HMO|negotiated_dollar"]  # fmt: skip
AMOUNTS = st.sampled_from(["512.30", "512.3", "$1,200.00", "N/A", "", "-", "77"])


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["70553", "70551", "0709t", "J9035", "450"]), st.sampled_from(["CPT", "HCPCS", "RC"]),
            st.sampled_from(["outpatient", "Inpatient", "both", ""]), st.sampled_from(["", '"a, b"']),
            st.lists(AMOUNTS, min_size=4, max_size=4),
        ), min_size=1, max_size=12,
    )
)  # fmt: skip
def test_what_shares_an_amount_of_a_wide_table_is_counted_as_by_a_whole_reading(rows):
    heads = ["description", "code|1", "code|1|type", "setting", *WIDE]
    cells = [[words or "x", code, type_, setting, *amounts] for code, type_, setting, words, amounts in rows]
    content = written([GENERAL, ["North", "2026-04-01", "3.0.0", "1"], heads, *cells]).encode()
    quick = read(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(task, "counted_table", lambda *_: False)
        assert read(content) == quick
