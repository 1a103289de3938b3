"""What the rules on copied files let pass; the faults they find stand in `data/bad/`."""

from __future__ import annotations

import pytest

from kb.content.load import Texts, load
from kb.rules.check import check

SHELF = "example-health/commercial"
ENTRY = """\
---
title: Spare entry
codes: 0709T
currency: undated
reviewed: 2026-03-02
review_by: 2026-09-02
appeals: 90 days
appeals_sources: spare-policy
appeals_confidence: medium
sources:
  spare-policy:
    title: Spare policy
    publisher: Example Health
    url: https://example.org/spare
    standing: primary
    read: whole
    retrieved: 2026-03-01
---

## Appeals

Within 90 days [spare-policy].
"""


@pytest.fixture
def codes(good_library):
    """Check files, made of the entry by exchanging words, among good ones; give the codes of all problems."""
    good = load(good_library).files

    def of(files):
        made = {path: swapped(ENTRY, swaps) for path, swaps in files.items()}
        return [problem.code for problem in check(Texts({**good, **made}, ())).problems]

    return of


def swapped(text, swaps):
    for old, new in swaps.items():
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(
    ("path", "swaps", "expected"),
    [
        (f"{SHELF}/b.md", {"codes: 0709T": "codes: 0708T"}, ["duplicate-title"]),
        (f"{SHELF}/b.md", {"codes: 0709T": "codes: 0708T", "Spare entry": "spare ENTRY"}, ["duplicate-title"]),
        (f"{SHELF}/b.md", {"codes: 0709T": "codes: 0708T", "Spare entry": "Another"}, []),
        (f"{SHELF}/b.md", {"currency: undated": "document: Another edition\ncurrency: old"}, []),
        ("example-health/medicare-advantage/b.md", {"codes: 0709T": "codes: 0708T"}, []),
    ],
)
def test_a_title_tells_the_entries_of_a_scope_apart_unless_they_speak_for_the_same_codes(
    codes, path, swaps, expected
):
    assert expected == codes({f"{SHELF}/a.md": {}, path: swaps})


@pytest.mark.parametrize(
    ("name", "reach", "expected"),
    [
        ("0708t", "0709T", ["other-code"]),
        ("0708t", "category III", ["other-code"]),
        ("0708t", "[0709T, 0708T]", []),
        ("0708t-2", "0709T", []),
        ("spare", "0709T", []),
    ],
)
def test_a_file_named_after_a_code_names_that_code(codes, name, reach, expected):
    assert expected == codes({f"example-health/medicare-advantage/{name}.md": {"codes: 0709T": f"codes: {reach}"}})


@pytest.mark.parametrize(
    "publisher", ["Sample Mutual", "SAMPLE MUTUAL", "Sample Mutual of the Region", "sample-mutual"]
)
def test_a_payer_s_own_document_is_not_that_of_another_payer(codes, publisher):
    other = {"publisher: Example Health": f"publisher: {publisher}"}
    assert ["other-payer"] == codes({f"{SHELF}/a.md": other})
    assert [] == codes({f"{SHELF}/a.md": {**other, "standing: primary": "standing: secondary"}})
    assert [] == codes({"sample-mutual/regional/a.md": other})


@pytest.mark.parametrize("publisher", ["EH", "Commercial plans", "Somebody Else", "Example Health and Sample Mutual"])
def test_a_publisher_that_is_no_other_payer_passes(codes, publisher):
    assert [] == codes({f"{SHELF}/a.md": {"publisher: Example Health": f"publisher: {publisher}"}})


def test_the_document_of_a_payer_whose_rules_bind_all_may_be_anybody_s(good_library):
    national = (good_library / "sample-mutual" / "payer.md").read_text().replace("kind: licensee", "kind: national")
    sourced = swapped(ENTRY, {"publisher: Example Health": "publisher: Sample Mutual"})
    files = {**load(good_library).files, "sample-mutual/payer.md": national, f"{SHELF}/a.md": sourced}
    assert () == check(Texts(files, ())).problems


BRAND = """\
---
title: Example Brand
reviewed: 2026-03-02
review_by: 2026-09-02
contacts: data not available
contacts_reason: not looked up
scopes:
  north:
    name: Example Brand of the North
    kind: {north}
  south:
    name: Example Brand of the South
    kind: licensee
---

## Who decides

Data not available.
"""
UNKNOWN = {
    "appeals: 90 days\nappeals_sources: spare-policy\nappeals_confidence: medium": (
        "appeals: data not available\nappeals_reason: not looked up"
    ),
    "Within 90 days": "Data not available",
}


@pytest.mark.parametrize(
    ("first", "second", "swaps", "expected"),
    [
        (SHELF, "sample-mutual/regional", {}, ["other-words"]),
        (SHELF, "sample-mutual/regional", {"Spare entry": "Other title", "undated": "old"}, ["other-words"]),
        (SHELF, "sample-mutual/regional", {"Within": "In"}, []),
        (SHELF, "sample-mutual/regional", {"codes: 0709T": "codes: category III"}, []),
        (SHELF, "example-health/medicare-advantage", {}, []),
        (SHELF, SHELF, {"currency: undated": "document: Another edition\ncurrency: old"}, []),
    ],
)
def test_two_payers_do_not_say_the_same_in_the_same_words(codes, first, second, swaps, expected):
    own = {"publisher: Example Health": "publisher: Example Publisher"}
    assert expected == codes({f"{first}/a.md": own, f"{second}/b.md": {**own, **swaps}})


def test_what_is_unknown_of_two_payers_may_be_said_in_the_same_words(codes):
    own = {"publisher: Example Health": "publisher: Example Publisher", **UNKNOWN}
    assert [] == codes({f"{SHELF}/a.md": own, "sample-mutual/regional/b.md": own})


@pytest.mark.parametrize(
    ("north", "expected"), [("licensee", ["other-words"]), ("line of business", []), ("brand", [])]
)
def test_two_licensees_of_a_brand_do_not_say_the_same_in_the_same_words(good_library, north, expected):
    entries = {f"example-brand/{scope}/a.md": ENTRY for scope in ("north", "south")}
    entries = {path: swapped(text, {"Example Health": "Example Publisher"}) for path, text in entries.items()}
    files = {**load(good_library).files, **entries, "example-brand/payer.md": BRAND.format(north=north)}
    assert expected == [problem.code for problem in check(Texts(files, ())).problems]
