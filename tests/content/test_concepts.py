"""`concepts.yml`: a service is added without a programmer; every fault is told at its place."""

from __future__ import annotations

import pytest

from kb.content.concepts import read_concepts
from kb.content.load import Texts, load
from kb.domain.vocabulary import CONCEPTS, names
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
