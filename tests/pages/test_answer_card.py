"""The data of the answer card: every answer as it is resolved, with the first of its sources."""

from __future__ import annotations

import json
import re

import pytest

from kb.answers.by_class import named
from kb.answers.resolve import resolve
from kb.catalogue import tables as catalogue
from kb.catalogue.review import to_do
from kb.content.load import load
from kb.domain.vocabulary import QUESTIONS, UNKNOWN
from kb.history.clocks import read_clocks
from kb.pages.answer_card import CardAnswer, answer_scripts, dated_scripts
from kb.pages.answer_pieces import ON_DAYS, TODAY, pieces
from kb.pages.answers_as_of import CodeTimelines
from kb.pages.review import unknown_rows
from kb.pages.version_history import VersionHistories
from kb.rules.check import check
from kb.search.card import CLASS_CODES


@pytest.fixture(scope="module", params=["good", "real"])
def library(request, real_policies):
    folder = real_policies.parent / "tests" / "data" / "good" if request.param == "good" else real_policies
    return check(load(folder)).library


@pytest.fixture(scope="module")
def scripts(library):
    with catalogue.open_catalogue(library) as tables:
        board = unknown_rows(to_do(library, tables.resolved, library.newest_review))
        return dict(answer_scripts(library, tables, board))


def read(scripts, piece):
    """Give what a script of some plans and codes hands over."""
    text = scripts[f"static/answers/{piece.name}.js"]
    start = f'kb.answers("{piece.name}",'
    assert text.startswith(start)
    return json.loads(text.removeprefix(start).removesuffix(");\n"))


def rows_of(scripts, library, code):
    """Unpack all answers of a code: scope, question and the answer by field."""
    having = [(piece, read(scripts, piece)) for piece in of_today(library) if code in piece.codes]
    for scope, held in [
        (scope, held) for scope in scope_ids(library) for piece, held in having if scope in piece.scopes
    ]:
        number = held["plans"][scope][held["codes"].index(code)]
        for question, place in zip([QUESTIONS[at] for at in held["questions"]], held["sets"][number], strict=True):
            values = [held["values"][number] for number in held["answers"][place]]
            row = CardAnswer(*values, *[""] * (len(CardAnswer._fields) - len(values)))
            yield scope, question.key, row._replace(why=named(row.why, code))


def scope_ids(library):
    return [f"{payer.name}/{scope.id}" for payer, scope in library.scopes]


def of_today(library):
    return list(pieces(library, TODAY))


def test_each_piece_has_a_script_and_each_code_one_of_all_plans(library, scripts):
    of_pieces = [f"static/answers/{piece.name}.js" for piece in of_today(library)]
    of_plans = [f"static/plans/{name}.js" for name in ("category-iii", *map(str.lower, library.codes))]
    assert [*of_pieces, *of_plans] == list(scripts)
    for piece in of_today(library):
        held = read(scripts, piece)
        assert (list(piece.codes), list(piece.scopes)) == (held["codes"], list(held["plans"]))
        assert {len(piece.codes)} == {len(numbers) for numbers in held["plans"].values()}
        assert list(piece.questions) == held["questions"]
        assert {len(piece.questions)} == {len(places) for places in held["sets"]}


def test_each_answer_is_the_one_resolved(library, scripts):
    for code in library.codes:
        for scope, question, row in rows_of(scripts, library, code):
            found = resolve(library, code, scope, question)
            leading = found.leading.entry.id if found.leading else ""
            assert (found.value, found.reason, found.why, leading) == (row.value, row.reason, row.why, row.entry)
            assert (found.standing, found.warning) == (row.standing, row.warning)
            day = found.decider.entry.effective if found.decider else None
            assert (day.isoformat() if day else "") == row.effective
            assert (found.decider.rank if found.decider else "") == row.reach
            first = found.sources[0] if found.sources else None
            assert ([first.title, first.publisher, first.url] if first else "") == row.source


def test_a_script_says_nothing_twice(library, scripts):
    for piece in of_today(library):
        held = read(scripts, piece)
        for part in ("values", "answers", "sets"):
            told = [json.dumps(one) for one in held[part]]
            assert sorted(set(told)) == sorted(told)
        used = {number for answer in held["answers"] for number in answer} | {0}
        assert sorted(used) == list(range(len(held["values"])))
        assert {place for places in held["sets"] for place in places} == set(range(len(held["answers"])))
        assert [] == [answer for answer in held["answers"] if not answer[-1]]


def test_what_is_not_known_has_a_reason_no_date_and_no_source(library, scripts):
    every = [row for code in library.codes for *_, row in rows_of(scripts, library, code)]
    unknown = [row for row in every if row.value == UNKNOWN]
    assert unknown
    assert [] == [row for row in unknown if not row.reason or row.effective or row.source or row.reach]
    assert {"unknown"} == {row.tone for row in unknown}


def test_an_unknown_leads_to_its_row_of_the_board_where_something_can_be_done(library, scripts):
    brands = {f"{payer.name}/{scope.id}" for payer, scope in library.scopes if scope.kind == "brand"}
    for code in library.codes:
        for scope, _, row in rows_of(scripts, library, code):
            something = row.value == UNKNOWN and row.reason != "not applicable" and scope not in brands
            payer, _, name = scope.partition("/")
            assert something is bool(re.match(rf"review/{payer}(?:-[0-9]+)?\.html#unknown-{name}-", row.board)), row
            assert something or not row.board


def test_what_holds_for_all_codes_is_what_resolves_for_a_code_that_only_such_rules_reach(library, scripts):
    known = [
        (scope, key, row.value) for scope, key, row in rows_of(scripts, library, "all-codes") if row.value != UNKNOWN
    ]
    decided = [entry for entry in library.entries if entry.reach.kind == "all codes"]
    assert {scope for scope, *_ in known} >= {entry.scope_id for entry in decided if _says_something(entry)}
    for scope, question, value in known:
        for code in library.codes:
            found = resolve(library, code, scope, question)
            assert found.decider.rank != "all codes" or found.value == value


def test_the_script_of_all_plans_has_the_value_of_every_plan_on_every_question(library, scripts):
    for code in library.codes:
        text = scripts[f"static/plans/{code.lower()}.js"]
        held = json.loads(text.removeprefix(f'kb.planAnswers("{code}",').removesuffix(");\n"))
        told = {
            (scope, question.key): tuple(held["values"][place])
            for question, places in zip(QUESTIONS, held["answers"], strict=True)
            for scope, place in zip(scope_ids(library), places, strict=True)
        }
        assert {(scope, key): (row.value, row.tone) for scope, key, row in rows_of(scripts, library, code)} == told


def test_a_class_of_codes_has_what_resolves_for_a_code_of_it_that_no_entry_names(library, scripts):
    for name, code in CLASS_CODES.items():
        for scope, key, row in rows_of(scripts, library, name):
            assert resolve(library, code, scope, key).value == row.value


def test_each_piece_has_its_answers_on_other_days_and_each_class_of_codes_has(library):
    with catalogue.open_catalogue(library) as tables:
        made = dict(dated_scripts(tables, CodeTimelines(VersionHistories(read_clocks(library)))))
    names = ("category-iii", *(piece.name for piece in pieces(library, ON_DAYS)))
    assert [f"static/asof/{name}.js" for name in names] == list(made)


def _says_something(entry):
    return entry.currency != "superseded" and any(answer.value != UNKNOWN for answer in entry.answers.values())


def test_the_card_reads_the_fields_in_the_order_in_which_they_are_written(real_policies):
    card = (real_policies.parent / "site_templates" / "static" / "card.js").read_text(encoding="utf-8")
    listed = card.split("const FIELDS = ")[1].split(";")[0]
    assert list(CardAnswer._fields) == json.loads(listed)
