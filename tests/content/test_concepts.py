"""`concepts.yml`: a service is added without a programmer; every fault is told at its place."""

from __future__ import annotations

import pytest

from kb.answers.applicable import reach_kind_of
from kb.content.concepts import read_concepts
from kb.content.load import Texts, load
from kb.domain.concepts import CONCEPTS, families_of
from kb.domain.vocabulary import names
from kb.rules.check import check

FOOT = "subtalar arthroereisis"
OWN = "".join(f"  - name: {name}\n    means: policies on it\n" for name in (*names(CONCEPTS), FOOT))
PATH = "example-health/commercial/foot.md"


def entry(good_library, concept):
    text = (good_library / "example-health/commercial/category-iii.md").read_text(encoding="utf-8")
    return text.replace("codes: category III\n", f"concept: {concept}\n").replace("title: ", "title: Foot ", 1)


def problems(good_library, concept, written):
    texts = load(good_library).files | {PATH: entry(good_library, concept)}
    found = check(Texts(texts | ({"concepts.yml": written} if written else {}), ())).problems
    return [(one.path, one.code, one.message) for one in found if one.code != "duplicate-title"]


def test_a_library_without_the_file_has_the_services_that_it_began_with():
    assert (CONCEPTS, []) == read_concepts("")


def test_a_new_service_is_known_to_check_once_the_file_names_it(good_library):
    told = problems(good_library, FOOT, "")
    assert [(PATH, "unknown-concept")] == [one[:2] for one in told]
    assert "add it there" in told[0][2]
    assert [] == problems(good_library, FOOT, f"concepts:\n{OWN}")


def test_a_service_that_is_taken_out_while_pages_name_it_is_told(good_library):
    found = problems(good_library, FOOT, f"concepts:\n  - name: {FOOT}\n    means: policies on it\n")
    assert {("codes/0708t.md", "unknown-concept"), ("codes/0709t.md", "unknown-concept")} <= {
        one[:2] for one in found
    }


@pytest.mark.parametrize(
    ("written", "place", "code"),
    [
        ("- a\n", (1, 1), "wrong-kind"),
        ("concepts:\n  - name: a\n", (2, 5), "missing-key"),
        ("concepts:\n  - name: Foot & ankle\n    means: b\n", (2, 11), "unknown-value"),
        ("concepts:\n  - name: a\n    means: b\n  - name: a\n    means: c\n", (4, 11), "duplicate-concept"),
        ("concepts:\n  - name: a\n    means: b\n    other: c\n", (4, 5), "unknown-key"),
        ("concepts: [\n", (2, 1), "yaml"),
    ],
)
def test_a_fault_is_told_at_its_place(written, place, code):
    found = read_concepts(written)[1]
    assert [(*place, code)] == [(one.place.line, one.place.column, one.code) for one in found]


FAMILY = f"concepts:\n{OWN}    codes: [0700T-0708T]\n"


def library_with(good_library, written, concept=FOOT):
    texts = load(good_library).files | {PATH: entry(good_library, concept), "concepts.yml": written}
    return check(Texts(texts, ())).library


def test_an_entry_on_a_family_informs_about_its_codes_and_about_no_other(good_library):
    library = library_with(good_library, FAMILY)
    own = next(one for one in library.entries if one.path == PATH)
    assert ["concept", ""] == [reach_kind_of(library, own, code) for code in ("0708T", "0709T")]


def test_a_family_is_a_range_or_single_codes_and_is_told_beside_the_others_that_have_a_page(good_library):
    library = library_with(good_library, FAMILY.replace("[0700T-0708T]", "[0708T, 0709T]"))
    assert {FOOT: ("0709T",)} == families_of(library.concepts, "0708T", library.codes)
    assert {} == families_of(library.concepts, "0710T", library.codes)


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        ("[0708T, 0999T]", ["no code of the library is 0999T; correct it, or write its page: new code 0999T"]),
        ("[0700T-0708T, 0708T]", ["0708T is in this family already; take it out"]),
        ("[0800T-0899T]", ["no code of the library is 0800T-0899T; correct it, or write its page: new code 0800T"]),
        ("[0708T]", []),
    ],
)
def test_a_code_of_a_family_has_a_page_and_stands_once(codes, told, good_library):
    texts = load(good_library).files | {"concepts.yml": FAMILY.replace("[0700T-0708T]", codes)}
    assert told == [one.message for one in check(Texts(texts, ())).problems if one.path == "concepts.yml"]
