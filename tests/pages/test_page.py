"""Pieces that pages share."""

from __future__ import annotations

import pytest

from kb.pages.page import scope_title_of


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("aetna/commercial/0709t", "Aetna, Commercial plans"),
        ("bcbs/massachusetts/category-iii", "Blue Cross Blue Shield of Massachusetts"),
    ],
)
def test_a_place_names_the_payer_once_and_the_scope(real, entry, expected):
    library = real[0]
    assert expected == scope_title_of(library, library.by_path[f"{entry}.md"])
