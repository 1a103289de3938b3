"""Which links lead somewhere, and which entries say the same."""

from __future__ import annotations

import pytest

from kb.content.load import Texts, load
from kb.facts.store import Store
from kb.rules.check import check

PATH = "example-health/commercial/spare.md"
ENTRY = """\
---
title: Spare entry
codes: 0709T
currency: undated
reviewed: 2026-03-02
review_by: 2026-09-02
appeals: data not available
appeals_reason: not looked up
---

## Appeals

Data not available. {words}
"""


@pytest.fixture
def codes(good_library):
    """Check an entry with these words in its body among good files; give the codes of its problems."""
    files = load(good_library).files

    def of(words, old="", new=""):
        text = ENTRY.format(words=words).replace(old, new)
        return [(p.path, p.code) for p in check(Texts({**files, PATH: text}, ())).problems]

    return of


@pytest.mark.parametrize(
    "target",
    [
        "category-iii.md",
        "category-iii.md#prior-authorization",
        "./category-iii.md",
        "../payer.md#contacts",
        "../../codes/0709t.md#what-it-is",
        "../../sample-mutual/regional/cancer-vaccines.md",
        "#appeals",
        "spare.md#appeals",
    ],
)
def test_a_link_to_a_file_or_heading_of_the_library_passes(codes, target):
    assert [] == codes(f"See [it]({target}).")


@pytest.mark.parametrize(
    "target",
    [
        "category-iii",
        "category-iii.html",
        "/example-health/payer.md",
        "../../../policies/codes/0709t.md",
        "#coverage",
        "../payer.md#Contacts",
        "https://example.org",
        "//example.org",
        "mailto:a@example.org",
    ],
)
def test_a_link_to_anywhere_else_is_told(codes, target):
    assert [(PATH, "broken-link")] == codes(f"See [it]({target}).")


@pytest.mark.parametrize("link", ["[it](javascript:alert(1))", "[it](JavaScript:alert(1))", "![it](x.md)"])
def test_a_link_that_runs_something_and_an_image_are_told_as_markdown_too(codes, link):
    assert [(PATH, "broken-link"), (PATH, "markdown-dialect")] == sorted(codes(link), key=lambda told: told[1])


def test_a_broken_link_with_a_title_is_told_of_both(codes):
    assert {(PATH, "broken-link"), (PATH, "link-title")} == set(codes('[it](x.md "Title")'))


@pytest.mark.parametrize("link", ["[a [B]](x.md)", "[words over\ntwo lines](x.md)", "[it]( x.md )"])
def test_a_broken_link_is_told_however_it_is_written(codes, link):
    assert [(PATH, "broken-link")] == codes(link)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("codes: 0709T", "codes: category III", []),
        (
            "codes: 0709T",
            "codes: category III\ndocument: Example Policy 1, Category III Codes",
            [(PATH, "duplicate-reach")],
        ),
        ("codes: 0709T", "codes: [0709T, 0708T]", [(PATH, "duplicate-reach")]),
        ("codes: 0709T", "codes: 0708T-0710T", []),
    ],
)
def test_two_files_speak_twice_only_where_scope_reach_and_document_are_the_same(codes, old, new, expected):
    assert expected == codes("", old, new)


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("https://example.org", "'https://example.org' leaves the library; add it as a source and cite [id]"),
        ("//example.org", "'//example.org' leaves the library; add it as a source and cite [id]"),
        ("mailto:a@example.org", "'mailto:a@example.org' leaves the library; add it as a source and cite [id]"),
        ("category-ii.md", "'category-ii.md' leads to no file of the library; did you mean"),
        ("../payer.md#contact", "'example-health/payer.md' has no heading 'contact'; did you mean `contacts`"),
    ],
)
def test_a_link_that_leads_nowhere_is_told_with_the_way_out(good_library, target, message):
    files = load(good_library).files
    found = check(Texts({**files, PATH: ENTRY.format(words=f"See [it]({target}).")}, ())).problems
    assert [True] == [one.message.startswith(message) for one in found]


def test_a_store_that_is_given_is_checked_in_place_of_the_files_of_the_folder(good_library):
    texts = load(good_library)
    strange = Store({"facts/zebra.csv": b"x"})
    assert ["facts-file"] == [problem.code for problem in check(texts, store=strange).problems]
    beside = Texts(texts.files, (), strange.files)
    assert ["facts-file"] == [problem.code for problem in check(beside).problems]
    assert () == check(beside, store=Store(texts.facts)).problems


def test_a_link_to_a_file_with_errors_of_its_own_is_not_told_as_leading_nowhere(good_library):
    files = load(good_library).files
    broken = {
        "example-health/commercial/torn.md": "---\ntitle: [\n---\n",
        PATH: ENTRY.format(words="See [it](torn.md)."),
    }
    assert {"example-health/commercial/torn.md"} == {
        one.path for one in check(Texts({**files, **broken}, ())).problems
    }


def test_a_receipt_of_a_licensees_own_entry_names_no_licensee(good_library):
    files = load(good_library).files
    looked = "looked:\n  - {for: appeals, where: Its pages, words: 0709T, on: 2026-03-02, plans: [regional]}\n---"
    text = (
        ENTRY.format(words="")
        .replace("\n---\n\n", f"\n{looked}\n\n")
        .replace("not looked up", "looked and not found")
    )
    found = check(Texts({**files, "sample-mutual/regional/spare.md": text}, ())).problems
    assert ["receipt-plans"] == [one.code for one in found]
