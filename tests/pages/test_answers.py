"""The data of the answer card: every answer as it is resolved, with the first of its sources."""

from __future__ import annotations

import json

import pytest

from kb import catalogue
from kb.check import check
from kb.load import load
from kb.pages.answers import answer_scripts
from kb.resolve import resolve
from kb.vocabulary import QUESTIONS, UNKNOWN


@pytest.fixture(scope="module", params=["good", "real"])
def library(request, real_policies):
    folder = real_policies.parent / "tests" / "data" / "good" if request.param == "good" else real_policies
    return check(load(folder)).library


@pytest.fixture(scope="module")
def scripts(library):
    with catalogue.opened(library) as tables:
        return dict(answer_scripts(iter(library.codes), tables))


def rows_of(scripts, code):
    text = scripts[f"static/answers/{code.lower()}.js"]
    return json.loads(text.removeprefix(f'kb.answers("{code}",').removesuffix(");\n"))


def test_each_code_has_a_script_with_every_scope_and_question(library, scripts):
    assert [f"static/answers/{code.lower()}.js" for code in library.codes] == list(scripts)
    for code in library.codes:
        asked = [(row["scope"], row["question"]) for row in rows_of(scripts, code)]
        scopes = [f"{payer.path.split('/')[0]}/{scope.id}" for payer, scope in library.scopes]
        assert [(scope, question.key) for scope in scopes for question in QUESTIONS] == asked


def test_each_row_is_the_answer_as_resolved(library, scripts):
    for code in library.codes:
        for row in rows_of(scripts, code):
            found = resolve(library, code, row["scope"], row["question"])
            assert (found.value, found.reason, found.why) == (row["value"], row["reason"], row["why"])
            assert (found.standing, found.warning) == (row["standing"], row["warning"])
            day = found.decider.entry.effective if found.decider else None
            assert (day.isoformat() if day else "") == row["effective"]
            first = found.sources[0] if found.sources else None
            told = first and {"title": first.title, "publisher": first.publisher, "url": first.url}
            assert told == row["source"]


def test_what_is_not_known_has_a_reason_no_date_and_no_source(library, scripts):
    unknown = [row for code in library.codes for row in rows_of(scripts, code) if row["value"] == UNKNOWN]
    assert unknown
    assert [] == [row for row in unknown if not row["reason"] or row["effective"] or row["source"]]
    assert {"unknown"} == {row["tone"] for row in unknown}
