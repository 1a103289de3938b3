"""A worklist: lines in any usual form are read, unreadable ones are named, and each has its next step."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from kb.answers.resolve import resolve
from kb.domain.vocabulary import QUESTIONS, UNKNOWN
from kb.search.find import make_searcher
from kb.search.reading import read_query
from kb.search.worklist import FAULTS, STEPS, Line, answer_line, as_written, next_step, read_lines

EXAMPLES = json.loads((Path(__file__).parents[1] / "data" / "worklist.json").read_text(encoding="utf-8"))
TODAY = dt.date(2026, 11, 28)


@pytest.fixture(scope="module")
def read(real_library, tmp_path_factory):
    """Give the lines of a text, as read by the real library."""
    searcher = make_searcher(real_library, tmp_path_factory.mktemp("index"))

    def one(typed):
        return read_query(typed, searcher.concepts, searcher.lexicon, searcher.tables, TODAY)

    return lambda text: list(read_lines(text, one, real_library))


def test_a_line_is_read_in_sixty_forms(read):
    assert 60 <= len(EXAMPLES["read"])
    lines = read("\n".join(one["line"] for one in EXAMPLES["read"]))
    wanted = [(one["code"], (one["plan"],), one["date"], "") for one in EXAMPLES["read"]]
    assert wanted == [(line.code, line.scopes, line.day, line.fault) for line in lines]


def test_a_line_that_cannot_be_read_is_named_with_what_is_wrong(read):
    assert 40 <= len(EXAMPLES["unread"])
    assert {*FAULTS} == {one["fault"] for one in EXAMPLES["unread"]}
    lines = read("\n".join(one["line"] for one in EXAMPLES["unread"]))
    assert EXAMPLES["unread"] == [{"line": line.typed, "fault": line.fault} for line in lines]


def test_a_heading_and_blank_lines_are_left_out_and_lines_keep_their_numbers(read):
    text = "\ufeffcode\tplan\tdate\r\n\r\n0709T\tCigna\t3/1/2026\r\n\r\nCigna 3\r\n"
    assert [(3, ""), (5, "code")] == [(line.number, line.fault) for line in read(text)]


def test_a_payer_with_few_plans_has_a_row_for_each(read, real_library):
    (line,) = read("0709T, UHC, 3/1/2026")
    rows = answer_line(line, real_library, lambda code, plan, question: resolve(real_library, code, plan, question))
    assert ["uhc/commercial", "uhc/medicare-advantage"] == [row.plan for row in rows]


def test_a_row_has_every_answer_what_to_verify_and_the_next_step(real_library):
    line = Line(1, "", "0709T", ("cigna/commercial",))
    (row,) = answer_line(line, real_library, lambda code, plan, question: resolve(real_library, code, plan, question))
    assert [question.key for question in QUESTIONS] == list(row.answers)
    assert ("Cigna Healthcare, Commercial plans", "investigational") == (row.name, row.answers["coverage"])
    assert "third-party summary" in row.doubts
    assert STEPS["denied"] == row.step


@pytest.mark.parametrize(
    ("coverage", "authorization", "doubt", "step"),
    [
        ("covered", "required", "", "authorization"),
        ("investigational", "required", "", "authorization"),
        ("not covered", "not required", "", "denied"),
        (UNKNOWN, "not required", "", "coverage unknown"),
        ("covered", UNKNOWN, "", "authorization unknown"),
        ("covered with criteria", "not required", "", "conditional"),
        ("covered", "required in some cases", "", "conditional"),
        ("covered", "not required", "old", "doubt"),
        ("covered", "not required", "", "none"),
    ],
)
def test_the_next_step_is_that_of_the_gravest_answer(coverage, authorization, doubt, step):
    assert STEPS[step] == next_step({"coverage": coverage, "prior_authorization": authorization}, doubt)


def test_a_day_is_written_as_us_readers_do():
    assert ("3/1/2026", "") == (as_written("2026-03-01"), as_written(""))
