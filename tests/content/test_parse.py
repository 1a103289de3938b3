from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.content.load import Texts, decode
from kb.content.parse import parse, read_sections, slug
from kb.content.paths import kind_of
from kb.domain.model import Answer, CodePage, Entry, Payer, Receipt
from kb.domain.problem import Place
from kb.domain.reach import Reach
from kb.rules.check import check

PATHS = {"entry": "example-health/commercial/0709t.md", "payer": "example-health/payer.md", "code": "codes/0709t.md"}

ENTRY = """\
---
title: Spare entry
codes: [0708T, 0709T]
currency: current
effective: 2026-01-01
date_basis: not stated
reviewed: 2026-03-02
review_by: 2026-09-02
coverage: not covered
coverage_words: no
coverage_sources: spare-policy
coverage_confidence: high
appeals: Data not available
appeals_reason: not looked up
looked:
  - for: [coverage, prior authorization]
    where: Example pages
    words: 0558
    on: 2026-03-01
sources:
  spare-policy:
    title: Spare policy
    publisher: Example Health
    url: https://example.org/spare
    standing: primary
    read: whole
    retrieved: 2026-03-01
---

## Coverage

Not paid [spare-policy].

## Appeals

Data not available.
"""


def swap(old, new):
    assert ENTRY.count(old) == 1
    return ENTRY.replace(old, new)


def found(text, path=PATHS["entry"]):
    return [(problem.place, problem.code) for problem in parse(path, text).problems]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("codes/0709t.md", "code"),
        ("codes/j1234.md", "code"),
        ("codes/709t.md", ""),
        ("codes/payer.md", ""),
        ("codes/0709t/more.md", ""),
        ("cigna/payer.md", "payer"),
        ("cigna/index.md", ""),
        ("cigna/commercial/0709t.md", "entry"),
        ("cigna/commercial/payer.md", "entry"),
        ("cigna/commercial/2026/0709t.md", ""),
        ("cigna/commercial/0709T.md", ""),
        ("cigna/commercial/a--b.md", ""),
        ("cigna/commercial/a b.md", ""),
        ("cigna/commercial/m\u00fcller.md", ""),
        ("cigna/commercial/0709t.txt", ""),
        ("cigna/commercial/.md", ""),
        ("cigna//0709t.md", ""),
        ("../cigna/0709t.md", ""),
        ("notes.md", ""),
        ("_template.md", "entry"),
        ("cigna/_template.md", ""),
    ],
)
def test_the_path_says_what_a_file_is(path, kind):
    assert kind == kind_of(path)


def test_an_entry_is_read_into_its_values():
    entry = parse(PATHS["entry"], ENTRY).document
    assert isinstance(entry, Entry)
    assert ("example-health", "commercial") == (entry.payer, entry.scope)
    assert "example-health/commercial/0709t" == entry.id
    assert Reach("named code", "0708T, 0709T", ("0708T", "0709T")) == entry.reach
    assert dt.date(2026, 1, 1) == entry.effective
    assert (
        Receipt("Example pages", "0558", dt.date(2026, 3, 1), ("coverage", "prior_authorization")),
    ) == entry.looked
    assert "spare-policy" == entry.sources["spare-policy"].id


def test_an_entry_holds_an_answer_for_each_question_it_speaks_on():
    entry = parse(PATHS["entry"], ENTRY).document
    coverage = Answer("coverage", "not covered", ("spare-policy",), words="no", confidence="high")
    appeals = Answer("appeals", "data not available", reason="not looked up")
    assert {"coverage": coverage, "appeals": appeals} == entry.answers


def test_a_payer_page_is_read_with_its_scopes_in_order(good_library):
    payer = parse(PATHS["payer"], (good_library / PATHS["payer"]).read_text()).document
    assert isinstance(payer, Payer)
    assert ["commercial", "medicare-advantage"] == [scope.id for scope in payer.scopes]
    assert ("Example", "EH") == payer.aliases
    assert ["https://example.org/health/providers"] == [portal.url for portal in payer.portals]


def test_a_code_page_is_read_with_its_rows(good_library):
    page = parse(PATHS["code"], (good_library / PATHS["code"]).read_text()).document
    assert isinstance(page, CodePage)
    assert ("0709T", "0708T", "1") == (page.code, page.add_on_to, page.add_on_type)
    assert [("2022-07-01", "printed"), ("2027-06", "inferred")] == [(row.on, row.basis) for row in page.life_cycle]
    assert Decimal("33.1234") == page.fee_schedule[0].conversion_factor
    assert [(4, dt.date(2026, 1, 1))] == [(row.units, row.effective) for row in page.units]
    assert [Decimal(250), None] == [row.high for row in page.observed_amounts]


def test_sections_keep_their_heading_line_and_text():
    sections = parse(PATHS["entry"], ENTRY).sections
    assert [("Coverage", "coverage", 30), ("Appeals", "appeals", 34)] == [
        (section.heading, section.slug, section.line) for section in sections
    ]
    assert "\nNot paid [spare-policy].\n\n" == sections[0].text


def test_a_third_level_heading_belongs_to_its_section():
    (section,), _ = read_sections("## One\n### Two\ntext", 1)
    assert "### Two\ntext\n" == section.text


def test_text_above_the_first_heading_is_told_line_by_line():
    _, faults = read_sections("\none\n\ntwo\n## One", 9)
    assert [Place(10, 1), Place(12, 1)] == [place for place, _, _ in faults]


@pytest.mark.parametrize(
    ("heading", "expected"), [("Prior authorization", "prior-authorization"), ("(A) & b!", "a-b")]
)
def test_a_heading_becomes_part_of_an_address(heading, expected):
    assert expected == slug(heading)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(Place(1, 1), "no-front-matter")]),
        ("\n" + ENTRY, [(Place(1, 1), "no-front-matter")]),
        ("----\n", [(Place(1, 1), "no-front-matter")]),
        ("---\ntitle: x\n", [(Place(1, 1), "no-front-matter")]),
        ("---\n- title\n---\n", [(Place(2, 1), "wrong-kind")]),
        ("---\nno\n---\n", [(Place(2, 1), "wrong-kind")]),
        (swap("codes: [0708T, 0709T]\n", ""), [(Place(2, 1), "missing-key")]),
        (swap("codes: [", "concept: cancer vaccines\ncodes: ["), [(Place(4, 1), "key-order")]),
        (swap("T]\n", "T]\nconcept: cancer vaccines\n"), [(Place(2, 1), "missing-key")]),
        (swap("[0708T, 0709T]", "0709t"), [(Place(3, 8), "unknown-code")]),
        (swap("[0708T, 0709T]", "1E500"), [(Place(3, 8), "unknown-code")]),
        (swap("[0708T, 0709T]", "[]"), [(Place(3, 8), "empty-value")]),
    ],
)
def test_a_fault_of_front_matter_is_told_where_it_stands(text, expected):
    assert expected == found(text)


def test_nothing_between_the_fences_lacks_every_required_key():
    assert {(Place(2, 1), "missing-key")} == set(found("---\n---\n"))


def test_the_faults_of_front_matter_and_body_are_told_together():
    text = swap("current\n", "now\n").replace("## Coverage", "Above.\n\n## Coverage")
    assert [(Place(4, 11), "unknown-value"), (Place(30, 1), "text-outside")] == found(text)


def test_blanks_behind_a_fence_do_no_harm():
    assert [] == found(ENTRY.replace("---\n", "---  \n"))


def test_a_rule_in_the_body_is_not_taken_for_the_end_of_front_matter():
    assert [] == found(f"{ENTRY}\n---\n\nmore\n")


SNIPPETS = st.sampled_from([
    *("---\n", "\n", "  ", "- ", ": ", "[", "]", "{", "}", '"', "'", "|", ">-", "# ", "## ", "### ", "```\n"),
    *("title: ", "codes:", "sources:\n", "data not available", "\u0663", "[x](y.md)", "[none]", "<b>", "| a |\n"),
])  # fmt: skip
WRITINGS = SNIPPETS | st.text(max_size=6)


@st.composite
def edited(draw):
    """Give the entry with some of it taken out, and something else written there."""
    text = ENTRY
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        text = text[:start] + draw(WRITINGS) + text[start + draw(st.integers(0, 30)) :]
    return text


TEXTS = st.text() | st.lists(WRITINGS, max_size=30).map("".join) | edited()


@pytest.mark.parametrize("kind", PATHS)
@given(text=TEXTS)
def test_no_text_makes_the_reader_fail(kind, text):
    parsed = parse(PATHS[kind], text)
    assert (parsed.document is None) <= bool(parsed.problems)


@given(TEXTS)
def test_every_problem_of_a_file_lies_within_it(text):
    text, problems = decode(text.encode(), PATHS["entry"])
    if text is not None:
        problems = check(Texts({PATHS["entry"]: text}, ())).problems
        lines = text.split("\n")
        assert all(1 <= problem.place.line <= len(lines) for problem in problems)
        assert all(1 <= p.place.column <= len(lines[p.place.line - 1]) + 1 for p in problems)
    assert all(len(str(problem).splitlines()) == 1 for problem in problems)
