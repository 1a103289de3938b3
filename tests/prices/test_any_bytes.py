"""Whatever happens to the bytes of a price file, it gives charges or a refusal with a place; never another error."""

from __future__ import annotations

import gzip
import json
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.official.source import Named, Refused
from kb.prices.reading import read_prices
from kb.prices.source import Source
from tests.prices.made import item, row, tall, whole, wide
from tests.prices.test_odd_files import zipped

SEEDS = [
    tall(row(), row(dollar="", percent="60")).encode(),
    tall(row(), delimiter="\t").encode("utf-16"),
    wide({"standard_charge|Acme|PPO|negotiated_dollar": "7", "count|Acme|PPO": "3"}).encode(),
    whole(item(), item(charge={"modifiers": ["26"]})).encode(),
    gzip.compress(tall().encode()),
    zipped({"a.csv": tall()}),
]
EDITS = st.lists(
    st.tuples(
        st.integers(0, 2000), st.integers(0, 40), st.binary(max_size=6) | st.sampled_from([b'"', b"\r", b"|", b","])
    ),
    min_size=1,
    max_size=4,
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from([
            *("code_information", "standard_charges", "payers_information", "code", "type", "setting"),
            *("modifiers", "payer_name", "standard_charge_dollar", "count", "drug_information", "hospital_name"),
        ]),
        inner,
        max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


def told(content):
    """Read a file; give how many charges it has, or the places of what it is refused with."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "north.csv"
        path.write_bytes(content)
        try:
            return sum(1 for _ in read_prices(Named(path), Source()))
        except Refused as fault:
            return [problem.place for problem in fault.problems]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(SEEDS), EDITS)
def test_changed_bytes_give_charges_or_a_place(content, edits):
    for at, length, put in edits:
        content = content[:at] + put + content[at + length :]
    found = told(content)
    assert isinstance(found, int) or all(place.line > 0 and place.column > 0 for place in found)


@settings(max_examples=150, deadline=None)
@given(st.lists(JSON, max_size=3), JSON)
def test_any_json_gives_charges_or_a_place(items, name):
    content = json.dumps({"hospital_name": name, "standard_charge_information": items}).encode()
    assert told(content) is not None
