"""A product that is named by its brand or its generic name is told with the code that it is billed with."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("uhc imlygic prior auth", "No entry of UnitedHealthcare is on “imlygic”: searched by its code, J9325"),
        ("uhc t-vec commercial vs medicare advantage PA", "is on “t-vec”: searched by its code, J9325"),
        ("aetna or uhc tvec auth", "No entry of UnitedHealthcare is on “tvec”: searched by its code, J9325"),
    ],
)
def test_a_product_beside_a_plan_without_an_entry_on_it_is_asked_about_by_its_code(typed, told, answered):
    found = answered(typed)
    assert any(told in note for note in found["notes"])
    assert found["read_as"]["codes"] == ["J9325"]


@pytest.mark.parametrize(
    "typed",
    [
        *("uhc J9325 prior auth", "imlygic", "uhc chemo prior auth", "uhc -imlygic", "aetna imlygic"),
        *("cigna sipuleucel-t", "imlygic uhc appeal deadline"),
    ],
)
def test_where_a_code_or_no_plan_is_named_or_no_rule_is_on_the_code_none_is_added(typed, answered):
    assert not any("searched by its code" in note for note in answered(typed)["notes"])
