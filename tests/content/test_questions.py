"""What staff ask of the real content finds what `policies/questions.yml` says, and leads to the answer it says."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from kb.answers.answer import ask
from kb.content.fields import ASK_FIELDS
from kb.content.load import load
from kb.content.questions import (
    FILE,
    Expected,
    GoldenQuestion,
    check_questions,
    read_questions,
    unwanted_hits,
)
from kb.domain.problem import Place
from kb.domain.vocabulary import UNKNOWN, question
from kb.rules.check import check

ASKED = read_questions((Path(__file__).parents[2] / "policies" / FILE).read_text(encoding="utf-8"))
EVERY = (*ASKED.held, *ASKED.not_yet)
SECTION = "example-health/commercial/0709t#coverage"
ITEM = f"- ask: anything\n    first: {SECTION}\n"
REPLY = "replies:\n  - ask: b\n    kind: answer\n    cites: {}\n"
ANSWER = "questions:\n  - ask: a\n    answer: [{}]\n"


@pytest.fixture(scope="module")
def library(real_library):
    return real_library


@pytest.fixture(scope="module")
def searcher(real_searcher):
    return real_searcher


@pytest.fixture(scope="module")
def faults_of():
    """Give place and code of the faults of a text, held against the small library."""
    small = check(load(Path(__file__).parents[1] / "data" / "good")).library

    def told(text, library=small):
        return [(str(p).split(" ")[0].removeprefix(f"{FILE}:"), p.code) for p in check_questions(text, library)]

    return told


def each(questions, mark=()):
    return [
        pytest.param(asked, id=asked.ask, marks=[pytest.mark.xfail(reason=asked.note)] if mark else [])
        for asked in questions
    ]


@pytest.mark.parametrize("asked", [*each(ASKED.held), *each(ASKED.not_yet, "not yet")])
def test_search_finds_what_staff_ask_for(asked, searcher, misses, first_page):
    """Where this one of `not_yet` passes, move it up to `questions`."""
    assert [] == misses(asked, first_page(searcher, asked.ask))


@pytest.mark.parametrize("asked", each(asked for asked in EVERY if asked.answer))
def test_a_question_leads_to_its_answer(asked, library):
    wanted = asked.answer
    found = ask(library, wanted.code, wanted.scope, wanted.question).value
    assert wanted.value == found if question(wanted.question).values or UNKNOWN in found else wanted.value in found


def test_there_are_many_questions_and_each_question_of_the_vocabulary_has_an_answer_among_them():
    assert len(EVERY) >= 60
    assert {asked.answer.question for asked in EVERY if asked.answer} >= {"coverage", "billing", "appeals"}


def test_each_question_that_is_not_answered_yet_says_why():
    assert [] == [asked.ask for asked in ASKED.not_yet if not asked.note]


def test_a_question_has_a_key_for_each_of_its_values_but_its_place():
    assert {value.name for value in dataclasses.fields(GoldenQuestion)} == {
        "path",
        *(field.key for field in ASK_FIELDS),
    }


def test_a_file_is_read_into_values_that_know_where_they_stand():
    found = read_questions(
        "questions:\n  - ask: a  b\n    top: x/y#z\n    answer: [0709T, x/y, prior authorization, required]\n"
        "not_yet:\n  - ask: 0709\n    never: [payer=x, x/y/z]\n    note: later\n"
    )
    answer = Expected("0709T", "x/y", "prior authorization", "required")
    assert (GoldenQuestion(("questions", 0), "a b", top=("x/y#z",), answer=answer),) == found.held
    assert (GoldenQuestion(("not_yet", 0), "0709", never=("payer=x", "x/y/z"), note="later"),) == found.not_yet
    assert () == found.faults
    assert [Place(4, 21), Place(2, 5), Place()] == [
        found.place("questions", 0, "answer", 1), found.place("questions", 0, "never"), read_questions("").place("x"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("never", "hits", "wrong"),
    [
        ("payer=x", [["x/y/z", "payer=x"], ["codes/1"]], ["payer=x"]),
        ("payer!=x", [["x/y/z", "payer=x"], ["codes/1"]], []),
        ("payer!=x", [["a/b/c", "payer=a"], ["x/y/z", "payer=x"]], ["payer!=x"]),
        ("x/y/z", [["x/y/z", "payer=x"]], ["x/y/z"]),
    ],
)
def test_what_must_not_be_found_is_told_by_the_hits(never, hits, wrong):
    assert wrong == list(unwanted_hits(GoldenQuestion(("questions", 0), "a", never=(never,)), hits))


@pytest.mark.parametrize(
    "text",
    [
        "",
        f"questions:\n  {ITEM}",
        f"questions:\n  {ITEM}  - ask: another\n    never: [codes/0709t, payer=sample-mutual, pa=not-required]\n",
        f"questions:\n  {ITEM}  - ask: another\n    never: [payer!=sample-mutual]\n",
        "questions:\n  - ask: units\n    top: [codes/0709t#life-cycle, codes/0709t#summary]\n",
        ANSWER.format("0709T, example-health/commercial, coverage, sources conflict"),
        ANSWER.format("0709T, example-health/commercial, appeals, 90 days"),
    ],
)
def test_a_file_without_a_fault_has_none(text, faults_of):
    assert [] == faults_of(text)


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("# nothing but this\n", "1:1:", "wrong-kind"),
        ("- a\n", "1:1:", "wrong-kind"),
        ("questions: [a, b\n", "2:1:", "yaml"),
        ("not_yet:\n  - ask: a\n    top: codes/0709t#summary\n", "1:1:", "missing-key"),
        ("questions: []\n", "1:12:", "empty-value"),
        ("questions:\n  - ask: a\n", "2:5:", "missing-key"),
        ("questions:\n  - ask: a\n    note: b\n", "2:5:", "missing-key"),
        (f"questions:\n  {ITEM}    tip: b\n", "4:5:", "unknown-key"),
        (f"questions:\n  - first: {SECTION}\n    ask: a\n", "3:5:", "key-order"),
        (f"questions:\n  {ITEM}not_yet:\n  {ITEM}", "5:10:", "duplicate-question"),
        ("questions:\n  - ask: a\n    first: codes/0709t\n", "3:12:", "wrong-kind"),
        ("questions:\n  - ask: a\n    first: codes/0799t#units\n", "3:12:", "unknown-section"),
        ("questions:\n  - ask: a\n    top: [codes/0709t#summary, codes/0709t#unit]\n", "3:32:", "unknown-section"),
        ("questions:\n  - ask: a\n    never: [codes/0799t]\n", "3:13:", "unknown-section"),
        ("questions:\n  - ask: a\n    never: [Cigna]\n", "3:13:", "wrong-kind"),
        ("questions:\n  - ask: a\n    never: [payer=cigna]\n", "3:13:", "unknown-value"),
        ("questions:\n  - ask: a\n    never: [payer!=cigna]\n", "3:13:", "unknown-value"),
        ("questions:\n  - ask: a\n    never: [coverage!=covered]\n", "3:13:", "wrong-kind"),
        ("questions:\n  - ask: a\n    never: [coverage=not-coverd]\n", "3:13:", "unknown-value"),
        ("questions:\n  - ask: a\n    never: [title=covered]\n", "3:13:", "unknown-value"),
        (f"questions:\n  {ITEM}{REPLY.format('codes/0799t#units')}", "7:12:", "unknown-section"),
        (f"questions:\n  {ITEM}{REPLY.format(SECTION).replace('answer', 'perhaps')}", "6:11:", "unknown-value"),
        (f"questions:\n  {ITEM}{REPLY.format(SECTION)}  - ask: b\n    kind: answer\n", "8:10:", "duplicate-question"),
        (ANSWER.format("0709T, example-health/commercial, coverage"), "3:13:", "wrong-kind"),
        (ANSWER.format("0709t, example-health/commercial, coverage, covered"), "3:14:", "unknown-code"),
        (ANSWER.format("0799T, example-health/commercial, coverage, covered"), "3:14:", "code-without-page"),
        (ANSWER.format("0709T, example-health, coverage, covered"), "3:21:", "wrong-kind"),
        (ANSWER.format("0709T, example-health/comercial, coverage, covered"), "3:21:", "unknown-scope"),
        (ANSWER.format("0709T, example-health/commercial, cost, covered"), "3:48:", "unknown-value"),
        (ANSWER.format("0709T, example-health/commercial, coverage, yes"), "3:58:", "unknown-value"),
    ],
)
def test_a_fault_is_told_where_it_stands(text, place, code, faults_of):
    assert [(place, code)] == faults_of(text)


def test_what_a_broken_file_would_have_is_not_told_as_missing(laid_over):
    files = {
        FILE: f"questions:\n  {ITEM}    never: payer=example-health\n"
        f"  {ANSWER.format('0709T, example-health/commercial, coverage, covered').partition(chr(10))[2].lstrip()}",
        "example-health/payer.md": "no page\n",
        "example-health/commercial/0709t.md": "no entry\n",
        "codes/0709t.md": "no page\n",
    }
    assert FILE not in {problem.path for problem in check(load(laid_over(files))).problems}
