"""An amount in a locality is the sum of the parts, each times its index, times the factor, rounded to the cent."""

from __future__ import annotations

import pytest

from benchmarks import cms_files as made
from kb.content.load import load
from kb.facts.localities import amounts_by_locality
from kb.facts.of_code import facts_of
from kb.facts.store import Store


@pytest.fixture(scope="module")
def store(tmp_path_factory, stock):
    """Two localities of one state and one of another; a code with modifier, one without a price."""
    folder = tmp_path_factory.mktemp("localities")
    places = ["01112,CA,05,A,1.100,1.200,0.500", "01182,CA,17,B,1,1,1", "13282,NY,99,C,0.9,0.95,0.7"]
    rows = [
        made.fee_row("12001", work="0.84"), made.fee_row("70553", work="2.29"),
        made.fee_row("70553", "26", work="2.29"), made.fee_row("0708T", status="C", work="0.00"),
    ]  # fmt: skip
    stock(
        folder / "policies",
        folder / "d",
        {"PPRRVU2026_Jan.csv": made.fees(rows), "GPCI2026.csv": made.indices(places)},
    )
    return Store(load(folder / "policies").facts)


def test_the_parts_are_adjusted_one_by_one(store):
    [first, second] = amounts_by_locality(store, facts_of(store, "12001"), "CA")
    assert ("CA 05 (contractor 01112)", "70.32") == (
        first.place,
        first.facility,
    )  # (.84x1.1 + 1x1.2 + .1x.5) x 32.3465
    assert ("CA 17 (contractor 01182)", "62.75") == (second.place, second.nonfacility)  # 1.94 x 32.3465 = 62.752...


def test_all_states_are_in_order_and_each_modifier_has_its_row(store):
    found = amounts_by_locality(store, facts_of(store, "70553"))
    assert [(place, modifier) for place in ("CA 05", "CA 17", "NY 99") for modifier in ("", "26")] == [
        (f"{one.state} {one.locality}", one.modifier) for one in found
    ]


def test_a_code_without_a_price_and_a_state_without_a_locality_have_none(store):
    assert () == amounts_by_locality(store, facts_of(store, "0708T"))
    assert () == amounts_by_locality(store, facts_of(store, "12001"), "TX")
