"""A sheet opens in spreadsheets as text: nothing in it runs."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest

from kb.published.answers import PayerAnswers
from kb.published.edition import Committed, edition
from kb.published.sheet import COLUMNS, guarded, sheet, sheet_rows


@pytest.mark.parametrize("text", ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1"])
def test_a_text_that_begins_like_a_formula_is_made_text(text):
    assert f"'{text}" == guarded(text)


@pytest.mark.parametrize("text", ["", "covered", "0709T", "2026-01-01", "a=b", "'=1"])
def test_any_other_text_stays_as_it_is(text):
    assert text == guarded(text)


def record(**more):
    held = {"scope": "a/b", "scope_name": "B", "question": "coverage", "answer": "covered", "why": "so"}
    return {**held, "decided": True, "page": "a/b/c.html#coverage", **more}


MADE = Committed("2026-03-02T12:00:00Z", "commit 1a2b3c4")


def rows(found, base="", code="0709T"):
    source = {"title": 'A, "quoted"', "url": "https://example.org/", "retrieved": "2026-01-02"}
    payers = [PayerAnswers("a", "A payer", (found,), {"a/b/c#s": source})]
    text = sheet(sheet_rows(code, payers, edition(dt.date(2026, 3, 2), MADE, base)))
    return text, list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_a_formula_in_any_field_of_an_answer_is_guarded_in_the_sheet():
    for field in ("answer", "why", "note", "words", "document", "warning", "scope_name"):
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


def test_each_row_says_of_which_day_and_commit_it_is():
    _, (row,) = rows(record())
    assert ["2026-03-02", "commit 1a2b3c4"] == [row[name] for name in ("as_of", "generated_from")]


@pytest.mark.parametrize("code", ["00100", "99213", "0709T", "J3590"])
def test_a_code_stands_behind_the_name_of_its_code_set_and_is_a_number_to_nobody(code):
    text, (row,) = rows(record(), code=code)
    assert f"HCPCS {code}" == row["hcpcs_code"]
    assert code == row["hcpcs_code"].removeprefix("HCPCS ")
    assert text.splitlines()[1].startswith(f"HCPCS {code},a,")


def test_the_reason_of_an_unknown_is_spelled_out():
    _, (row,) = rows(record(answer="data not available", reason="lapsed", decided=False))
    assert "a rule was known; it has ended or has very likely been superseded" == row["reason_means"]


def test_a_link_is_an_address_where_the_base_is_known():
    assert "https://example.org/x/a/b/c.html#coverage" == rows(record(), "https://example.org/x/")[1][0]["link"]
    assert "a/b/c.html#coverage" == rows(record())[1][0]["link"]
