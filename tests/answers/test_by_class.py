"""Codes that the same entries reach share their answers, and each has the answers it would have by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.generate import make, sized
from kb.answers.by_class import CODE, named, resolve_classes
from kb.answers.resolve import resolve
from kb.content.load import load
from kb.domain.model import Later
from kb.domain.vocabulary import QUESTIONS
from kb.rules.check import check
from tests.answers.made import DAY, LOCAL, PLANS, SECOND, says
from tests.answers.made import library as made

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=["real", "generated"])
def library(request, real_policies, tmp_path_factory):
    folder = real_policies
    if request.param == "generated":
        folder = tmp_path_factory.mktemp("generated") / "policies"
        make(sized(80, 7), folder)
    return check(load(folder)).library


def scope_ids(library):
    return [f"{payer.name}/{scope.id}" for payer, scope in library.scopes]


def told(found, code):
    return replace(found, code=code, why=named(found.why, code))


def test_each_code_has_the_answers_that_are_resolved_for_it_alone(library):
    classes = resolve_classes(library, library.codes)
    assert list(library.codes) == list(classes.of)
    for code, of in classes.of.items():
        assert scope_ids(library) == list(of)
        for scope, number in of.items():
            shared = [told(found, code) for found in classes.answers[number]]
            assert [resolve(library, code, scope, question.key) for question in QUESTIONS] == shared


@pytest.mark.parametrize("library", ["generated"], indirect=True)
def test_classes_are_shared_and_none_names_a_code(library):
    classes = resolve_classes(library, library.codes)
    assert sum(map(len, classes.of.values())) > 2 * len(classes.answers)
    assert {CODE} == {found.code for answers in classes.answers for found in answers}


def test_a_code_without_a_page_is_resolved_too(library):
    classes = resolve_classes(library, ["", "9999T"])
    for code in ("", "9999T"):
        for scope, number in classes.of[code].items():
            shared = [told(found, code) for found in classes.answers[number]]
            assert [resolve(library, code, scope, question.key) for question in QUESTIONS] == shared


def test_only_the_scopes_that_are_wanted_are_resolved():
    classes = resolve_classes(made(says("rule", "0709T", "covered")), ["0709T", "0708T"], {SECOND, LOCAL})
    assert {"0709T": [SECOND, LOCAL], "0708T": [SECOND, LOCAL]} == {
        code: [*scopes] for code, scopes in classes.of.items()
    }


@pytest.mark.parametrize("later", [(), (Later(says("later", "0709T", "covered", effective=DAY), in_force_now=True),)])
def test_a_rule_to_come_sets_its_codes_apart(later):
    """One rule names three codes; 0709T is the add-on of 0708T, so that its class is another."""
    coming = replace(made(says("rule", "0708T, 0709T, 0710T", "covered")), later=later)
    classes = resolve_classes(coming, ["0708T", "0709T", "0710T"])
    numbers = [classes.of[code][PLANS] for code in ("0708T", "0709T", "0710T")]
    assert (numbers[0] == numbers[2], numbers[0] == numbers[1]) == (True, False)
    for code in ("0708T", "0709T", "0710T"):
        shared = [told(found, code) for found in classes.answers[classes.of[code][PLANS]]]
        assert [resolve(coming, code, PLANS, question.key) for question in QUESTIONS] == shared


def test_what_is_unknown_until_a_rule_begins_is_unknown_so_for_its_codes_alone():
    coming = replace(made(), later=(Later(says("later", "0710T", "covered", effective=DAY), in_force_now=False),))
    classes = resolve_classes(coming, ["0708T", "0710T"])
    reasons = [classes.answers[classes.of[code][PLANS]][0].reason for code in ("0708T", "0710T")]
    assert ["not looked up", "no earlier rule recorded; one begins Mar 2, 2026"] == reasons
