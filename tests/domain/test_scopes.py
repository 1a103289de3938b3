"""Scopes by their ids, and their names with those of their payers."""

from __future__ import annotations

import pytest

from kb.content.load import load
from kb.domain.scopes import find_scope, ids_of, payer_and_scope, scope_ids, scope_name, scope_title, scope_title_of
from kb.rules.check import check


@pytest.fixture
def library(good_library):
    return check(load(good_library)).library


def test_every_id_of_a_scope_leads_to_its_payer_and_itself(library):
    assert scope_ids(library) == tuple(scope for payer in library.payers.values() for scope in ids_of(payer))
    found = [find_scope(library, scope) for scope in scope_ids(library)]
    assert list(library.scopes) == found


def test_every_entry_has_its_payer_and_scope(library):
    for entry in library.entries:
        payer, scope = payer_and_scope(library, entry)
        assert entry.scope_id == f"{payer.name}/{scope.id}"


@pytest.mark.parametrize("scope", ["nobody/commercial", "example-health/nothing", "example-health"])
def test_a_scope_that_is_not_there_is_named_by_its_id(library, scope):
    assert find_scope(library, scope) is None
    assert scope.partition("/")[2] == scope_name(library, scope)


def test_the_title_of_the_payer_stands_once():
    assert "Example Health, Commercial plans" == scope_title("Example Health", "Commercial plans")
    assert "Plans of Example Health" == scope_title("Example Health", "Plans of Example Health")


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("aetna/commercial/0709t", "Aetna, Commercial plans"),
        ("bcbs/massachusetts/category-iii", "Blue Cross Blue Shield of Massachusetts"),
    ],
)
def test_a_place_names_the_payer_once_and_the_scope(real_library, entry, expected):
    assert expected == scope_title_of(real_library, real_library.by_path[f"{entry}.md"])
