"""The scripts of answers on other days: of a code what a grid shows, of a plan what a card shows, each text once."""

from __future__ import annotations

import json

import pytest

from kb.content.load import load
from kb.domain.vocabulary import QUESTIONS
from kb.history.clocks import read_clocks
from kb.history.read import read_history
from kb.pages.answer_pieces import Piece
from kb.pages.answers_as_of import CodeTimelines, Facts
from kb.pages.dated_scripts import code_dates, plan_dates
from kb.pages.version_history import VersionHistories
from kb.rules.check import check
from tests.pages.test_answers_as_of import PAGES, PLANS, X, Y, grid_of

CODES = ("0708T", "0709T")
PIECE = Piece(
    "example-health/0-0",
    (PLANS, "example-health/medicare-advantage"),
    ("all-codes", "category-iii", *CODES),
    range(len(QUESTIONS)),
)


@pytest.fixture
def made(repository, good_library, rule):
    """The timelines of two codes: one rule on both that changes, and one on a single of them."""
    files = {path: (good_library / path).read_text(encoding="utf-8") for path in PAGES}
    both = rule("covered", "2025-01-01", "2025-09-30", codes="0700T-0709T")
    repository.commit({**files, X: both, Y: rule("case by case", "2025-11-01")}, "2025-01-02")
    texts = load(repository.folder)
    clocks = read_clocks(check(texts).library, read_history(repository.folder, texts))
    grids = {code: grid_of(clocks.library, code) for code in CODES}
    dated = CodeTimelines(VersionHistories(clocks))
    return dated, grids, {code: dated.timelines(code, grids[code]) for code in CODES}


def held(script):
    """Give the name and the data that a script hands over."""
    _, text = script
    return json.loads("[" + text.partition("(")[2].removesuffix(");\n") + "]")


def fields(data, number):
    return [data["values"][place] for place in data["cells"][number]]


def test_a_script_of_a_code_has_every_cell_of_its_timelines(made):
    dated, grids, timelines = made
    today = dated.histories.clocks.today
    for code in CODES:
        script = code_dates(code, today, timelines[code], grids[code])
        name, data = held(script)
        assert (f"static/asof/{code.lower()}.js", code, str(today)) == (script[0], name, data["today"])
        assert list(timelines[code]) == [scope for scope, *_ in data["scopes"]] != []
        for scope, _, rows in data["scopes"]:
            for row, cells in zip(rows, timelines[code][scope], strict=True):
                told = [(first, *fields(data, number)[:2]) for first, number in row]
                assert [(str(one.first or ""), one.cell.value, one.cell.tone) for one in cells] == told


def test_a_script_of_plans_has_what_changes_for_each_code_with_its_reason_and_source(made):
    dated, _, timelines = made
    script = plan_dates(PIECE, dated.histories.clocks.today, dated.moved_of)
    name, data = held(script)
    assert (f"static/asof/{PIECE.name}.js", PIECE.name) == (script[0], name)
    assert list(PIECE.scopes) == list(data["plans"])
    assert set(CODES) == set(data["plans"][PLANS])
    for code in CODES:
        rows = data["sets"][data["plans"][PLANS][code]]
        assert len(QUESTIONS) == len(rows)
        for row, cells in zip(rows, timelines[code][PLANS], strict=True):
            if len(cells) == 1:
                assert [] == row
                continue
            todays = [one for one in cells if not one.first or str(one.first) <= data["today"]][-1]
            for (first, number), one in zip(row, cells, strict=True):
                value, _, by, marks, *others = [*fields(data, number), *[""] * 14][:14]
                assert (str(one.first or ""), one.cell.value, one.cell.by) == (first, value, by)
                assert list(one.cell.marks) == (marks or [])
                facts = [list(fact) if isinstance(fact, tuple) and fact else fact or "" for fact in one.facts]
                assert others == ([""] * 10 if one is todays else [one.cell.why, one.address, *facts])


def test_codes_with_the_same_answers_in_a_plan_share_them(made):
    dated, _, _ = made
    _, data = held(plan_dates(PIECE, dated.histories.clocks.today, dated.moved_of))
    assert len({number for plan in data["plans"].values() for number in plan.values()}) == len(data["sets"])
    alike = dict.fromkeys(("0708T", "0708U"), dated.moved_of[PLANS]["0708T"])
    one = Piece("example-health/0-0", (PLANS,), ("0708T", "0708U"), PIECE.questions)
    _, shared = held(plan_dates(one, dated.histories.clocks.today, {PLANS: alike}))
    assert ({PLANS: {"0708T": 0, "0708U": 0}}, 1) == (shared["plans"], len(shared["sets"]))


def test_no_script_says_a_text_or_a_cell_twice(made):
    dated, grids, timelines = made
    today = dated.histories.clocks.today
    scripts = [code_dates(code, today, timelines[code], grids[code]) for code in CODES]
    for script in (*scripts, plan_dates(PIECE, today, dated.moved_of)):
        _, data = held(script)
        for part in ("values", "cells"):
            told = [json.dumps(one) for one in data[part]]
            assert sorted(set(told)) == sorted(told)


def test_the_scripts_read_the_fields_in_the_order_in_which_they_are_written(real_policies):
    script = real_policies.parent / "site_templates" / "static" / "dated_answers.js"
    text = script.read_text(encoding="utf-8")
    grid, plan = (json.loads(text.split(f"const {name} = ")[1].split(";")[0]) for name in ("FIELDS", "PLAN_FIELDS"))
    assert ["value", "tone", "by", "address", "inWords", "marks"] == grid
    assert ["value", "tone", "by", "marks", "why", "address", *Facts._fields] == plan
