"""A sheet opens in spreadsheets as text: nothing in it runs."""

from __future__ import annotations

import csv
import io

import pytest

from kb.catalogue.schema import ScopeRow
from kb.domain.vocabulary import QUESTIONS
from kb.published.answers import ScopeAnswers
from kb.published.sheet import CODES, COLUMNS, code_rows, guarded, sheet, sheet_paths, sheet_rows


@pytest.mark.parametrize("text", ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1"])
def test_a_text_that_begins_like_a_formula_is_made_text(text):
    assert f"'{text}" == guarded(text)


@pytest.mark.parametrize("text", ["", "covered", "0709T", "2026-01-01", "a=b", "'=1"])
def test_any_other_text_stays_as_it_is(text):
    assert text == guarded(text)


SCOPE = ScopeRow(id="a/b", position=0, payer="a", payer_title="A payer", name="B", kind="")


def record(**more):
    held = {"question": "coverage", "answer": "covered", "why": "so"}
    return {**held, "decided": True, "page": "a/b/c.html#coverage", **more}


def scope_of(*found, scope=SCOPE, codes=None):
    source = {"title": 'A, "quoted"', "url": "https://example.org/", "retrieved": "2026-01-02"}
    return ScopeAnswers(scope, found, codes or {}, {"a/b/c#s": source})


def read(text):
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def rows(found, base="", scope=SCOPE):
    text = sheet(sheet_rows([scope_of(found, scope=scope)], base))
    return text, read(text)


def test_a_formula_in_any_field_of_an_answer_is_guarded_in_the_sheet():
    for field in ("answer", "why", "note", "words", "document", "warning"):
        _, (row,) = rows(record(**{field: "=HYPERLINK(1)"}))
        assert "'=HYPERLINK(1)" == row[field]


def test_a_sheet_begins_with_its_mark_and_the_heads_and_ends_its_lines_with_line_feeds():
    text, (row,) = rows(record(sources=["a/b/c#s"], part_read=True))
    assert text.startswith(f"\ufeff{','.join(COLUMNS)}\n")
    assert "\r" not in text
    assert ['A, "quoted" <https://example.org/>', "2026-01-02", "yes"] == [
        row[name] for name in ("sources", "sources_retrieved", "part_read")
    ]


def test_a_payer_and_a_question_go_by_their_ids_with_their_titles_beside_them():
    _, (row,) = rows(record(question="prior-authorization"))
    assert ["a", "A payer", "a/b", "B"] == [row[name] for name in ("payer", "payer_title", "scope", "scope_name")]
    assert ["prior-authorization", "Prior authorization"] == [row[name] for name in ("question", "question_title")]


def test_a_formula_in_the_name_of_a_scope_is_guarded_in_the_sheet():
    named = ScopeRow(**{**SCOPE.model_dump(), "name": "=HYPERLINK(1)"})
    assert "'=HYPERLINK(1)" == rows(record(), scope=named)[1][0]["scope_name"]


@pytest.mark.parametrize("code", ["00100", "99213", "0709T", "J3590"])
def test_a_code_stands_behind_the_name_of_its_code_set_and_is_a_number_to_nobody(code):
    text = sheet(code_rows([scope_of(record(), codes={code: (0,) * len(QUESTIONS)})]), CODES)
    (row,) = read(text)
    assert f"HCPCS {code}" == row["hcpcs_code"]
    assert code == row["hcpcs_code"].removeprefix("HCPCS ")
    assert text.splitlines()[1].startswith(f"HCPCS {code},a,")


def test_a_code_names_the_answer_to_each_question_by_the_id_of_its_row():
    codes = {"0709T": (1, *(0,) * (len(QUESTIONS) - 1))}
    found = [
        scope_of(record(), record(answer="not covered"), codes=codes),
        scope_of(record(answer="covered with criteria"), record(answer="investigational"), codes=codes),
    ]
    answers = {row["id"]: row["answer"] for row in read(sheet(sheet_rows(found, "")))}
    assert 4 == len(answers)
    told = [[answers[row[question.slug]] for question in QUESTIONS] for row in read(sheet(code_rows(found), CODES))]
    others = len(QUESTIONS) - 1
    assert [["not covered", *["covered"] * others], ["investigational", *["covered with criteria"] * others]] == told


def test_a_library_has_one_pair_of_sheets_or_each_payer_has_its_own():
    assert ("answers.csv", "answer-codes.csv") == sheet_paths("")
    assert ("api/v1/answers/aetna/answers.csv", "api/v1/answers/aetna/answer-codes.csv") == sheet_paths("aetna")


def test_the_reason_of_an_unknown_is_spelled_out():
    _, (row,) = rows(record(answer="data not available", reason="lapsed", decided=False))
    assert "a rule was known; it has ended or has very likely been superseded" == row["reason_means"]


def test_a_link_is_an_address_where_the_base_is_known():
    assert "https://example.org/x/a/b/c.html#coverage" == rows(record(), "https://example.org/x/")[1][0]["link"]
    assert "a/b/c.html#coverage" == rows(record())[1][0]["link"]
