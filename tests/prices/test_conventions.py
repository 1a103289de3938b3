"""Nine conventions of CMS's guide for payers' files, schema 2.0: values that stand for something else."""

from __future__ import annotations

import pytest

from kb.prices.steps import NONE
from tests.prices.made_payer import group, item, price, reference, whole

PERSON = {"npi": [1999999999], "tin": {"type": "npi", "value": "1999999999"}}


def taken(found):
    return {step.rule.name: len(step.taken) for step in found.steps if step.taken}


@pytest.mark.parametrize(
    ("given", "left_out", "odd"),
    [
        ({"expiration_date": "9999-12-31"}, {}, ()),
        ({"expiration_date": "2026-03-31"}, {}, ("ended on 2026-03-31, before the file's date",)),
        ({"service_code": ["CSTM-00"], "setting": ""}, {}, ("setting read from the places of service",)),
        ({"billing_class": "both", "setting": "both"}, {}, ()),
        ({"negotiated_type": "percentage", "negotiated_rate": 40.5}, {"kind": 1}, ()),
    ],
    ids=["no end", "an end that may renew", "all places", "both classes and settings", "a percentage"],
)
def test_a_value_of_a_price_means_what_the_guide_says(given, left_out, odd, look):
    found = look({"a.json": whole(item(price(**given)))})
    assert left_out == taken(found)
    assert odd == found.filed[0].odd


def test_a_percentage_is_a_whole_number_so_that_a_fraction_is_no_price(look):
    content = whole(item(price(negotiated_type="percentage", negotiated_rate=0.405)))
    assert {"impossible": 1} == taken(look({"a.json": content}, kind="percentage"))


@pytest.mark.parametrize("type_", ["CPT", "CSTM-ALL"], ids=["all codes of a type", "all codes of all types"])
def test_a_price_of_all_codes_is_found_for_each_and_is_no_price_of_one(type_, look):
    found = look({"a.json": whole(item(code="CSTM-00", billing_code_type=type_))})
    assert ({"catch-all": 1}, NONE, 1) == (taken(found), found.state, len(found.filed))


@pytest.mark.parametrize(
    ("groups", "tins", "npis"),
    [
        ([group(0)], 1, 0),
        ([PERSON, group(1888888888)], 2, 2),
        ([group(1888888888, tin="0")], 0, 1),
    ],
    ids=["a TIN alone", "an NPI in place of a person's number", "zero is no TIN"],
)
def test_a_group_has_the_tins_and_npis_that_the_guide_means(groups, tins, npis, look):
    (row,) = look({"a.json": whole(refs=[reference(1, *groups)])}).filed
    assert (tins, npis) == (row.tins, row.npis)
