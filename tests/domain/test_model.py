from __future__ import annotations

from kb.content.load import load
from kb.domain.problem import Place
from kb.rules.check import check


def test_a_document_is_named_by_its_path(good_library):
    library = check(load(good_library)).library
    assert "codes/0709t" == library.codes["0709T"].id
    assert "example-health/payer" == library.payers["example-health"].id
    assert "example-health/commercial" == library.entries[0].scope_id


def test_documents_are_codes_then_payers_then_entries_each_in_order(good_library):
    ids = [document.id for document in check(load(good_library)).library.documents]
    assert [
        "codes/0708t",
        "codes/0709t",
        "example-health/payer",
        "sample-mutual/payer",
        "example-health/commercial/0709t",
        "example-health/commercial/category-iii",
        "example-health/commercial/policy-1-2019",
        "example-health/medicare-advantage/all-codes",
        "sample-mutual/regional/cancer-vaccines",
    ] == ids


def test_an_entry_is_kept_by_its_own_team_else_by_its_payers_and_else_by_none_that_is_named(good_library):
    library = check(load(good_library)).library
    held = {document.id: library.owner_of(document) for document in library.documents}
    kept = {name: owner for name, owner in held.items() if name.startswith("example-health/")}
    own = {"example-health/commercial/category-iii": "example coding desk"}
    assert dict.fromkeys(kept, "example policy desk") | own == kept
    assert {""} == {owner for name, owner in held.items() if name not in kept}


def test_the_place_of_an_absent_value_is_that_of_the_nearest_thing_around_it(good_library):
    page = check(load(good_library)).library.codes["0709T"]
    assert Place(13, 12) == page.place("life_cycle", 0, "basis")
    assert Place(11, 5) == page.place("life_cycle", 0, "note")
    assert Place(10, 1) == page.place("life_cycle", 7, "note")
    assert Place(2, 1) == page.place("nowhere")
