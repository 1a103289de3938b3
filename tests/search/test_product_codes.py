"""A product that is named by its brand or its generic name is told with the code that it is billed with."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("uhc imlygic prior auth", "The code of imlygic here is J9325"),
        ("uhc t-vec commercial vs medicare advantage PA", "The code of t-vec here is J9325"),
        ("cigna sipuleucel-t", "The code of sipuleucel here is Q2043"),
    ],
)
def test_a_product_beside_a_plan_is_told_with_its_code(typed, told, answered):
    assert any(note.startswith(told) for note in answered(typed)["notes"])


@pytest.mark.parametrize(
    "typed", ["uhc J9325 prior auth", "imlygic", "uhc chemo prior auth", "uhc -imlygic", "aetna imlygic"]
)
def test_where_a_code_or_no_plan_is_named_or_a_title_has_the_product_none_is_told(typed, answered):
    assert not any(note.startswith("The code of") for note in answered(typed)["notes"])
